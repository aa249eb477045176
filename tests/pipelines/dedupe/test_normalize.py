"""Normalized text: no typography, placeholders for named entities, no repeated sentences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.dedupe.entity_placeholders import Placeholder, Placeholders, clinic_placeholders
from pipelines.dedupe.fingerprints import fingerprints
from pipelines.dedupe.greedy_tiling import tiles
from pipelines.dedupe.normalize import (
    drop_repeated,
    hash_text,
    normalize,
    repeated_sentences,
    sentence_set,
)
from pipelines.dedupe.similarity import classify_pair, prepare
from pipelines.dedupe.word_hashes import Hashes, hash_words, without_case
from tests.pipelines.examples.copied_posts import text_of

NOTHING = Placeholders(sequences=())
HARBOR = clinic_placeholders(
    name="Harbor Infusion Center",
    website="https://www.harbordrips.example/",
    city="Portland",
    state="ME",
    authors=["Mara Lind, NP", "admin"],
    addresses=["12 Wharf Street"],
)
GENERIC = clinic_placeholders(name="The Ketamine Clinic", website="http://127.0.0.1:8000/")


def words(text: str, placeholders: Placeholders = NOTHING) -> list[int]:
    hashes: list[int] = normalize(text, placeholders).words.tolist()
    return hashes


@pytest.mark.parametrize(
    ("text", "placeholder"),
    [
        ("Harbor Infusion Center", Placeholder.NAME),
        ("HARBOR INFUSION’s", Placeholder.NAME),
        ("www.harbordrips.example", Placeholder.NAME),
        ("harbordrips.example", Placeholder.NAME),
        ("harbordrips", Placeholder.NAME),
        ("Portland, ME", Placeholder.PLACE),
        ("Portland, Maine", Placeholder.PLACE),
        ("12 Wharf Street", Placeholder.PLACE),
        ("Mara Lind", Placeholder.PERSON),
        ("(207) 555-0123", Placeholder.PHONE),
        ("2075550123", Placeholder.PHONE),
    ],
)
def test_a_named_entity_becomes_one_word(text: str, placeholder: Placeholder) -> None:
    assert words(text, HARBOR) == [placeholder]


def test_every_doctor_has_the_same_placeholder() -> None:
    assert words("Dr. Ada Moss says", NOTHING) == words("Dr. Jon Reyes Vale says", NOTHING)
    assert (
        words("the doctor says so", NOTHING)
        == without_case(hash_words("the doctor says so")).tolist()
    )


@pytest.mark.parametrize("text", ["ketamine clinic", "the harbor", "in 2025 alone", "555 mg of 12"])
def test_words_of_the_trade_and_plain_numbers_get_no_placeholder(text: str) -> None:
    for placeholders in (HARBOR, GENERIC):
        assert not set(words(text, placeholders)) & {*Placeholder}


@pytest.mark.parametrize(
    ("website", "text", "is_replaced"),
    [
        ("https://lumen.test/", "lumen", True),
        ("https://lume.test/", "lume", False),
        ("https://lume.test/", "lume.test", True),
        ("https://infusion.test/", "infusion", False),
        ("https://infusion.test/", "infusion.test", True),
        ("https://www.infusion.test/", "www.infusion.test", True),
        ("https://lumen.wellbeing/", "lumen", True),
        ("https://lumen.wellbeing/", "wellbeing", False),
        ("https://lumen.wixsite.com/", "lumen", True),
        ("https://lumen.wixsite.com/", "wixsite", False),
        ("https://blossom.lumen.test/", "lumen", True),
        ("https://blossom.lumen.test/", "blossom", False),
        ("https://lumen-rejuvenate.test/", "lumen rejuvenate", True),
        ("https://lumen-rejuvenate.test/", "rejuvenate", False),
        ("https://ketamine-wellness.test/", "ketamine wellness", False),
    ],
)
def test_the_label_of_a_host_is_replaced_alone_if_long_and_not_of_the_trade(
    website: str, text: str, is_replaced: bool
) -> None:
    assert (words(text, clinic_placeholders(website=website)) == [Placeholder.NAME]) == is_replaced


def test_a_phone_number_inside_a_sentence_is_one_word() -> None:
    assert words("call (207) 555-0123 now") == [*words("call"), Placeholder.PHONE, *words("now")]


@pytest.mark.parametrize(
    ("name", "text", "is_replaced"),
    [("Lumen", "lumen", True), ("Lumen Center", "lumen", False), ("Clinic", "clinic", False)],
)
def test_a_single_word_is_replaced_only_if_it_is_the_whole_name(
    name: str, text: str, is_replaced: bool
) -> None:
    assert (words(text, clinic_placeholders(name=name)) == [Placeholder.NAME]) == is_replaced


def test_the_host_of_another_clinic_is_not_replaced() -> None:
    assert Placeholder.NAME not in words("lumen.test", HARBOR)


def test_placeholders_survive_the_database_unchanged() -> None:
    assert Placeholders.from_json(HARBOR.as_json) == HARBOR


@pytest.mark.parametrize(
    "other",
    ["it's the first drip", "IT’S THE ﬁrst drip", "It\u00adʼs\u00a0the \u201cfirst\u201d drip!"],
)
def test_typography_and_case_make_no_other_words(other: str) -> None:
    assert words(other) == words("It's the first drip")


def test_a_sentence_on_three_posts_is_repeated() -> None:
    posts = [
        normalize(f"{text_of(f'p{n}', f'q{n}')} {text_of('habit')}", NOTHING) for n in range(3)
    ]
    repeated = repeated_sentences([sentence_set(post) for post in posts])
    assert drop_repeated(posts[0], repeated).tolist() == words(text_of("p0", "q0"))
    assert len(repeated_sentences([sentence_set(post) for post in posts[:2]])) == 0


def test_the_sentences_of_a_page_per_city_are_not_repeated() -> None:
    pages = [normalize(text_of(*range(8), f"city{n}"), NOTHING) for n in range(4)]
    others = [normalize(text_of(f"a{n}", f"b{n}"), NOTHING) for n in range(9)]
    repeated = repeated_sentences([sentence_set(post) for post in (*pages, *others)])
    assert len(repeated) == 0


def test_repeated_sentences_stay_if_nothing_else_would_be_left() -> None:
    posts = [normalize(f"{text_of('habit')} {text_of('law')} short{n}.", NOTHING) for n in range(6)]
    repeated = repeated_sentences([sentence_set(post) for post in posts])
    assert len(repeated) == 2
    assert drop_repeated(posts[0], repeated).tolist() == posts[0].words.tolist()


SENTENCE_SETS = st.lists(st.sets(st.integers(0, 12), min_size=1), max_size=9)


@given(posts=SENTENCE_SETS, seed=st.randoms(use_true_random=False))
def test_repeated_sentences_do_not_depend_on_the_order_of_posts(
    posts: list[set[int]], seed: object
) -> None:
    hashes = [np.array(sorted(post), np.int32) for post in posts]
    repeated = repeated_sentences(hashes).tolist()
    seed.shuffle(hashes)  # type: ignore[attr-defined]
    assert repeated_sentences(hashes).tolist() == repeated


@given(st.lists(st.integers(256, 2**63), max_size=500))
def test_a_sparser_sample_is_part_of_a_denser_one(values: list[int]) -> None:
    array = np.array(values, np.uint64)
    longer = np.concatenate((array, np.arange(500, 1200, dtype=np.uint64)))
    shared = set(fingerprints(array).tolist()) & set(fingerprints(longer).tolist())
    sparse = {number for number in fingerprints(array).tolist() if number < -(2**31) + 2**29}
    assert sparse <= shared


def as_compared(words: list[int]) -> tuple[Hashes, int]:
    array = np.array(words, np.uint64)
    return array, hash_text(array)


@given(
    parts=st.lists(st.permutations(range(300, 330)), min_size=4, max_size=6),
    order=st.permutations(range(6)),
)
def test_the_quick_count_of_shared_words_agrees_with_the_tiles(
    parts: list[list[int]], order: list[int]
) -> None:
    words = [1000 * at + word for at, part in enumerate(parts) for word in part]
    moved = [at for at in order if at < len(parts)][1:]
    other_words = [1000 * at + word for at in moved for word in parts[at]] + list(range(9000, 9030))
    (ours, number), (theirs, other_number) = as_compared(words), as_compared(other_words)
    copy = classify_pair(prepare(ours, number, 1), prepare(theirs, other_number, 2))
    assert copy is not None
    runs = tiles(list(map(str, words)), list(map(str, other_words)))
    assert copy.shared_words == sum(run.length for run in runs)
    assert copy.longest_run == max(run.length for run in runs)
