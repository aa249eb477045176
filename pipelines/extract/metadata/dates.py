"""When a post was published and changed: sources in the order in which they lie least."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from urllib.parse import urlsplit

from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.structured_data import Structured, text_of
from pipelines.extract.metadata.byline_words import CHANGE
from pipelines.extract.metadata.candidates import choose_candidate
from pipelines.extract.metadata.date_lines import DatedText, dates_in
from pipelines.extract.metadata.date_order import numeric_order
from pipelines.extract.metadata.date_parsing import (
    FIRST_DAY,
    DayOrder,
    day_before,
    day_of,
    in_offset,
    instant_of,
    possible_day,
)
from pipelines.items import Candidate, DateSource, Fact
from scrapers.items import Page, PageRef, Route

_PUBLISHED_META = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "article.published",
    "published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "pubdate",
    "publish-date",
    "publish_date",
    "article_date_original",
    "cxenseparse:recs:publishtime",
    "bt:pubdate",
    "og:article:published_time",
    "og:publish_date",
    "article:first_published_time",
    "citation_date",
    "citation_publication_date",
    "citation_online_date",
    "publisheddate",
    "published-date",
    "published_at",
    "published",
    "date-pub",
    "date",
)
"""Source: names whose day was the true one on the 793 pages; og:article: is what a plug-in for
WordPress writes, citation_ what Google Scholar asks for."""
_MODIFIED_META = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "article.updated",
    "updated_time",
)
_PAGE_TYPES = ("WebPage", "MedicalWebPage")
_URL_DAY = re.compile(r"/((?:19|20)\d\d)/(\d{1,2}|[a-z]{3,9})/(\d{1,2})(?:/|$)", re.IGNORECASE)
_MAX_YEARLESS_WORDS = 8
"""Of a line such as "Posted Jan 23, 2 min read"; one lead of 793 named a day of this winter."""
_DAY = timedelta(days=1)


def published(
    page: Page,
    data: Structured,
    refs: Sequence[PageRef],
    lines: Sequence[CandidateBlock],
    posted: Iterable[Candidate],
    language: Fact,
) -> Fact:
    """The day on which the post was published, as the site writes it.

    lines: those around the title and in the article's footer; posted: what lines elsewhere on the
    page call its day of publication. Order: WordPress REST, JSON-LD, meta, feed, markup for
    machines in a line of the head, the post's own URL, a line of the head, posted. Never from a
    sentence, a quotation, an image's URL or the site's footer, nor from what says "updated".
    An earlier day in the head beats the others: see `_without_year` and `_earlier`.

    An instant in UTC is a day of the site where the page tells the site's offset or shows the day;
    otherwise it stays the day in UTC, and its raw form says so.

    Source: research, 16 traps. Where a page tells both, the truth of 793 pages has the day of
    publication 101 times and that of the last update 29 times, and nothing tells them apart.
    """
    machine = _in_site_time(
        [
            *_hinted(refs, Route.WORDPRESS),
            *_node_dates(data, "datePublished"),
            *_node_dates(data, "dateCreated"),
            *_meta(data, _PUBLISHED_META),
            *_hinted(refs, Route.FEED),
        ],
        data,
    )
    dated = [text for text in _dates_of(lines) if not text.is_change]
    shown = [
        *_candidates([text for text in dated if text.is_markup], DateSource.TIME),
        *_in_url(page),
        *_hinted(refs, Route.LISTING),
        *_candidates([text for text in dated if not text.is_markup], DateSource.BYLINE),
    ]
    posted = list(posted)
    order = numeric_order([c.raw for c in (*machine, *shown, *posted)], lines, language)
    better = [*_without_year(machine, lines), *_earlier(machine, shown, order)]
    return choose_candidate(
        [*better, *machine, *shown, *posted],
        lambda raw: possible_day(raw, page.fetched_at, order),
    )


def _dates_of(lines: Sequence[CandidateBlock]) -> Iterator[DatedText]:
    """The days of the lines, the earlier of two in one line first.

    A label may be a line of its own, and a badge has a line each for day, month and year.
    """
    for at, line in enumerate(lines):
        before = lines[at - 1].text if at else ""
        is_labelled = bool(CHANGE.fullmatch(before.rstrip(" :").removesuffix(" on")))
        dated = list(dates_in(line)) or list(_badge(lines[at : at + 3]))
        for text in sorted(dated, key=lambda text: (not text.is_markup, _day_key(text))):
            is_change = text.is_change or is_labelled
            yield DatedText(text.raw, is_change, text.element, text.is_markup)


def _day_key(text: DatedText) -> date:
    return day_of(text.raw) or date.max


def _badge(lines: Sequence[CandidateBlock]) -> Iterator[DatedText]:
    """A day whose three parts are lines of one box."""
    raw = " ".join(line.text for line in lines)
    boxes = {line.element.getparent() for line in lines}
    is_badge = len(boxes) == 1 and all(len(line.words) == 1 for line in lines)
    if is_badge and day_of(raw):
        yield DatedText(raw, is_change=False, element=lines[0].element, is_markup=False)


def _candidates(dated: Iterable[DatedText], source: DateSource) -> Iterator[Candidate]:
    for text in dated:
        yield Candidate(raw=text.raw, source=source)


def _in_site_time(candidates: Sequence[Candidate], data: Structured) -> list[Candidate]:
    """Instants in UTC as the site's clock shows them, where another instant has its offset."""
    changes = [*_node_dates(data, "dateModified"), *_meta(data, _MODIFIED_META)]
    instants = [instant_of(candidate.raw) for candidate in (*candidates, *changes)]
    offsets = {offset for instant in instants if instant and (offset := instant.utcoffset())}
    if len(offsets) != 1:
        return list(candidates)
    offset = offsets.pop()
    return [
        Candidate(raw=in_offset(candidate.raw, offset), source=candidate.source)
        for candidate in candidates
    ]


def _without_year(
    machine: Sequence[Candidate], lines: Sequence[CandidateBlock]
) -> Iterator[Candidate]:
    """The clinic's own day, where machines are told an instant that is the next day in UTC.

    Wix shows "Jan 23" and tells machines 2025-01-24T02:37Z; the year is that of the instant.
    Source: one of 5 Wix pages, measured.
    """
    machine_day = next((day for candidate in machine if (day := day_of(candidate.raw))), None)
    for line in lines:
        text = CHANGE.split(line.text)[0]
        is_yearless = len(line.words) <= _MAX_YEARLESS_WORDS and day_of(text) is None
        day = day_before(text, machine_day) if machine_day and is_yearless else None
        if day is not None:
            yield Candidate(raw=f"{text} {day.isoformat()}", source=DateSource.BYLINE)


def _earlier(
    machine: Sequence[Candidate], shown: Sequence[Candidate], order: DayOrder
) -> list[Candidate]:
    """What the page shows its readers, where that is an earlier day than machines are told.

    Builders tell machines the day of the last edit or import (9 of 9 pages), or an instant in
    UTC of which the site shows the day before or behind. One day earlier may as well be a
    browser's time zone in a `time` element, which is believed only from two days on.
    """
    first = next((c for c in machine if day_of(c.raw, order)), None)
    machine_day = day_of(first.raw, order) if first else None
    for candidate in shown:
        day = day_of(candidate.raw, order)
        if first is None or machine_day is None or day is None or day < FIRST_DAY:
            continue
        is_local = day - machine_day == _DAY and _is_utc(first.raw)
        is_earlier = day < machine_day and (
            machine_day - day > _DAY or candidate.source != DateSource.TIME
        )
        if is_earlier or (is_local and candidate.source == DateSource.BYLINE):
            return [candidate]
    return []


def _is_utc(raw: str) -> bool:
    """Whether a text is an instant in UTC; +00:00 may as well be the site's own time."""
    return raw.strip().endswith("Z") and instant_of(raw) is not None


def modified(
    page: Page,
    data: Structured,
    refs: Sequence[PageRef],
    lines: Sequence[CandidateBlock],
    language: Fact,
) -> Fact:
    """The day on which the post was last changed; the sitemap's lastmod is the last resort."""
    hints = [ref for ref in refs if ref.hints.modified]
    lastmods = [ref.lastmod for ref in refs if ref.lastmod and ref.route is Route.SITEMAP]
    candidates = [
        *[Candidate(raw=ref.hints.modified or "", source=DateSource(ref.route)) for ref in hints],
        *_node_dates(data, "dateModified"),
        *_page_changes(data),
        *_meta(data, _MODIFIED_META),
        *_candidates([text for text in _dates_of(lines) if text.is_change], DateSource.BYLINE),
        *[Candidate(raw=raw, source=DateSource.SITEMAP) for raw in lastmods],
    ]
    order = numeric_order([candidate.raw for candidate in candidates], lines, language)
    return choose_candidate(candidates, lambda raw: possible_day(raw, page.fetched_at, order))


def _hinted(refs: Sequence[PageRef], route: Route) -> Iterator[Candidate]:
    for ref in refs:
        if ref.route is route and ref.hints.published:
            yield Candidate(raw=ref.hints.published, source=DateSource(route))


def _node_dates(data: Structured, key: str) -> Iterator[Candidate]:
    raw = text_of(data.post.get(key))
    if raw:
        yield Candidate(raw=raw, source=DateSource.JSONLD)


def _page_changes(data: Structured) -> Iterator[Candidate]:
    """When the page changed. Its publication is not used: Yoast writes one for every page of a
    site, and no reader sees it (on 11 of 16 pages that had no other date)."""
    for node in data.nodes:
        raw = text_of(node.get("dateModified")) if node.get("@type") in _PAGE_TYPES else None
        if raw:
            yield Candidate(raw=raw, source=DateSource.JSONLD_PAGE)


def _meta(data: Structured, names: Sequence[str]) -> Iterator[Candidate]:
    for name in names:
        for raw in data.meta.get(name, ())[:1]:
            yield Candidate(raw=raw, source=DateSource.META)


def _in_url(page: Page) -> Iterator[Candidate]:
    match = _URL_DAY.search(urlsplit(page.final_url or page.url).path)
    if match:
        year, month, day = match.groups()
        raw = f"{year}-{month}-{day}" if month.isdigit() else f"{day} {month} {year}"
        yield Candidate(raw=raw, source=DateSource.URL)
