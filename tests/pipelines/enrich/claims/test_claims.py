"""Claims are told with their cue, what denies or softens them, and what they are about."""

from collections.abc import Sequence

import pytest

from pipelines.enrich.claims.claims import claims
from pipelines.enrich.terms.mentions import TermMatch
from pipelines.items import Block, Claim, Kind
from tests.pipelines.examples.posts import heading, paragraph


def terms(sentence: str) -> Sequence[TermMatch]:
    named = [("drug", "ketamine"), ("condition", "depression"), ("procedure", "infusion")]
    lower = sentence.lower()
    return [
        TermMatch(kind, label, lower.index(label), lower.index(label) + len(label))
        for kind, label in named
        if label in lower
    ]


def one(text: str, kind: str) -> Claim:
    [match] = [claim for claim in claims(None, [paragraph(text)], (), terms) if claim.kind == kind]
    return match


def test_a_claim_has_its_sentence_its_place_and_its_cue() -> None:
    blocks = [heading("What it is"), paragraph("We are calm. It is FDA-approved. Rest.")]
    [match] = claims(None, blocks)
    assert (match.kind, match.position) == ("fda_status", 1)
    assert (match.sentence, match.cue) == ("It is FDA-approved.", "FDA-approved")


def test_a_title_makes_claims_too() -> None:
    [match] = claims("The hangover cure", [])
    assert (match.kind, match.position) == ("cure", None)


@pytest.mark.parametrize(
    ("text", "kind", "is_negated"),
    [
        ("It is FDA-approved for surgery.", "fda_status", False),
        ("It is not FDA-approved for pain.", "fda_status", True),
        ("The FDA has not approved it.", "fda_status", True),
        ("The FDA approved it.", "fda_status", False),
        ("None of the compounded sprays is approved by the FDA.", "fda_status", True),
        ("It is not magic, but it is FDA-approved.", "fda_status", False),
        ("Ketamine is not a cure.", "cure", True),
        ("We cannot guarantee a result.", "guarantee", True),
        ("It has no side effects.", "safety", False),
        ("It does not cause respiratory depression.", "risk_respiratory", True),
    ],
)
def test_a_denial_is_noted(text: str, kind: str, is_negated: bool) -> None:
    assert one(text, kind).is_negated is is_negated


@pytest.mark.parametrize(
    ("text", "is_hedged"), [("It may cure a cold.", True), ("It cures a cold.", False)]
)
def test_a_hedge_is_noted(text: str, is_hedged: bool) -> None:
    assert one(text, "cure").is_hedged is is_hedged


@pytest.mark.parametrize(
    ("text", "kind", "figure"),
    [
        ("About 70% of patients feel better.", "efficacy", "70%"),
        ("Eight out of ten people report less pain.", "efficacy", "Eight out of ten"),
        ("A visit costs $1,650.", "price", "$1,650"),
        ("It works quickly.", "onset", None),
    ],
)
def test_the_number_that_a_claim_rests_on_is_told(text: str, kind: str, figure: str | None) -> None:
    assert one(text, kind).figure == figure


def test_the_drug_and_the_use_are_named() -> None:
    match = one("Ketamine infusion is not FDA-approved for depression.", "fda_status")
    assert (match.subject, match.use) == ("ketamine", "depression")
    risk = one("Ketamine can worsen psychosis and depression.", "risk_psychiatric")
    assert (risk.subject, risk.use) == ("ketamine", None)
    bare = one("It is FDA-approved.", "fda_status")
    assert (bare.subject, bare.use) == (None, None)


def test_research_is_uncited_only_where_nothing_is_cited() -> None:
    blocks = [paragraph("Research shows it."), paragraph("Studies found it.")]
    assert [claim.position for claim in claims(None, blocks, cited=(0,))] == [1]


def test_a_sentence_makes_one_claim_of_a_kind() -> None:
    text = "It is off-label, and off-label use is legal."
    assert [claim.kind for claim in claims(None, [paragraph(text)])] == ["off_label"]


def test_code_and_pictures_say_nothing() -> None:
    blocks = [Block(kind=kind, text="It cures all.") for kind in (Kind.CODE, Kind.IMAGE)]
    assert claims(None, blocks) == ()
