"""The tables by which claims, citations and contacts are recognised, compiled."""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pipelines.enrich.citations.evidence import Evidence, read_evidence
from pipelines.enrich.claims.patterns import Cues, read_cues
from pipelines.enrich.contacts.booking import Booking, read_booking
from pipelines.enrich.terms.vocabulary import read_vocabulary
from pipelines.enrich.vocabulary_files import VocabularyFiles, packaged_files, vocabulary_files


@dataclass(frozen=True, slots=True, kw_only=True)
class FactTables:
    """What is known about wording and hosts."""

    cues: Cues
    evidence: Evidence
    booking: Booking


@lru_cache(maxsize=4)
def read_fact_tables(files: VocabularyFiles) -> FactTables:
    """The tables of these files, read once per process.

    Raises: VocabularyError, which names file, line, column and value of each problem.
    """
    return FactTables(
        cues=Cues(read_cues(files.claims, files.claim_words)),
        evidence=read_evidence(files.evidence),
        booking=read_booking(files.booking),
    )


@cache
def packaged_tables() -> FactTables:
    """The tables that come with dripfeed."""
    return read_fact_tables(packaged_files())


def usable_files(named: Path | str | None = None) -> VocabularyFiles:
    """The files to use, read once, so that what is wrong with one shows before anything runs.

    named: as for `vocabulary_files`. Raises: VocabularyError.
    """
    files = vocabulary_files(named)
    read_vocabulary(files)
    read_fact_tables(files)
    return files
