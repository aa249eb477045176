"""The title of a post, without the site's name."""

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from pipelines.extract.draft import Draft
from pipelines.extract.evidence import Offer, decide
from pipelines.extract.structured import Structured, text_of
from pipelines.extract.words import fold, words_of
from pipelines.items import Fact, Kind

_SEPARATOR = re.compile(r"\s+[|\-–—·•»:]+\s+|\s*[|»•]\s*")
_SHARED = 0.5
_MAX_WORDS = 40


def title_of(
    tree: HtmlElement, data: Structured, drafts: Sequence[Draft], hint: str | None
) -> Fact:
    """The title as the page shows it, else as it says for machines, minus the site's name.

    Order: a heading that equals a title for machines or one of its parts; an h1 that shares
    half its words; the route's title; JSON-LD headline; a lone h1; og:title and title without
    the site's name. Source: exact on .87 of 793 pages against .55 for og:title; research.
    """
    machine = list(_machine_titles(tree, data, hint))
    site = data.first("og:site_name", "application-name")
    offers = [
        *_matching_headings(drafts, [offer.raw for offer in machine]),
        *[offer for offer in machine if offer.source in ("wordpress", "feed", "listing")],
        *[offer for offer in machine if offer.source == "jsonld"],
        *_lone_h1(drafts),
        *[offer for offer in machine if offer.source in ("og", "title")],
    ]
    return decide(offers, lambda raw: clean_title(raw, site))


def _machine_titles(tree: HtmlElement, data: Structured, hint: str | None) -> Iterator[Offer]:
    title = tree.find(".//head/title")
    said = (
        ("feed", hint),
        ("jsonld", text_of(data.post.get("headline")) or text_of(data.post.get("name"))),
        ("og", data.first("og:title", "twitter:title")),
        ("title", None if title is None else title.text_content()),
    )
    for source, raw in said:
        if raw and fold(raw):
            yield Offer(raw=fold(raw), source=source)


def _matching_headings(drafts: Sequence[Draft], titles: list[str]) -> Iterator[Offer]:
    """Headings that say the same as a title for machines: equal first, then similar h1."""
    wholes = [words_of(title) for title in titles]
    parts = {words_of(part) for title in titles for part in _SEPARATOR.split(title)}
    headings = [draft for draft in drafts if draft.kind is Kind.HEADING]
    for wanted in (wholes, [part for part in parts if len(part) > 1]):
        for draft in headings:
            if draft.words and draft.words in wanted and (draft.level or 6) <= 3:
                yield Offer(raw=draft.text, source=f"h{draft.level}")
    for draft in headings:
        if draft.level == 1 and any(_overlap(draft.words, whole) >= _SHARED for whole in wholes):
            yield Offer(raw=draft.text, source="h1")


def _overlap(one: Sequence[str], other: Sequence[str]) -> float:
    longest = max(len(set(one)), len(set(other)))
    return len(set(one) & set(other)) / longest if longest else 0.0


def _lone_h1(drafts: Sequence[Draft]) -> Iterator[Offer]:
    first = [draft for draft in drafts if draft.kind is Kind.HEADING and draft.level == 1]
    if len(first) == 1 and 1 < len(first[0].words) <= _MAX_WORDS:
        yield Offer(raw=first[0].text, source="h1")


def clean_title(raw: str, site: str | None) -> str | None:
    """The title without the site's name before or behind it; None where nothing is left."""
    title = fold(raw)
    name = words_of(site or "")
    parts = _SEPARATOR.split(title)
    if name and len(parts) > 1:
        for separator in _SEPARATOR.finditer(title):
            before, after = title[: separator.start()], title[separator.end() :]
            if words_of(after) == name:
                return before or None
            if words_of(before) == name:
                return after or None
    return title or None
