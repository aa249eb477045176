"""The rules by which a written form counts as a term, each with a sentence of ours."""

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.enrich.terms.matcher import Vocabulary
from pipelines.enrich.terms.mentions import terms_in
from pipelines.enrich.terms.rows import to_entry


def row(kind: str, label: str, **cells: str) -> dict[str, str]:
    return {"kind": kind, "label": label, **cells}


ROWS = [
    row("condition", "depression", exceptions="respiratory depression|the Great Depression"),
    row("condition", "treatment-resistant depression", as_written="TRD", family="mind"),
    row("condition", "multiple sclerosis", acronyms="MS", family="autoimmune"),
    row("condition", "rheumatoid arthritis", acronyms="RA", family="autoimmune"),
    row("condition", "ankylosing spondylitis", acronyms="AS", family="autoimmune"),
    row("condition", "bipolar disorder", acronyms="BPD", family="mind"),
    row("condition", "borderline personality disorder", acronyms="BPD", family="mind"),
    row("condition", "allergy"),
    row("drug", "ketamine", misspellings="ketamin"),
    row("drug", "esketamine", synonyms="Spravato", misspellings="esketatmine"),
    row("drug", "infliximab", synonyms="Remicade|Inflectra|Avsola"),
    row("drug", "rituximab", synonyms="Rituxan"),
    row("drug", "NAD+"),
    row("drug", "vitamin B12", synonyms="B12"),
    row("drug", "coenzyme Q10", synonyms="CoQ10"),
    row("procedure", "Myers' cocktail", misspellings="Myer's cocktail"),
    row("procedure", "ketamine infusion"),
    row("route", "intravenous", as_written="IV"),
]
VOCABULARY = Vocabulary(to_entry(cells) for cells in ROWS)


def found(sentence: str) -> list[tuple[str, str]]:
    """Label and surface of every term, in reading order."""
    hits = terms_in(sentence, VOCABULARY)
    return [(hit.label, sentence[hit.start : hit.end]) for hit in hits]


def labels(sentence: str) -> list[str]:
    return [label for label, _ in found(sentence)]


@pytest.mark.parametrize(
    ("sentence", "surfaces"),
    [
        ("Spravato helps some.", ["Spravato"]),
        ("SPRAVATO(R) is sprayed.", ["SPRAVATO"]),
        ("Spravato™ is sprayed.", ["Spravato"]),
        ("spravato's price rose.", ["spravato's"]),
        ("Misspelled: esketatmine.", ["esketatmine"]),
        ("Choose from AvsolaInflectraRituxan.", ["Avsola", "Inflectra", "Rituxan"]),
        ("We run NAD+ slowly.", ["NAD+"]),
        ("We run NAD slowly.", ["NAD"]),
        ("A B-12 shot and one of B₁₂.", ["B-12", "B₁₂"]),
        ("CoQ10, coq10 and Co-Q10.", ["CoQ10", "coq10", "Co-Q10"]),
        ("The Myers’ Cocktail, Myers cocktails.", ["Myers’ Cocktail", "Myers cocktails"]),
        ("Myer's cocktail is what many write.", ["Myer's cocktail"]),
        ("Allergies are asked about.", ["Allergies"]),
        ("Treatment resistant\u00a0depression.", ["Treatment resistant\u00a0depression"]),
        ("An (IV) line.", ["IV"]),
        ("Two IVs at once.", ["IVs"]),
    ],
)
def test_a_form_is_found_as_pages_write_it(sentence: str, surfaces: list[str]) -> None:
    assert [surface for _, surface in found(sentence)] == surfaces


@pytest.mark.parametrize(
    "sentence",
    [
        "Preketamine is no word.",
        "Vitamin B121 is none.",
        "A ketaminestic word.",
        "Section iv of the form.",
        "Vitamins. B 12th of May.",
        "HelloMyersPark is a street.",
    ],
)
def test_a_form_inside_another_word_is_none(sentence: str) -> None:
    assert found(sentence) == []


def test_the_longest_form_of_a_kind_counts() -> None:
    assert labels("For treatment-resistant depression.") == ["treatment-resistant depression"]


def test_ketamine_is_not_in_esketamine() -> None:
    assert labels("Esketamine only.") == ["esketamine"]


def test_kinds_do_not_hide_each_other() -> None:
    assert labels("A ketamine infusion lasts.") == ["ketamine", "ketamine infusion"]


@pytest.mark.parametrize(
    ("sentence", "is_meant"),
    [
        ("Depression lifts.", True),
        ("Respiratory depression is watched.", False),
        ("He was born in the Great Depression.", False),
        ("It was a great depression for her.", True),
    ],
)
def test_an_exception_is_no_mention(sentence: str, is_meant: bool) -> None:
    assert ("depression" in labels(sentence)) is is_meant


@pytest.mark.parametrize(
    ("sentence", "is_meant"),
    [
        ("Patients with MS ask.", False),
        ("Multiple sclerosis (MS) is one.", True),
        ("We treat rheumatoid arthritis, MS and others.", True),
        ("We treat depression, MS and others.", False),
        ("Multiple sclerosis: ms per frame.", False),
        ("RA, AS and MS.", False),
    ],
)
def test_an_acronym_counts_beside_its_meaning_or_a_sibling(sentence: str, is_meant: bool) -> None:
    assert ("MS" in [surface for _, surface in found(sentence)]) is is_meant


@pytest.mark.parametrize(
    ("sentence", "is_meant"),
    [
        ("Rheumatoid arthritis and AS.", True),
        ("RHEUMATOID ARTHRITIS AS SEEN ON TV", False),
        ("ANKYLOSING SPONDYLITIS: WHAT IS AS LIKE", True),
    ],
)
def test_in_a_shouted_line_only_the_meaning_tells(sentence: str, is_meant: bool) -> None:
    assert ("AS" in [surface for _, surface in found(sentence)]) is is_meant


@pytest.mark.parametrize(
    ("sentence", "is_meant"),
    [
        ("On rheumatoid arthritis: 4. Sharman MS, Lind G.", False),
        ("On multiple sclerosis: 4. Sharman MS, Lind G.", True),
        ("Rheumatoid arthritis can come with MS, we learnt.", True),
    ],
)
def test_behind_a_name_only_the_meaning_tells(sentence: str, is_meant: bool) -> None:
    assert ("MS" in [surface for _, surface in found(sentence)]) is is_meant


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("Living with BPD and bipolar disorder.", ["bipolar disorder"]),
        ("Borderline personality disorder, or BPD.", ["borderline personality disorder"]),
        ("BPD and TRD.", []),
        ("BPD is either bipolar disorder or borderline personality disorder.", []),
    ],
)
def test_an_acronym_of_two_terms_goes_to_the_one_that_is_spelled_out(
    sentence: str, meant: list[str]
) -> None:
    assert [label for label, surface in found(sentence) if surface == "BPD"] == meant


def test_what_the_post_is_known_to_mention_vouches_for_acronyms() -> None:
    known = [("condition", "multiple sclerosis")]
    hits = terms_in("MS is slow.", VOCABULARY, known)
    assert [(hit.kind, hit.label) for hit in hits] == known


def test_phrases_do_not_go_across_sentences_or_cells() -> None:
    assert labels("Ketamine. Infusion | B | 12") == ["ketamine"]


# -- whatever a page says ----------------------------------------------------------------------

FORMS = [form.text for entry in VOCABULARY.by_key.values() for form in entry.forms]
noise = st.text(max_size=8) | st.sampled_from([*FORMS, " ", "-", "(R)", "'s", ". ", "+", "®"])
pages = st.lists(noise, max_size=30).map("".join)


@given(pages)
def test_every_hit_is_a_piece_of_the_text_that_folds_to_one_of_its_forms(text: str) -> None:
    for hit in VOCABULARY.find(text):
        assert 0 <= hit.start < hit.end <= len(text)
        again = VOCABULARY.find(text[hit.start : hit.end])
        assert hit.entry.key in {other.entry.key for other in again}


@given(pages)
def test_hits_of_a_kind_never_overlap(text: str) -> None:
    ends: dict[str, tuple[int, int]] = {}
    for hit in VOCABULARY.find(text):
        start, end = ends.get(hit.entry.term.kind, (-1, -1))
        assert hit.start >= end or (hit.start, hit.end) == (start, end)
        ends[hit.entry.term.kind] = (hit.start, hit.end)


@given(st.lists(st.sampled_from([*FORMS, "and", "of", "."]), max_size=30))
def test_a_text_twice_over_has_its_mentions_twice(parts: list[str]) -> None:
    text = f"{' '.join(parts)} . "
    once = [(hit.entry.key, hit.start, hit.end) for hit in VOCABULARY.find(text)]
    twice = [(hit.entry.key, hit.start, hit.end) for hit in VOCABULARY.find(text * 2)]
    later = [(key, start + len(text), end + len(text)) for key, start, end in once]
    assert twice == once + later


@dataclass
class Counting:
    """An automaton that counts its searches and matches."""

    automaton: Any
    searches: int = 0
    answers: int = 0

    def find_matches_as_indexes(self, text: str, *, overlapping: bool) -> list[tuple[int, ...]]:
        self.searches += 1
        matches: list[tuple[int, ...]] = self.automaton.find_matches_as_indexes(
            text, overlapping=overlapping
        )
        self.answers += len(matches)
        return matches


@pytest.mark.parametrize("times", [1, 10, 100])
def test_the_work_grows_with_the_text_and_no_faster(times: int) -> None:
    vocabulary = Vocabulary(to_entry(cells) for cells in ROWS)
    counting = Counting(vocabulary._automaton)
    vocabulary._automaton = counting  # type: ignore[assignment]
    vocabulary.find("treatment-resistant depression, ketamine infusion " * times)
    assert (counting.searches, counting.answers) == (1, 4 * times)
