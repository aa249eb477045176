"""The imitation sites are what the tests take them for: they hold the truth and their traps."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sites.catalog import site, slugs
from tests.sites.content import load
from tests.sites.inline import bare
from tests.sites.server import Served, serve
from tests.sites.truth import TruePost, truth
from tests.sites.visits import crawl_links, folded, get, get_html, words

POSTS = [(slug, post) for slug in slugs() for post in truth(slug)]
NAMES = [f"{slug}{post.path}" for slug, post in POSTS]
SAME_TITLE = "How Does Ketamine Affect the Brain?"


@pytest.fixture(scope="module")
def served() -> Iterator[dict[str, Served]]:
    """All demo sites, by slug."""
    sites = {slug: serve(site(slug)) for slug in slugs()}
    yield sites
    for served_site in sites.values():
        served_site.stop()


@pytest.mark.parametrize(("slug", "post"), POSTS, ids=NAMES)
def test_every_line_of_the_truth_stands_on_the_served_page(
    served: dict[str, Served], slug: str, post: TruePost
) -> None:
    text = folded(words(get_html(served[slug], post.path)))
    for line in [post.title, *post.text.split("\n"), *post.calls_to_action]:
        for cell in line.split(" | "):
            assert folded(cell) in text


@pytest.mark.parametrize(("slug", "post"), POSTS, ids=NAMES)
def test_headings_questions_and_links_are_part_of_the_truth(slug: str, post: TruePost) -> None:
    lines = set(post.text.split("\n"))
    assert set(post.headings) | set(post.questions) <= lines
    assert 240 <= len(post.text.split()) <= 910
    assert all(anchor in post.text for _, anchor in post.links)


@pytest.mark.parametrize(("slug", "post"), POSTS, ids=NAMES)
def test_every_true_image_is_served_with_its_alt_text(
    served: dict[str, Served], slug: str, post: TruePost
) -> None:
    page = lxml.html.fromstring(get_html(served[slug], post.path))
    alts = {
        urlsplit(urljoin(f"{served[slug].url}{post.path}", image.get("src"))).path: image.get("alt")
        for image in page.xpath("//img")
    }
    for picture in post.images:
        assert alts[picture.src] == picture.alt
        assert get(served[slug], picture.src).status == 200


@pytest.mark.parametrize("slug", slugs())
def test_the_files_hold_text_where_yaml_could_read_something_else(slug: str) -> None:
    folder = load(slug)
    for block in [block for w in folder.posts + folder.pages for block in w.blocks]:
        lines = [block.text, *block.items, *sum(block.rows, ()), *sum(block.faq, ())]
        assert all(isinstance(line, str) for line in lines)
        assert len({len(row) for row in block.rows}) <= 1
        assert not any("'" in line or '"' in line for line in lines), "quotes are typographic"


@pytest.mark.parametrize("slug", slugs())
def test_every_link_of_a_site_leads_to_a_page(served: dict[str, Served], slug: str) -> None:
    responses = crawl_links(served[slug])
    assert {path: a.status for path, a in responses.items() if a.status != 200} == {}
    assert {post.path for post in truth(slug)} <= set(responses)
    assert len(truth(slug)) >= 8


@pytest.mark.parametrize("slug", slugs())
def test_an_unknown_path_gets_the_site_s_own_404_page(served: dict[str, Served], slug: str) -> None:
    response = get(served[slug], "/no/such/page.html")
    assert response.status == 404
    assert load(slug).row["name"].split()[0].encode() in response.body


def test_two_clinics_wrote_different_posts_under_one_title() -> None:
    texts = [set(p.text.split("\n")) for _, p in POSTS if p.title == SAME_TITLE]
    assert len(texts) == 2
    assert texts[0] & texts[1] == set()


def test_trials_are_linked_in_the_old_and_the_new_form() -> None:
    links = [url for _, post in POSTS for url, _ in post.links]
    for form in ("/ct2/show/NCT", "clinicaltrials.gov/study/NCT", "pubmed.", "fda.gov", "doi.org"):
        assert any(form in url for url in links)


def test_a_prairie_post_copies_paragraphs_from_harbor() -> None:
    by_path = {post.path: set(post.text.split("\n")) for _, post in POSTS}
    shared = by_path["/articles/myers.html"] & by_path["/whats-in-a-myers-cocktail/"]
    assert sum(len(line.split()) for line in shared) > 150


@pytest.mark.parametrize("slug", slugs())
def test_a_page_that_the_client_holds_is_answered_with_304(
    served: dict[str, Served], slug: str
) -> None:
    path = truth(slug)[0].path
    first = get(served[slug], path)
    again = get(served[slug], path, If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert get(served[slug], path, If_None_Match='"older"').status == 200


@given(st.text(st.characters(exclude_characters="[*")))
def test_a_line_without_marks_is_its_own_bare_text(line: str) -> None:
    assert bare(line) == line
