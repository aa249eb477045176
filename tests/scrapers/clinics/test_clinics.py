"""Reading and choosing clinics: every way a hand-edited file can be wrong, said plainly."""

import csv
import re
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.clinics import append_clinic, read_clinics, select
from scrapers.clinics.rows import COLUMNS
from scrapers.errors import ClinicsError
from scrapers.items import Clinic
from tests.scrapers.clinics.clinic_files import FULL, SMALL, file, write

__all__ = ["file"]
"""A fixture that pytest finds by its name."""


def complaint(file: Path) -> str:
    with pytest.raises(ClinicsError) as caught:
        read_clinics(file)
    return str(caught.value)


def test_the_columns_are_the_fields_of_a_clinic() -> None:
    assert sorted(COLUMNS) == sorted(field.name for field in fields(Clinic))


def test_a_row_becomes_a_clinic_field_by_field(file: Path) -> None:
    append_clinic(file, FULL)
    (clinic,) = read_clinics(file).clinics
    for field in fields(Clinic):
        assert getattr(clinic, field.name) == getattr(FULL, field.name), field.name


def test_slug_and_website_are_enough(file: Path) -> None:
    write(file, "website,slug", "https://oak.example,oak")
    assert read_clinics(file).clinics == (SMALL,)


def test_empty_cells_are_none_and_blanks_around_cells_go(file: Path) -> None:
    write(file, " Slug ,website,name,latitude", " oak ,https://oak.example ,  ,")
    assert read_clinics(file).clinics == (SMALL,)


def test_blank_lines_and_rows_of_commas_are_ignored(file: Path) -> None:
    write(file, "", "slug,website", "", "oak,https://oak.example", ",", "  ")
    assert read_clinics(file).clinics == (SMALL,)


def test_a_byte_order_mark_and_windows_line_ends_are_ignored(file: Path) -> None:
    file.write_bytes(b'\xef\xbb\xbf"slug",website\r\noak,https://oak.example\r\n')
    assert read_clinics(file).clinics == (SMALL,)


def test_a_file_of_columns_only_holds_no_clinics(file: Path) -> None:
    write(file, "slug,website")
    assert read_clinics(file).clinics == ()


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("slug", "", "is empty, every clinic needs one"),
        ("website", "", "is empty, every clinic needs one"),
        ("slug", "Elm", "is not lower-case letters and digits"),
        ("slug", "elm--street", "is not lower-case letters and digits"),
        ("slug", "elm/street", "is not lower-case letters and digits"),
        ("slug", "-elm", "is not lower-case letters and digits"),
        ("website", "elm.example", "lacks its scheme: write https://elm.example"),
        ("website", "ftp://elm.example", "is not an http(s) URL with a host"),
        ("website", "https://", "is not an http(s) URL with a host"),
        ("website", "https://me:word@elm.example", "and without a user name"),
        ("blog_url", "/blog/", "is not an http(s) URL with a host"),
        ("feed_url", "javascript:void(0)", "is not an http(s) URL with a host"),
        ("latitude", "39,7", "is not a number"),
        ("latitude", "north", "is not a number"),
        ("latitude", "90.5", "is not between -90 and 90 degrees"),
        ("latitude", "nan", "is not between -90 and 90 degrees"),
        ("longitude", "-181", "is not between -180 and 180 degrees"),
        ("longitude", "inf", "is not between -180 and 180 degrees"),
    ],
)
def test_a_bad_value_is_named_by_file_line_column_and_value(
    file: Path, column: str, value: str, why: str
) -> None:
    cells = {"slug": "elm", "website": "https://elm.example", column: value}
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.DictWriter(out, cells)
        rows.writeheader()
        rows.writerow({"slug": "oak", "website": "https://oak.example"})
        rows.writerow(cells)
    shown = f", {value!r}" if value else ""
    assert complaint(file).startswith(f"{file}: line 3, column {column}{shown}: ")
    assert why in complaint(file)


def test_line_numbers_count_lines_of_the_file_not_rows(file: Path) -> None:
    write(file, "slug,website,note", 'oak,https://oak.example,"two', 'lines"', "", "Elm,x,")
    assert f"{file}: line 5, column slug, 'Elm'" in complaint(file)


def test_all_problems_are_reported_at_once(file: Path) -> None:
    write(file, "slug,website", "Elm,x", "oak,", "ash,ftp://ash.example")
    assert [line.partition(", ")[0][-1] for line in complaint(file).splitlines()] == list("2234")


def test_of_many_problems_twenty_are_reported_and_the_rest_counted(file: Path) -> None:
    write(file, "slug,website", *(f"clinic-{n}," for n in range(33)))
    messages = complaint(file).splitlines()
    assert len(messages) == 21
    assert messages[-1] == f"{file}: and 13 more problems"


def test_a_long_value_is_cut(file: Path) -> None:
    write(file, "slug,website", f"oak,{'x' * 100_000}")
    assert len(complaint(file)) < 1_000


def test_a_slug_used_twice_names_both_lines(file: Path) -> None:
    write(file, "slug,website", "oak,https://a.example", "oak,https://b.example")
    assert complaint(file) == f"{file}: line 3, column slug, 'oak': is already in line 2"


@pytest.mark.parametrize(("row", "count"), [("oak", 1), ("oak,https://a.example,Clinic, Inc.", 4)])
def test_a_row_of_another_length_is_reported_with_count(file: Path, row: str, count: int) -> None:
    write(file, "slug,website,name", row)
    assert f"{file}: line 2: has {count} values for 3 columns" in complaint(file)


def test_bad_rows_can_be_skipped_and_are_handed_over(file: Path) -> None:
    write(file, "slug,website", "Elm,x", "oak,https://oak.example", "oak,https://b.example")
    read = read_clinics(file, skip_bad_rows=True)
    assert read.clinics == (SMALL,)
    assert [(p.line, p.column, p.value) for p in read.problems] == [
        (2, "slug", "Elm"),
        (2, "website", "x"),
        (4, "slug", "oak"),
    ]


@pytest.mark.parametrize(
    ("head", "why"),
    [
        (
            "slug,website,phone",
            "column phone: is not a known column; the columns are slug,name,website",
        ),
        ("slug,name", "column website: is missing"),
        ("slug,website,name,name", "column name: appears twice"),
        ("slug,website,", "is not a known column"),
        ("slug;website;name", "columns are separated by semicolons, not commas: save it as"),
        ("slug\twebsite", "columns are separated by tabs, not commas: save it as"),
    ],
)
def test_a_first_line_that_is_wrong_is_reported_even_when_rows_may_be_skipped(
    file: Path, head: str, why: str
) -> None:
    write(file, head, "oak,https://oak.example")
    with pytest.raises(ClinicsError, match=re.escape(why)):
        read_clinics(file, skip_bad_rows=True)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "is empty; the first line must name its columns: slug,name,website"),
        (b"\xef\xbb\xbf\r\n \r\n", "is empty; the first line must name its columns"),
        (b"slug,website\noak,\0\n", "line 2: holds a NUL byte: save it as 'CSV UTF-8"),
        ("slug,website\n".encode("utf-16"), "line 1: holds a NUL byte: save it as 'CSV UTF-8"),
        (b"slug,website\n\nM\xfcller,x\n", "line 3: holds the byte 0xfc, which is not UTF-8"),
        (b'slug,website\noak,a\nelm,"b\nash,c\n', "line 3: quotes do not match up"),
        (b'slug,website\noak,"a"b\n', "line 2: quotes do not match up"),
    ],
)
def test_a_file_that_is_no_csv_in_utf_8_is_reported_with_the_line(
    file: Path, raw: bytes, why: str
) -> None:
    file.write_bytes(raw)
    assert complaint(file).startswith(f"{file}: {why}")


def test_a_missing_file_is_reported_with_what_to_do(file: Path) -> None:
    assert complaint(file).startswith(f"{file}: no such file; run `dripfeed init`")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert complaint(tmp_path) == f"{tmp_path}: cannot be read: Is a directory"


TEXTS = st.text() | st.text(alphabet='slug,website"\n;é')


@settings(deadline=None)  # a file each time
@given(st.binary() | TEXTS.map(str.encode))
def test_any_bytes_behind_a_good_row_are_read_or_reported(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    file.write_bytes(b"slug,website\noak,https://oak.example\n" + raw)
    try:
        clinics = read_clinics(file, skip_bad_rows=True).clinics
    except ClinicsError:
        return
    assert clinics[0] == SMALL


CLINICS = (FULL, SMALL, Clinic(slug="oak-lane", website="https://oaklane.example"))


def test_no_slugs_choose_all_clinics() -> None:
    assert select(CLINICS, []) == CLINICS


def test_slugs_choose_each_clinic_once_in_the_order_asked() -> None:
    assert select(CLINICS, ["oak-lane", "oak", "oak-lane"]) == (CLINICS[2], CLINICS[1])


def test_an_unknown_slug_is_reported_with_those_like_it() -> None:
    with pytest.raises(ClinicsError) as caught:
        select(CLINICS, ["oak", "oaklane", "zzz"])
    assert str(caught.value).splitlines() == [
        "no clinic 'oaklane'; did you mean oak-lane or oak?",
        "no clinic 'zzz'; see the column slug of clinics.csv",
    ]
