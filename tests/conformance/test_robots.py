"""Our reading of robots.txt decides as Google's, but for the rows that are named here.

Facts from google/robotstxt (robots_test.cc) and google/robotstxt-spec-test, both Apache-2.0.
"""

from collections.abc import Iterator

import pytest
from scrapy.http import TextResponse

from scrapers.errors import FetchError
from scrapers.middlewares.robots import read_rules
from tests.conformance.robots_rows import DEVIATIONS, TABLE, Deviation

HOST = "https://clinic.example"
LINE_ENDS = {"LF": b"\n", "CR LF": b"\r\n", "CR": b"\r"}
BOMS = {"none": b"", "UTF-8": b"\xef\xbb\xbf"}


def decide(robots: bytes, agent: str, path: str) -> bool:
    """Whether that robots.txt lets the agent fetch the path."""
    response = TextResponse(f"{HOST}/robots.txt", body=robots)
    try:
        read_rules(response).check(HOST + path, agent)
    except FetchError:
        return False
    return True


def written(lines: str, end: bytes = b"\n") -> bytes:
    """The file of a row."""
    return b"".join(line.encode() + end for line in lines.split("|"))


def rows() -> Iterator[object]:
    """Every decision of the table."""
    for rules in TABLE:
        for agent in rules.agents.split():
            for allowed, paths in ((True, rules.allowed), (False, rules.forbidden)):
                for path in paths.split():
                    name = f"{rules.fact}: {agent} {path}"
                    yield pytest.param(rules.lines, agent, path, allowed, id=name)


ROWS = list(rows())


@pytest.mark.parametrize(("lines", "agent", "path", "allowed"), ROWS)
def test_robots_txt_decides(lines: str, agent: str, path: str, allowed: bool) -> None:
    assert decide(written(lines), agent, path) is allowed


def test_the_table_is_as_large_as_the_standard_part_of_both_suites() -> None:
    assert len(ROWS) + len(DEVIATIONS) >= 450


@pytest.mark.parametrize("bom", BOMS.values(), ids=BOMS)
@pytest.mark.parametrize("end", LINE_ENDS.values(), ids=LINE_ENDS)
def test_every_line_end_and_mark_is_read(end: bytes, bom: bytes) -> None:
    lines = "User-agent: pipette|Allow: /iv|User-agent: dripfeed|||Disallow: /"
    assert not decide(bom + written(lines, end), "dripfeed", "/iv")
    assert decide(bom + written(lines, end), "pipette", "/iv")


def test_mixed_line_ends_and_a_last_line_without_one_are_read() -> None:
    robots = b"User-agent: pipette\nAllow: /iv\r\nUser-agent: dripfeed\n\r\n\rDisallow: /"
    assert not decide(robots, "dripfeed", "/iv")


@pytest.mark.parametrize("mark", [b"\xef\xbb", b"\xef", b"\xef\x11\xbf"])
def test_half_a_mark_costs_no_more_than_its_line(mark: bytes) -> None:
    robots = mark + b"User-agent: *\nDisallow: /iv\nUser-agent: dripfeed\nDisallow: /nad\n"
    assert not decide(robots, "dripfeed", "/nad")


@pytest.mark.parametrize("length", [2_000, 20_000])
def test_a_long_rule_is_read_to_its_end(length: int) -> None:
    path = "/iv/" + "a" * length
    robots = f"User-agent: dripfeed\nDisallow: /\nAllow: {path}/b\n".encode()
    assert decide(robots, "dripfeed", f"{path}/b")
    assert not decide(robots, "dripfeed", f"{path}/c")


def named(row: Deviation) -> object:
    """The row, expected to fail for its reason."""
    return pytest.param(row, id=row.fact, marks=pytest.mark.xfail(reason=row.why, strict=True))


@pytest.mark.parametrize("row", [named(row) for row in DEVIATIONS])
def test_a_named_deviation_still_deviates(row: Deviation) -> None:
    assert decide(written(row.lines), row.agent, row.path) is row.allowed
