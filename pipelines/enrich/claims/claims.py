"""Sentences of a post that a human reviewer may want to look at: cues, never verdicts."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from pipelines.enrich.claims.patterns import CueMatch, Cues, known_cues
from pipelines.enrich.sentences import sentence_at, sentences
from pipelines.enrich.terms.mentions import Found
from pipelines.items import Block, Claim, ClaimKind, Kind
from pipelines.items.claim_kind import Use

SILENT = (Kind.IMAGE, Kind.VIDEO, Kind.CODE)
"""Blocks without sentences of their own."""
SUBJECTS = ("drug", "device", "procedure")
USES = ("condition", "symptom")
"""Kinds of terms that a claim can be about, and those that it can be for."""
RISK = "risk_"
"""How the kinds of risks begin; the condition that such a sentence names is no use."""
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
TermsIn = Callable[[str], Sequence[Found]]
"""The terms of the vocabulary in a sentence, in reading order."""


def no_terms(_: str) -> Sequence[Found]:
    """The terms where no vocabulary is at hand: none."""
    return ()


def claims(
    title: str | None,
    blocks: Iterable[Block],
    cited: Collection[int] = (),
    terms_in: TermsIn = no_terms,
    cues: Cues | None = None,
) -> tuple[Claim, ...]:
    """The cues in the title and the body blocks of a post, in reading order.

    A sentence makes at most one claim of a kind. cited: numbers of the blocks with a reference;
    "research shows" is no uncited research there. cues: those of claims.csv if None.
    """
    asked = cues or known_cues()
    found = list(_of_text(title or "", None, False, terms_in, asked))
    for position, block in enumerate(blocks):
        if block.kind not in SILENT:
            found += _of_text(block.text, position, position in cited, terms_in, asked)
    return tuple(found)


def _of_text(
    text: str, position: int | None, is_cited: bool, terms_in: TermsIn, cues: Cues
) -> Iterator[Claim]:
    for sentence in sentences(text):
        fired = {each.kind: each for each in cues.find(sentence.text)}
        is_hedged = ClaimKind.HEDGE in fired
        told = [each for each in fired.values() if _use_of(each).makes_claim]
        if is_cited:
            told = [each for each in told if each.kind != ClaimKind.UNCITED_RESEARCH]
        terms = terms_in(sentence.text) if told else ()
        for each in told:
            yield Claim(
                kind=each.kind,
                sentence=sentence_at(text, sentence.start + each.start),
                position=position,
                cue=sentence.text[each.start : each.end],
                is_negated=each.is_denied or _is_denied(sentence.text, each, cues),
                is_hedged=is_hedged,
                subject=_nearest(terms, SUBJECTS, each),
                use=None if each.kind.startswith(RISK) else _nearest(terms, USES, each),
                figure=_figure(sentence.text, each),
            )


def _use_of(fired: CueMatch) -> Use:
    """What is made of a cue; of the user's own kinds what is made of most."""
    kind = ClaimKind.of(fired.kind)
    return kind.use if kind else Use()


def _is_denied(sentence: str, fired: CueMatch, cues: Cues) -> bool:
    """Whether a denial stands shortly before the cue, in the same clause."""
    clause = CLAUSE_END.split(sentence[max(0, fired.start - 120) : fired.start])[-1] or ""
    before = " ".join(clause.split()[-DENIED_WITHIN_WORDS:])
    return any(each.kind == ClaimKind.NEGATION for each in cues.find(before))


def _nearest(terms: Sequence[Found], kinds: Sequence[str], fired: CueMatch) -> str | None:
    """The term of these kinds that stands nearest to the cue, the earlier kind first."""
    middle = (fired.start + fired.end) // 2
    of_kind = [
        (kinds.index(term.kind) > 0, abs(term.start - middle), term.label)
        for term in terms
        if term.kind in kinds
    ]
    return min(of_kind)[2] if of_kind else None


def _figure(sentence: str, fired: CueMatch) -> str | None:
    found = FIGURE.search(sentence[fired.start : fired.end])
    if found is None and _use_of(fired).is_counted:
        found = FIGURE.search(sentence)
    return found[0] if found else None
