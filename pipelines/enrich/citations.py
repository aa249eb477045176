"""References of a post to clinical trials, and which links lead to evidence."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from pipelines.items import Block, Citation

NCT = re.compile(r"\bNCT\s?(\d{8})\b", re.IGNORECASE)
"""A ClinicalTrials.gov identifier: NCT and eight digits.
Source: https://clinicaltrials.gov/data-api/about-api/study-data-structure (NCTId)."""

EVIDENCE_HOSTS = (
    "clinicaltrials.gov",
    "doi.org",
    "ncbi.nlm.nih.gov",
    "pubmed.gov",
    "nih.gov",
    "fda.gov",
    "cdc.gov",
    "who.int",
    "cochranelibrary.com",
    "jamanetwork.com",
    "nejm.org",
    "thelancet.com",
    "bmj.com",
    "nature.com",
    "sciencedirect.com",
    "frontiersin.org",
)
"""Registries, authorities and journals that clinic blogs refer to; subdomains included.
Source: the references seen on 149 clinics' pages, by hand."""

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"'(]?[A-Z0-9])")


def citations(blocks: Iterable[Block]) -> tuple[Citation, ...]:
    """The trials that the body blocks of a post refer to, each once, in reading order.

    A trial counts where its number stands in the text or in the address of a link, in the old
    form of clinicaltrials.gov (/ct2/show/NCT...) as in the new (/study/NCT...).
    """
    found: dict[str, Citation] = {}
    for position, block in enumerate(blocks):
        for identifier, url, words in _references(block):
            known = found.get(identifier)
            if known is None or (known.url is None and url):
                found[identifier] = Citation(
                    kind="nct",
                    identifier=identifier,
                    url=url,
                    sentence=sentence_with(block.text, words),
                    position=known.position if known else position,
                )
    return tuple(sorted(found.values(), key=lambda citation: citation.position))


def is_evidence(url: str) -> bool:
    """Whether a link leads to a registry, an authority or a journal."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return any(host == known or host.endswith(f".{known}") for known in EVIDENCE_HOSTS)


def sentence_with(text: str, words: str) -> str | None:
    """The sentence of a text that holds the words; None if none does."""
    sentences: Sequence[str] = SENTENCE_END.split(text)
    return next((sentence for sentence in sentences if words and words in sentence), None)


def _references(block: Block) -> Iterable[tuple[str, str | None, str]]:
    for link in block.links:
        for match in NCT.finditer(link.url):
            yield f"NCT{match[1]}", link.url, link.anchor
    for match in NCT.finditer(block.text):
        yield f"NCT{match[1]}", None, match[0]
