"""The sitemap route: where sitemaps are, what their names say, and how broken they may be."""

import gzip

import pytest

from scrapers.errors import FetchError
from scrapers.items import Listed
from scrapers.platforms import by_name
from scrapers.reasons import Reason
from scrapers.sources.sitemap.names import classify_sitemaps
from scrapers.sources.sitemap.sitemap import sitemap
from tests.scrapers.sources.sitemap_text import ROBOTS, index, urlset
from tests.scrapers.web_in_memory import HOME, Web, list_paths, list_refs


async def test_the_sitemap_of_robots_txt_is_read_and_no_other_is_requested() -> None:
    web = Web({ROBOTS: urlset("a/"), f"{HOME}sitemap.xml": urlset("b/")})

    assert await list_paths(sitemap, web.site(robots=(ROBOTS,))) == ["/a/"]
    assert web.requested == [ROBOTS]


async def test_without_one_in_robots_txt_the_usual_places_are_tried_until_one_works() -> None:
    web = Web({f"{HOME}wp-sitemap.xml": urlset("a/")})

    assert await list_paths(sitemap, web.site()) == ["/a/"]
    assert web.requested[-1] == f"{HOME}wp-sitemap.xml"
    assert not web.notes


async def test_a_dead_sitemap_of_robots_txt_is_noted_and_the_usual_places_are_tried() -> None:
    web = Web({f"{HOME}sitemap.xml": urlset("a/")})

    assert await list_paths(sitemap, web.site(robots=(ROBOTS,))) == ["/a/"]
    assert web.reasons() == {ROBOTS: Reason.NOT_FOUND}


async def test_a_site_without_any_sitemap_says_so_once() -> None:
    web = Web({})

    assert await list_paths(sitemap, web.site()) == []
    assert [note.reason for note in web.notes] == [Reason.NOT_FOUND]


async def test_a_usual_place_that_refuses_us_is_noted() -> None:
    web = Web({f"{HOME}sitemap.xml": FetchError(Reason.FORBIDDEN, "403")})

    await list_paths(sitemap, web.site())

    assert Reason.FORBIDDEN in [note.reason for note in web.notes]


async def test_the_sitemap_of_posts_that_wix_leaves_out_of_its_index_is_read() -> None:
    web = Web(
        {
            f"{HOME}sitemap.xml": index("pages-sitemap.xml"),
            f"{HOME}pages-sitemap.xml": urlset("prices"),
            f"{HOME}blog-posts-sitemap.xml": urlset("post/a"),
        }
    )
    site = web.site(platform=by_name("wix"), robots=(f"{HOME}sitemap.xml",))

    refs = {ref.url: ref.hints.listed for ref in await list_refs(sitemap, site)}

    assert refs[f"{HOME}post/a"] is Listed.POST


async def test_children_of_an_index_are_read_and_archives_are_not() -> None:
    web = Web(
        {
            ROBOTS: index("post-sitemap.xml", "page-sitemap.xml", "category-sitemap.xml"),
            f"{HOME}post-sitemap.xml": urlset("a/"),
            f"{HOME}page-sitemap.xml": urlset("prices/"),
        }
    )

    refs = await list_refs(sitemap, web.site(robots=(ROBOTS,)))

    assert {ref.url: ref.hints.listed for ref in refs} == {
        f"{HOME}a/": Listed.POST,
        f"{HOME}prices/": Listed.PAGE,
    }
    assert f"{HOME}category-sitemap.xml" not in web.requested


@pytest.mark.parametrize(
    "name",
    [
        "post-sitemap.xml",
        "post-sitemap2.xml",
        "posts-sitemap1.xml",
        "wp-sitemap-posts-post-1.xml",
        "sitemap-pt-post-2023-05.xml",
        "blog-posts-sitemap.xml",
        "sitemap_blogs_1.xml?from=1&to=2",
        "sitemap-posts.xml",
        "sitemap.blog.xml",
        "post-sitemap.xml.gz",
    ],
)
def test_a_generators_name_for_posts_lists_posts(name: str) -> None:
    assert classify_sitemaps([HOME + name]) == {HOME + name: Listed.POST}


@pytest.mark.parametrize("name", ["sitemap.xml", "news-sitemap.xml", "blog.xml", "sitemap-1.xml"])
def test_any_other_name_may_list_anything(name: str) -> None:
    assert classify_sitemaps([HOME + name]) == {HOME + name: Listed.UNKNOWN}


@pytest.mark.parametrize("name", ["page-sitemap.xml", "sitemap_products_1.xml"])
def test_pages_are_pages_only_next_to_posts(name: str) -> None:
    page, post = HOME + name, f"{HOME}post-sitemap.xml"

    assert classify_sitemaps([page])[page] is Listed.UNKNOWN
    assert classify_sitemaps([page, post])[page] is Listed.PAGE


@pytest.mark.parametrize(
    "name",
    [
        "category-sitemap.xml",
        "wp-sitemap-taxonomies-post_tag-1.xml",
        "wp-sitemap-users-1.xml",
        "author-sitemap.xml",
        "sitemap_collections_1.xml",
        "blog-categories-sitemap.xml",
        "image-sitemap-1.xml",
        "video-sitemap.xml",
    ],
)
def test_archives_and_files_are_left_out(name: str) -> None:
    assert classify_sitemaps([HOME + name]) == {}


async def test_an_index_that_names_itself_ends() -> None:
    web = Web({ROBOTS: index("my-map.xml", "a.xml"), f"{HOME}a.xml": urlset("a/")})

    assert await list_paths(sitemap, web.site(robots=(ROBOTS,))) == ["/a/"]
    assert web.requested.count(ROBOTS) == 1


async def test_indexes_below_indexes_end_at_the_third() -> None:
    deep = {f"{HOME}{level}.xml": index(f"{level + 1}.xml") for level in range(1, 9)}
    web = Web({**deep})

    await list_paths(sitemap, web.site(robots=(f"{HOME}1.xml",)))

    assert f"{HOME}4.xml" in web.requested
    assert f"{HOME}5.xml" not in web.requested


async def test_a_child_on_another_site_is_not_asked_for() -> None:
    other = "<sitemapindex><sitemap><loc>http://127.0.0.1/x.xml</loc></sitemap></sitemapindex>"
    web = Web({ROBOTS: other})

    await list_paths(sitemap, web.site(robots=(ROBOTS,)))

    assert "http://127.0.0.1/x.xml" not in web.requested


async def test_a_url_of_another_site_is_noted_and_not_listed() -> None:
    web = Web({ROBOTS: "<urlset><url><loc>https://other.example/a</loc></url></urlset>"})

    assert await list_paths(sitemap, web.site(robots=(ROBOTS,))) == []
    assert web.reasons()["https://other.example/a"] == Reason.OTHER_SITE


async def test_a_url_that_is_no_web_url_is_noted() -> None:
    web = Web({ROBOTS: "<urlset><url><loc>file:///etc/hostname</loc></url></urlset>"})

    assert await list_paths(sitemap, web.site(robots=(ROBOTS,))) == []
    assert web.reasons()["file:///etc/hostname"] == Reason.UNSAFE_URL


@pytest.mark.parametrize("loc", ["http://[", "javascript:x", "mailto:a@b.example"])
async def test_a_broken_url_costs_only_itself(loc: str) -> None:
    lines = f"<url><loc>{loc}</loc></url><sitemap><loc>{loc}</loc></sitemap>"
    web = Web({ROBOTS: f"<urlset>{lines}<url><loc>/a/</loc></url></urlset>"})

    assert await list_paths(sitemap, web.site(robots=(ROBOTS, loc))) == ["/a/"]
    assert web.reasons()[loc] == Reason.UNSAFE_URL
    assert web.requested == [ROBOTS]


async def test_the_day_of_the_last_change_is_kept_word_for_word() -> None:
    web = Web({ROBOTS: urlset("a/", extra="<lastmod> 2024-03-01 </lastmod>")})

    (ref,) = await list_refs(sitemap, web.site(robots=(ROBOTS,)))

    assert ref.lastmod == "2024-03-01"


async def test_title_and_date_of_news_and_the_first_image_are_hints() -> None:
    extra = (
        '<n:news xmlns:n="n"><n:title>NAD+ &amp; you</n:title>'
        "<n:publication_date>2024-03-02</n:publication_date></n:news>"
        '<i:image xmlns:i="i"><i:loc>https://img.example/1.jpg</i:loc></i:image>'
    )
    web = Web({ROBOTS: urlset("a/", extra=extra)})

    (ref,) = await list_refs(sitemap, web.site(robots=(ROBOTS,)))

    assert ref.hints.title == "NAD+ & you"
    assert ref.hints.published == "2024-03-02"
    assert ref.hints.image_url == "https://img.example/1.jpg"
    assert ref.url == f"{HOME}a/"


@pytest.mark.parametrize(
    "body",
    [
        urlset("a/").encode(),
        gzip.compress(urlset("a/").encode()),
        gzip.compress(gzip.compress(urlset("a/").encode())),
        b"\n\n  " + urlset("a/").encode(),
        b"\xef\xbb\xbf" + urlset("a/").encode(),
        f"<urlset><url><loc>\n  {HOME}a/\n</loc></url></urlset>".encode(),
        f"<urlset><url><loc><![CDATA[{HOME}a/]]></loc></url></urlset>".encode(),
        f"<urlset><url><loc>{HOME}a/</loc></url><url><loc>".encode(),
        f"<!-- made by hand --><urlset><url><loc>{HOME}a/</loc></url></urlset>".encode(),
        urlset("a/").replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16"),
        f"{HOME}a/\n".encode(),
    ],
)
async def test_a_sitemap_is_read_in_whatever_state_it_comes(body: bytes) -> None:
    web = Web({ROBOTS: body})

    assert await list_paths(sitemap, web.site(robots=(ROBOTS,))) == ["/a/"]
