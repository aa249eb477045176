"""The whole way on the imitation clinics: what is stored is held against the truth about them."""

from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from tests.crawling import Crawled, crawl, dripfeed
from tests.sites.catalog import site, slugs
from tests.sites.server import serve
from tests.sites.truth import TruePost, truth

BANNER = "accepting new patients"
SAME_TITLE = "How Does Ketamine Affect the Brain?"
POSTS = [(slug, post) for slug in slugs() for post in truth(slug)]
IDS = [f"{slug}{post.path}" for slug, post in POSTS]
every_post = pytest.mark.parametrize(("slug", "true"), POSTS, ids=IDS)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """One crawl over all imitation clinics."""
    with ExitStack() as stack:
        rows = [
            {
                "slug": slug,
                "website": stack.enter_context(serve(site(slug))).url,
                **site(slug).clinic,
            }
            for slug in slugs()
        ]
        yield crawl(tmp_path_factory.mktemp("clinics"), rows)


def stored(crawled: Crawled, slug: str, true: TruePost) -> dict[str, object]:
    """The row of a post; fails where it is not stored exactly once."""
    rows = crawled.rows("SELECT * FROM posts WHERE clinic = :slug", slug=slug)
    path = urlsplit(f"http://x{true.path}")
    (found,) = [row for row in rows if urlsplit(row["url"]).path == path.path]
    return found


def lines(text: object) -> list[str]:
    """Folded lines of a text, empty ones left out."""
    return [" ".join(line.split()) for line in str(text).splitlines() if line.strip()]


def test_the_crawl_ends_well(crawled: Crawled) -> None:
    assert (crawled.code, "Traceback" in crawled.err) == (0, False)


@pytest.mark.parametrize("slug", slugs())
def test_exactly_the_posts_are_stored(crawled: Crawled, slug: str) -> None:
    urls = crawled.column("SELECT url FROM posts WHERE clinic = :slug", slug=slug)
    assert sorted(urlsplit(url).path for url in urls) == sorted(post.path for post in truth(slug))


@every_post
def test_the_title_is_right(crawled: Crawled, slug: str, true: TruePost) -> None:
    assert stored(crawled, slug, true)["title"] == true.title


@every_post
def test_the_author_is_right(crawled: Crawled, slug: str, true: TruePost) -> None:
    row = stored(crawled, slug, true)
    if true.author is None:  # the account that wrote the file is named as what it is
        assert row["author"] is None or row["author_kind"] == "default_account"
    else:
        assert true.author in str(row["author_raw"])


@every_post
def test_the_day_is_right_or_unknown_where_the_page_does_not_say(
    crawled: Crawled, slug: str, true: TruePost
) -> None:
    assert stored(crawled, slug, true)["published_on"] == true.published_on


@every_post
def test_the_text_has_every_line_of_the_post(crawled: Crawled, slug: str, true: TruePost) -> None:
    text = lines(stored(crawled, slug, true)["text"])
    assert [line for line in lines(true.text) if line not in text] == []


@every_post
def test_the_text_has_no_line_of_anything_else(crawled: Crawled, slug: str, true: TruePost) -> None:
    allowed = {*lines(true.text), *(" ".join(call.split()) for call in true.calls_to_action)}
    text = lines(stored(crawled, slug, true)["text"])
    assert [line for line in text if line not in allowed] == []


@every_post
def test_the_headings_are_headings_of_the_markdown(
    crawled: Crawled, slug: str, true: TruePost
) -> None:
    marked = str(stored(crawled, slug, true)["markdown"]).replace("\\", "")
    headings = [line.lstrip("# ") for line in marked.splitlines() if line.startswith("#")]
    assert [heading for heading in true.headings if heading not in headings] == []


def test_a_post_with_paragraphs_of_another_clinic_is_a_copy_without_a_first(
    crawled: Crawled,
) -> None:
    (found,) = crawled.rows(
        "SELECT copies.kind, one.url AS one, other.url AS other, clusters.first_reason "
        "FROM copies JOIN posts AS one ON one.id = copies.post "
        "JOIN posts AS other ON other.id = copies.other "
        "JOIN clusters ON clusters.id = one.cluster AND clusters.id = other.cluster"
    )
    ends = {found["one"].rstrip("/").split("/")[-1], found["other"].rstrip("/").split("/")[-1]}
    assert (found["kind"], ends) == ("copy", {"myers.html", "whats-in-a-myers-cocktail"})
    assert found["first_reason"].endswith("has no date")


def test_two_posts_with_the_same_title_are_both_kept(crawled: Crawled) -> None:
    clinics = crawled.column("SELECT clinic FROM posts WHERE title = :title", title=SAME_TITLE)
    assert sorted(clinics) == ["harbor-infusion", "summit-ketamine"]


@pytest.mark.parametrize("words", ["COMMENT MARKER", BANNER, "You Might Also Enjoy"])
def test_what_is_no_text_of_a_post_is_in_no_text(crawled: Crawled, words: str) -> None:
    assert (
        crawled.rows("SELECT url FROM posts WHERE text LIKE '%' || :words || '%'", words=words)
        == []
    )


def test_teasers_are_kept_as_labelled_blocks(crawled: Crawled) -> None:
    labelled = (
        "SELECT count(*) FROM extractions, json_each(blocks) AS block "
        "WHERE url LIKE '%/blog/%' AND block.value ->> 'role' = 'teaser'"
    )
    assert crawled.column(labelled)[0] >= 40


def test_teasers_give_related_links(crawled: Crawled) -> None:
    counts = crawled.column(
        "SELECT count(DISTINCT links.url) FROM posts JOIN links ON links.post = posts.id "
        "WHERE clinic = 'summit-ketamine' AND links.kind = 'related' GROUP BY posts.id"
    )
    assert counts == [4] * len(truth("summit-ketamine"))


def test_trials_are_cited_whatever_the_form_of_their_address(crawled: Crawled) -> None:
    cited = crawled.column("SELECT DISTINCT identifier FROM citations ORDER BY identifier")
    linked = {
        part.upper()
        for _, post in POSTS
        for url, _ in post.links
        if "clinicaltrials.gov" in url
        for part in urlsplit(url).path.split("/")
        if part.upper().startswith("NCT")
    }
    assert set(cited) >= linked


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/pricing/", "listed_as_page"), ("/about/", "listed_as_page")],
)
def test_pages_that_are_no_posts_have_their_reason(
    crawled: Crawled, path: str, reason: str
) -> None:
    told = "SELECT reason FROM pages WHERE clinic = 'harbor-infusion' AND url LIKE '%' || :path"
    assert crawled.column(told, path=path) == [reason]


def test_the_protected_post_is_named_as_such(crawled: Crawled) -> None:
    assert len(crawled.rows("SELECT 1 FROM pages WHERE reason = 'password_protected'")) == 1


def test_the_platforms_are_recognised(crawled: Crawled) -> None:
    told = crawled.rows("SELECT slug, platform FROM clinics ORDER BY slug")
    assert [row["platform"] for row in told] == ["wordpress", "generic", "patientpop"]


def test_full_text_search_finds_a_post(crawled: Crawled) -> None:
    found = crawled.rows("SELECT 1 FROM posts_fts WHERE posts_fts MATCH 'ketamine AND brain'")
    assert len(found) >= 2


def test_everything_fetched_lies_in_the_archive(crawled: Crawled) -> None:
    missing = "SELECT url FROM pages WHERE http_status = 200 AND archive_file IS NULL"
    assert crawled.rows(missing) == []


def test_reading_the_archive_again_gives_the_same_posts(crawled: Crawled) -> None:
    before = crawled.rows("SELECT * FROM posts ORDER BY id")
    done = dripfeed("extract", "--db", str(crawled.db_path))
    assert done.returncode == 0, done.stderr
    assert crawled.rows("SELECT * FROM posts ORDER BY id") == before


def test_posts_made_anew_from_the_archive_are_the_same(crawled: Crawled) -> None:
    columns = "url, title, author, published_on, text, markdown, word_count, text_sha256"
    before = crawled.rows(f"SELECT {columns} FROM posts ORDER BY url")
    from pipelines.store.database import open_database

    db = open_database(crawled.db_path)
    db.execute("DELETE FROM posts")
    db.execute("UPDATE extractions SET blocks = '[]'")
    db.close()
    dripfeed("extract", "--db", str(crawled.db_path))
    assert crawled.rows(f"SELECT {columns} FROM posts ORDER BY url") == before
