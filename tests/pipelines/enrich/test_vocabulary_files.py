"""A user's vocabulary is obeyed by terms, claims, citations and contacts alike."""

from pathlib import Path

import pytest

from pipelines.enrich.describe import Description, describe
from pipelines.enrich.fact_tables import read_fact_tables, validated_files
from pipelines.enrich.vocabulary_files import VocabularyFiles, packaged_files, vocabulary_files
from pipelines.items import Block, Kind, Link, Role
from scrapers.errors import VocabularyError

PACKAGED = packaged_files()
TERMS = "kind,label\ntopic,sleep\n"
TABLES = {
    "booking": "kind,name,match\nhost,book.example,https://book.example/\n",
    "claim_words": "name,pattern,note\nword,wonder,\n",
    "claims": "kind,cue,also,unless,match,no_match,source,checked_on\nown,{word},,,a wonder,,,\n",
    "evidence": "kind,name,match\njournal,journal.example,https://journal.example/\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    return folder


def add(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.csv"
    path.write_text(text)
    return path


def tables_of(files: VocabularyFiles) -> dict[str, Path]:
    return {name: getattr(files, name) for name in TABLES}


# -- a folder that is named ---------------------------------------------------------------------


def test_terms_of_a_named_folder_are_used_and_no_others(folder: Path) -> None:
    path = add(folder, "mine", TERMS)
    assert vocabulary_files(folder).terms == (path,)


def test_a_folder_of_terms_takes_the_tables_of_dripfeed(folder: Path) -> None:
    add(folder, "mine", TERMS)
    assert tables_of(vocabulary_files(folder)) == tables_of(PACKAGED)


def test_a_folder_of_tables_takes_the_terms_of_dripfeed(folder: Path) -> None:
    add(folder, "claims", TABLES["claims"])
    assert vocabulary_files(folder).terms == PACKAGED.terms


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_a_named_folder_is_used(folder: Path, name: str) -> None:
    path = add(folder, name, TABLES[name])
    assert tables_of(vocabulary_files(folder)) == {**tables_of(PACKAGED), name: path}


def test_a_named_folder_that_is_missing_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="name another with --vocabulary DIR"):
        vocabulary_files(tmp_path / "none")


def test_a_named_folder_without_files_is_refused(folder: Path) -> None:
    with pytest.raises(VocabularyError, match="no CSV file with terms"):
        vocabulary_files(folder)


# -- the working folder -------------------------------------------------------------------------


@pytest.fixture
def of_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder data/vocabulary of a working folder, still empty."""
    folder = tmp_path / "data" / "vocabulary"
    folder.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return folder


def test_without_a_folder_the_files_of_dripfeed_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert vocabulary_files() == PACKAGED


def test_terms_of_the_working_folder_are_added(of_working_folder: Path) -> None:
    path = add(of_working_folder, "mine", TERMS)
    assert set(vocabulary_files().terms) == {*PACKAGED.terms, path}


def test_a_file_of_the_working_folder_replaces_that_of_the_same_name(
    of_working_folder: Path,
) -> None:
    path = add(of_working_folder, "topics", TERMS)
    replaced = {file for file in PACKAGED.terms if file.name != "topics.csv"}
    assert set(vocabulary_files().terms) == {*replaced, path}


def test_a_table_of_the_working_folder_is_used(of_working_folder: Path) -> None:
    path = add(of_working_folder, "booking", TABLES["booking"])
    assert vocabulary_files().booking == path


# -- what is found with them --------------------------------------------------------------------


@pytest.fixture
def facts(folder: Path) -> Description:
    """What a text says by tables of the user's own."""
    for name, text in TABLES.items():
        add(folder, name, text)
    links = (
        Link(url="https://book.example/visit", anchor="Come in"),
        Link(url="https://journal.example/7", anchor="a paper"),
    )
    text = "It is a wonder, says a paper. Come in."
    block = Block(kind=Kind.PARAGRAPH, text=text, role=Role.BODY, reason="", links=links)
    return describe(None, [block], tables=read_fact_tables(vocabulary_files(folder)))


def test_claims_are_found_by_the_user_s_cues(facts: Description) -> None:
    assert [claim.kind for claim in facts.claims] == ["own"]


def test_citations_are_found_by_the_user_s_evidence(facts: Description) -> None:
    assert [citation.kind for citation in facts.citations] == ["journal"]


def test_contacts_are_found_by_the_user_s_booking_services(facts: Description) -> None:
    assert [contact.url for contact in facts.contacts] == ["https://book.example/visit"]


@pytest.mark.parametrize("name", ["mine", *TABLES])
def test_what_is_wrong_with_any_file_shows_before_anything_runs(folder: Path, name: str) -> None:
    add(folder, name, "planet\nx\n")
    with pytest.raises(VocabularyError, match=rf"{name}\.csv: line 1, column planet"):
        validated_files(folder)
