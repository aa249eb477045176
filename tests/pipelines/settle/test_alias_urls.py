"""One post has one URL, and two posts with the same title are two posts."""

from dataclasses import replace

import pytest

from pipelines.items.settled import History
from pipelines.settle import settle
from pipelines.settle.alias_urls import canonical_url, one_url_per_post
from tests.pipelines.examples.posts import history, paragraph, reading, sentence

HOST = "https://harbor.example"
BLOCK = paragraph(sentence("word"))


def page(url: str, canonical: str | None = None) -> History:
    return history(BLOCK, url=url, canonical=canonical)


def urls_and_aliases(*histories: History) -> tuple[list[str], dict[str, str]]:
    """The URLs that stay, and each alias with the URL of its post."""
    kept, aliases = one_url_per_post(histories)
    return [history.url for history in kept], {alias.url: alias.same_as for alias in aliases}


@pytest.mark.parametrize(
    "other",
    [
        f"{HOST}/blog/first/",
        "http://harbor.example/blog/first",
        "https://www.harbor.example/blog/first",
        f"{HOST}/blog/first/index.html",
        f"{HOST}//blog//first",
    ],
)
def test_spellings_of_a_url_are_one_post(other: str) -> None:
    kept, aliases = urls_and_aliases(page(other), page(f"{HOST}/blog/first"))
    shortest = min(other, f"{HOST}/blog/first", key=lambda url: (len(url), url))
    assert kept == [shortest]
    assert list(aliases.values()) == [shortest]


def test_the_url_that_pages_declare_canonical_stays() -> None:
    long, short = f"{HOST}/blog/the-long-address", f"{HOST}/?p=12"
    assert urls_and_aliases(page(short, canonical=long), page(long, canonical=long)) == (
        [long],
        {short: long},
    )


def test_a_canonical_url_that_nobody_fetched_joins_its_aliases() -> None:
    canonical = f"{HOST}/blog/told"
    kept, aliases = urls_and_aliases(
        page(f"{HOST}/a/bb", canonical), page(f"{HOST}/a/b", canonical)
    )
    assert (kept, aliases) == ([f"{HOST}/a/b"], {f"{HOST}/a/bb": f"{HOST}/a/b"})


@pytest.mark.parametrize(
    "canonical",
    [
        HOST,
        f"{HOST}/",
        "https://www.harbor.example//",
        "https://other.example/blog/x",
        "https://[broken/blog",
        "mailto:us@harbor.example",
        "/blog/x",
        "",
        None,
    ],
)
def test_an_implausible_canonical_url_is_ignored(canonical: str | None) -> None:
    urls = [f"{HOST}/blog/a", f"{HOST}/blog/b"]
    assert urls_and_aliases(*(page(url, canonical) for url in urls)) == (urls, {})
    now = reading(BLOCK, url=urls[0], canonical=canonical).extraction
    assert canonical_url(now, urls[0]) == urls[0]


def test_a_subdomain_of_the_site_is_accepted() -> None:
    canonical = "https://blog.example.com/first"
    fetched = "https://example.com/blog/first"
    assert canonical_url(page(fetched, canonical).now, fetched) == canonical


@pytest.mark.parametrize("blog", [None, "https://staging.squarespace.com/blog"])
def test_a_page_on_a_mirror_is_the_post_of_the_clinics_own_site(blog: str | None) -> None:
    own, mirror = f"{HOST}/blog/first", "https://staging.squarespace.com/blog/first"
    urls = [HOST, blog] if blog else [HOST]
    kept, aliases = one_url_per_post([page(own), page(mirror, own)], urls)
    assert [history.url for history in kept] == [own]
    assert [(alias.url, alias.same_as) for alias in aliases] == [(mirror, own)]


def test_a_canonical_link_to_a_mirror_does_not_move_the_post_there() -> None:
    mirror = "https://staging.squarespace.com/blog/first"
    kept, _ = one_url_per_post([page(f"{HOST}/blog/first", mirror)], [HOST])
    assert [history.url for history in kept] == [f"{HOST}/blog/first"]


def test_the_blogs_own_url_on_posts_is_ignored() -> None:
    urls = [f"{HOST}/news/a", f"{HOST}/news/b"]
    kept, aliases = one_url_per_post([page(u, f"{HOST}/news/") for u in urls], [f"{HOST}/news"])
    assert ([history.url for history in kept], aliases) == (urls, [])


def test_a_post_was_first_seen_when_the_first_of_its_urls_was() -> None:
    older = replace(page(f"{HOST}/blog/first/"), first_seen_at="2025-01-01T00:00:00.000Z")
    (kept,), _ = one_url_per_post([page(f"{HOST}/blog/first"), older])
    assert (kept.url, kept.first_seen_at) == (f"{HOST}/blog/first", older.first_seen_at)


def test_a_canonical_url_shared_by_different_titles_is_ignored() -> None:
    urls = [f"{HOST}/blog/a", f"{HOST}/blog/a/", f"{HOST}/blog/b"]
    histories = [
        history(BLOCK, url=url, canonical=f"{HOST}/blog", title=title)
        for url, title in zip(urls, ["A", "A, mended", "B"], strict=True)
    ]
    kept, aliases = urls_and_aliases(*histories)
    assert (kept, aliases) == ([urls[0], urls[2]], {urls[1]: urls[0]})


def test_two_posts_with_the_same_title_are_both_kept() -> None:
    title = "How does ketamine affect the brain?"
    histories = [
        history(paragraph(sentence(name)), url=f"{HOST}/blog/{name}", title=title)
        for name in ("one", "two")
    ]
    settled = settle("harbor", histories)
    assert [post.title for post in settled.posts] == [title, title]
    assert settled.aliases == ()


def test_two_posts_with_the_same_text_are_both_kept() -> None:
    settled = settle("harbor", [page(f"{HOST}/blog/a"), page(f"{HOST}/blog/b")])
    assert len(settled.posts) == 2


def test_query_strings_that_name_posts_keep_them_apart() -> None:
    urls = [f"{HOST}/?p=1", f"{HOST}/?p=2"]
    assert urls_and_aliases(*map(page, urls)) == (urls, {})


def test_a_page_that_is_not_a_post_is_not_an_alias() -> None:
    canonical = f"{HOST}/blog/first"
    no_post = history(BLOCK, url=f"{HOST}/about", canonical=canonical, is_post=False)
    settled = settle("harbor", [no_post, page(canonical)])
    assert [post.url for post in settled.posts] == [canonical]
    assert settled.aliases == ()
