"""Stored text is hostile: on no page does it become markup, a script or a link that runs one."""

import base64
import csv
import hashlib
import io
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html
import pytest
import pytest_asyncio
from sqlite_utils import Database

from pipelines.queries import questions
from tests.pipelines.examples import five_clinics
from tests.pipelines.examples.small_collection import filled, opened

ATOM = "http://www.w3.org/2005/Atom"

PAYLOADS = {
    "script": "<script>alert(1)</script><b class='pwned'>x</b>",
    "attribute": "\"><img src=x onerror=alert(1)><b class='pwned'>' onmouseover='alert(1)",
    "address": "javascript:alert(1)",
    "web address": 'https://a.example/" onmouseover="alert(1)\'><b class=pwned>',
    "markdown": "[x](javascript:alert(1)) ![y](javascript:alert(2)) <b class='pwned'>",
    "template": "{{ 7 * 1911911911 }}{% raw %}",
    "ends of elements": "</title></textarea></style></script><b class='pwned'>",
    "data": "data:text/html;base64,PHNjcmlwdD4=",
}
NOT_SHOWN = {
    "comparison", "compared_clinics", "compared_posts", "fingerprints", "hosts", "route_trust",
    "fetches", "page_routes",
}  # fmt: skip
"""Tables that the collections may leave empty: numbers, hosts and instants of dripfeed's own."""
FIXED = {"slug", "clinic", "state", "route", "kind", "blocks", "evidence", "settings", "versions"}
"""Columns that a CHECK, a key or JSON holds to a form."""


def poison(db: Database, payload: str) -> None:
    """Put the payload into every text column; ids keep unique columns apart."""
    db.execute("PRAGMA foreign_keys = OFF")
    for table in db.table_names():
        if table.startswith(("posts_fts", "_sqlite")):
            continue
        for column in db.table(table).columns:
            if column.type == "TEXT" and column.name not in FIXED | {"url"}:
                db.execute(f"UPDATE {table} SET {column.name} = ? || rowid", [payload])
    _poison_addresses(db, payload)
    _poison_json(db, payload)
    db.execute("UPDATE clinics SET kind = ?, state = ?", [payload, payload])
    db.conn.commit()


def unpoisoned(db: Database, payload: str) -> list[str]:
    """Text columns that hold no row with the payload, beside those held to a form."""
    return [
        f"{table}.{column.name}"
        for table in db.table_names()
        if not table.startswith(("posts_fts", "_sqlite"))
        for column in db.table(table).columns
        if column.type == "TEXT" and column.name not in FIXED - {"blocks", "settings"}
        if not db.execute(
            f"SELECT count(*) FROM {table} WHERE instr({column.name}, ?)", [payload]
        ).fetchone()[0]
    ]


def _poison_addresses(db: Database, payload: str) -> None:
    db.execute("UPDATE pages SET url = ? || id", [payload])
    for table in ("posts", "page_routes", "extractions"):
        db.execute(f"UPDATE {table} SET url = ? || rowid", [payload])
    for table in ("links", "images", "citations", "contacts"):
        db.execute(f"UPDATE {table} SET url = ? || rowid", [payload])
    db.execute("UPDATE extractions SET url = (SELECT url FROM posts WHERE id = 1)")


def _poison_json(db: Database, payload: str) -> None:
    blocks = [{"kind": payload, "role": payload, "text": payload, "reason": payload}]
    loser = {"value": payload, "raw": payload, "source": payload, "lost": payload}
    evidence = {"title": {"candidates": [loser]}}
    db.execute(
        "UPDATE extractions SET blocks = ?, evidence = ?",
        [json.dumps(blocks), json.dumps(evidence)],
    )
    db.execute(
        "UPDATE runs SET settings = ?, versions = ?", [json.dumps({payload: payload}), payload]
    )


async def addresses(site: Any) -> list[str]:
    chosen = "clinic=harbor-infusion&clinic=lakeside-iv&clinic=prairie-drip"
    facets = "_facet=title&_facet=author&_facet=url"
    own = ["/", "/search", "/search?q=alert", "/clinic/harbor-infusion", "/clinic/quiet-clinic"]
    own += [f"/post/{key}" for key in (1, 2, 3, 4)] + ["/post/1?claim=1", "/post/2/versions"]
    own += ["/run/1", "/dripfeed", "/compare", f"/compare?{chosen}", "/copies", "/copies/1/2"]
    asked = [f"/dripfeed/{question.name}" for question in questions()]
    database = site.get_database("dripfeed")
    names = [*await database.table_names(), *await database.view_names()]
    tables = [f"/dripfeed/{name}" for name in names if not name.startswith("posts_fts_")]
    rows = [f"{table}/1" for table in tables if table.split("/")[2] in ("posts", "pages", "links")]
    drawn = [f"/dripfeed/posts?{facets}", "/dripfeed?sql=select+*+from+posts"]
    return [*own, *asked, *tables, *rows, *drawn]


def faults(html: str, policy: str) -> list[str]:
    """What in the page would be alive."""
    found = []
    for element in lxml.html.fromstring(html).iter():
        if not isinstance(element.tag, str):
            continue
        if element.get("class") == "pwned" or element.tag in ("iframe", "object", "embed"):
            found.append(lxml.html.tostring(element, encoding="unicode")[:200])
        found += [name for name in element.attrib if name.lower().startswith("on")]
        found += [
            f"{name}={element.get(name)}"
            for name in ("href", "src", "action", "formaction")
            if element.get(name) and not element.get(name, "").startswith(("/", "#", "?", "http"))
        ]
        if element.tag == "script" and not element.get("src"):
            digest = base64.b64encode(hashlib.sha256((element.text or "").encode()).digest())
            if f"'sha256-{digest.decode()}'" not in policy:
                found.append(f"script {element.text}")
        if element.tag == "img" and not element.get("src", "").startswith("/static/"):
            found.append("img")
    return found


@pytest.mark.parametrize("collection", [filled, five_clinics.filled], ids=["three", "five"])
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
async def test_no_stored_text_comes_alive_on_any_page(
    tmp_path: Path, payload: str, collection: Callable[[Path], Database]
) -> None:
    db = collection(tmp_path / "hostile.db")
    poison(db, payload)
    db.close()
    async with opened(tmp_path / "hostile.db") as site:
        for path in await addresses(site):
            answer = await site.client.get(path)
            assert answer.status_code == 200, path
            assert "13383383377" not in answer.text, path
            policy = answer.headers["content-security-policy"]
            assert faults(answer.text, policy) == [], path


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
async def test_stored_text_is_only_text_in_a_feed(tmp_path: Path, payload: str) -> None:
    db = five_clinics.filled(tmp_path / "hostile.db")
    poison(db, payload + "\x00\x0b\ufffe")
    db.close()
    async with opened(tmp_path / "hostile.db") as site:
        for path in ("/index.atom", "/clinic/harbor-infusion.atom", "/search.atom?q=alert"):
            feed = lxml.etree.fromstring((await site.client.get(path)).content)
            assert {lxml.etree.QName(each).namespace for each in feed.iter()} == {ATOM}, path
            links = {link.get("href", "").split(":")[0] for link in feed.iter(f"{{{ATOM}}}link")}
            assert links == {"http"}, path


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hostile(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Any]:
    """The site on five clinics with all payloads at once, and control characters, everywhere."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    db = five_clinics.filled(path)
    poison(db, "".join(PAYLOADS.values()) + "\x00\x0b\x1b[31m\ufffe")
    db.close()
    async with opened(path) as site:
        yield site


async def test_json_of_every_page_is_json_whatever_is_stored(hostile: Any) -> None:
    for path in await addresses(hostile):
        answer = await hostile.client.get(other_form(path, ".json"))
        assert answer.status_code == (400 if path == "/compare" else 200), path  # none are chosen
        assert answer.headers["content-type"].startswith("application/json"), path
        assert answer.headers["x-content-type-options"] == "nosniff", path
        json.loads(answer.text)


async def test_csv_of_every_table_has_as_many_cells_in_each_row(hostile: Any) -> None:
    for path in await addresses(hostile):
        answer = await hostile.client.get(other_form(path, ".csv"))
        if answer.status_code != 200:
            assert answer.status_code in {400, 404}, path  # a page or a row without a table
            continue
        assert answer.headers["content-type"].startswith("text/"), path
        lines = list(csv.reader(io.StringIO(answer.text.replace("\x00", ""))))
        assert len({len(line) for line in lines}) <= 1, path


def other_form(path: str, ending: str) -> str:
    """The address of the same page in another form."""
    name, mark, query = path.partition("?")
    return f"{'/index' if name == '/' else name}{ending}{mark}{query}"


@pytest.mark.parametrize("collection", [filled, five_clinics.filled], ids=["three", "five"])
def test_the_walk_poisons_every_column_that_has_rows(
    tmp_path: Path, collection: Callable[[Path], Database]
) -> None:
    db = collection(tmp_path / "hostile.db")
    empty = {name for name in db.table_names() if not db.table(name).count}
    poison(db, "<b>")
    missed = {name for name in unpoisoned(db, "<b>") if name.split(".")[0] not in empty}
    assert missed == set()


async def test_the_two_collections_fill_every_table_but_the_crawl_s_own(tmp_path: Path) -> None:
    filled_tables = set()
    for name, collection in (("three", filled), ("five", five_clinics.filled)):
        db = collection(tmp_path / f"{name}.db")
        filled_tables |= {table for table in db.table_names() if db.table(table).count}
    assert set(db.table_names()) - filled_tables <= NOT_SHOWN


def test_the_walk_sees_a_page_that_is_alive() -> None:
    alive = "<p><b class='pwned'>x</b><a href='javascript:x' onclick=y>z</a><script>w</script></p>"
    assert len(faults(alive, "script-src 'self'")) == 4
