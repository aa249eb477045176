"""The title of a post, without the site's name.

The site's name, and a title without it.
"""

import html
import re
from collections.abc import Collection, Iterator, Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.structured_data import Structured, text_of
from pipelines.extract.document.text import fold, words_of
from pipelines.extract.metadata.candidates import choose_candidate
from pipelines.extract.metadata.date_parsing import day_of
from pipelines.items import Candidate, Fact, Kind
from scrapers.items import PageRef, Route

SEPARATOR = re.compile(r"\s+[|\-–—·•»:]+\s+|\s*[|»•]\s*")
NAME_WORDS = 2
"""A part this short before a bar is rather the site's name than the title (Webflow)."""
_COLON = re.compile(r":\s+")
_BAR = re.compile(r"\s*\|\s*")


def site_names(data: Structured, url: str) -> frozenset[tuple[str, ...]]:
    """The words of the site's name as it gives it, and as its host spells it."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    names = [data.first("og:site_name", "application-name"), host, host.split(".")[0]]
    return frozenset(words_of(name) for name in names if name)


def clean_title(
    raw: str, site: Collection[tuple[str, ...]], *, is_whole: bool = False
) -> str | None:
    """The title without the site's name or section around it; None where nothing is left.

    A bar ends the title in headings as well: of 5 headings with one, 4 true titles end at it.
    is_whole: whether two sources give it with its bars, which are part of it then.
    """
    title = fold(html.unescape(raw))
    title = title if is_whole else _without_bars(title)
    for separator in (*SEPARATOR.finditer(title), *_COLON.finditer(title)):
        before, after = title[: separator.start()], title[separator.end() :]
        if _is_site(after, site):
            return before or None
        if _is_site(before, site):
            return after or None
    return title or None


def _is_site(text: str, site: Collection[tuple[str, ...]]) -> bool:
    """Whether a text is the site's name, as it gives it or as its host spells it in one word."""
    words = words_of(text)
    return words in site or ("".join(words),) in site


def _without_bars(title: str) -> str:
    """What precedes the first bar, or what follows it where that is only a name."""
    before, bar, after = title, "", ""
    match = _BAR.search(title)
    if match:
        before, bar, after = title[: match.start()], match[0], title[match.end() :]
    if not bar or not before or not after:
        return title.strip("| ")
    is_name = len(words_of(before)) <= NAME_WORDS < len(words_of(after))
    return _without_bars(after) if is_name else before


_SHARED = 0.5
"""An h1 that shares this part of its words with a title for machines is the title."""
_MAX_WORDS = 40
_SPELLED = 0.4
"""By how much more of the URL's words a title must hold to be what the URL spells.

Source: of the pages on which exactly one of the two is the true title .40 decides 7, 6 of them
rightly (halves by hash: 5 of 5, 1 of 2); .30 decides 12, 8 rightly.
"""
_SPELLED_WORDS = 3
"""A URL of fewer words names a page (/portfolio-work) and does not spell its title."""
_ROUTES = (Route.WORDPRESS, Route.FEED)
"""Routes that give a post's title whole; cards of a listing cut it, news sitemaps are rare."""
_LABEL_WORDS = 4
_URL_WORD = re.compile(r"[^\W_]+")


def title_of(
    tree: HtmlElement,
    data: Structured,
    blocks: Sequence[CandidateBlock],
    refs: Sequence[PageRef],
    url: str,
) -> Fact:
    """The title as the page shows it, else as it says for machines, minus the site's name.

    Order: a heading that equals the title of a route, one for machines or its longest part; an h1
    that shares half its words; the title of REST or feed; a lone h1; JSON-LD headline; og:title;
    title; a card of a listing. Where the URL spells a title for machines and not the h1, that
    h1 is the site's name, a slogan or the head of a column, and comes last.

    Source: exact on .90 of 793 pages against .55 for og:title. Most of the 79 others have a truth
    that only machines are told, where readers see another headline; where the two differ the truth
    has the one of the readers 108 times, the other 60 times, and nothing tells them apart.
    """
    routed, machine = list(_routed(refs, _ROUTES)), list(_machine_titles(tree, data))
    cards = list(_routed(refs, (Route.LISTING, Route.SITEMAP)))
    site = site_names(data, url)
    headings = [block for block in blocks if block.kind is Kind.HEADING and (block.level or 6) <= 3]
    wholes = [candidate.raw for candidate in (*routed, *machine)]
    equal = _equal_headings(
        headings, [candidate.raw for candidate in (*routed, *cards, *machine)], site
    )
    near = [*_similar_h1(headings, wholes), *_parts(headings, wholes, site)]
    lone = list(_lone_h1(blocks, site, url))
    shown = [*near, *lone]
    if shown and _url_prefers(machine, shown[0].raw, url):
        candidates = [*equal, *routed, *machine, *shown, *cards]
    else:
        candidates = [*equal, *near, *routed, *lone, *machine, *cards]
    agreed = _agreed(headings, [*routed, *machine])
    return choose_candidate(
        candidates, lambda raw: clean_title(raw, site, is_whole=words_of(raw) in agreed)
    )


def _agreed(
    headings: Sequence[CandidateBlock], candidates: Sequence[Candidate]
) -> set[tuple[str, ...]]:
    """What a heading gives word for word as another source, and the `title` element with more.

    Only that element has the site's name behind the title by custom: what is before it is whole.
    """
    others = {words_of(c.raw) for c in candidates if c.source != "title"}
    longer = [words_of(c.raw) for c in candidates if c.source == "title"]
    same = {block.words for block in headings} & others
    return {w for w in same if any(t[: len(w)] == w and len(t) > len(w) for t in longer)}


def _routed(refs: Sequence[PageRef], routes: Collection[Route]) -> Iterator[Candidate]:
    for ref in sorted(refs, key=lambda ref: ref.route is not Route.WORDPRESS):
        if ref.route in routes and ref.hints.title:
            yield Candidate(raw=fold(html.unescape(ref.hints.title)), source=ref.route.value)


def _machine_titles(tree: HtmlElement, data: Structured) -> Iterator[Candidate]:
    title = tree.find(".//head/title")
    sources = (
        ("jsonld", text_of(data.post.get("headline")) or text_of(data.post.get("name"))),
        ("og", data.first("og:title", "twitter:title")),
        ("title", None if title is None else title.text_content()),
    )
    for source, raw in sources:
        text = fold(html.unescape(raw or ""))
        if text:
            yield Candidate(raw=text, source=source)


def _equal_headings(
    headings: Sequence[CandidateBlock], titles: Sequence[str], site: Collection[tuple[str, ...]]
) -> list[Candidate]:
    """Headings that say the same as a title for machines: whole, else its longest part."""
    wholes = [words_of(title) for title in titles]
    long = sorted(_parts_of(titles), key=len, reverse=True)
    return [
        Candidate(raw=block.text, source=f"h{block.level}")
        for wanted in (*wholes, *(part for part in long if len(part) > NAME_WORDS))
        for block in headings
        if block.words == wanted and wanted and wanted not in site
    ]


def _parts_of(titles: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The words of each part of the titles, in their order, so that the first of two equals wins.

    A set would let the hash seed of the process choose the title, and with it the body.
    """
    parts = (words_of(part) for title in titles for part in SEPARATOR.split(title))
    return tuple(dict.fromkeys(parts))


def _similar_h1(headings: Sequence[CandidateBlock], titles: Sequence[str]) -> Iterator[Candidate]:
    wholes = [words_of(title) for title in titles]
    for block in headings:
        if block.level == 1 and any(_overlap(block.words, whole) >= _SHARED for whole in wholes):
            yield Candidate(raw=_without_label(block.text, titles), source="h1")


def _without_label(text: str, titles: Sequence[str]) -> str:
    """An h1 without the date or the "Blog:" that it puts before what a title for machines says."""
    for title in titles:
        label = text.removesuffix(title).strip()
        is_short = label != text and 0 < len(words_of(label)) <= _LABEL_WORDS
        if is_short and (label.endswith(":") or day_of(label)):
            return title
    return text


def _parts(
    headings: Sequence[CandidateBlock], titles: Sequence[str], site: Collection[tuple[str, ...]]
) -> Iterator[Candidate]:
    """Headings that are a short part of a title for machines."""
    parts = _parts_of(titles)
    for block in headings:
        if block.words in parts and block.words not in site:
            yield Candidate(raw=block.text, source=f"h{block.level}")


def _overlap(left: Sequence[str], right: Sequence[str]) -> float:
    longest = max(len(set(left)), len(set(right)))
    return len(set(left) & set(right)) / longest if longest else 0.0


def _lone_h1(
    blocks: Sequence[CandidateBlock], site: Collection[tuple[str, ...]], url: str
) -> Iterator[Candidate]:
    """The one h1 of the page, else the one before its body; the site's name does not count.

    One of a single word is taken only where the URL ends in that word.
    """
    is_text = (block.is_kept and block.kind is not Kind.HEADING for block in blocks)
    body = next((number for number, is_body in enumerate(is_text) if is_body), 0)
    for part in (blocks, blocks[:body]):
        texts = {d.words: d.text for d in part if d.level == 1 and d.kind is Kind.HEADING}
        named = {words: text for words, text in texts.items() if words and words not in site}
        if len(named) == 1:
            words, text = next(iter(named.items()))
            if 1 < len(words) <= _MAX_WORDS or words == _spelled_words(url):
                yield Candidate(raw=text, source="h1")


def _url_prefers(machine: Sequence[Candidate], shown: str, url: str) -> bool:
    """Whether the URL was made from a title for machines rather than from the heading."""
    spelled = set(_spelled_words(url))
    if len(spelled) < _SPELLED_WORDS or not machine:
        return False
    share = max(len(spelled & set(words_of(candidate.raw))) for candidate in machine) / len(spelled)
    return share - len(spelled & set(words_of(shown))) / len(spelled) >= _SPELLED


def _spelled_words(url: str) -> tuple[str, ...]:
    """Words of the last part of a URL, which is made from the title of the first version."""
    path = urlsplit(url).path.rstrip("/").lower()
    return tuple(_URL_WORD.findall(path.rsplit("/", 1)[-1]))
