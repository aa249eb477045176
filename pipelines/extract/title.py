"""The title of a post, without the site's name."""

import html
import re
from collections.abc import Collection, Iterator, Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipelines.extract.draft import Draft
from pipelines.extract.evidence import Offer, decide
from pipelines.extract.structured import Structured, text_of
from pipelines.extract.words import fold, words_of
from pipelines.items import Fact, Kind

_SEPARATOR = re.compile(r"\s+[|\-–—·•»:]+\s+|\s*[|»•]\s*")
_BAR = re.compile(r"\s*\|\s*")
_SHARED = 0.5
"""An h1 that shares this part of its words with a title for machines is the title."""
_MAX_WORDS = 40
_NAME_WORDS = 2
"""A part this short before a bar is rather the site's name than the title (Webflow)."""


def title_of(
    tree: HtmlElement, data: Structured, drafts: Sequence[Draft], hint: str | None, url: str
) -> Fact:
    """The title as the page shows it, else as it says for machines, minus the site's name.

    Order: a heading that equals a title for machines or one of its parts; an h1 that shares
    half its words; the route's title; JSON-LD headline; a lone h1; og:title and title without
    the site's name. Source: exact on .87 of 793 pages against .55 for og:title; research.
    """
    machine = list(_machine_titles(tree, data, hint))
    site = _site_names(data, url)
    offers = [
        *_matching_headings(drafts, [offer.raw for offer in machine], site),
        *[offer for offer in machine if offer.source in ("route", "jsonld")],
        *_lone_h1(drafts),
        *[offer for offer in machine if offer.source in ("og", "title")],
    ]
    return decide(offers, lambda raw: clean_title(raw, site))


def _site_names(data: Structured, url: str) -> frozenset[tuple[str, ...]]:
    """The site's name as it gives it, and as its address spells it."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    said = [data.first("og:site_name", "application-name"), host, host.split(".")[0]]
    return frozenset(words_of(name) for name in said if name)


def _machine_titles(tree: HtmlElement, data: Structured, hint: str | None) -> Iterator[Offer]:
    title = tree.find(".//head/title")
    said = (
        ("route", hint),
        ("jsonld", text_of(data.post.get("headline")) or text_of(data.post.get("name"))),
        ("og", data.first("og:title", "twitter:title")),
        ("title", None if title is None else title.text_content()),
    )
    for source, raw in said:
        text = fold(html.unescape(raw or ""))
        if text:
            yield Offer(raw=text, source=source)


def _matching_headings(
    drafts: Sequence[Draft], titles: Sequence[str], site: Collection[tuple[str, ...]]
) -> Iterator[Offer]:
    """Headings that say the same as a title for machines: whole, its longest part, similar."""
    headings = [draft for draft in drafts if draft.kind is Kind.HEADING and (draft.level or 6) <= 3]
    wholes = [words_of(title) for title in titles]
    parts = {words_of(part) for title in titles for part in _SEPARATOR.split(title)}
    long = [part for part in parts if len(part) > _NAME_WORDS]
    for wanted in (*wholes, *sorted(long, key=len, reverse=True)):
        for draft in headings:
            if draft.words == wanted and wanted and wanted not in site:
                yield Offer(raw=draft.text, source=f"h{draft.level}")
    for draft in headings:
        if draft.level == 1 and any(_overlap(draft.words, whole) >= _SHARED for whole in wholes):
            yield Offer(raw=draft.text, source="h1")
    for draft in headings:
        if draft.words in parts and draft.words not in site:
            yield Offer(raw=draft.text, source=f"h{draft.level}")


def _overlap(one: Sequence[str], other: Sequence[str]) -> float:
    longest = max(len(set(one)), len(set(other)))
    return len(set(one) & set(other)) / longest if longest else 0.0


def _lone_h1(drafts: Sequence[Draft]) -> Iterator[Offer]:
    first = [draft for draft in drafts if draft.kind is Kind.HEADING and draft.level == 1]
    if len(first) == 1 and 1 < len(first[0].words) <= _MAX_WORDS:
        yield Offer(raw=first[0].text, source="h1")


def clean_title(raw: str, site: Collection[tuple[str, ...]]) -> str | None:
    """The title without the site's name or section around it; None where nothing is left."""
    title = _without_bars(fold(html.unescape(raw)))
    for separator in _SEPARATOR.finditer(title):
        before, after = title[: separator.start()], title[separator.end() :]
        if words_of(after) in site:
            return before or None
        if words_of(before) in site:
            return after or None
    return title or None


def _without_bars(title: str) -> str:
    """What stands before the first bar, or behind it where that is only a name."""
    before, bar, after = title, "", ""
    found = _BAR.search(title)
    if found:
        before, bar, after = title[: found.start()], found[0], title[found.end() :]
    if not bar or not before or not after:
        return title.strip("| ")
    is_name = len(words_of(before)) <= _NAME_WORDS < len(words_of(after))
    return _without_bars(after) if is_name else before
