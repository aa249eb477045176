"""The signs for and against a post: what routes, builder, machine data, address and text say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipelines.extract.content.platform_rules import matches
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.structured_data import POST_TYPES, Structured, types_of
from pipelines.items import DateSource, Fact, Kind, Role
from scrapers.items import Listed, Page, PageRef, Route
from scrapers.platforms import by_name

_LONG_PARAGRAPH = 25
_ARCHIVE_TITLE = re.compile(
    r"^(?:category|tag|author|archives?|posts? (?:by|tagged)|search results?)\b\s*:?|\barchives?$",
    re.IGNORECASE,
)
_LISTING_PATH = re.compile(
    r"^/(?:blogs?|news|articles?|posts?|insights|resources)?/?(?:index\.\w+)?$", re.IGNORECASE
)
_POST_NUMBER = re.compile(r"(?:^|&)p=\d+(?:&|$)")
"""`/?p=41` is a post and not the home page. Source: WordPress plain permalinks."""
_POST_PATH = re.compile(
    r"/(?:blogs?|posts?|news|articles?|insights?|stories|journal|learn|guides?|resources?|magazine"
    r"|tips|advice|\d{4}/\d\d?)/[^/]+",
    re.IGNORECASE,
)
_PAGE_PATH = re.compile(
    r"/(?:products?|collections|shop|store|services?|cart|category|categories|tags?|topics?|authors?"
    r"|about|contact|pricing|solutions|features|listings?|locations?|plans|tools|apps?|p|dp|item)"
    r"(?:/|$)",
    re.IGNORECASE,
)
_POST_TITLE = re.compile(
    r"\?|: |\b20\d\d\b|\b(?:tips|guide|vs\.?|explained|ways)\b"
    r"|^(?:\d+|how|what|why|when|where|who|which|is|are|can|do|does|should|best|top|the best"
    r"|the ultimate|the complete|\w+ (?:ways|tips|things|reasons))\b",
    re.IGNORECASE,
)
"""Titles that ask, count or explain: .71 of posts, .10 of other pages."""
_SHOP_TYPES = frozenset(
    {"product", "productgroup", "offer", "aggregateoffer", "softwareapplication"}
)
_LIST_TYPES = frozenset({"collectionpage", "itemlist", "searchresultspage", "offercatalog"})
_SALES = re.compile(
    r"\b(?:add to (?:cart|bag|basket)|buy now|in stock|out of stock|free shipping|sort by|filter by"
    r"|\d+ (?:products|results|items))\b"
)
"""In small letters: with IGNORECASE the search took 0.6 ms a page (measured)."""
_PRICE = re.compile(r"[$£€]\s?\d")
_SLUG_WORD = re.compile(r"[-_]")
_SENTENCE_WORDS = 4
_NAME_WORDS = 2
_OWN_NODES = 2
"""More articles than this in JSON-LD are those that a list shows."""
_PROSE_SHARE = 0.75
_FEW = 3
_MANY = 10
_SHOWN = (DateSource.TIME, DateSource.BYLINE, DateSource.POSTED)
"""Sources of a date that a reader sees on the page."""
_OURS = frozenset({"we", "our", "ours", "us"})
_OUR_SHARE = 0.03
"""A text in which one word of 33 is we or our presents its writers: .01 of posts, .08 of others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One observation that speaks for (above 0) or against a post."""

    weight: float
    sentence: str
    is_list: bool = False
    """True where it says that the page lists posts or goods, so that one refused for it is a list
    and not merely another page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifierInput:
    """What the gate looks at."""

    page: Page
    refs: Sequence[PageRef]
    tree: HtmlElement
    data: Structured
    drafts: Sequence[CandidateBlock]
    published: Fact
    author: Fact
    title: Fact


def features_of(seen: ClassifierInput) -> Iterator[Feature]:
    """All signs for and against, those of routes and builders first."""
    yield from _listed_signs(seen)
    yield from _platform_signs(seen)
    yield from _declared_signs(seen)
    yield from _address_signs(seen)
    yield from _title_signs(seen)
    yield from _fact_signs(seen)
    yield from _text_signs(seen)
    yield from _voice_signs(seen)
    yield from _shop_signs(seen)


def _listed_signs(seen: ClassifierInput) -> Iterator[Feature]:
    listed = {ref.hints.listed for ref in seen.refs}
    if Listed.POST in listed:
        yield Feature(weight=3, sentence="a route that lists nothing but posts lists it")
    elif Listed.PAGE in listed:
        yield Feature(weight=-3, sentence="the site's sitemap of pages has it")
    if any(ref.route is Route.LISTING for ref in seen.refs):
        yield Feature(weight=1.5, sentence="a page of the blog links to it as to a post")


def _platform_signs(seen: ClassifierInput) -> Iterator[Feature]:
    platform = by_name(seen.page.platform)
    if matches(seen.tree, platform.post_sign):
        yield Feature(weight=3, sentence=f"{platform.name} marks it as a post")
    elif matches(seen.tree, platform.seldom_post_sign):
        # many sites write their posts as WordPress pages: 52 of 793
        is_page = bool(seen.tree.xpath("//body[contains(concat(' ', @class, ' '), ' page ')]"))
        weight = -0.5 if is_page else -3
        yield Feature(
            weight=weight, sentence=f"{platform.name} marks it as a page that is seldom a post"
        )
    if platform.is_post(urlsplit(seen.page.url).path):
        yield Feature(weight=2, sentence=f"{platform.name} has its posts at such addresses")


def _declared_signs(seen: ClassifierInput) -> Iterator[Feature]:
    kinds = seen.data.types()
    posts = [node for node in seen.data.nodes if POST_TYPES & set(types_of(node))]
    if 0 < len(posts) <= _OWN_NODES:
        yield Feature(weight=1.5, sentence="JSON-LD calls it an article")
    if kinds & _SHOP_TYPES and not posts:
        yield Feature(weight=-2.5, sentence="JSON-LD calls it a product")
    if kinds & _LIST_TYPES and not posts:
        yield Feature(weight=-1, sentence="JSON-LD calls it a list", is_list=True)
    kind = (seen.data.first("og:type") or "").lower()
    if kind == "article":
        yield Feature(weight=1, sentence="og:type is article")
    elif "product" in kind:
        yield Feature(weight=-2, sentence=f"og:type is {kind}")
    if seen.data.first("article:published_time"):
        yield Feature(weight=1, sentence="a meta tag says when it was published")
    if len(list(islice(seen.tree.iter("article"), 2))) == 1:
        yield Feature(weight=1, sentence="it is marked up as one article")


def _address_signs(seen: ClassifierInput) -> Iterator[Feature]:
    path = urlsplit(seen.page.final_url or seen.page.url).path
    slug = _SLUG_WORD.split(path.rstrip("/").rsplit("/", 1)[-1])
    numbered = _POST_NUMBER.search(urlsplit(seen.page.final_url or seen.page.url).query)
    if _LISTING_PATH.match(path) and not numbered:
        sentence = f"{path or '/'} is an address of a list or a home page"
        yield Feature(weight=-3, sentence=sentence, is_list=True)
    elif _POST_PATH.search(path):
        yield Feature(weight=1.5, sentence="its address stands below that of a blog")
    elif _PAGE_PATH.search(path):
        yield Feature(weight=-1.5, sentence="its address stands below that of products or services")
    if len(slug) >= _SENTENCE_WORDS:
        yield Feature(weight=1, sentence="its address reads like a headline")
    elif len(slug) <= _NAME_WORDS:
        yield Feature(weight=-0.5, sentence="its address reads like the name of a page")


def _title_signs(seen: ClassifierInput) -> Iterator[Feature]:
    title = seen.title.value or ""
    if _ARCHIVE_TITLE.search(title):
        yield Feature(weight=-2, sentence="its title is that of a list", is_list=True)
    elif _POST_TITLE.search(title):
        yield Feature(weight=2, sentence="its title asks, counts or explains")


def _fact_signs(seen: ClassifierInput) -> Iterator[Feature]:
    visible = {
        candidate.source
        for candidate in seen.published.candidates
        if candidate.value and candidate.source in _SHOWN
    }
    if visible:
        yield Feature(weight=1, sentence="it shows its readers a date")
    if seen.author.value:
        yield Feature(weight=0.5, sentence=f"an author is named ({seen.author.source})")
    roles = {draft.role for draft in seen.drafts}
    for role, weight in ((Role.BYLINE, 0.5), (Role.AUTHOR_BOX, 1), (Role.SHARE, 0.5)):
        if role in roles:
            words = role.value.replace("_", " ")
            yield Feature(weight=weight, sentence=f"it has what belongs to posts: {words}")


def _text_signs(seen: ClassifierInput) -> Iterator[Feature]:
    """The shape of the text, with what was cut out of it for listing other posts."""
    kept = [draft for draft in seen.drafts if draft.is_kept or draft.is_listing]
    words = sum(len(draft.words) for draft in kept)
    long = [d for d in kept if len(d.words) >= _LONG_PARAGRAPH and d.kind is not Kind.TABLE]
    share = sum(len(draft.words) for draft in long) / words
    if share >= _PROSE_SHARE:
        yield Feature(weight=1.5, sentence=f"{share:.0%} of its text are long paragraphs")
    elif len(long) < _FEW:
        yield Feature(weight=-0.5, sentence=f"only {len(long)} long paragraphs")
    if sum(draft.kind is Kind.HEADING for draft in kept) > len(long):
        yield Feature(weight=-0.5, sentence="more headings than long paragraphs")
    coverage = words / sum(len(draft.words) for draft in seen.drafts)
    if coverage < 0.2:
        yield Feature(weight=-1, sentence=f"its text is only {coverage:.0%} of the page")
    linked = sum(draft.linked for draft in kept) / max(1, sum(len(d.text) for d in kept))
    if linked > 0.3:
        sentence = f"{linked:.0%} of its text is links, as in a list"
        yield Feature(weight=-1.5, sentence=sentence, is_list=True)


def _voice_signs(seen: ClassifierInput) -> Iterator[Feature]:
    """Posts lead to what others wrote; pages that sell speak of their own house."""
    kept = [draft for draft in seen.drafts if draft.is_kept]
    host = _host(seen.page.url)
    if any(_host(link.url) not in ("", host) for draft in kept for link in draft.links):
        yield Feature(weight=1, sentence="its text links to another site")
    own = sum(draft.words.count(word) for draft in kept for word in _OURS)
    share = own / sum(len(draft.words) for draft in kept)
    if share >= _OUR_SHARE:
        yield Feature(weight=-2, sentence=f"{share:.0%} of its words are we and our")


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _shop_signs(seen: ClassifierInput) -> Iterator[Feature]:
    sales = set(_SALES.findall("\n".join(draft.text for draft in seen.drafts).lower()))
    if len(sales) > 1:
        yield Feature(weight=-1.5, sentence="it sells: " + ", ".join(sorted(sales)[:3]))
    prices = sum(1 for d in seen.drafts if len(d.words) < 10 and _PRICE.search(d.text))
    if prices >= _FEW:
        weight = -1.5 if prices >= _MANY else -1
        yield Feature(weight=weight, sentence=f"{prices} prices stand on it")
