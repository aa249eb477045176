"""Every page can be taken as JSON and CSV, and followed where it has posts."""

import csv
import io
from pathlib import Path
from typing import Any

import feedparser
import lxml.html
import pytest

from tests.pipelines.browse.datasette_site import page
from tests.pipelines.examples import five_clinics
from tests.pipelines.examples.small_collection import opened

PAGES = [
    "/", "/search?q=ketamine", "/post/1", "/post/2/versions", "/clinic/harbor-infusion",
    "/compare?clinic=harbor-infusion&clinic=lakeside-iv", "/copies", "/copies/1/5", "/run/2",
]  # fmt: skip


def links(shown: lxml.html.HtmlElement) -> dict[str, str]:
    """Words -> address of the line about the page's other forms."""
    return {link.text or "": link.get("href", "") for link in shown.cssselect(".formats a")}


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_links_to_its_json_and_csv(site: Any, path: str) -> None:
    forms = links(await page(site, path))
    parts = (await site.client.get(forms.pop("JSON"))).json()
    forms.pop("Atom feed", None)
    assert set(forms) == {
        name.replace("_", " ") for name, rows in parts.items() if isinstance(rows, list)
    }
    for name, url in forms.items():
        answer = await site.client.get(url)
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        read = list(csv.DictReader(io.StringIO(answer.text)))
        assert len(read) == len(parts[name.replace(" ", "_")]), url


async def test_csv_without_a_part_is_the_first_table(site: Any) -> None:
    answer = await site.client.get("/post/1.csv")
    assert answer.text.splitlines()[0].startswith("id,kind,sentence,cue")


async def test_a_part_that_is_not_there_is_named(site: Any) -> None:
    answer = await site.client.get("/post/1.csv?part=prices")
    assert answer.status_code == 400
    error = lxml.html.fromstring(answer.text).cssselect(".message-error")[0].text
    assert (error or "").startswith("this page has no table 'prices'; it has: claims, topics")


async def test_csv_holds_no_formula(tmp_path: Path) -> None:
    db = five_clinics.filled(tmp_path / "formula.db")
    db.execute("UPDATE posts SET title = '=1+1' WHERE id = 1")
    db.conn.commit()
    db.close()
    async with opened(tmp_path / "formula.db") as site:
        rows = csv.DictReader(io.StringIO((await site.client.get("/copies.csv")).text))
        assert {row["title"] for row in rows} == {"'=1+1"}


@pytest.mark.parametrize(
    ("path", "title", "titles"),
    [
        ("/index.atom", "What infusion clinics publish", 10),
        ("/clinic/lakeside-iv.atom", "Lakeside IV", 3),
        ("/search.atom?topic=2", "NAD+", 3),
        ("/search.atom?q=ketamine+-prairie&clinic=lakeside-iv", None, 1),
    ],
)
async def test_posts_can_be_followed(site: Any, path: str, title: str | None, titles: int) -> None:
    answer = await site.client.get(path)
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert feed.version == "atom10"
    assert len(feed.entries) == titles
    assert title in (None, feed.feed.title)


async def test_an_entry_is_named_by_the_posts_own_address(site: Any) -> None:
    feed = feedparser.parse((await site.client.get("/clinic/lakeside-iv.atom")).content)
    newest = feed.entries[0]
    assert newest.id == "https://lakeside-iv.example/nad/"
    assert newest.link == "http://localhost/post/7"
    assert newest.published == "2026-11-20T08:05:00+00:00"


@pytest.mark.parametrize("path", ["/post/1.atom", "/run/2.atom", "/copies.atom"])
async def test_a_page_without_posts_has_no_feed(site: Any, path: str) -> None:
    assert (await site.client.get(path)).status_code == 404


@pytest.mark.parametrize("path", ["/", "/clinic/lakeside-iv", "/search?topic=2"])
async def test_a_browser_finds_the_feed_in_the_head(site: Any, path: str) -> None:
    (link,) = (await page(site, path)).cssselect('head link[type="application/atom+xml"]')
    assert (await site.client.get(link.get("href"))).status_code == 200


async def test_a_patients_name_does_not_leave_the_room(tmp_path: Path) -> None:
    db = five_clinics.filled(tmp_path / "patient.db")
    sentence = "“I got my life back,” says Hannah Mills, a patient of ours."
    db.execute("UPDATE claims SET kind = 'testimonial', sentence = ? WHERE id = 1", [sentence])
    db.conn.commit()
    db.close()
    async with opened(tmp_path / "patient.db") as site:
        for path in ("/post/1.json", "/post/1.csv"):
            text = (await site.client.get(path)).text
            assert "Hannah" not in text, path
            assert "I got my life back" in text, path
