"""Citations of a post: trials, papers, official documents, named studies, unexplained footnotes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipelines.enrich.citations.evidence import Evidence, packaged_evidence
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
"""The heading of a list of references, alone on its line."""
YEAR = re.compile(r"\b(?:19[5-9]\d|20[0-4]\d)\b")
CENTURY = re.compile("19|20")
"""A fast test: a sentence without either has no year, and most have neither."""
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
    """The citations of a post and the blocks that make them."""

    citations: tuple[Citation, ...]
    """Without repeats, in reading order."""
    positions: frozenset[int]
    """Indexes of the blocks that cite something, also something cited before."""


def read_citations(blocks: Iterable[Block], evidence: Evidence | None = None) -> Cited:
    """Return what the body blocks of a post cite.

    evidence: dripfeed's own evidence.csv if None.
    """
    cited: dict[Reference, Citation] = {}
    by_block = _by_block(list(blocks), evidence or packaged_evidence())
    for position, mentions in by_block.items():
        for mention in mentions:
            earlier = cited.get(mention.reference)
            if earlier is None or (earlier.url is None and mention.url):
                cited[mention.reference] = Citation(
                    kind=mention.reference.kind,
                    identifier=mention.reference.identifier,
                    url=mention.url,
                    sentence=mention.sentence,
                    position=earlier.position if earlier else position,
                    anchor=mention.anchor,
                )
    in_order = sorted(cited.values(), key=lambda citation: citation.position)
    positions = frozenset(position for position, mentions in by_block.items() if mentions)
    return Cited(tuple(in_order), positions)


def citations(blocks: Iterable[Block]) -> tuple[Citation, ...]:
    """Return the citations of the body blocks, without repeats, in reading order."""
    return read_citations(blocks).citations


def is_evidence(url: str, evidence: Evidence | None = None) -> bool:
    """Return whether a link leads to a registry, an authority, a paper or a journal."""
    return reference_of_link(url, evidence) is not None


def _by_block(blocks: Sequence[Block], evidence: Evidence) -> Mapping[int, Sequence[_Mention]]:
    listed = _list_positions(blocks)
    unexplained = footnotes(blocks, has_list=bool(listed))
    by_block: dict[int, list[_Mention]] = {}
    for position, block in enumerate(blocks):
        mentions = [*_linked(block, evidence), *_numbered(block)]
        if position in listed:
            mentions += list(_list_entry(block, mentions))
        elif block.kind is not Kind.CODE:
            mentions += list(_named(block, mentions, evidence))
        mentions += [
            _Mention(Reference(CitationKind.FOOTNOTE, mark), None, None, sentence)
            for mark, sentence in unexplained.get(position, ())
        ]
        by_block[position] = mentions
    return by_block


def _linked(block: Block, evidence: Evidence) -> Iterator[_Mention]:
    for link in block.links:
        reference = reference_of_link(link.url, evidence)
        if reference:
            at = block.text.find(link.anchor) if link.anchor else -1
            sentence = sentence_at(block.text, at) if at >= 0 else None
            yield _Mention(reference, link.url, link.anchor or None, sentence)


def _numbered(block: Block) -> Iterator[_Mention]:
    for match in sorted(references_in(block.text), key=lambda match: match.start):
        yield _Mention(match.reference, None, None, sentence_at(block.text, match.start))


def _named(block: Block, mentions: Sequence[_Mention], evidence: Evidence) -> Iterator[_Mention]:
    """Yield the studies that a sentence names without a link.

    mentions: those already found in the block; their sentences are left out.
    """
    citing_sentences = {mention.sentence for mention in mentions}
    for sentence in sentences(block.text):
        if sentence.text not in citing_sentences:
            for name in _names(sentence, evidence):
                yield _Mention(Reference(CitationKind.STUDY, name), None, None, sentence.text)


def _names(sentence: Sentence, evidence: Evidence) -> Iterator[str]:
    for trial in evidence.trials.finditer(sentence.text):
        yield evidence.label_of(trial)
    is_dated = CENTURY.search(sentence.text)
    authors = list(_dated_authors(sentence.text)) if is_dated else []
    yield from authors
    year = YEAR.search(sentence.text) if is_dated else None
    if not authors and (year or STUDY.search(sentence.text)):
        journal = evidence.titles.search(sentence.text)  # the slowest search comes last
        if journal:
            yield f"{evidence.label_of(journal)}{f' {year[0]}' if year else ''}"


def _dated_authors(text: str) -> Iterator[str]:
    for author in AUTHOR.finditer(text):
        year = YEAR.search(text[author.end() : author.end() + NEAR])
        year = year or YEAR.search(text[max(0, author.start() - NEAR) : author.start()])
        if year:
            yield f"{author[1].lower()} {year[0]}"


def _list_positions(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the indexes of the blocks under a heading for references, up to the next heading."""
    positions: set[int] = set()
    is_list = False
    for position, block in enumerate(blocks):
        if LIST_HEADING.fullmatch(block.text.strip()):
            is_list = True
        elif block.kind is Kind.HEADING:
            is_list = False
        elif is_list and block.text:
            positions.add(position)
    return frozenset(positions)


def _list_entry(block: Block, mentions: Sequence[_Mention]) -> Iterator[_Mention]:
    """Yield a list entry without number or link, named by author, year, volume and page."""
    if mentions or len(block.text.split()) < MIN_ENTRY_WORDS:
        return
    author, year = SURNAME.search(block.text), YEAR.search(block.text)
    if not author or not year:
        return
    locator = LOCATOR.search(block.text)
    parts = [author[1].lower(), year[0], *([f"{locator[1]}:{locator[2]}"] if locator else [])]
    yield _Mention(Reference(CitationKind.REFERENCE, " ".join(parts)), None, None, block.text)
