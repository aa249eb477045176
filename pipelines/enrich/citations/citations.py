"""References of a post: trials, papers, official documents, named studies and loose footnotes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipelines.enrich.citations.evidence import Evidence, known_evidence
from pipelines.enrich.citations.footnotes import footnotes
from pipelines.enrich.citations.references import Reference, reference_of_link, references_in
from pipelines.enrich.sentences import Sentence, sentence_at, sentences
from pipelines.items import Block, Citation, CitationKind, Kind

LIST_HEADING = re.compile(
    r"(?:(?:medical |scientific |selected )?(?:references?|sources?|citations?|bibliography|"
    r"footnotes|endnotes|literature|further reading)|(?:works|studies) cited|"
    r"(?:resources|sources) and references)\s*:?",
    re.IGNORECASE,
)
"""What stands over a list of references, alone in its line."""
YEAR = re.compile(r"\b(?:19[5-9]\d|20[0-4]\d)\b")
CENTURY = re.compile("19|20")
"""How a year begins: few sentences hold either, and without it none has a dated author."""
AUTHOR = re.compile(
    r"\b([A-Z][a-zA-Z'’-]{2,30}) "
    r"(?:et al\b\.?|and (?:colleagues|co-?workers|(?:his|her|their) team))"
)
STUDY = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|paper|published|review|meta-analys[ie]s)\b", re.IGNORECASE
)
NEAR = 40
"""Characters between an author and the year of the paper."""
SURNAME = re.compile(r"^\W*(?:\d{1,3}[.)\]]?\s*)?([A-Z][\w'’-]+)")
LOCATOR = re.compile(r"\b(\d{1,4})\s?(?:\(\d{1,3}[^)]{0,12}\))?\s?:\s?(e?\d{1,6})\b")
"""Volume, perhaps issue, and first page: 47(4):351."""
MIN_ENTRY_WORDS = 4


class _Mention(NamedTuple):
    reference: Reference
    url: str | None
    anchor: str | None
    sentence: str | None


class Cited(NamedTuple):
    """What a post refers to, and where."""

    citations: tuple[Citation, ...]
    """Each thing once, in reading order."""
    positions: frozenset[int]
    """Numbers of the blocks that refer to something, also to what was cited before."""


def read_citations(blocks: Iterable[Block], evidence: Evidence | None = None) -> Cited:
    """What the body blocks of a post refer to.

    evidence: dripfeed's own evidence.csv if None.
    """
    found: dict[Reference, Citation] = {}
    by_block = _by_block(list(blocks), evidence or known_evidence())
    for position, mentions in by_block.items():
        for mention in mentions:
            known = found.get(mention.reference)
            if known is None or (known.url is None and mention.url):
                found[mention.reference] = Citation(
                    kind=mention.reference.kind,
                    identifier=mention.reference.identifier,
                    url=mention.url,
                    sentence=mention.sentence,
                    position=known.position if known else position,
                    anchor=mention.anchor,
                )
    in_order = sorted(found.values(), key=lambda citation: citation.position)
    cited = frozenset(at for at, mentions in by_block.items() if mentions)
    return Cited(tuple(in_order), cited)


def citations(blocks: Iterable[Block]) -> tuple[Citation, ...]:
    """What the body blocks of a post refer to, each thing once, in reading order."""
    return read_citations(blocks).citations


def is_evidence(url: str, evidence: Evidence | None = None) -> bool:
    """Whether a link leads to a registry, an authority, a paper or a journal."""
    return reference_of_link(url, evidence) is not None


def _by_block(blocks: Sequence[Block], evidence: Evidence) -> Mapping[int, Sequence[_Mention]]:
    listed = _list_positions(blocks)
    loose = footnotes(blocks, has_list=bool(listed))
    found: dict[int, list[_Mention]] = {}
    for position, block in enumerate(blocks):
        found[position] = [*_linked(block, evidence), *_numbered(block)]
        if position in listed:
            found[position] += _entry(block, found[position])
        elif block.kind is not Kind.CODE:
            found[position] += _named(block, found[position], evidence)
        found[position] += [
            _Mention(Reference(CitationKind.FOOTNOTE, mark), None, None, sentence)
            for mark, sentence in loose.get(position, ())
        ]
    return found


def _linked(block: Block, evidence: Evidence) -> Iterator[_Mention]:
    for link in block.links:
        reference = reference_of_link(link.url, evidence)
        if reference:
            at = block.text.find(link.anchor) if link.anchor else -1
            sentence = sentence_at(block.text, at) if at >= 0 else None
            yield _Mention(reference, link.url, link.anchor or None, sentence)


def _numbered(block: Block) -> Iterator[_Mention]:
    for found in sorted(references_in(block.text), key=lambda each: each.start):
        yield _Mention(found.reference, None, None, sentence_at(block.text, found.start))


def _named(block: Block, known: Sequence[_Mention], evidence: Evidence) -> Iterator[_Mention]:
    """Studies that a sentence names and does not link."""
    referring = {mention.sentence for mention in known}
    for sentence in sentences(block.text):
        if sentence.text not in referring:
            for name in _names(sentence, evidence):
                yield _Mention(Reference(CitationKind.STUDY, name), None, None, sentence.text)


def _names(sentence: Sentence, evidence: Evidence) -> Iterator[str]:
    for found in evidence.trials.finditer(sentence.text):
        yield evidence.label_of(found)
    is_dated = CENTURY.search(sentence.text)
    authors = list(_dated_authors(sentence.text)) if is_dated else []
    yield from authors
    year = YEAR.search(sentence.text) if is_dated else None
    if not authors and (year or STUDY.search(sentence.text)):
        journal = evidence.titles.search(sentence.text)  # the slowest question is the last
        if journal:
            yield f"{evidence.label_of(journal)}{f' {year[0]}' if year else ''}"


def _dated_authors(text: str) -> Iterator[str]:
    for found in AUTHOR.finditer(text):
        year = YEAR.search(text[found.end() : found.end() + NEAR])
        year = year or YEAR.search(text[max(0, found.start() - NEAR) : found.start()])
        if year:
            yield f"{found[1].lower()} {year[0]}"


def _list_positions(blocks: Sequence[Block]) -> frozenset[int]:
    """Numbers of the blocks under a heading that says references, up to the next heading."""
    found: set[int] = set()
    is_list = False
    for position, block in enumerate(blocks):
        if LIST_HEADING.fullmatch(block.text.strip()):
            is_list = True
        elif block.kind is Kind.HEADING:
            is_list = False
        elif is_list and block.text:
            found.add(position)
    return frozenset(found)


def _entry(block: Block, known: Sequence[_Mention]) -> Iterator[_Mention]:
    """An entry of the list that is known by no number or link: author, year, volume and page."""
    if known or len(block.text.split()) < MIN_ENTRY_WORDS:
        return
    author, year = SURNAME.search(block.text), YEAR.search(block.text)
    if not author or not year:
        return
    place = LOCATOR.search(block.text)
    parts = [author[1].lower(), year[0], *([f"{place[1]}:{place[2]}"] if place else [])]
    yield _Mention(Reference(CitationKind.REFERENCE, " ".join(parts)), None, None, block.text)
