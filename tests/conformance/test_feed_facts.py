"""What a feed says about a post is read, in whatever element and form it says it.

Facts from the kinds that kurtmckee/feedparser (BSD-2-Clause, tests/) tells apart, from RFC 4287,
https://www.rssboard.org/rss-specification and https://www.jsonfeed.org; every feed here is ours.
"""

import pytest

from scrapers.items import Listed
from tests.conformance.feeds import ATOM_03, DC, ITEM, LINK, atom, entry, hints, item, rss
from tests.scrapers.web_in_memory import HOME

# -- what is said of a post ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Iron &amp; you", "Iron & you"),
        ("Iron &amp;amp; you", "Iron & you"),
        ("<![CDATA[Iron & you]]>", "Iron & you"),
        ("<![CDATA[Iron &amp; you]]>", "Iron & you"),
        ("Iron &lt;em&gt;slowly&lt;/em&gt;", "Iron slowly"),
        ("<![CDATA[Iron <em>slowly</em>]]>", "Iron slowly"),
        ("Iron&#8217;s", "Iron’s"),
        ("Iron&rsquo;s", "Iron’s"),
        ("Iron&nbsp;slowly", "Iron slowly"),
        ("  Iron\n  slowly ", "Iron slowly"),
        ("点滴", "点滴"),
        ("", None),
        ("   ", None),
    ],
)
async def test_a_title_is_read_as_text(written: str, title: str | None) -> None:
    assert (await hints(item(f"<title>{written}</title>"))).title == title


@pytest.mark.parametrize(
    ("kind", "written", "title"),
    [
        ("text", "Iron &amp; you", "Iron & you"),
        ("html", "Iron &amp;amp; &lt;b&gt;you&lt;/b&gt;", "Iron & you"),
        ("xhtml", "<div xmlns='http://www.w3.org/1999/xhtml'>Iron <b>you</b></div>", "Iron you"),
    ],
)
async def test_a_title_of_atom_is_read_by_its_type(kind: str, written: str, title: str) -> None:
    body = f"<entry><link href='{LINK}'/><title type='{kind}'>{written}</title></entry>"
    assert (await hints(atom(body))).title == title


DATES = (
    "Sat, 21 Nov 2026 09:30:00 GMT",
    "Sat, 21 Nov 2026 09:30:00 +0000",
    "Sat, 21 Nov 2026 09:30 EST",
    "21 Nov 26 09:30:00 Z",
    "Sat, 21 November 2026",
    "Mon, 21 Nov 2026 09:30:00 GMT",
    "2026-11-21T09:30:00Z",
    "2026-11-21T09:30:00.5-07:00",
    "2026-11-21",
    "2026-11",
    "20261121",
    "2026-325",
    "11/21/2026",
    "Tue, 31 Feb 2026 25:61:00 GMT",
    "sobota, 21 listopada 2026",
    "0000-00-00 00:00:00",
    "-0001-11-30T00:00:00Z",
    "soon",
)


@pytest.mark.parametrize("written", DATES)
async def test_a_day_of_publication_is_kept_as_written(written: str) -> None:
    assert (await hints(item(f"<pubDate>{written}</pubDate>"))).published == written


@pytest.mark.parametrize("written", DATES)
async def test_a_day_of_atom_is_kept_as_written(written: str) -> None:
    dates = f"<published>{written}</published><updated>{written}</updated>"
    feed_hints = await hints(atom(entry(dates)))
    assert (feed_hints.published, feed_hints.modified) == (written, written)


@pytest.mark.parametrize(
    ("body", "published", "modified"),
    [
        (item("<dc:date>2026-11-21</dc:date>", DC), None, "2026-11-21"),
        (item("<pubDate/>"), None, None),
        (item(""), None, None),
        (atom(entry("<updated>2026-11-21</updated>")), None, "2026-11-21"),
        (atom(entry("<issued>2026-11-20</issued><modified>2026-11-21</modified>"), ATOM_03),
         "2026-11-20", "2026-11-21"),
    ],
    ids=["Dublin Core", "empty", "none", "updated only", "Atom 0.3"],
)  # fmt: skip
async def test_other_elements_for_days(
    body: str, published: str | None, modified: str | None
) -> None:
    feed_hints = await hints(body)
    assert (feed_hints.published, feed_hints.modified) == (published, modified)


@pytest.mark.parametrize(
    ("body", "author"),
    [
        (item("<author>Dana Reed</author>"), "Dana Reed"),
        (item("<author>front@clinic.example (Dana Reed)</author>"), "Dana Reed"),
        (item("<author>front@clinic.example</author>"), None),
        (item("<dc:creator>Dana Reed</dc:creator>", DC), "Dana Reed"),
        (item("<dc:creator><![CDATA[Dana Reed, NP]]></dc:creator>", DC), "Dana Reed, NP"),
        (item("<i:author>Dana Reed</i:author>",
              "xmlns:i='http://www.itunes.com/DTDs/Podcast-1.0.dtd'"), "Dana Reed"),
        (atom(entry("<author><name>Dana Reed</name></author>")), "Dana Reed"),
        (atom(entry("<author><name>Dana</name><email>d@clinic.example</email></author>")), "Dana"),
        (item("<author/>"), None),
        (item(""), None),
    ],
)  # fmt: skip
async def test_an_author_is_read(body: str, author: str | None) -> None:
    assert (await hints(body)).author == author


@pytest.mark.parametrize(
    ("body", "tags"),
    [
        (item("<category>Iron</category><category>Drips</category>"), ("Iron", "Drips")),
        (item("<category domain='x'><![CDATA[Iron & you]]></category>"), ("Iron & you",)),
        (item("<category/>"), ()),
        (item("<dc:subject>Iron</dc:subject>", DC), ("Iron",)),
        (atom(entry("<category term='iron' label='Iron'/><category term='drips'/>")),
         ("Iron", "drips")),
        (item(""), ()),
    ],
)  # fmt: skip
async def test_tags_are_read(body: str, tags: tuple[str, ...]) -> None:
    assert (await hints(body)).tags == tags


MEDIA = "xmlns:m='http://search.yahoo.com/mrss/'"


@pytest.mark.parametrize(
    ("body", "image"),
    [
        (item(f"<enclosure type='image/jpeg' url='{HOME}a.jpg' length='1'/>"), f"{HOME}a.jpg"),
        (item(f"<enclosure type='audio/mpeg' url='{HOME}a.mp3' length='1'/>"), None),
        (item(f"<m:thumbnail url='{HOME}a.jpg'/>", MEDIA), f"{HOME}a.jpg"),
        (item(f"<m:content medium='image' url='{HOME}a.jpg'/>", MEDIA), f"{HOME}a.jpg"),
        (item(f"<m:content medium='video' url='{HOME}a.mp4'/>", MEDIA), None),
        (item(f"<m:group><m:content medium='image' url='{HOME}a.jpg'/></m:group>", MEDIA),
         f"{HOME}a.jpg"),
        (atom(entry(f"<link rel='enclosure' type='image/png' href='{HOME}a.png'/>")),
         f"{HOME}a.png"),
        (item("<m:thumbnail url='a.jpg'/>", MEDIA), f"{HOME}a.jpg"),
    ],
)  # fmt: skip
async def test_an_image_is_read(body: str, image: str | None) -> None:
    assert (await hints(body)).image_url == image


async def test_a_feed_lists_posts() -> None:
    assert (await hints(rss(ITEM))).listed is Listed.POST
