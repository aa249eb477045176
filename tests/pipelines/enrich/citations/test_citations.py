"""Each trial that a post cites is one citation, in whatever form its number is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.enrich.citations.citations import citations, is_evidence
from pipelines.items import Block, Kind, Link
from tests.pipelines.examples.posts import paragraph

TRIAL = "NCT01627782"
OLD = f"https://clinicaltrials.gov/ct2/show/{TRIAL}"
NEW = f"https://clinicaltrials.gov/study/{TRIAL}"


def linked(text: str, url: str, anchor: str) -> Block:
    return Block(kind=Kind.PARAGRAPH, text=text, links=(Link(url=url, anchor=anchor),))


@pytest.mark.parametrize(
    "url",
    [
        OLD,
        NEW,
        f"{NEW}?term=ketamine&rank=2",
        OLD.lower(),
        f"http://www.clinicaltrials.gov/show/{TRIAL}",
    ],
)
def test_a_link_to_a_trial_is_found_in_the_old_and_the_new_form(url: str) -> None:
    [cited] = citations([linked("A trial says so. See the study.", url, "the study")])
    assert cited.kind == "nct"
    assert cited.identifier == TRIAL
    assert cited.url == url
    assert cited.sentence == "See the study."


@pytest.mark.parametrize(
    "written", [TRIAL, "nct01627782", "Nct01627782", "NCT 01627782", f"({TRIAL})"]
)
def test_a_number_in_the_text_is_found(written: str) -> None:
    [cited] = citations([paragraph(f"It helped some. Details: {written}, still open. Ask us.")])
    assert cited.identifier == TRIAL
    assert cited.url is None
    assert cited.sentence == f"Details: {written}, still open."


def test_a_number_in_an_anchor_is_found_without_the_link_being_its_address() -> None:
    [cited] = citations([linked(f"See {TRIAL}.", "https://harbor.example/study", TRIAL)])
    assert (cited.identifier, cited.url) == (TRIAL, None)


@pytest.mark.parametrize(
    "text", ["NCT123", "NCT0162778", "NCT016277820", "XNCT01627782", "NCT", ""]
)
def test_what_is_no_trial_number_is_none(text: str) -> None:
    assert citations([linked(text, f"https://harbor.example/{text}", text)]) == ()


def test_a_trial_counts_once_and_its_link_is_kept() -> None:
    blocks = [
        paragraph(f"First {TRIAL}."),
        linked(f"Then {TRIAL} again.", NEW, TRIAL),
        linked("And once more.", OLD, "more"),
    ]
    [cited] = citations(blocks)
    assert cited.position == 0
    assert cited.url == NEW


def test_trials_stand_in_reading_order() -> None:
    blocks = [paragraph("No trial."), paragraph("NCT00000002"), paragraph("NCT00000001")]
    assert [(c.identifier, c.position) for c in citations(blocks)] == [
        ("NCT00000002", 1),
        ("NCT00000001", 2),
    ]


def test_a_link_around_a_picture_has_no_sentence() -> None:
    [cited] = citations([linked("", NEW, "")])
    assert cited.sentence is None


@given(numbers=st.lists(st.integers(0, 99_999_999), max_size=6))
def test_every_number_is_found_exactly_once(numbers: list[int]) -> None:
    written = [f"NCT{number:08d}" for number in numbers]
    cited = citations([paragraph(" and ".join(written))])
    assert [citation.identifier for citation in cited] == list(dict.fromkeys(written))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.fda.gov/drugs", True),
        ("https://pubmed.ncbi.nlm.nih.gov/12/", True),
        ("https://doi.org/10.1000/x", True),
        ("https://notfda.example/", False),
        ("https://dhs.wisconsin.gov/opioids", True),
        ("https://fda.gov.evil.example/", False),
        ("https://harbor.example/fda.gov", False),
        ("mailto:us@fda.gov", False),
        ("", False),
    ],
)
def test_evidence_is_known_by_the_host(url: str, expected: bool) -> None:
    assert is_evidence(url) is expected
