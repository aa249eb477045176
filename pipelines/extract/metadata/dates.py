"""When a post was published and changed: sources in the order in which they lie least."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.structured_data import Structured, text_of
from pipelines.extract.document.text import fold
from pipelines.extract.metadata.candidates import Offer, choose_candidate
from pipelines.extract.metadata.date_parsing import FIRST_DAY, day_before, day_of, possible_day
from pipelines.items import DateSource, Fact
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
_CHANGED = re.compile(
    r"updated?|modified|reviewed|edited|last (?:revised|checked)|actualizado|aktualisiert",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\s+(?:[-–—]|to|until|through)\s+")
_OTHER_DAY = re.compile(r"\b(?:effective|expires?|valid|deadline|due)\b", re.IGNORECASE)
"""Words beside days of notices and offers, whose page shows no day of its publication."""
_MAX_BYLINE_WORDS = 25
_MAX_YEARLESS_WORDS = 8
"""Of a line such as "Posted Jan 23, 2 min read"; one lead of 793 named a day of this winter."""


def published(
    page: Page,
    data: Structured,
    refs: Sequence[PageRef],
    byline: Sequence[CandidateBlock],
    posted: Iterable[Offer] = (),
) -> Fact:
    """The day on which the post was published, as the site writes it.

    byline: the drafts that stand around the title; posted: what lines elsewhere on the page call
    its day of publication. Order: WordPress REST, JSON-LD, meta, feed, `time` beside the title,
    the post's own address, a date in words beside the title, posted. Never from a footer, an
    image's address or a sentence, nor from a line that says "updated". An earlier day beside the
    title beats the others: see `_without_year` and `_earlier`.

    Source: research, 16 traps. Of 793 pages 44 get another day than the truth has: on 29 the
    truth has the day of the last update (where a page tells both, it has the first 101 times and
    the last 29 times, and no sign tells them apart), on 10 a day that the page does not hold.
    """
    told = [
        *_hinted(refs, Route.WORDPRESS),
        *_node_dates(data, "datePublished"),
        *_node_dates(data, "dateCreated"),
        *_meta(data, _PUBLISHED_META),
        *_hinted(refs, Route.FEED),
    ]
    shown = [*_times(byline), *_in_address(page), *_hinted(refs, Route.LISTING), *_visible(byline)]
    beside = [*_without_year(told, byline), *_earlier(told, shown)]
    return choose_candidate(
        [*beside, *told, *shown, *posted], lambda raw: possible_day(raw, page.fetched_at)
    )


def _without_year(told: Sequence[Offer], byline: Sequence[CandidateBlock]) -> Iterator[Offer]:
    """The clinic's own day, where machines are told an instant that is the next day in UTC.

    Wix shows "Jan 23" and tells machines 2025-01-24T02:37Z; the year is that of the instant.
    Source: one of 5 Wix pages, measured.
    """
    said = next((day for offer in told if (day := day_of(offer.raw))), None)
    for draft in byline:
        text = _CHANGED.split(draft.text)[0]
        if said is not None and len(draft.words) <= _MAX_YEARLESS_WORDS and day_of(text) is None:
            day = day_before(text, said)
            if day is not None:
                yield Offer(raw=f"{text} {day.isoformat()}", source=DateSource.BYLINE)


def _earlier(told: Sequence[Offer], shown: Sequence[Offer]) -> list[Offer]:
    """What the page shows its readers, where that is an earlier day than machines are told.

    Builders tell machines the day of the last edit or import (9 of 9 pages), or an instant in
    UTC whose local day is the day before. One day earlier may as well be a browser's time zone
    in a `time` element, which is believed only from two days on.
    """
    said = next((day for offer in told if (day := day_of(offer.raw))), None)
    for offer in shown:
        day = day_of(offer.raw)
        if said is None or day is None or not FIRST_DAY <= day < said:
            continue
        if (said - day).days > 1 or offer.source != DateSource.TIME:
            return [offer]
    return []


def modified(
    page: Page, data: Structured, refs: Sequence[PageRef], byline: Sequence[CandidateBlock]
) -> Fact:
    """The day on which the post was last changed; the sitemap's lastmod is the last resort."""
    hints = [ref for ref in refs if ref.hints.modified]
    lastmods = [ref.lastmod for ref in refs if ref.lastmod and ref.route is Route.SITEMAP]
    offers = [
        *[Offer(raw=ref.hints.modified or "", source=DateSource(ref.route)) for ref in hints],
        *_node_dates(data, "dateModified"),
        *_page_changes(data),
        *_meta(data, _MODIFIED_META),
        *_changed(byline),
        *[Offer(raw=raw, source=DateSource.SITEMAP) for raw in lastmods],
    ]
    return choose_candidate(offers, lambda raw: possible_day(raw, page.fetched_at))


def _hinted(refs: Sequence[PageRef], route: Route) -> Iterator[Offer]:
    for ref in refs:
        if ref.route is route and ref.hints.published:
            yield Offer(raw=ref.hints.published, source=DateSource(route))


def _node_dates(data: Structured, key: str) -> Iterator[Offer]:
    raw = text_of(data.post.get(key))
    if raw:
        yield Offer(raw=raw, source=DateSource.JSONLD)


def _page_changes(data: Structured) -> Iterator[Offer]:
    """When the page changed. Its publication is not asked: Yoast writes one for every page of a
    site, and no reader sees it (on 11 of 16 pages that had no other date)."""
    for node in data.nodes:
        raw = text_of(node.get("dateModified")) if node.get("@type") in _PAGE_TYPES else None
        if raw:
            yield Offer(raw=raw, source=DateSource.JSONLD_PAGE)


def _meta(data: Structured, names: Sequence[str]) -> Iterator[Offer]:
    for name in names:
        for raw in data.meta.get(name, ())[:1]:
            yield Offer(raw=raw, source=DateSource.META)


def _times(byline: Sequence[CandidateBlock]) -> Iterator[Offer]:
    """`time` elements in the lines around the title that do not say "updated"."""
    for draft in byline:
        for time in draft.element.iter("time"):
            names = f"{time.get('class', '')} {time.get('itemprop', '')} {draft.text}"
            if not _CHANGED.search(names):
                yield Offer(raw=_shown_day(time), source=DateSource.TIME)


def _shown_day(time: HtmlElement) -> str:
    """The day of a `time` element: its attribute, or its text where that is the day before.

    The attribute is an instant in UTC, which the site shows in its own time zone.
    """
    told, text = time.get("datetime"), fold(time.text_content())
    said, shown = day_of(told or ""), day_of(text)
    if told is None or (said and shown and shown == said - timedelta(days=1)):
        return text
    return told


def _in_address(page: Page) -> Iterator[Offer]:
    found = _URL_DAY.search(urlsplit(page.final_url or page.url).path)
    if found:
        year, month, day = found.groups()
        raw = f"{year}-{month}-{day}" if month.isdigit() else f"{day} {month} {year}"
        yield Offer(raw=raw, source=DateSource.URL)


def _visible(byline: Sequence[CandidateBlock]) -> Iterator[Offer]:
    """Dates in short lines around the title, up to the word that announces a change."""
    for draft in byline:
        text = _CHANGED.split(draft.text)[0]
        if _is_dated(draft) and day_of(text) and not _is_of_something_else(text):
            yield Offer(raw=text, source=DateSource.BYLINE)


def _is_of_something_else(text: str) -> bool:
    """True for days from one to another, which are those of an event, and for days of notices."""
    days = {day for part in _SPAN.split(text) if (day := day_of(part))}
    return len(days) > 1 or bool(_OTHER_DAY.search(text))


def _changed(byline: Sequence[CandidateBlock]) -> Iterator[Offer]:
    for draft in byline:
        found = _CHANGED.search(draft.text)
        if found and _is_dated(draft):
            yield Offer(raw=draft.text[found.start() :], source=DateSource.BYLINE)


def _is_dated(draft: CandidateBlock) -> bool:
    return len(draft.words) <= _MAX_BYLINE_WORDS and day_of(draft.text) is not None
