"""References in links and text (NCT, PMID, PMC, DOI), normalised to one identifier each."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from pipelines.enrich.citations.evidence import Evidence, packaged_evidence
from pipelines.items import CitationKind
from scrapers.urls import identity

NCT = re.compile(r"\bNCT\s?(\d{8})\b", re.IGNORECASE)
"""A ClinicalTrials.gov identifier: NCT and eight digits.
Source: https://clinicaltrials.gov/data-api/about-api/study-data-structure (NCTId)."""
PMC = re.compile(r"\bPMC\s?(\d{5,8})\b", re.IGNORECASE)
"""Source: https://pmc.ncbi.nlm.nih.gov/about/public-access-info/ (PMCID)."""
PMID = re.compile(r"\b(?:PMID|PubMed(?: ID)?)\s{0,2}[:#]?\s{0,2}(\d{5,8})\b", re.IGNORECASE)
LONG_NUMBER = re.compile(r"\d\d\d\d\d")
"""A fast test: all three have five digits and few texts do. In this form the search takes half the
time of \\d{5} (measured)."""
PUBMED_PATHS = re.compile(r"^/(?:m/)?(?:pubmed/)?(?:\?term=)?(\d{5,8})(?:[/?&]|$)", re.IGNORECASE)
EUROPE_PMC = re.compile(r"^/(?:article|abstract)/med/(\d{5,8})", re.IGNORECASE)
DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>|]{1,200}")
"""Source: https://www.crossref.org/blog/dois-and-matching-regular-expressions/"""
DOI_TAIL = re.compile(r"(?:/(?:full|pdf|abstract|epdf|html|meta|fulltext|suppl_file.*))+$|\.pdf$")
"""What journals' URLs append to the DOI."""
DOI_END = re.compile(r"[?#&]")
CLOSING = {")": "(", "]": "[", "}": "{"}
NATURE = re.compile(r"^/articles/((?:s?\d|[a-z]{2,8}\d)[\w.-]+)$")
"""Paths of nature.com, whose DOIs are 10.1038 and the name of the article."""
PUBMED_HOSTS = ("pubmed.ncbi.nlm.nih.gov", "pubmed.gov", "ncbi.nlm.nih.gov")
PMC_HOSTS = ("ncbi.nlm.nih.gov", "pmc.ncbi.nlm.nih.gov", "europepmc.org")


class Reference(NamedTuple):
    """A cited document."""

    kind: CitationKind
    identifier: str


class ReferenceMatch(NamedTuple):
    """A reference in a text."""

    reference: Reference
    start: int
    end: int


def reference_of_link(url: str, evidence: Evidence | None = None) -> Reference | None:
    """Return what a link cites; None if it is not a registry, authority, paper or journal.

    evidence: dripfeed's own evidence.csv if None.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    if match := NCT.search(url):
        return Reference(CitationKind.NCT, f"NCT{match[1]}")
    path = unquote(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    return _paper(host, path) or _document(host, url, evidence or packaged_evidence())


def references_in(text: str) -> Iterator[ReferenceMatch]:
    """Yield the trials and papers that a text names by number, in no particular order."""
    if LONG_NUMBER.search(text):
        for match in NCT.finditer(text):
            yield ReferenceMatch(Reference(CitationKind.NCT, f"NCT{match[1]}"), *match.span())
        for match in PMC.finditer(text):
            yield ReferenceMatch(Reference(CitationKind.PMC, f"PMC{match[1]}"), *match.span())
        for match in PMID.finditer(text):
            yield ReferenceMatch(Reference(CitationKind.PMID, str(int(match[1]))), *match.span())
    if "10." in text:
        for match in DOI.finditer(text):
            yield ReferenceMatch(Reference(CitationKind.DOI, plain_doi(match[0])), *match.span())


def plain_doi(written: str) -> str:
    """Return a DOI in lower case without full stops, unpaired brackets or /full at its end."""
    doi = DOI_END.split(written, maxsplit=1)[0]
    while True:
        shorter = DOI_TAIL.sub("", doi.rstrip(".,;:'’”*"))
        if shorter[-1:] in CLOSING and shorter.count(shorter[-1]) > shorter.count(
            CLOSING[shorter[-1]]
        ):
            shorter = shorter[:-1]
        if shorter == doi:
            return doi.lower()
        doi = shorter


def _paper(host: str, path: str) -> Reference | None:
    if host in PUBMED_HOSTS and (match := PUBMED_PATHS.search(path)):
        return Reference(CitationKind.PMID, str(int(match[1])))
    if host == "europepmc.org" and (match := EUROPE_PMC.search(path)):
        return Reference(CitationKind.PMID, str(int(match[1])))
    if host in PMC_HOSTS and (match := PMC.search(path)):
        return Reference(CitationKind.PMC, f"PMC{match[1]}")
    if match := DOI.search(path):
        return Reference(CitationKind.DOI, plain_doi(match[0]))
    if host == "nature.com" and (match := NATURE.search(path)):
        return Reference(CitationKind.DOI, f"10.1038/{match[1].lower()}")
    return None


def _document(host: str, url: str, evidence: Evidence) -> Reference | None:
    kind = evidence.kind_of(host)
    if kind is None:
        return None
    try:
        return Reference(kind, identity(url))
    except ValueError:
        return None
