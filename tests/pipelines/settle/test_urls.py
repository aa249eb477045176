"""One post has one address, and two posts with one title are two posts."""

from dataclasses import replace

import pytest

from pipelines.items.settled import History
from pipelines.settle import settle
from pipelines.settle.addresses import claimed_url, one_url_each
from tests.pipelines.examples.posts import history, paragraph, reading, sentence

HOST = "https://harbor.example"
BLOCK = paragraph(sentence("word"))


def page(url: str, canonical: str | None = None) -> History:
    return history(BLOCK, url=url, canonical=canonical)


def addresses(*histories: History) -> tuple[list[str], dict[str, str]]:
    """The addresses that stay, and the others with the one they are another name of."""
    kept, duplicates = one_url_each(histories)
    return [each.url for each in kept], {each.url: each.same_as for each in duplicates}


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
def test_spellings_of_one_address_are_one_post(other: str) -> None:
    kept, duplicates = addresses(page(other), page(f"{HOST}/blog/first"))
    shortest = min(other, f"{HOST}/blog/first", key=lambda url: (len(url), url))
    assert kept == [shortest]
    assert list(duplicates.values()) == [shortest]


def test_the_address_that_pages_call_canonical_stays() -> None:
    long, short = f"{HOST}/blog/the-long-address", f"{HOST}/?p=12"
    assert addresses(page(short, canonical=long), page(long, canonical=long)) == (
        [long],
        {short: long},
    )


def test_a_canonical_address_that_nobody_fetched_joins_its_aliases() -> None:
    told = f"{HOST}/blog/told"
    kept, duplicates = addresses(page(f"{HOST}/a/bb", told), page(f"{HOST}/a/b", told))
    assert (kept, duplicates) == ([f"{HOST}/a/b"], {f"{HOST}/a/bb": f"{HOST}/a/b"})


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
def test_a_canonical_address_that_cannot_be_is_not_believed(canonical: str | None) -> None:
    urls = [f"{HOST}/blog/a", f"{HOST}/blog/b"]
    assert addresses(*(page(url, canonical) for url in urls)) == (urls, {})
    now = reading(BLOCK, url=urls[0], canonical=canonical).extraction
    assert claimed_url(now, urls[0]) == urls[0]


def test_a_subdomain_of_the_site_is_believed() -> None:
    told = "https://blog.example.com/first"
    fetched = "https://example.com/blog/first"
    assert claimed_url(page(fetched, told).now, fetched) == told


@pytest.mark.parametrize("blog", [None, "https://staging.squarespace.com/blog"])
def test_a_page_on_a_mirror_is_the_post_of_the_clinics_own_site(blog: str | None) -> None:
    own, mirror = f"{HOST}/blog/first", "https://staging.squarespace.com/blog/first"
    urls = [HOST, blog] if blog else [HOST]
    kept, duplicates = one_url_each([page(own), page(mirror, own)], urls)
    assert [each.url for each in kept] == [own]
    assert [(each.url, each.same_as) for each in duplicates] == [(mirror, own)]


def test_a_canonical_link_to_a_mirror_does_not_move_the_post_there() -> None:
    mirror = "https://staging.squarespace.com/blog/first"
    kept, _ = one_url_each([page(f"{HOST}/blog/first", mirror)], [HOST])
    assert [each.url for each in kept] == [f"{HOST}/blog/first"]


def test_the_blogs_own_address_on_posts_is_not_believed() -> None:
    urls = [f"{HOST}/news/a", f"{HOST}/news/b"]
    kept, duplicates = one_url_each([page(u, f"{HOST}/news/") for u in urls], [f"{HOST}/news"])
    assert ([each.url for each in kept], duplicates) == (urls, [])


def test_a_post_was_first_seen_when_the_first_of_its_addresses_was() -> None:
    older = replace(page(f"{HOST}/blog/first/"), first_seen_at="2025-01-01T00:00:00.000Z")
    (kept,), _ = one_url_each([page(f"{HOST}/blog/first"), older])
    assert (kept.url, kept.first_seen_at) == (f"{HOST}/blog/first", older.first_seen_at)


def test_one_canonical_address_on_posts_with_several_titles_is_not_believed() -> None:
    urls = [f"{HOST}/blog/a", f"{HOST}/blog/a/", f"{HOST}/blog/b"]
    told = [
        history(BLOCK, url=url, canonical=f"{HOST}/blog", title=title)
        for url, title in zip(urls, ["A", "A, mended", "B"], strict=True)
    ]
    kept, duplicates = addresses(*told)
    assert (kept, duplicates) == ([urls[0], urls[2]], {urls[1]: urls[0]})


def test_two_posts_with_one_title_are_both_kept() -> None:
    title = "How does ketamine affect the brain?"
    told = [
        history(paragraph(sentence(name)), url=f"{HOST}/blog/{name}", title=title)
        for name in ("one", "two")
    ]
    settled = settle("harbor", told)
    assert [post.title for post in settled.posts] == [title, title]
    assert settled.duplicates == ()


def test_two_posts_with_one_text_are_both_kept() -> None:
    settled = settle("harbor", [page(f"{HOST}/blog/a"), page(f"{HOST}/blog/b")])
    assert len(settled.posts) == 2


def test_query_strings_that_name_posts_keep_them_apart() -> None:
    urls = [f"{HOST}/?p=1", f"{HOST}/?p=2"]
    assert addresses(*map(page, urls)) == (urls, {})


def test_what_is_no_post_is_no_address_of_one() -> None:
    told = f"{HOST}/blog/first"
    no_post = history(BLOCK, url=f"{HOST}/about", canonical=told, is_post=False)
    settled = settle("harbor", [no_post, page(told)])
    assert [post.url for post in settled.posts] == [told]
    assert settled.duplicates == ()
