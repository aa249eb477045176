"""The listing route: where it starts, what looks like a post, how it comes to older pages."""

import pytest

from scrapers.items import Listed
from scrapers.sources.listing.listing import listing
from scrapers.sources.listing.start_pages import listing_starts
from tests.scrapers.sources.blog_page import BLOG, MENU, card, page
from tests.scrapers.web_in_memory import HOME, Web, list_paths, list_refs


async def test_posts_of_a_listing_come_in_its_order_with_title_and_day() -> None:
    web = Web(
        {
            HOME: MENU,
            BLOG: page(card("/nad", "What NAD+ does"), card("/iron", "Iron", "2024-04-01")),
        }
    )

    nad, iron = await list_refs(listing, web.site(blog_url=BLOG))

    assert (nad.url, iron.url) == (f"{HOME}nad", f"{HOME}iron")
    assert nad.hints.title == "What NAD+ does"
    assert nad.hints.published == "2024-05-01"
    assert iron.hints.published == "2024-04-01"
    assert nad.hints.listed is Listed.UNKNOWN


async def test_the_listing_of_the_clinics_row_is_the_only_start() -> None:
    web = Web({HOME: MENU, f"{HOME}tips": page(card("/nad", "What NAD+ does"))})

    assert listing_starts(web.site(blog_url=f"{HOME}tips")) == (f"{HOME}tips",)


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/x">Our Blog</a>',
        '<a href="/x">NEWS &amp; Resources</a>',
        '<a href="/x">Patient Education</a>',
        '<a href="/x">Learn</a>',
    ],
)
def test_the_home_page_names_its_listing(link: str) -> None:
    assert listing_starts(Web({HOME: link}).site())[0] == f"{HOME}x"


@pytest.mark.parametrize(
    "path", ["blog/", "our-blog", "info/articles.html", "insights", "category/blog"]
)
def test_a_url_names_a_listing(path: str) -> None:
    web = Web({HOME: f'<a href="/{path}">Read us</a>'})

    assert listing_starts(web.site())[0] == HOME + path


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/x">Learn more</a>',
        '<a href="/newsletter">Newsletter</a>',
        '<a href="/x">Good news for all who wait for ketamine</a>',
        '<a href="https://facebook.example/blog">Blog</a>',
        '<a href="/blog.pdf">Blog</a>',
        '<a href="mailto:blog@clinic.example">Blog</a>',
    ],
)
def test_other_links_of_the_home_page_are_no_listings(link: str) -> None:
    assert listing_starts(Web({HOME: link}).site()) == (BLOG,)


def test_the_plainest_name_comes_first() -> None:
    web = Web({HOME: '<a href="/learn">Learn</a><a href="/news">News</a><a href="/b">Blog</a>'})

    assert listing_starts(web.site()) == (f"{HOME}b", f"{HOME}news", f"{HOME}learn", BLOG)


async def test_a_home_page_that_lists_posts_and_names_no_blog_is_a_listing() -> None:
    web = Web({HOME: card("/nad", "What NAD+ does") + card("/iron", "Iron at home")})

    assert await list_paths(listing, web.site()) == ["/nad", "/iron"]
    assert HOME not in web.requested


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/ketamine-therapy">Ketamine Therapy</a>',
        '<a href="/contact">Contact us for a first talk</a>',
        '<a href="/services/nad-drip">What a NAD drip is like</a>',
        '<a href="/category/pain/">All we wrote on pain</a>',
        '<a href="/blog?tag=pain">All we wrote on pain</a>',
        '<a href="/2024/05/">Written in May</a>',
        '<a href="/nad?replytocom=4">Answer to this</a>',
        '<a href="/form.pdf">The form for patients</a>',
        '<a href="tel:7195550100">Call us any time now</a>',
        '<a href="#top">Back to the top again</a>',
        '<a href="https://facebook.example/us">Follow us on our page</a>',
        '<a href="/cdn-cgi/l/email-protection">[email protected]</a>',
        '<a href="/">Back to our front page</a>',
        '<a href="http://[">A broken address it is</a>',
        '<footer><a href="/imprint-and-more">Imprint and much more text</a></footer>',
        '<div class="main-menu"><a href="/iv-drips">IV Drips</a></div>',
    ],
)
async def test_what_is_no_post_is_not_listed(link: str) -> None:
    web = Web({HOME: MENU, BLOG: page(card("/nad", "What NAD+ does"), foot=link)})

    assert await list_paths(listing, web.site(blog_url=BLOG)) == ["/nad"]


async def test_a_header_inside_an_article_is_no_menu() -> None:
    body = (
        '<article><header class="entry-header"><h2><a href="/nad">NAD</a></h2></header></article>'
    )
    web = Web({HOME: MENU, BLOG: page(body)})

    assert await list_paths(listing, web.site(blog_url=BLOG)) == ["/nad"]


async def test_a_post_that_the_home_page_shows_too_is_listed() -> None:
    teaser = '<div><h3>What NAD+ does</h3><a href="/nad">Read more</a></div>'
    web = Web({HOME: MENU + teaser, BLOG: page(f"<div>{teaser}</div>")})

    (ref,) = await list_refs(listing, web.site(blog_url=BLOG))

    assert ref.url == f"{HOME}nad"
    assert ref.hints.title == "What NAD+ does"


async def test_a_short_title_below_the_listing_is_a_post() -> None:
    web = Web(
        {HOME: MENU + '<a href="/blog/nad">NAD</a>', BLOG: page('<a href="/blog/nad">NAD</a>')}
    )

    assert await list_paths(listing, web.site(blog_url=BLOG)) == ["/blog/nad"]


async def test_a_link_around_a_whole_card_is_named_by_its_heading() -> None:
    body = '<a href="/blog/nad"><img alt=""><h3>What NAD+ does</h3><p>Many words more.</p></a>'
    web = Web({HOME: MENU, BLOG: page(body)})

    (ref,) = await list_refs(listing, web.site(blog_url=BLOG))

    assert ref.hints.title == "What NAD+ does"


async def test_the_day_of_one_card_is_not_that_of_another() -> None:
    dated, bare = card("/nad", "What NAD+ does"), '<div><h2><a href="/iron">Iron</a></h2></div>'
    web = Web({HOME: MENU, BLOG: page(bare, dated)})

    iron, nad = await list_refs(listing, web.site(blog_url=BLOG))

    assert iron.hints.published is None
    assert nad.hints.published == "2024-05-01"


async def test_the_day_is_found_though_a_list_of_newest_posts_comes_first() -> None:
    newest = '<ul><li><a href="/nad">What NAD+ does</a></li></ul>'
    web = Web({HOME: MENU, BLOG: page(newest, card("/nad", "What NAD+ does"))})

    (ref,) = await list_refs(listing, web.site(blog_url=BLOG))

    assert ref.hints.published == "2024-05-01"


def test_a_category_called_news_is_no_listing_next_to_a_blog() -> None:
    category, blog = '<a href="/category/news/">News</a>', '<a href="/blog">Blog</a>'

    assert listing_starts(Web({HOME: category + blog}).site()) == (BLOG,)
    assert listing_starts(Web({HOME: category}).site())[0] == f"{HOME}category/news/"


BY_HAND = """<html><head><base href="https://clinic.example/pages/"></head>
<body bgcolor=#ffffff><table><tr><td>
<font size=2><a href=index.html>Home</a> | <a href=drips.html>Our drips</a> |
<a href=articles.html>Articles</a> | <a href=contact.html>Contact</a></font></td></tr>
<tr><td><font size=5>Articles</font><ul>
<li><a href=nad.html><font color=blue>What NAD does in the body</font></a> (May 2009)
<li><a href="articles/iron.htm">Iron</a>
<li><a href=../crps.html>CRPS</a>
</ul><a href=articles2.html>Older articles &gt;&gt;</a></td></tr></table>"""


async def test_a_listing_made_by_hand_is_read() -> None:
    web = Web(
        {
            HOME: "<a href=pages/drips.html>Our drips</a><a href=pages/articles.html>Articles</a>",
            f"{HOME}pages/articles.html": BY_HAND,
            f"{HOME}pages/articles2.html": '<a href="gout.html">A word on gout and pain</a>',
        }
    )

    assert await list_paths(listing, web.site()) == [
        "/pages/nad.html",
        "/pages/articles/iron.htm",
        "/crps.html",
        "/pages/gout.html",
    ]
