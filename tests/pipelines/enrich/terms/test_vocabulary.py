"""The files of terms: anybody's CSV works, and what is wrong with one is said with its place."""

from pathlib import Path

import pytest

from pipelines.enrich.terms.mentions import terms_in
from pipelines.enrich.terms.vocabulary import read_vocabulary
from pipelines.enrich.vocabulary_files import vocabulary_files
from scrapers.errors import VocabularyError


def folder_with(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_kind_and_label_are_enough(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, mine="kind,label\ncampaign,spring offer\n")
    (match,) = terms_in("Our spring offers end in May.", read_vocabulary(vocabulary_files(folder)))
    assert (match.kind, match.label) == ("campaign", "spring offer")


def test_a_note_is_for_the_reader_of_the_file(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, mine="kind,label,note\ntopic,sleep,ask Mara\n")
    assert [term.label for term in read_vocabulary(vocabulary_files(folder)).terms] == ["sleep"]


def test_every_file_of_the_folder_is_read_but_claims(tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path,
        a="kind,label\ndrug,ketamine\n",
        b="label,kind\nsleep,topic\n",
        claims="cue\nwithin hours\n",
    )
    assert [term.label for term in read_vocabulary(vocabulary_files(folder)).terms] == [
        "ketamine",
        "sleep",
    ]


def test_excel_files_work(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_bytes("\ufeffKind,Label\r\ntopic,Café\r\n".encode())
    assert [term.label for term in read_vocabulary(vocabulary_files(tmp_path)).terms] == ["Café"]


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, mine="kind,label\ntopic,sleep\n")
    read_vocabulary(vocabulary_files(folder))
    folder_with(tmp_path, other="kind,label\ntopic,water\n")
    assert len(read_vocabulary(vocabulary_files(folder)).terms) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kind,name\ntopic,sleep\n", "line 1, column name: is not a known column"),
        ("kind\ntopic\n", "line 1, column label: is missing"),
        ("kind,label\ntopic,\n", "line 2, column label: is empty, every term needs one"),
        ("kind,label\nMy topic,sleep\n", "line 2, column kind, 'My topic': is not lower-case"),
        ("kind,label\ntopic,+++\n", "line 2, column label, '+++': has no letter or digit"),
        ("kind,label,synonyms\ntopic,x,a|?\n", "line 2, column synonyms, '?': has no letter"),
        ("kind,label,code\ntopic,x,D1\n", "line 2, column code, 'D1': is not a scheme and a code"),
        ("kind,label,checked_on\ntopic,x,May\n", "line 2, column checked_on, 'May': is not a day"),
        ("kind,label\ntopic,a,b\n", "line 2: has 3 values for 2 columns"),
        (
            "kind,label\ntopic,a\n\ntopic,a\n",
            "line 4, column label, 'a': is already in mine.csv line",
        ),
        ("kind;label\n", "columns are separated by semicolons"),
        ("", "is empty; the first line must name its columns"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    folder = folder_with(tmp_path, mine=text)
    with pytest.raises(VocabularyError) as caught:
        read_vocabulary(vocabulary_files(folder))
    assert str(caught.value).startswith(f"{folder / 'mine.csv'}: ")
    assert message in str(caught.value)


def test_a_term_that_another_file_has_is_named_with_both_places(tmp_path: Path) -> None:
    row = "kind,label\ntopic,sleep\n"
    folder = folder_with(tmp_path, first=row, second=row)
    with pytest.raises(VocabularyError, match=r"second.csv: line 2.*already in first.csv line 2"):
        read_vocabulary(vocabulary_files(folder))


def test_a_folder_without_files_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="no CSV file with terms"):
        read_vocabulary(vocabulary_files(tmp_path))
