"""The whole way on the imitation clinics: what is stored is held against the truth about them."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pipelines.store.database import open_database
from tests.crawling import Crawled, dripfeed
from tests.crawls.site_crawls import SiteCrawls
from tests.sites.catalog import slugs
from tests.sites.truth import truth

BANNER = "accepting new patients"
SAME_TITLE = "How Does Ketamine Affect the Brain?"
DEMO = ", ".join(f"'{slug}'" for slug in slugs())
POSTS = [post for slug in slugs() for post in truth(slug)]


@pytest.fixture(scope="module")
def crawled(site_crawls: SiteCrawls) -> Crawled:
    """The first crawl of all imitation clinics; a test that changes it takes a copy."""
    return site_crawls.first.crawled


def test_a_post_with_paragraphs_of_another_clinic_is_a_copy_without_a_first(
    crawled: Crawled,
) -> None:
    (rows,) = crawled.rows(
        "SELECT copies.kind, one.url AS one, other.url AS other, clusters.first_reason "
        "FROM copies JOIN posts AS one ON one.id = copies.post "
        "JOIN posts AS other ON other.id = copies.other "
        "JOIN clusters ON clusters.id = one.cluster AND clusters.id = other.cluster "
        f"WHERE one.clinic IN ({DEMO}) OR other.clinic IN ({DEMO})"
    )
    ends = {rows["one"].rstrip("/").split("/")[-1], rows["other"].rstrip("/").split("/")[-1]}
    assert (rows["kind"], ends) == ("copy", {"myers.html", "whats-in-a-myers-cocktail"})
    assert rows["first_reason"].endswith("has no date")


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


def test_trials_are_cited_whatever_the_form_of_their_url(crawled: Crawled) -> None:
    cited = crawled.column("SELECT DISTINCT identifier FROM citations ORDER BY identifier")
    linked = {
        part.upper()
        for post in POSTS
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
    query = "SELECT reason FROM pages WHERE clinic = 'harbor-infusion' AND url LIKE '%' || :path"
    assert crawled.column(query, path=path) == [reason]


def test_the_protected_post_is_named_as_such(crawled: Crawled) -> None:
    sql = f"SELECT clinic FROM pages WHERE reason = 'password_protected' AND clinic IN ({DEMO})"
    assert crawled.column(sql) == ["harbor-infusion"]


def test_the_platforms_are_recognised(crawled: Crawled) -> None:
    sql = f"SELECT platform FROM clinics WHERE slug IN ({DEMO}) ORDER BY slug"
    assert crawled.column(sql) == ["wordpress", "generic", "patientpop"]


def test_full_text_search_finds_a_post(crawled: Crawled) -> None:
    rows = crawled.rows("SELECT 1 FROM posts_fts WHERE posts_fts MATCH 'ketamine AND brain'")
    assert len(rows) >= 2


def test_everything_fetched_lies_in_the_archive(crawled: Crawled) -> None:
    missing = "SELECT url FROM pages WHERE http_status = 200 AND archive_file IS NULL"
    assert crawled.rows(missing) == []


def test_reading_the_archive_again_gives_the_same_posts(
    site_crawls: SiteCrawls, tmp_path: Path
) -> None:
    crawled = site_crawls.first.copied(tmp_path)
    old_rows = crawled.rows("SELECT * FROM posts ORDER BY id")
    done = dripfeed("extract", "--db", str(crawled.db_path))
    assert done.returncode == 0, done.stderr
    assert crawled.rows("SELECT * FROM posts ORDER BY id") == old_rows


def test_posts_made_again_from_the_archive_are_the_same(
    site_crawls: SiteCrawls, tmp_path: Path
) -> None:
    crawled = site_crawls.first.copied(tmp_path)
    columns = "url, title, author, published_on, text, markdown, word_count, text_sha256"
    old_rows = crawled.rows(f"SELECT {columns} FROM posts ORDER BY url")
    db = open_database(crawled.db_path)
    db.execute("DELETE FROM posts")
    db.execute("UPDATE extractions SET blocks = '[]'")
    db.close()
    done = dripfeed("extract", "--db", str(crawled.db_path))
    assert done.returncode == 0, done.stderr
    assert crawled.rows(f"SELECT {columns} FROM posts ORDER BY url") == old_rows
