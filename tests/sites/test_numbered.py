"""The numbered clinic is large, repeatable and tells its posts apart."""

from tests.sites.numbered import marker, numbered_site, numbered_truth
from tests.sites.server import serve
from tests.sites.visits import crawl_links, folded, get, get_html, words


def test_numbered_posts_are_the_same_every_time_and_differ_by_seed() -> None:
    assert numbered_truth(posts=5) == numbered_truth(posts=5)
    assert numbered_truth(posts=5, seed=1)[4].text != numbered_truth(posts=5, seed=2)[4].text


def test_each_numbered_post_holds_its_marker_and_has_the_size_asked_for() -> None:
    with serve(numbered_site(posts=45, bytes_per_page=30_000)) as site:
        pages = crawl_links(site)
        for number, post in enumerate(numbered_truth(posts=45), start=1):
            body = pages[post.path].body
            assert abs(len(body) - 30_000) < 200
            assert [p for p, a in pages.items() if marker(number).encode() in a.body] == [post.path]
            text = folded(words(body.decode()))
            assert all(folded(line) in text for line in post.text.split("\n"))
        assert get_html(site, "/sitemap.xml").count("<loc>") == 45
        assert get(site, "/blog/note-46/").status == 404
