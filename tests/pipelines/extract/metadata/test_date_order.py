"""03/04/2025 is a day in March or in April: what else the page says decides, else nobody does."""

from datetime import date

import pytest

from pipelines.extract.metadata.date_parsing import DayOrder, day_of
from tests.pipelines.examples.pages import paragraphs, post, read

SPANISH = (
    "<p>La primera visita dura unas dos horas. La enfermera mide la presión, pregunta por las "
    "alergias y explica qué contiene la bolsa; después se coloca la vía y el suero empieza a "
    "correr despacio, mientras el paciente descansa en una silla junto a la ventana.</p>"
)


def published(shown: str, *, language: str = "en", head: str = "", text: str = "") -> str | None:
    """The day of a post that shows `shown` below its title."""
    html = post(f"<p>{shown}</p>" + (text or paragraphs()), head=head)
    return read(html.replace("lang='en'", f"lang='{language}'")).published.value


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", "2025-03-04"),
        ("en-US", "2025-03-04"),
        ("en-GB", "2025-04-03"),
        ("en_AU", "2025-04-03"),
        ("en-CA", None),
        ("es", None),
    ],
)
@pytest.mark.parametrize("shown", ["03/04/2025", "Posted 03.04.2025", "3-4-2025"])
def test_country_and_language_decide_where_nothing_else_does(
    language: str, day: str | None, shown: str
) -> None:
    assert published(shown, language=language) == day


def test_a_page_in_spanish_puts_the_day_first() -> None:
    assert published("03/04/2025", language="es", text=SPANISH * 2) == "2025-04-03"


@pytest.mark.parametrize("language", ["en-US", "en-GB", "es"])
@pytest.mark.parametrize("day", ["2025-04-03", "2025-03-04"])
def test_the_reading_that_another_source_names_is_the_day(language: str, day: str) -> None:
    head = f"<meta property='article:published_time' content='{day}T09:00:00+02:00'>"
    assert published("Posted 03/04/2025", language=language, head=head) == day


@pytest.mark.parametrize(
    ("other", "day"), [("25/06/2024", "2025-04-03"), ("06.25.2024", "2025-03-04")]
)
def test_another_day_on_the_page_that_has_one_reading_decides(other: str, day: str) -> None:
    assert published(f"03/04/2025</p><p>Updated {other}", language="en") == day


@pytest.mark.parametrize("order", DayOrder)
@pytest.mark.parametrize(
    ("raw", "day"),
    [("11.20.2025", date(2025, 11, 20)), ("20/11/2025", date(2025, 11, 20)),
     ("05/05/2025", date(2025, 5, 5))],
)  # fmt: skip
def test_a_day_with_one_reading_needs_no_order(raw: str, day: date, order: DayOrder) -> None:
    assert day_of(raw, order) == day


@pytest.mark.parametrize("raw", ["Mon, 01 Jan 0001 00:00:00 +0000", "0001-01-01T00:00:00Z"])
def test_the_year_one_is_no_date(raw: str) -> None:
    assert day_of(raw) is None


@pytest.mark.parametrize(
    ("raw", "shown", "day"),
    [
        ("2025-01-24T02:37:28Z", "January 23, 2025", "2025-01-23"),
        ("2025-01-23T22:37:28Z", "January 24, 2025", "2025-01-24"),
        ("2025-01-23T22:37:28+00:00", "January 24, 2025", "2025-01-23"),
        ("2025-01-24T02:37:28Z", "4 min read", "2025-01-24"),
    ],
)
def test_an_instant_in_utc_is_the_day_that_the_site_shows(raw: str, shown: str, day: str) -> None:
    head = f"<meta property='article:published_time' content='{raw}'>"
    assert published(shown, head=head) == day


def test_an_instant_in_utc_is_a_day_of_the_clock_that_the_page_tells() -> None:
    head = (
        "<meta property='article:published_time' content='2025-01-24T02:37:28Z'>"
        "<meta property='article:modified_time' content='2025-02-01T09:00:00-07:00'>"
    )
    assert published("4 min read", head=head) == "2025-01-23"
