"""Claims of a post: sentences with a cue for a human reviewer, never a verdict."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from pipelines.enrich.claims.patterns import CueMatch, Cues, packaged_cues
from pipelines.enrich.sentences import sentence_at, sentences
from pipelines.enrich.terms.mentions import TermMatch
from pipelines.items import Block, Claim, ClaimKind, Kind
from pipelines.items.claim_kind import Use

SILENT = (Kind.IMAGE, Kind.VIDEO, Kind.CODE)
"""Blocks without sentences of their own."""
SUBJECTS = ("drug", "device", "procedure")
USES = ("condition", "symptom")
"""Kinds of terms that a claim can be about, and those that it can be for."""
RISK = "risk_"
"""Prefix of the kinds of risks; the condition that such a sentence names is not a use."""
DENIED_WITHIN_WORDS = 6
"""Words between a denial and the cue that it denies: "none of these compounded products is"."""
CLAUSE_END = re.compile(
    r"[,;:()]|\s-\s|\b(?:but|although|though|however|while|whereas|because)\b", re.IGNORECASE
)
COUNT = r"(?:\d{1,5}|one|two|three|four|five|six|seven|eight|nine|ten|twenty)"
FIGURE = re.compile(
    r"\$ ?\d[\d,]*(?:\.\d\d)?|"
    r"\d{1,4}(?:\.\d{1,3})?(?: ?(?:to|-|–) ?\d{1,4}(?:\.\d{1,3})?)? ?"
    r"(?:%|percent\b|per cent\b)|"
    rf"\b{COUNT} (?:out of|in|of) (?:every |the )?{COUNT}\b|"
    r"\b(?:one|two|three)[ -](?:thirds?|quarters?|fifths?)\b|\bhalf\b",
    re.IGNORECASE,
)
TermsIn = Callable[[str], Sequence[TermMatch]]
"""The terms of the vocabulary in a sentence, in reading order."""


def no_terms(_: str) -> Sequence[TermMatch]:
    """Return no terms, for use without a vocabulary."""
    return ()


def claims(
    title: str | None,
    blocks: Iterable[Block],
    cited: Collection[int] = (),
    terms_in: TermsIn = no_terms,
    cues: Cues | None = None,
) -> tuple[Claim, ...]:
    """Return the claims in the title and the body blocks of a post, in reading order.

    A sentence makes at most one claim of a kind. cited: indexes of the blocks with a citation;
    "research shows" is not uncited research there. cues: those of claims.csv if None.
    """
    cues = cues or packaged_cues()
    all_claims = list(_claims_in(title or "", None, False, terms_in, cues))
    for position, block in enumerate(blocks):
        if block.kind not in SILENT:
            all_claims += _claims_in(block.text, position, position in cited, terms_in, cues)
    return tuple(all_claims)


def _claims_in(
    text: str, position: int | None, is_cited: bool, terms_in: TermsIn, cues: Cues
) -> Iterator[Claim]:
    for sentence in sentences(text):
        by_kind = {cue.kind: cue for cue in cues.find(sentence.text)}
        is_hedged = ClaimKind.HEDGE in by_kind
        claimed = [cue for cue in by_kind.values() if _use_of(cue).makes_claim]
        if is_cited:
            claimed = [cue for cue in claimed if cue.kind != ClaimKind.UNCITED_RESEARCH]
        terms = terms_in(sentence.text) if claimed else ()
        for cue in claimed:
            yield Claim(
                kind=cue.kind,
                sentence=sentence_at(text, sentence.start + cue.start),
                position=position,
                cue=sentence.text[cue.start : cue.end],
                is_negated=cue.is_denied or _is_denied(sentence.text, cue, cues),
                is_hedged=is_hedged,
                subject=_nearest(terms, SUBJECTS, cue),
                use=None if cue.kind.startswith(RISK) else _nearest(terms, USES, cue),
                figure=_figure(sentence.text, cue),
            )


def _use_of(cue: CueMatch) -> Use:
    """Return how a cue is used; a kind that only the user's files have is used as most are."""
    kind = ClaimKind.of(cue.kind)
    return kind.use if kind else Use()


def _is_denied(sentence: str, cue: CueMatch, cues: Cues) -> bool:
    """Return whether a denial comes shortly before the cue, in the same clause."""
    clause = CLAUSE_END.split(sentence[max(0, cue.start - 120) : cue.start])[-1] or ""
    words_before = " ".join(clause.split()[-DENIED_WITHIN_WORDS:])
    return any(match.kind == ClaimKind.NEGATION for match in cues.find(words_before))


def _nearest(terms: Sequence[TermMatch], kinds: Sequence[str], cue: CueMatch) -> str | None:
    """Return the term of these kinds that is nearest to the cue, of the first kind if possible."""
    middle = (cue.start + cue.end) // 2
    ranked = [
        (kinds.index(term.kind) > 0, abs(term.start - middle), term.label)
        for term in terms
        if term.kind in kinds
    ]
    return min(ranked)[2] if ranked else None


def _figure(sentence: str, cue: CueMatch) -> str | None:
    figure = FIGURE.search(sentence[cue.start : cue.end])
    if figure is None and _use_of(cue).is_counted:
        figure = FIGURE.search(sentence)
    return figure[0] if figure else None
