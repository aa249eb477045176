"""What a site repeats on its posts leaves them; what two posts happen to share stays."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.items import Post
from pipelines.settle.site_level import without_site_wide
from tests.pipelines.examples.posts import post


def posts(count: int, **shared: object) -> list[Post]:
    """Posts that differ in URL, text and one tag."""
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


def test_keywords_of_the_site_leave_and_other_tags_stay() -> None:
    settled = without_site_wide(posts(6, tags=("IV Therapy", "Austin", "wellness")))
    assert [post_after.tags for post_after in settled] == [
        (f"Own {number}",) for number in range(6)
    ]


def test_keywords_are_found_in_any_case_and_although_one_post_lacks_them() -> None:
    ten_posts = posts(10, tags=("IV Therapy", "Austin", "Wellness"))
    loud = post(url="https://harbor.example/x", tags=("IV THERAPY", "AUSTIN", "WELLNESS", "Mine"))
    alone = post(url="https://harbor.example/y", tags=("Alone",))
    settled = without_site_wide([*ten_posts, loud, alone])
    assert (settled[-2].tags, settled[-1].tags) == (("Mine",), ("Alone",))


def test_one_or_two_tags_of_every_post_may_be_true_of_them() -> None:
    settled = without_site_wide(posts(6, tags=("Ketamine", "Blog")))
    assert settled[0].tags == ("Ketamine", "Blog", "Own 0")


def test_tags_of_two_posts_stay() -> None:
    settled = without_site_wide(posts(2, tags=("IV Therapy", "Austin", "Wellness")))
    assert settled[0].tags == ("IV Therapy", "Austin", "Wellness", "Own 0")


def test_a_description_on_three_posts_is_the_site_s() -> None:
    other = post(url="https://harbor.example/x", description="Its own")
    settled = without_site_wide([*posts(3, description="Calm drips by the harbor"), other])
    assert [post_after.description for post_after in settled] == [None, None, None, "Its own"]


def test_a_description_that_copies_of_one_text_share_stays() -> None:
    copies = [post(url=f"https://harbor.example/{n}", description="Same") for n in range(4)]
    assert {post_after.description for post_after in without_site_wide(copies)} == {"Same"}


def test_the_logo_is_not_a_lead_image() -> None:
    logo = "https://harbor.example/logo.png"
    own = post(url="https://harbor.example/x", image_url="https://harbor.example/own.jpg")
    settled = without_site_wide([*posts(4, image_url=logo), own])
    assert [post_after.image_url for post_after in settled] == [None] * 4 + [
        "https://harbor.example/own.jpg"
    ]


def test_a_picture_used_on_a_few_of_many_posts_stays() -> None:
    picture = "https://harbor.example/chair.jpg"
    settled = without_site_wide([*posts(3, image_url=picture), *posts(7)])
    assert settled[0].image_url == picture


@given(st.lists(st.lists(st.sampled_from("ABCDEF"), unique=True), max_size=8))
def test_taking_it_away_twice_changes_nothing_more(tags: list[list[str]]) -> None:
    tagged = [
        post(url=f"https://harbor.example/{n}", tags=tuple(own)) for n, own in enumerate(tags)
    ]
    once = without_site_wide(tagged)
    assert without_site_wide(once) == once
    assert all(set(a.tags) <= set(b.tags) for a, b in zip(once, tagged, strict=True))
