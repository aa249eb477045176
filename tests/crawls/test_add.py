"""`dripfeed add`: a first look at a site, and one row more in the file of clinics."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from scrapy.http import TextResponse

from pipelines.jobs.probe_site import robots_summary, suggest_slug
from scrapers.clinics import read_clinics
from scrapers.middlewares.robots import read_rules
from tests.crawling import DRIPFEED, QUICK, run
from tests.faults.sites import HTML, clinic, fixed, page
from tests.sites.server import Response, Served, serve

HEAD = "slug,website\n"
SITE = clinic(
    "looked-at",
    {"/robots.txt": lambda r: Response(200, {}, f"Sitemap: {r.base_url}/sitemap.xml".encode())},
    posts=5,
)
NO_POSTS = clinic("empty", {"/blog": fixed(404, HTML, page("Gone", ""))}, posts=0)
CLOSED = clinic("closed", {"/robots.txt": fixed(200, {}, b"User-agent: *\nDisallow: /\n")})


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serve(SITE) as site:
        yield site


def add(url: str, path: Path, *options: str, reply: str = "") -> tuple[int, str, str]:
    """Exit code, what was printed, what was complained of."""
    words = ["add", url, "--clinics", str(path), "--allow-private", *QUICK, *options]
    done = run([*DRIPFEED, *words, "-s", "RETRY_TIMES=0"], answer=reply)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def looked(served: Served, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """What a first look printed, and the file that the clinic was added to."""
    path = tmp_path_factory.mktemp("added") / "clinics.csv"
    words = ["--slug", "looked-at", "--name", "Looked At"]
    code, out, _ = add(served.url, path, *words, reply="y\n")
    assert code == 0
    return out, path


@pytest.mark.parametrize(
    "words",
    [
        ": allows us, names 1 sitemap",
        "platform  generic (no known sign)",
        "lists     sitemap 5, listing pages 5",
        "Add looked-at (Looked At) to ",
        "Added. Now run: dripfeed crawl looked-at --clinics ",
    ],
)
def test_a_first_look_says(looked: tuple[str, Path], words: str) -> None:
    assert words in looked[0]


def test_a_first_look_shows_three_posts_with_title_and_day(looked: tuple[str, Path]) -> None:
    posts = [line for line in looked[0].splitlines() if line.startswith("post ")]
    assert len(posts) == 3
    assert all("undated" in line and "from the front desk" in line for line in posts)


def test_the_row_is_added_and_nothing_else_is_left(
    looked: tuple[str, Path], served: Served
) -> None:
    [added] = read_clinics(looked[1]).clinics
    assert (added.slug, added.name, added.website) == ("looked-at", "Looked At", served.url)
    assert list(looked[1].parent.iterdir()) == [looked[1]]


@pytest.mark.parametrize("reply", ["n\n", ""], ids=["no", "no answer"])
def test_nothing_is_added_without_a_yes(served: Served, tmp_path: Path, reply: str) -> None:
    add(served.url, tmp_path / "clinics.csv", reply=reply)
    assert list(tmp_path.iterdir()) == []


def test_as_json_it_does_not_ask_and_adds_only_with_yes(served: Served, tmp_path: Path) -> None:
    path = tmp_path / "clinics.csv"
    code, out, _ = add(served.url, path, "--json")
    report = json.loads(out)
    assert (code, report["added"], path.exists()) == (0, False, False)
    assert [post["published_on"] for post in report["posts"]] == [None, None, None]
    assert {row["route"]: row["listed"] for row in report["routes"]} == {"sitemap": 5, "listing": 5}
    assert json.loads(add(served.url, path, "--json", "--yes")[1])["added"]
    assert len(read_clinics(path).clinics) == 1


def test_a_site_without_posts_says_what_to_do(tmp_path: Path) -> None:
    with serve(NO_POSTS) as site:
        code, out, _ = add(site.url, tmp_path / "clinics.csv", reply="\n")
    assert (code, "--blog-url" in out) == (0, True)
    assert list(tmp_path.iterdir()) == []


def test_a_site_that_robots_txt_closes_is_not_added(tmp_path: Path) -> None:
    with serve(CLOSED) as site:
        code, _, err = add(site.url, tmp_path / "clinics.csv", "--yes")
    assert (code, list(tmp_path.iterdir())) == (1, [])
    assert "disallowed by robots.txt" in err


def test_a_host_that_refuses_is_not_added(tmp_path: Path) -> None:
    code, _, err = add("http://127.0.0.1:9", tmp_path / "clinics.csv", "--yes")
    assert (code, list(tmp_path.iterdir())) == (1, [])
    assert "cannot visit http://127.0.0.1:9: the host refused the connection" in err


@pytest.mark.parametrize(
    ("url", "options", "complaint"),
    [
        ("ftp://harbor.example/", (), "is not an http(s) URL"),
        ("https://a:b@harbor.example/", (), "without a user name"),
        ("http://www.harbor.example", (), "is already in "),
        ("https://new.example", ("--slug", "harbor"), "already has a clinic harbor"),
        ("https://new.example", ("--slug", "Not A Slug"), "is not lower-case letters"),
        ("https://new.example", ("--blog-url", "/blog"), "is not an http(s) URL"),
    ],
)
def test_what_cannot_be_a_row_is_refused_before_the_site_is_asked(
    tmp_path: Path, url: str, options: tuple[str, ...], complaint: str
) -> None:
    path = tmp_path / "clinics.csv"
    path.write_text(f"{HEAD}harbor,https://harbor.example/\n")
    code, _, err = add(url, path, *options)
    assert (code, path.read_text().count("\n")) == (1, 2)
    assert complaint in err


@pytest.mark.parametrize(
    ("url", "taken", "slug"),
    [
        ("https://www.mind-spa.com/", (), "mind-spa"),
        ("https://www.mindspa.com/", ("mindspa",), "mindspa-2"),
        ("https://www.mindspa.com/", ("mindspa", "mindspa-2"), "mindspa-3"),
        ("https://iv.spa.co.uk/", (), "iv-spa"),
        ("https://myclinic.wixsite.com/site", (), "myclinic"),
        ("https://xn--mnchen-3ya.de", (), "xn-mnchen-3ya"),
        ("http://127.0.0.1:8000", (), "127-0-0-1"),
        ("http://[::1]/", (), "1"),
        ("http://www.com/", (), "www"),
    ],
)
def test_a_slug_is_suggested_from_the_host(url: str, taken: tuple[str, ...], slug: str) -> None:
    assert suggest_slug(url, taken) == slug


@pytest.mark.parametrize(
    ("status", "robots", "verdict"),
    [
        (200, "", "allows us"),
        (404, "", "allows us"),
        (200, "User-agent: dripfeed\nCrawl-delay: 10", "allows us, asks for 10 s between requests"),
        (200, "User-agent: *\nDisallow: /", "forbidden by robots.txt"),
        (200, "Sitemap: /a.xml\nSitemap: /b.xml", "allows us, names 2 sitemaps"),
        (503, "", "robots.txt is unreachable (status 503), so nothing is fetched"),
    ],
)
def test_the_verdict_of_robots_txt_in_words(status: int, robots: str, verdict: str) -> None:
    url = "https://clinic.example/robots.txt"
    rules = read_rules(TextResponse(url, status=status, body=robots.encode()))
    assert robots_summary(rules, "https://clinic.example/") == verdict
