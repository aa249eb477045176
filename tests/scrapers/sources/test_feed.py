"""The feed route: which feeds are read, what a post's lines become, how it goes on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.items import Listed
from scrapers.platforms import by_name
from scrapers.reasons import Reason
from scrapers.sources.feed.discover import feed_links
from scrapers.sources.feed.feed import feed
from scrapers.sources.feed.parse import parse_feed
from scrapers.sources.feed.parse_json import parse_json
from scrapers.sources.feed.parse_xml import parse_xml
from tests.scrapers.web_in_memory import HOME, Web, html, list_paths, list_refs

FEED = f"{HOME}feed/"
DECLARED = '<link rel="alternate" type="application/rss+xml" href="/feed/">'


def rss(*posts: str, head: str = "") -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">'
        f"<channel><title>Drips</title>{head}{''.join(posts)}</channel></rss>"
    )


def item(path: str, extra: str = "", title: str = "On drips") -> str:
    return f"<item><title>{title}</title><link>{HOME}{path}</link>{extra}</item>"


def atom(entries: str, head: str = "") -> str:
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>Drips</title>{head}{entries}</feed>"
    )


async def test_the_feed_of_the_clinics_row_is_read_and_no_other() -> None:
    web = Web({HOME: DECLARED, f"{HOME}my.rss": rss(item("a/")), FEED: rss(item("b/"))})

    assert await list_paths(feed, web.site(feed_url=f"{HOME}my.rss")) == ["/a/"]
    assert web.requested == [f"{HOME}my.rss"]


async def test_a_feed_that_the_home_page_declares_is_read() -> None:
    web = Web({HOME: DECLARED, FEED: rss(item("a/"))})

    assert await list_paths(feed, web.site()) == ["/a/"]


async def test_a_feed_that_only_the_listing_declares_is_read() -> None:
    web = Web({HOME: '<a href="/blog">Blog</a>', f"{HOME}blog": DECLARED, FEED: rss(item("a/"))})

    assert await list_paths(feed, web.site()) == ["/a/"]


async def test_a_feed_that_nothing_declares_is_found_where_the_builder_has_it() -> None:
    web = Web({HOME: "<p>Hello</p>", f"{HOME}blog-feed.xml": rss(item("post/a"))})

    assert await list_paths(feed, web.site(platform=by_name("wix"))) == ["/post/a"]


@pytest.mark.parametrize("builder", ["duda", "patientpop", "godaddy", "officite"])
async def test_a_feed_is_found_where_a_picture_names_another_builder(builder: str) -> None:
    web = Web({HOME: "<p>Hello</p>", f"{HOME}rss.xml": rss(item("a/"), item("b/"))})

    assert await list_paths(feed, web.site(platform=by_name(builder))) == ["/a/", "/b/"]


async def test_a_dead_feed_that_a_page_declares_is_noted() -> None:
    web = Web({HOME: DECLARED})

    assert await list_paths(feed, web.site()) == []
    assert web.reasons()[FEED] == Reason.NOT_FOUND


async def test_a_place_where_a_feed_might_have_been_is_not_noted() -> None:
    web = Web({HOME: "<p>Hello</p>", FEED: "<html><p>Not here</p></html>"})

    assert await list_paths(feed, web.site()) == []
    assert web.notes == []


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" type="application/rss+xml" title="Comments Feed" href="/x/feed/">',
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed/">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">',
        '<link rel="alternate" type="application/json+oembed" href="/wp-json/oembed/1.0/embed">',
        '<link rel="stylesheet" type="text/css" href="/feed.css">',
        '<link rel="alternate" hreflang="es" href="/es/">',
        '<link rel="alternate" type="application/rss+xml" href="http://[">',
        '<link rel="alternate" type="application/rss+xml" href="ftp://clinic.example/feed">',
    ],
)
def test_what_is_no_feed_of_posts_is_no_feed(link: str) -> None:
    assert feed_links(html(link)) == ()


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" type="application/rss+xml" href="/f">',
        '<link rel="Home Alternate" type="application/atom+xml; charset=utf-8" href=" /f ">',
        '<link rel="alternate" type="application/feed+json" href="/f">',
    ],
)
def test_a_feed_is_found_however_it_is_declared(link: str) -> None:
    assert feed_links(html(link)) == (f"{HOME}f",)


async def test_what_rss_says_of_a_post_becomes_hints() -> None:
    extra = (
        "<dc:creator>Dana Whit</dc:creator><pubDate>Tue, 05 Mar 2024 10:00:00 -0700</pubDate>"
        "<category>NAD+</category><category>Uncategorized</category>"
        '<media:thumbnail url="/nad.jpg"/>'
    )
    web = Web({FEED: rss(item("a/", extra, "NAD+ &amp;#8217;s &lt;b&gt;day&lt;/b&gt;"))})

    (ref,) = await list_refs(feed, web.site(feed_url=FEED))

    assert ref.hints.listed is Listed.POST
    assert ref.hints.title == "NAD+ ’s day"
    assert ref.hints.author == "Dana Whit"
    assert ref.hints.published == "Tue, 05 Mar 2024 10:00:00 -0700"
    assert ref.hints.modified is None
    assert ref.hints.tags == ("NAD+",)
    assert ref.hints.image_url == f"{HOME}nad.jpg"


def test_what_atom_says_of_a_post_becomes_hints() -> None:
    body = atom(
        '<entry><title>Iron</title><link href="/iron"/><author><name>Luis</name></author>'
        "<published>2024-01-02T03:04:05Z</published><updated>2024-02-02T03:04:05Z</updated>"
        '<category term="iron"/></entry>'
    )

    (post,) = parse_xml(body.encode(), FEED, None).posts

    assert post.url == f"{HOME}iron"
    assert post.hints.author == "Luis"
    assert post.hints.published == "2024-01-02T03:04:05Z"
    assert post.hints.modified == "2024-02-02T03:04:05Z"
    assert post.hints.tags == ("iron",)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("front@drip.clinic (Dana Whit)", "Dana Whit"),
        ("Dana Whit &lt;front@drip.clinic&gt;", "Dana Whit"),
        ("front@drip.clinic", None),
        ("Dana Whit, MD", "Dana Whit, MD"),
    ],
)
def test_an_author_is_named_without_a_mail_address(written: str, name: str | None) -> None:
    body = rss(item("a/", f"<author>{written}</author>"))

    (post,) = parse_xml(body.encode(), FEED, None).posts

    assert post.hints.author == name


DATED = item("a/", "<pubDate>Tue, 05 Mar 2024 09:00:00 +0000</pubDate>")
ZERO_DATE = "<pubDate>Mon, 01 Jan 0001 00:00:00 +0000</pubDate>"


@pytest.mark.parametrize(
    ("items", "listed"),
    [
        ([DATED, item("about/")], [Listed.POST, Listed.UNKNOWN]),
        ([DATED, item("about/", ZERO_DATE)], [Listed.POST, Listed.UNKNOWN]),
        ([item("a/"), item("b/")], [Listed.POST, Listed.POST]),
    ],
)
def test_an_undated_entry_among_dated_ones_may_be_a_page(
    items: list[str], listed: list[Listed]
) -> None:
    file = parse_feed(rss(*items).encode(), FEED, "application/rss+xml")
    assert [post.hints.listed for post in file.posts] == listed


def test_replies_to_a_post_are_no_posts() -> None:
    body = atom('<entry><title>x</title><link rel="replies" href="/a/comments"/></entry>')

    assert parse_xml(body.encode(), FEED, None).posts == ()


def test_a_post_with_a_password_is_protected() -> None:
    form = '<content:encoded><![CDATA[<form class="post-password-form">]]></content:encoded>'

    (by_title,) = parse_xml(rss(item("a/", title="Protected: Doses")).encode(), FEED, None).posts
    (by_form,) = parse_xml(rss(item("a/", form)).encode(), FEED, None).posts

    assert by_title.hints.listed is Listed.PROTECTED
    assert by_form.hints.listed is Listed.PROTECTED


async def test_a_broken_feed_gives_its_posts_and_is_noted() -> None:
    web = Web({FEED: rss(item("a/")).replace("</channel></rss>", "<item><title>Cut off & ")})

    assert "/a/" in await list_paths(feed, web.site(feed_url=FEED))
    assert web.reasons()[FEED] == Reason.UNREADABLE


def test_half_a_character_does_not_cost_the_feed() -> None:
    (post,) = parse_xml(rss(item("a/", title="Mood &#xD83D; up")).encode(), FEED, None).posts

    assert post.hints.title == "Mood up"


async def test_a_page_instead_of_a_known_feed_is_noted() -> None:
    web = Web({FEED: "<!doctype html><html><p>Moved</p></html>"})

    assert await list_paths(feed, web.site(feed_url=FEED)) == []
    assert web.reasons()[FEED] == Reason.UNREADABLE


async def test_a_body_that_is_the_name_of_a_file_opens_no_file() -> None:
    web = Web({FEED: __file__})

    assert await list_paths(feed, web.site(feed_url=FEED)) == []
    assert web.reasons()[FEED] == Reason.UNREADABLE


async def test_a_feed_that_names_its_next_page_is_read_on() -> None:
    following = f'<link rel="next" href="{HOME}feed/2"/>'
    web = Web(
        {
            FEED: atom(f'<entry><title>a</title><link href="{HOME}a"/></entry>', following),
            f"{HOME}feed/2": atom(f'<entry><title>b</title><link href="{HOME}b"/></entry>'),
        }
    )

    assert await list_paths(feed, web.site(feed_url=FEED)) == ["/a", "/b"]


PAGED = {
    FEED: rss(item("a/")),
    f"{FEED}?paged=2": rss(item("b/")),
    f"{FEED}?paged=3": rss(item("b/")),
    f"{FEED}?paged=4": rss(item("c/")),
}


async def test_the_newest_posts_are_enough_where_another_route_lists_all() -> None:
    web = Web({**PAGED})

    assert await list_paths(feed, web.site(platform=by_name("wordpress"), feed_url=FEED)) == ["/a/"]


async def test_a_whole_feed_is_read_until_a_page_brings_nothing_new() -> None:
    web = Web({**PAGED})
    site = web.site(platform=by_name("wordpress"), feed_url=FEED)

    assert [ref.url async for ref in feed(site, all_pages=True)] == [f"{HOME}a/", f"{HOME}b/"]
    assert f"{FEED}?paged=4" not in web.requested


async def test_a_feed_of_another_builder_has_no_older_pages() -> None:
    web = Web({**PAGED})

    refs = [ref async for ref in feed(web.site(feed_url=FEED), all_pages=True)]

    assert len(refs) == 1


async def test_a_post_on_another_site_is_noted_and_not_listed() -> None:
    web = Web({FEED: rss("<item><link>https://news.example/x</link></item>", item("a/"))})

    assert await list_paths(feed, web.site(feed_url=FEED)) == ["/a/"]
    assert web.reasons()["https://news.example/x"] == Reason.OTHER_SITE


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(body: bytes) -> None:
    for text in (body, rss(item("a/")).encode().replace(b"On drips", body)):
        assert isinstance(parse_xml(text, FEED, None).posts, tuple)
        assert isinstance(parse_json(text, FEED).posts, tuple)
