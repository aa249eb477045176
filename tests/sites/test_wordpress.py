"""Harbor Infusion Center behaves as a WordPress site does."""

import json
import re

import feedparser

from tests.sites.server import Served
from tests.sites.truth import truth
from tests.sites.visits import crawl_links, get, get_html


def rest(site: Served, path: str) -> list[dict[str, object]]:
    rows = json.loads(get(site, f"/wp-json/wp/v2/{path}").body)
    assert isinstance(rows, list)
    return rows


def test_rest_pages_add_up_to_the_total(harbor: Served) -> None:
    first = get(harbor, "/wp-json/wp/v2/posts?per_page=5")
    total, pages = int(first.headers["X-WP-Total"]), int(first.headers["X-WP-TotalPages"])
    numbers = range(1, pages + 1)
    ids = [r["id"] for n in numbers for r in rest(harbor, f"posts?per_page=5&page={n}")]
    assert len(ids) == len(set(ids)) == total == len(truth("harbor-infusion")) + 1
    past = get(harbor, f"/wp-json/wp/v2/posts?per_page=5&page={pages + 1}")
    assert past.status == 400
    assert json.loads(past.body)["code"] == "rest_post_invalid_page_number"
    assert get(harbor, "/wp-json/wp/v2/posts?per_page=101").status == 400


def test_rest_embeds_author_and_terms_and_cuts_to_the_fields_asked_for(harbor: Served) -> None:
    (post,) = rest(harbor, "posts?slug=spravato-or-iv-ketamine&_embed=1")
    embedded = json.loads(json.dumps(post["_embedded"]))
    assert embedded["author"][0]["name"] == "Maren Oyelaran, CRNA"
    names = {term["name"] for terms in embedded["wp:term"] for term in terms}
    assert names == {"Ketamine", "Spravato", "esketamine", "ketamine", "depression"}
    (cut,) = rest(harbor, "posts?slug=spravato-or-iv-ketamine&_fields=id,title.rendered")
    assert set(cut) == {"id", "title"}


def test_rest_filters_by_the_day_of_the_last_change(harbor: Served) -> None:
    recent = rest(harbor, "posts?modified_after=2026-01-01T00:00:00&per_page=100")
    true = {t.path for t in truth("harbor-infusion") if (t.modified_on or "") >= "2026"}
    links = {str(post["link"]).removeprefix(harbor.url) for post in recent}
    assert links == true | {"/dosing-worksheet-for-referring-clinicians/"}


def test_an_evening_post_has_another_day_in_utc(harbor: Served) -> None:
    (post,) = rest(harbor, "posts?slug=a-quiet-room-for-a-loud-migraine")
    assert (post["date"], post["date_gmt"]) == ("2024-11-02T21:40:00", "2024-11-03T04:40:00")
    page = get_html(harbor, "/a-quiet-room-for-a-loud-migraine/")
    assert 'datetime="2024-11-02T21:40:00-07:00">November 2, 2024<' in page


def test_the_protected_post_shows_a_form_and_never_its_text(harbor: Served) -> None:
    path = "/dosing-worksheet-for-referring-clinicians/"
    (post,) = rest(harbor, f"posts?slug={path.strip('/')}")
    assert post["content"] == {"rendered": "", "protected": True}
    assert "post-password-form" in get_html(harbor, path)
    assert "There is no excerpt because this is a protected post." in get_html(harbor, "/feed/")


def test_drafts_and_protected_texts_appear_nowhere(harbor: Served) -> None:
    listed = ["/feed/", "/feed/?paged=2", "/wp-json/wp/v2/posts?per_page=100&_embed=1"]
    listed += [f"/wp-sitemap-posts-{kind}-1.xml" for kind in ("post", "page")]
    everything = b"".join(response.body for response in crawl_links(harbor).values())
    everything += b"".join(get(harbor, path).body for path in listed)
    for secret in (b"DRAFT MARKER", b"PROTECTED MARKER", b"thoughts-on-oral-ketamine"):
        assert secret not in everything
    for path in ("/thoughts-on-oral-ketamine/", "/?p=330&preview=true", "/?p=330"):
        assert get(harbor, path).status == 404


def test_the_feed_gives_ten_posts_and_the_rest_on_its_second_page(harbor: Served) -> None:
    first, second = (feedparser.parse(get(harbor, f"/feed/?paged={n}").body) for n in (1, 2))
    assert len(first.entries) == 10
    links = {entry.link.removeprefix(harbor.url) for entry in first.entries + second.entries}
    titles = {entry.title for entry in first.entries + second.entries}
    assert len(links) == len(truth("harbor-infusion")) + 1
    assert {t.path for t in truth("harbor-infusion")} <= links
    assert {t.title for t in truth("harbor-infusion")} <= titles
    assert get(harbor, "/feed/?paged=3").status == 404


def test_sitemaps_list_posts_pages_terms_and_users_that_exist(harbor: Served) -> None:
    index = re.findall("<loc>(.+?)</loc>", get_html(harbor, "/wp-sitemap.xml"))
    assert len(index) == 5
    listed = [
        url.removeprefix(harbor.url)
        for child in index
        for url in re.findall("<loc>(.+?)</loc>", get_html(harbor, child.removeprefix(harbor.url)))
    ]
    assert {get(harbor, path).status for path in listed} == {200}
    assert {"/about/", "/author/admin/", *(t.path for t in truth("harbor-infusion"))} <= set(listed)
    assert f"Sitemap: {harbor.url}/wp-sitemap.xml" in get_html(harbor, "/robots.txt")


def test_a_short_link_and_a_missing_slash_lead_to_the_post(harbor: Served) -> None:
    for path in ("/?p=96", "/how-does-ketamine-affect-the-brain"):
        response = get(harbor, path)
        assert response.status == 301
        assert response.headers["Location"] == f"{harbor.url}/how-does-ketamine-affect-the-brain/"


def test_two_posts_carry_readers_comments(harbor: Served) -> None:
    pages = [get_html(harbor, post.path) for post in truth("harbor-infusion")]
    assert sum("COMMENT MARKER" in page for page in pages) == 2
    assert sum("?replytocom=" in page for page in pages) == 2
    assert sum("yoast-schema-graph" in page for page in pages) in range(5, 12)
    assert not any("COMMENT MARKER" in post.text for post in truth("harbor-infusion"))
