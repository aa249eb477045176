"""Settling a clinic is a pure function of its pages' extractions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from pipelines.items import Block, Fact, Kind, Link, LinkKind, Picture, Role
from pipelines.items.settled import History, SettledClinic
from pipelines.settle import settle
from pipelines.store.batches import run_now
from pipelines.store.settled import save_settled
from scrapers.reasons import Reason
from scrapers.state.frontier import Frontier
from tests.pipelines.examples.posts import (
    FETCHED_AT,
    LATER_AT,
    SEEN_AT,
    URL,
    heading,
    history,
    list_urls,
    paragraph,
    reading,
    sentence,
    with_clinic,
)

HOST = "https://harbor.example"
TEXTS = ["own", "banner", "shared", "more"]


@st.composite
def clinics(draw: st.DrawFn) -> list[History]:
    """The histories of a clinic's pages, each URL once."""
    paths = draw(st.lists(st.sampled_from("abcdef"), unique=True, max_size=6))
    return [draw(page(f"{HOST}/blog/{path}")) for path in paths]


def page(url: str) -> st.SearchStrategy[History]:
    blocks = st.lists(st.sampled_from([paragraph(sentence(word)) for word in TEXTS]), max_size=4)
    canonical = st.none() | st.sampled_from([f"{HOST}/", f"{HOST}/blog/a", f"{url}/"])
    title = st.none() | st.sampled_from(["A | Harbor", "B | Harbor", "C"])
    readings = st.builds(
        lambda blocks, canonical, title, is_post: reading(
            *blocks, url=url, canonical=canonical, title=title, is_post=is_post
        ),
        blocks,
        canonical,
        title,
        st.booleans(),
    )
    return st.lists(readings, min_size=1, max_size=3).map(
        lambda readings: History(url=url, first_seen_at=SEEN_AT, readings=tuple(readings))
    )


@given(histories=clinics(), data=st.data())
def test_the_order_of_pages_does_not_matter(histories: list[History], data: st.DataObject) -> None:
    first, second = (
        settle("harbor", histories),
        settle("harbor", data.draw(st.permutations(histories))),
    )
    assert first.posts == second.posts
    assert set(first.aliases) == set(second.aliases)


@given(histories=clinics())
def test_settling_twice_gives_the_same(histories: list[History]) -> None:
    assert settle("harbor", histories) == settle("harbor", histories)


@given(histories=clinics())
def test_every_page_that_is_a_post_is_one_or_an_alias_of_one(histories: list[History]) -> None:
    settled = settle("harbor", histories)
    posts = {post.url for post in settled.posts}
    aliases = [alias.url for alias in settled.aliases]
    assert sorted([*posts, *aliases]) == sorted(page.url for page in histories if page.is_post)
    assert {alias.same_as for alias in settled.aliases} <= posts


def settle_once(*blocks: Block) -> SettledClinic:
    return settle("harbor", [history(*blocks)])


def test_only_body_blocks_are_text() -> None:
    teaser = Block(kind=Kind.PARAGRAPH, text="You might like", role=Role.TEASER, reason="a list")
    [post] = settle_once(heading("Why"), teaser, paragraph("Because it helps.")).posts
    assert post.text == "Why\n\nBecause it helps."
    assert post.markdown == "## Why\n\nBecause it helps."
    assert post.word_count == 4


def test_the_excerpt_is_the_first_forty_words() -> None:
    [short], [long] = (settle_once(paragraph(sentence("w", count))).posts for count in (40, 41))
    assert short.excerpt == sentence("w", 40)
    assert long.excerpt == sentence("w", 40) + "…"


def test_links_are_sorted_by_where_they_lead() -> None:
    links = tuple(
        Link(url=url, anchor="x")
        for url in (f"{HOST}/a", "https://b.example/", "https://www.fda.gov/x")
    )
    teaser = Block(
        kind=Kind.LIST_ITEM, text="x", role=Role.TEASER, links=(Link(url=f"{HOST}/t", anchor="x"),)
    )
    share = Block(
        kind=Kind.PARAGRAPH,
        text="x",
        role=Role.SHARE,
        links=(Link(url="https://x.com", anchor=""),),
    )
    body = Block(kind=Kind.PARAGRAPH, text="x", links=links)
    [post] = settle_once(body, teaser, share).posts
    assert [link.kind for link in post.links] == [
        LinkKind.INTERNAL,
        LinkKind.EXTERNAL,
        LinkKind.CITATION,
        LinkKind.RELATED,
    ]


@pytest.mark.parametrize(("alt", "caption"), [(None, None), ("", "A chair"), ("A chair", None)])
def test_pictures_keep_their_alt_text_and_caption(alt: str | None, caption: str | None) -> None:
    picture = Picture(url=f"{HOST}/a.jpg", alt=alt, caption=caption)
    [post] = settle_once(Block(kind=Kind.IMAGE, text="", picture=picture)).posts
    [image] = post.images
    assert (image.alt, image.caption) == (alt, caption)


def test_what_the_page_does_not_say_is_none() -> None:
    [post] = settle_once(paragraph("Words.")).posts
    for name in ("author", "published_on", "modified_on", "language", "description", "image_url"):
        assert getattr(post, name) is None, name
    assert reading(paragraph("x")).extraction.author == Fact()


@pytest.fixture
def clinic_db(db: Database) -> Database:
    return with_clinic(db)


def test_saving_again_writes_nothing_new(clinic_db: Database) -> None:
    settled = settle("harbor", [history(paragraph(sentence(n)), url=f"{URL}-{n}") for n in "abc"])
    assert run_now(save_settled(clinic_db, "harbor", settled)) == {"new": 3}
    changes_before = clinic_db.conn.total_changes
    assert run_now(save_settled(clinic_db, "harbor", settled)) == {"unchanged": 3}
    assert clinic_db.conn.total_changes == changes_before


def test_saving_drops_pages_that_are_no_longer_a_post(clinic_db: Database) -> None:
    both = settle("harbor", [history(paragraph(n), url=f"{URL}-{n}") for n in "ab"])
    run_now(save_settled(clinic_db, "harbor", both))
    only_a = settle("harbor", [history(paragraph("a"), url=f"{URL}-a")])
    run_now(save_settled(clinic_db, "harbor", only_a))
    assert [row["url"] for row in clinic_db.table("posts").rows] == [f"{URL}-a"]


def test_saving_records_alias_urls(clinic_db: Database) -> None:
    frontier: Frontier = list_urls(clinic_db, URL, f"{URL}/")
    histories = [history(paragraph("Words."), url=url) for url in (URL, f"{URL}/")]
    run_now(save_settled(clinic_db, "harbor", settle("harbor", histories)))
    row = next(iter(clinic_db.query("SELECT * FROM pages WHERE url = ?", [f"{URL}/"])))
    assert (row["state"], row["reason"], row["detail"]) == ("skipped", Reason.DUPLICATE, URL)
    assert frontier.state(URL) == "listed"


def test_a_changed_post_keeps_its_number_and_first_day(clinic_db: Database) -> None:
    first = reading(paragraph("Old words."))
    later = reading(paragraph("New words."), fetched_at=LATER_AT)
    for readings in ((first,), (first, later)):
        moved = History(url=URL, first_seen_at=SEEN_AT, readings=readings)
        changes = run_now(save_settled(clinic_db, "harbor", settle("harbor", [moved])))
    assert changes == {"changed": 1}
    row = clinic_db.table("posts").get(1)
    assert (row["text"], row["first_seen_at"], row["changed_at"]) == (
        "New words.",
        SEEN_AT,
        LATER_AT,
    )
    assert [row["fetched_at"] for row in clinic_db.table("post_versions").rows] == [
        FETCHED_AT,
        LATER_AT,
    ]
