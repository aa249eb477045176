"""The rules that every row of data/clinics.csv keeps, so that it can be grouped and crawled."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

from scrapers.clinics import read_clinics
from scrapers.clinics.rows import COLUMNS, to_cells
from scrapers.items import Clinic
from scrapers.urls import PUBLIC_SUFFIXES, canonical, identity, looks_like_file, same_site

FILE = Path(__file__).parents[3] / "data" / "clinics.csv"
CLINICS = read_clinics(FILE).clinics

KINDS = {"biologics", "home infusion", "iron infusion", "iv hydration", "ketamine", "mixed"}

REGIONS = {
    "US": "AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND "
    "NE NH NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY",
    "Canada": "AB BC MB NB NL NS NT NU ON PE QC SK YT",
    "Australia": "ACT NSW NT QLD SA TAS VIC WA",
}
"""Countries and the codes of their states; several states of one clinic are joined by ' / '."""

CITY = re.compile(r"(?!.*County)[A-Z][a-z]+( [A-Z][a-z]+)*")
ARCHIVE_PATH = re.compile(r"/(tag|tags|author|category|categories)/")


def breaking(rule: Callable[[Clinic], bool]) -> list[str]:
    """Name the clinics whose row does not keep the rule."""
    return [clinic.slug for clinic in CLINICS if not rule(clinic)]


def repeated(values: Iterable[str | None]) -> list[str | None]:
    return [value for value, count in Counter(values).items() if value and count > 1]


def host(clinic: Clinic) -> str:
    return urlsplit(clinic.website).hostname or ""


def note(clinic: Clinic) -> str:
    return clinic.note or ""


def pages(clinic: Clinic) -> list[str]:
    return [url for url in (clinic.blog_url, clinic.feed_url) if url]


def test_the_file_is_plain_utf_8_with_the_documented_columns() -> None:
    raw = FILE.read_bytes()
    assert raw.decode().splitlines()[0] == ",".join(COLUMNS)
    assert b"\r" not in raw
    assert raw.endswith(b"\n")


def test_both_clinics_that_the_project_began_with_are_there() -> None:
    assert {"premier-infusions", "military-matters"} <= {clinic.slug for clinic in CLINICS}


def test_rows_are_sorted_by_slug() -> None:
    slugs = [clinic.slug for clinic in CLINICS]
    assert slugs == sorted(slugs)


def test_no_two_rows_are_one_site() -> None:
    names = [PUBLIC_SUFFIXES(host(clinic)).top_domain_under_public_suffix for clinic in CLINICS]
    assert not repeated(names)


def test_no_two_rows_have_one_name() -> None:
    assert not repeated(clinic.name for clinic in CLINICS)


def test_urls_are_written_in_their_one_form() -> None:
    assert not breaking(lambda c: all(url == canonical(url) for url in [c.website, *pages(c)]))


def test_a_website_is_the_front_page_of_a_host() -> None:
    assert not breaking(lambda c: urlsplit(c.website)[2:4] == ("/", ""))


def test_a_site_without_encryption_and_no_other_says_so() -> None:
    assert not breaking(
        lambda c: c.website.startswith("http:") == ("seen over http only" in note(c))
    )


def test_a_site_on_a_host_of_its_builder_says_so() -> None:
    shared = [clinic for clinic in CLINICS if PUBLIC_SUFFIXES(host(clinic)).is_private]
    assert all(
        f"hosted on {PUBLIC_SUFFIXES(host(clinic)).suffix}" in note(clinic) for clinic in shared
    )


def test_blog_and_feed_stand_on_the_clinics_site() -> None:
    assert not breaking(lambda c: all(same_site(url, c.website) for url in pages(c)))


def test_blog_and_feed_are_neither_the_front_page_nor_a_file() -> None:
    assert not breaking(lambda c: identity(c.website) not in map(identity, pages(c)))
    assert not breaking(lambda c: not any(map(looks_like_file, pages(c))))


def test_a_blog_is_no_archive_of_one_tag_author_or_category() -> None:
    assert not breaking(lambda c: not ARCHIVE_PATH.search(c.blog_url or ""))


def test_the_kind_is_one_of_a_few() -> None:
    assert not breaking(lambda c: c.kind in KINDS)


def test_a_mixed_clinic_says_of_what() -> None:
    assert not breaking(lambda c: c.kind != "mixed" or " and " in note(c))


def test_the_country_is_one_of_those_listed() -> None:
    assert not breaking(lambda c: c.country is None or c.country in REGIONS)


def test_states_are_codes_of_the_country_next_to_them() -> None:
    assert not breaking(
        lambda c: (
            c.state is None
            or set(c.state.split(" / ")) <= set(REGIONS.get(c.country or "", "").split())
        )
    )


def test_a_city_is_a_city_or_several() -> None:
    assert not breaking(lambda c: c.city is None or all(map(CITY.fullmatch, c.city.split(" / "))))


def test_a_place_has_both_coordinates_or_none() -> None:
    assert not breaking(lambda c: (c.latitude is None) == (c.longitude is None))


def test_cells_are_one_line_without_doubled_blanks() -> None:
    assert not breaking(
        lambda c: all(cell == " ".join(cell.split()) for cell in to_cells(c).values())
    )


def test_a_note_is_a_few_words() -> None:
    assert not breaking(lambda c: len(note(c)) <= 120)
