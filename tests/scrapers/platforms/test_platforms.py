"""Site builders: every fingerprint by itself, and what each one declares."""

import pytest
from lxml import etree

from scrapers.items import Route
from scrapers.platforms import GENERIC, NO_SIGNATURE, PLATFORMS, Place, Platform, by_name, detect
from scrapers.sources import SOURCES
from tests.scrapers.web_in_memory import html

SIGNS: list[tuple[str, str, dict[str, str]]] = [
    ("wordpress", '<meta name="generator" content="WordPress 6.1.9">', {}),
    ("wordpress", '<meta name="generator" content="Elementor 3.33.1; features: x">', {}),
    ("wordpress", "", {"Link": '<https://clinic.example/wp-json/>; rel="https://api.w.org/"'}),
    ("wordpress", '<link rel="https://api.w.org/" href="/wp-json/">', {}),
    ("wordpress", '<link rel="stylesheet" href="/wp-content/themes/calm/style.css">', {}),
    ("patientpop", '<img src="https://sa1s3optim.patientpop.com/assets/x.jpg">', {}),
    ("patientpop", '<img src="/assets/production/practices/9b1f7c52e0d8/images/1.jpg">', {}),
    ("wix", '<meta name="generator" content="Wix.com Website Builder">', {}),
    ("wix", "", {"X-Wix-Request-Id": "1700000000.1"}),
    ("wix", '<script src="https://static.parastorage.com/services/x.js"></script>', {}),
    ("squarespace", "", {"Server": "Squarespace"}),
    ("squarespace", "<script>Static.SQUARESPACE_CONTEXT = {};</script>", {}),
    ("squarespace", '<link rel="icon" href="https://static1.squarespace.com/i.ico">', {}),
    ("webflow", '<meta name="generator" content="Webflow">', {}),
    ("webflow", '<html data-wf-site="5f">', {}),
    ("godaddy", '<meta name="generator" content="Starfield; Go Daddy Website Builder 8.0">', {}),
    ("godaddy", '<section data-ux="Section">', {}),
    ("godaddy", '<img src="https://img1.wsimg.com/isteam/ip/1/a.jpg">', {}),
    ("shopify", "", {"X-ShopId": "12"}),
    ("shopify", "", {"Powered-By": "Shopify"}),
    ("shopify", '<script>Shopify.theme = {"name":"Dawn"};</script>', {}),
    ("hubspot", '<meta name="generator" content="HubSpot">', {}),
    ("hubspot", "", {"X-HS-Hub-ID": "99"}),
    ("duda", "<script>var a = { SiteType: atob('RFVEQU9ORQ=='), Id: 1 };</script>", {}),
    ("duda", '<img src="https://irp-cdn.multiscreensite.com/ab/a.jpg">', {}),
    ("duda", '<img src="https://lirp.cdn-website.com/ab/dms3rep/multi/opt/a-1920w.jpg">', {}),
    ("ghost", '<meta name="generator" content="Ghost 5.130">', {}),
    ("ghost", "", {"X-Ghost-Cache-Status": "From Cache"}),
    ("blogger", '<meta content="blogger" name="generator">', {}),
    ("framer", '<meta name="generator" content="Framer 4d1a2b">', {}),
    ("hostinger", '<meta name="generator" content="Hostinger Website Builder">', {}),
    ("weebly", '<script src="//cdn2.editmysite.com/js/site.js"></script>', {}),
    ("officite", '<img src="https://drdoe.edit.officite.com/logo.png">', {}),
    ("officite", '<img src="https://cdcssl.ibsrv.net/cimg/www.a.example/1.jpg">', {}),
]


@pytest.mark.parametrize(("name", "markup", "headers"), SIGNS)
def test_a_builder_is_known_by_any_of_its_fingerprints(
    name: str, markup: str, headers: dict[str, str]
) -> None:
    platform, sign = detect(html(f"{markup}<p>IV therapy in Boise</p>", headers=headers))

    assert platform.name == name
    assert sign.partition(":")[0] in set(Place)


def test_every_fingerprint_has_a_test_of_its_own() -> None:
    declared = sum(len(platform.signatures) for platform in PLATFORMS)

    assert len(SIGNS) == declared


def test_the_evidence_is_in_the_words_of_the_page() -> None:
    _, sign = detect(html('<meta name="generator" content="WordPress 6.1.9">'))

    assert sign == "generator: WordPress 6.1.9"


def test_of_a_long_script_only_the_match_is_evidence() -> None:
    _, sign = detect(html(f"<script>{'x' * 999};Static.SQUARESPACE_CONTEXT = 1</script>"))

    assert sign == "script: Static.SQUARESPACE_CONTEXT"


@pytest.mark.parametrize("body", ["", "<p>Made by hand in 2004</p>", "no markup at all"])
def test_a_page_without_a_fingerprint_is_generic(body: str) -> None:
    assert detect(html(body)) == (GENERIC, NO_SIGNATURE)


def test_a_generator_weighs_more_than_a_url_that_came_with_a_widget() -> None:
    page = html(
        '<meta name="generator" content="Wix.com Website Builder">'
        '<a href="https://other.example/wp-content/uploads/form.pdf">Form</a>'
    )

    assert detect(page)[0].name == "wix"


def test_a_scheduler_of_patientpop_does_not_make_a_wordpress_site_patientpops() -> None:
    page = html(
        '<img src="https://sa1s3optim.patientpop.com/a.png">'
        '<link rel="https://api.w.org/" href="/wp-json/">'
    )

    assert detect(page)[0].name == "wordpress"


def test_a_builder_is_found_by_its_name() -> None:
    assert by_name("squarespace").name == "squarespace"


@pytest.mark.parametrize("name", [None, "", "joomla"])
def test_an_unknown_name_is_generic(name: str | None) -> None:
    assert by_name(name) is GENERIC


def test_names_are_keys() -> None:
    names = [platform.name for platform in PLATFORMS]

    assert len(set(names)) == len(names)
    assert all(name.isalpha() and name.islower() for name in names)


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_every_route_has_a_source_and_listings_end_each_tour(platform: Platform) -> None:
    assert set(platform.routes) <= set(SOURCES)
    assert platform.routes[-1] is Route.LISTING


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_every_path_begins_at_the_root(platform: Platform) -> None:
    paths = (*platform.sitemaps, *platform.feeds, *platform.listings)

    assert all(path.startswith("/") for path in paths)


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_every_xpath_gives_elements(platform: Platform) -> None:
    page = html("<p>hello</p>")
    xpaths = (
        platform.post_xpath,
        platform.not_post_xpath,
        platform.rarely_post_xpath,
        platform.body_xpath,
        platform.cut_xpath,
        platform.members_only_xpath,
    )

    elements = [element.root for xpath in xpaths if xpath for element in page.xpath(xpath)]
    assert all(isinstance(element, etree._Element) for element in elements)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("wordpress", "/2023/05/12/what-nad-does/"),
        ("wordpress", "/blog/2023/05/what-nad-does/"),
        ("patientpop", "/blog/what-is-ketamine"),
        ("wix", "/post/what-nad-does"),
        ("webflow", "/blog/what-nad-does"),
        ("godaddy", "/blog/f/what-nad-does"),
        ("shopify", "/blogs/news/what-nad-does"),
        ("blogger", "/2023/05/what-nad-does.html"),
    ],
)
def test_a_url_that_only_posts_have_is_known(name: str, path: str) -> None:
    assert by_name(name).is_post(path)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("wordpress", "/services/nad/"),
        ("wordpress", "/2023/05/"),
        ("patientpop", "/services/ketamine"),
        ("patientpop", "/blog"),
        ("wix", "/blog/categories/ketamine"),
        ("shopify", "/blogs/news/tagged/nad"),
        ("shopify", "/blogs/news"),
        ("generic", "/blog/what-nad-does"),
    ],
)
def test_other_urls_are_not_certainly_posts(name: str, path: str) -> None:
    assert not by_name(name).is_post(path)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("generic", "/category/ketamine/"),
        ("generic", "/blog/tag/nad/page/2/"),
        ("generic", "/2023/05/"),
        ("generic", "/blog?tag=nad"),
        ("wordpress", "/author/dana/"),
        ("squarespace", "/blog?month=05-2023"),
        ("squarespace", "/blog/one?format=amp"),
        ("wix", "/blog/hashtags/nad"),
        ("hubspot", "/blog/topic/nad"),
        ("ghost", "/tag/nad/"),
        ("blogger", "/search/label/nad"),
        ("shopify", "/blogs/news/tagged/nad"),
        ("patientpop", "/blog/page/2"),
    ],
)
def test_an_archive_is_known_by_its_url(name: str, path: str) -> None:
    assert by_name(name).is_archive(path)


@pytest.mark.parametrize("path", ["/blog/categories-of-pain/", "/what-a-tag-costs/", "/2023/05/a/"])
def test_a_post_that_sounds_like_an_archive_is_none(path: str) -> None:
    assert not GENERIC.is_archive(path)


TEASERS = "<h3>You Might Also Enjoy...</h3><div><a href='/blog/b'>How iron helps</a></div>"


@pytest.mark.parametrize(
    "body",
    [f"<p>Text</p>{TEASERS}", f"<p>Text</p><section>{TEASERS}</section>"],
    ids=["beside the text", "in a box"],
)
def test_the_teasers_of_patientpop_are_cut_and_the_text_is_not(body: str) -> None:
    page = html(f"<article>{body}</article>")
    cut = " ".join(page.xpath(by_name("patientpop").cut_xpath or "").xpath("string()").getall())

    assert "How iron helps" in cut
    assert "Text" not in cut
