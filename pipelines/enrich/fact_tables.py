"""The compiled tables that claims, citations and contacts are recognised by."""

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
    """The rows of claims.csv, evidence.csv and booking.csv, compiled."""

    cues: Cues
    evidence: Evidence
    booking: Booking


@lru_cache(maxsize=4)
def read_fact_tables(files: VocabularyFiles) -> FactTables:
    """Return the tables of these files, read once per process.

    Raises: VocabularyError, which names file, line, column and value of each problem.
    """
    return FactTables(
        cues=Cues(read_cues(files.claims, files.claim_words)),
        evidence=read_evidence(files.evidence),
        booking=read_booking(files.booking),
    )


@cache
def packaged_tables() -> FactTables:
    """Return the tables that come with dripfeed."""
    return read_fact_tables(packaged_files())


def validated_files(folder: Path | str | None = None) -> VocabularyFiles:
    """Return the vocabulary files after reading them, so that errors show before a job starts.

    folder: as for `vocabulary_files`. Raises: VocabularyError.
    """
    files = vocabulary_files(folder)
    read_vocabulary(files)
    read_fact_tables(files)
    return files
