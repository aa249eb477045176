"""What a text is asked before a slow pattern is tried loses nothing that the pattern finds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.enrich.citations.citations import CENTURY, YEAR
from pipelines.enrich.citations.footnotes import RAISED
from pipelines.enrich.citations.references import DOI, LONG_NUMBER, NCT, PMC, PMID, references_in
from pipelines.enrich.contacts.phones import AREA_CODE, VANITY
from pipelines.enrich.contacts.postal import END, ZIP
from pipelines.enrich.contacts.prices import AMOUNT, has_amount


@pytest.mark.parametrize(
    ("slow", "first"),
    [
        (END, ZIP),
        (VANITY, AREA_CODE),
        (YEAR, CENTURY),
        (NCT, LONG_NUMBER),
        (PMC, LONG_NUMBER),
        (PMID, LONG_NUMBER),
    ],
    ids=["address", "number in letters", "year", "trial", "PMC", "PubMed"],
)
@given(data=st.data())
def test_whatever_a_pattern_finds_the_question_before_it_lets_pass(
    slow: re.Pattern[str], first: re.Pattern[str], data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(slow))
    assert first.search(text)


@given(text=st.from_regex(AMOUNT) | st.text("$1,. dolarsUSD"))
def test_a_text_has_an_amount_where_the_pattern_finds_one(text: str) -> None:
    assert has_amount(text) == bool(AMOUNT.search(text))


@given(text=st.from_regex(RAISED))
def test_a_raised_figure_is_never_plain_text(text: str) -> None:
    assert not text.isascii()


@pytest.mark.parametrize("pattern", [NCT, PMC, PMID, DOI], ids=["trial", "PMC", "PubMed", "paper"])
@given(data=st.data())
def test_every_number_of_a_registry_is_a_reference(
    pattern: re.Pattern[str], data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(pattern))
    spans = {(match.start, match.end) for match in references_in(text)}
    assert {match.span() for match in pattern.finditer(text)} <= spans
