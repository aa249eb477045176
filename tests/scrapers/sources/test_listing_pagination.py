"""The listing route: how it comes to older pages, and what no markup may break."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.platforms import by_name
from scrapers.reasons import Reason
from scrapers.sources.listing.anchors import is_read_more
from scrapers.sources.listing.listing import listing
from scrapers.sources.listing.pagination import is_paged, listing_key, older_pages
from scrapers.sources.listing.start_pages import listing_starts
from tests.scrapers.sources.blog_page import BLOG, MENU, card, page
from tests.scrapers.web_in_memory import HOME, Web, html, list_paths


@pytest.mark.parametrize(
    ("foot", "second"),
    [
        ('<a href="/blog/page/2/">2</a>', "blog/page/2/"),
        ('<a href="/blog?page=2">2</a>', "blog?page=2"),
        ('<a href="/blog?paged=2">2</a>', "blog?paged=2"),
        ('<a href="/blog?offset=1700000000000">Older</a>', "blog?offset=1700000000000"),
        ('<a href="/blog?3fa9_page=2">Next</a>', "blog?3fa9_page=2"),
        ('<a rel="next" href="/blog/page/2">&gt;</a>', "blog/page/2"),
        ('<link rel="next" href="/blog/page/2">', "blog/page/2"),
        ('<a href="/older-ones.html">« Older Entries</a>', "older-ones.html"),
        ('<a href="/more" aria-label="Next page"><svg></svg></a>', "more"),
    ],
)
async def test_older_pages_are_read(foot: str, second: str) -> None:
    web = Web(
        {
            HOME: MENU,
            BLOG: page(card("/nad", "What NAD+ does"), foot=foot),
            HOME + second: page(card("/iron", "Iron at home")),
        }
    )

    assert await list_paths(listing, web.site(blog_url=BLOG)) == ["/nad", "/iron"]


async def test_paging_ends_where_a_page_brings_nothing_new() -> None:
    endless = {
        f"{BLOG}?page={number}": page(
            card("/nad", "What NAD+ does"), foot=f'<a href="/blog?page={number + 1}">Next</a>'
        )
        for number in range(1, 50)
    }
    web = Web({HOME: MENU, **endless})

    await list_paths(listing, web.site(blog_url=f"{BLOG}?page=1"))

    assert web.requested == [f"{BLOG}?page=1", f"{BLOG}?page=2"]


async def test_a_calendar_without_end_ends() -> None:
    endless = {
        f"{BLOG}?page={number}": page(
            card(f"/p{number}", f"Post {number}"),
            foot=f'<a href="/blog?page={number + 1}">Next</a>',
        )
        for number in range(1, 400)
    }
    web = Web({HOME: MENU, **endless})

    assert len(await list_paths(listing, web.site(blog_url=f"{BLOG}?page=1"))) == 200


async def test_a_button_that_is_a_script_is_replaced_by_the_builders_habit() -> None:
    web = Web(
        {
            HOME: MENU,
            f"{HOME}blog/": page(card("/nad", "What NAD+ does"), foot="<button>More</button>"),
            f"{HOME}blog/page/2/": page(card("/iron", "Iron at home")),
        }
    )
    site = web.site(platform=by_name("wordpress"), blog_url=f"{HOME}blog/")

    assert await list_paths(listing, site) == ["/nad", "/iron"]
    assert web.requested[-1] == f"{HOME}blog/page/3/"
    assert web.notes == []


async def test_a_listing_of_the_row_that_is_gone_is_noted() -> None:
    web = Web({HOME: MENU})

    assert await list_paths(listing, web.site(blog_url=BLOG)) == []
    assert web.reasons() == {BLOG: Reason.NOT_FOUND}


async def test_a_listing_that_is_no_page_is_noted() -> None:
    web = Web({HOME: MENU, BLOG: b"%PDF-1.4 \x00\x01"})

    assert await list_paths(listing, web.site(blog_url=BLOG)) == []
    assert web.reasons() == {BLOG: Reason.NOT_HTML}


async def test_without_a_home_page_the_usual_place_is_read() -> None:
    web = Web({BLOG: page(card("/nad", "What NAD+ does"))})

    assert "/nad" in await list_paths(listing, web.site())


async def test_a_blog_on_another_site_is_the_clinics_where_its_row_says_so() -> None:
    blog = "https://journal.example/drips"
    web = Web({HOME: MENU, blog: page(card("/nad", "What NAD+ does"))})

    assert await list_paths(listing, web.site(blog_url=blog)) == ["https://journal.example/nad"]


@pytest.mark.parametrize(
    "words", [None, "Read more", "READ MORE »", "Continue reading", "Learn more", "→", "here", "2"]
)
def test_words_that_say_nothing_are_known(words: str | None) -> None:
    assert is_read_more(words)


@pytest.mark.parametrize(
    "words", ["Learn how ketamine works", "See you in May", "More than a drip"]
)
def test_titles_that_begin_alike_are_titles(words: str) -> None:
    assert not is_read_more(words)


@pytest.mark.parametrize("url", ["/blog/page/3", "/blog?offset=17", "/blog?paged=2", "/?page=2"])
def test_a_further_page_has_the_key_of_its_listing(url: str) -> None:
    assert is_paged(HOME.rstrip("/") + url)
    assert listing_key(HOME.rstrip("/") + url) in (listing_key(BLOG), listing_key(HOME))


@pytest.mark.parametrize("url", ["/blog/page", "/?p=12", "/blog/3", "/blog?page=about"])
def test_other_urls_are_no_further_pages(url: str) -> None:
    assert not is_paged(HOME.rstrip("/") + url)


@settings(deadline=None)
@given(st.text(alphabet="<>/a =\"'h1liref:#?&[]%\n", max_size=120))
def test_no_markup_breaks_the_reader(body: str) -> None:
    for markup in (body, f'<a href="{body}">A link of four words</a>', f"<a href={body}"):
        assert isinstance(older_pages(html(markup)), tuple)
        assert isinstance(listing_starts(Web({HOME: markup}).site()), tuple)
