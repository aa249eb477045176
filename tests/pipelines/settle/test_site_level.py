"""What a site repeats on its posts leaves them; what two posts happen to share stays."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.items import Post
from pipelines.settle.site_level import without_site_wide
from tests.pipelines.examples.posts import post


def posts(count: int, **shared: object) -> list[Post]:
    """Posts that differ in address, text and one tag of their own."""
    tags = shared.pop("tags", ())
    assert isinstance(tags, tuple)
    return [
        post(
            url=f"https://harbor.example/{number}",
            text_sha256=f"{number:064x}",
            **{
                "tags": (*tags, f"Own {number}"),
                "description": f"About {number}",
                "image_url": f"https://harbor.example/{number}.jpg",
                **shared,
            },
        )
        for number in range(count)
    ]


def test_keywords_of_the_site_leave_and_own_tags_stay() -> None:
    told = without_site_wide(posts(6, tags=("IV Therapy", "Austin", "wellness")))
    assert [one.tags for one in told] == [(f"Own {number}",) for number in range(6)]


def test_keywords_are_known_whatever_their_capitals_and_though_one_post_lacks_them() -> None:
    some = posts(10, tags=("IV Therapy", "Austin", "Wellness"))
    loud = post(url="https://harbor.example/x", tags=("IV THERAPY", "AUSTIN", "WELLNESS", "Mine"))
    alone = post(url="https://harbor.example/y", tags=("Alone",))
    told = without_site_wide([*some, loud, alone])
    assert (told[-2].tags, told[-1].tags) == (("Mine",), ("Alone",))


def test_one_or_two_tags_of_every_post_may_be_true_of_them() -> None:
    told = without_site_wide(posts(6, tags=("Ketamine", "Blog")))
    assert told[0].tags == ("Ketamine", "Blog", "Own 0")


def test_tags_of_two_posts_stay() -> None:
    told = without_site_wide(posts(2, tags=("IV Therapy", "Austin", "Wellness")))
    assert told[0].tags == ("IV Therapy", "Austin", "Wellness", "Own 0")


def test_a_description_on_three_posts_is_the_site_s() -> None:
    other = post(url="https://harbor.example/x", description="Its own")
    told = without_site_wide([*posts(3, description="Calm drips by the harbor"), other])
    assert [one.description for one in told] == [None, None, None, "Its own"]


def test_a_description_that_copies_of_one_text_share_stays() -> None:
    copies = [post(url=f"https://harbor.example/{n}", description="Same") for n in range(4)]
    assert {one.description for one in without_site_wide(copies)} == {"Same"}


def test_the_logo_is_no_lead_image() -> None:
    logo = "https://harbor.example/logo.png"
    own = post(url="https://harbor.example/x", image_url="https://harbor.example/own.jpg")
    told = without_site_wide([*posts(4, image_url=logo), own])
    assert [one.image_url for one in told] == [None] * 4 + ["https://harbor.example/own.jpg"]


def test_a_picture_used_on_a_few_of_many_posts_stays() -> None:
    picture = "https://harbor.example/chair.jpg"
    told = without_site_wide([*posts(3, image_url=picture), *posts(7)])
    assert told[0].image_url == picture


@given(st.lists(st.lists(st.sampled_from("ABCDEF"), unique=True), max_size=8))
def test_taking_it_away_twice_changes_nothing_more(tags: list[list[str]]) -> None:
    some = [post(url=f"https://harbor.example/{n}", tags=tuple(one)) for n, one in enumerate(tags)]
    once = without_site_wide(some)
    assert without_site_wide(once) == once
    assert all(set(a.tags) <= set(b.tags) for a, b in zip(once, some, strict=True))
