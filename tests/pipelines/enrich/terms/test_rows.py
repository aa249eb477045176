"""Every row of data/vocabulary/ holds what its own example and counterexample say."""

import re
from collections import Counter
from pathlib import Path

import pytest

from pipelines.enrich.terms.mentions import terms_in
from pipelines.enrich.terms.rows import Entry, Rule
from pipelines.enrich.terms.tokenize import fold
from pipelines.enrich.terms.vocabulary import read_vocabulary
from pipelines.enrich.vocabulary_files import packaged_files

FOLDER = Path(__file__).parents[4] / "data" / "vocabulary"
VOCABULARY = read_vocabulary(packaged_files())
ENTRIES = list(VOCABULARY.by_key.values())
every_row = pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: f"{e.term.kind}-{e.term.label}")
SCHEMES = re.compile(r"(MESH:[DC]\d+|DOID:\d+|ICD10CM:[A-Z][0-9A-Z.-]+|RXNORM:\d+)")


def keys(sentence: str) -> set[tuple[str, str]]:
    return {(match.kind, match.label) for match in terms_in(sentence, VOCABULARY)}


@every_row
def test_the_example_mentions_the_term(entry: Entry) -> None:
    assert entry.match
    assert entry.key in keys(entry.match)


@every_row
def test_the_counterexample_does_not(entry: Entry) -> None:
    assert entry.no_match
    assert entry.key not in keys(entry.no_match)


@every_row
def test_every_form_that_stands_alone_is_found(entry: Entry) -> None:
    forms = [f.text for f in entry.forms if f.rule in (Rule.ANY_CASE, Rule.AS_WRITTEN)]
    assert [form for form in forms if entry.key not in keys(f"About {form}.")] == []


@every_row
def test_no_exception_is_found(entry: Entry) -> None:
    forms = [form.text for form in entry.forms if form.rule is Rule.EXCEPTION]
    assert [form for form in forms if entry.key in keys(f"About {form}.")] == []


@every_row
def test_an_acronym_is_found_beside_its_term_only(entry: Entry) -> None:
    forms = [form.text for form in entry.forms if form.rule is Rule.ACRONYM]
    alone = [form for form in forms if entry.key in keys(f"About {form}.")]
    beside = [
        form
        for form in forms
        if f"({form})"
        not in {
            sentence[match.start - 1 : match.end + 1]
            for sentence in [f"About {entry.term.label} ({form})."]
            for match in terms_in(sentence, VOCABULARY)
            if (match.kind, match.label) == entry.key
        }
    ]
    assert (alone, beside) == ([], [])


@every_row
def test_a_code_has_a_source_and_a_day(entry: Entry) -> None:
    term = entry.term
    codes = [*(term.code or "").split(), *(term.other_codes or "").split()]
    assert [code for code in codes if not SCHEMES.fullmatch(code)] == []
    assert not codes or (term.source and term.checked_on)


def test_no_form_names_two_terms_of_a_kind() -> None:
    spelled = {
        (entry.term.kind, fold(form.text), entry.term.label)
        for entry in ENTRIES
        for form in entry.forms
        if form.rule in (Rule.ANY_CASE, Rule.AS_WRITTEN)
    }
    shared = Counter((kind, form) for kind, form, _ in spelled)
    assert [form for form, count in shared.items() if count > 1] == []


def test_no_example_is_used_twice() -> None:
    examples = Counter(entry.match for entry in ENTRIES)
    assert [example for example, count in examples.items() if count > 1] == []
