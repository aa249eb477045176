"""The features of posts and other pages: what routes, platform, metadata, URL and text say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from pipelines.extract.classify import weights
from pipelines.extract.classify.classifier_input import ClassifierInput
from pipelines.extract.classify.feature_patterns import Wording, literal_words, packaged_patterns
from pipelines.extract.classify.linked_headings import linked_posts
from pipelines.extract.classify.page_title import title_without_site_name
from pipelines.extract.content.platform_rules import matches
from pipelines.extract.document.structured_data import POST_TYPES, types_of
from pipelines.items import DateSource, Kind, Role
from scrapers.items import Listed, Route
from scrapers.platforms import by_name

_LONG_PARAGRAPH = 25
_POST_NUMBER = re.compile(r"(?:^|&)p=\d+(?:&|$)")
"""`/?p=41` is a post and not the home page. Source: WordPress plain permalinks."""
_INDEX_FILE = re.compile(r"/index\.\w+$")
_SLUG_WORD = re.compile(r"[-_]")
_SENTENCE_WORDS = 4
_NAME_WORDS = 2
_OWN_NODES = 2
"""More articles than this in JSON-LD are the entries of a list."""
_PROSE_SHARE = 0.75
_POST_PARTS = (
    (Role.BYLINE, weights.BYLINE),
    (Role.AUTHOR_BOX, weights.AUTHOR_BOX),
    (Role.SHARE, weights.SHARE),
)
_LISTED_POSTS = 2
_FEW = 3
_MANY = 10
_OUR_SHARE = 0.03
"""A text in which one word of 33 is we or our presents its writers: .01 of posts, .08 of others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One observation that speaks for (weight above 0) or against a post."""

    weight: float
    sentence: str
    is_list: bool = False
    """Whether it says that the page lists posts or goods; a page refused for it is a list."""


def features_of(inputs: ClassifierInput) -> Iterator[Feature]:
    """All features of a page, those of routes and platforms first."""
    yield from _listed_features(inputs)
    yield from _platform_features(inputs)
    yield from _metadata_features(inputs)
    yield from _url_features(inputs)
    yield from _title_features(inputs)
    yield from _fact_features(inputs)
    yield from _text_features(inputs)
    yield from _linked_heading_features(inputs)
    yield from _voice_features(inputs)
    yield from _shop_features(inputs)


def _listed_features(inputs: ClassifierInput) -> Iterator[Feature]:
    listed = {ref.hints.listed for ref in inputs.refs}
    if Listed.POST in listed:
        yield Feature(
            weight=weights.LISTED_AS_POST, sentence="a route that lists nothing but posts lists it"
        )
    elif Listed.PAGE in listed:
        yield Feature(weight=weights.LISTED_AS_PAGE, sentence="the site's sitemap of pages has it")
    if any(ref.route is Route.LISTING for ref in inputs.refs):
        yield Feature(
            weight=weights.LINKED_FROM_BLOG, sentence="a page of the blog links to it as to a post"
        )


def _platform_features(inputs: ClassifierInput) -> Iterator[Feature]:
    platform = by_name(inputs.page.platform)
    if matches(inputs.tree, platform.post_xpath):
        yield Feature(weight=weights.PLATFORM_POST, sentence=f"{platform.name} marks it as a post")
    elif matches(inputs.tree, platform.rarely_post_xpath):
        is_page = bool(inputs.tree.xpath("//body[contains(concat(' ', @class, ' '), ' page ')]"))
        weight = weights.PLATFORM_WORDPRESS_PAGE if is_page else weights.PLATFORM_PAGE
        yield Feature(
            weight=weight, sentence=f"{platform.name} marks it as a page that is seldom a post"
        )
    if platform.is_post(urlsplit(inputs.page.url).path):
        yield Feature(
            weight=weights.PLATFORM_POST_URL,
            sentence=f"{platform.name} has its posts at such addresses",
        )


def _metadata_features(inputs: ClassifierInput) -> Iterator[Feature]:
    types = inputs.data.types()
    posts = [node for node in inputs.data.nodes if POST_TYPES & set(types_of(node))]
    if 0 < len(posts) <= _OWN_NODES:
        yield Feature(weight=weights.JSON_LD_ARTICLE, sentence="JSON-LD calls it an article")
    if types & literal_words(Wording.SHOP_TYPE) and not posts:
        yield Feature(weight=weights.JSON_LD_PRODUCT, sentence="JSON-LD calls it a product")
    if types & literal_words(Wording.LIST_TYPE) and not posts:
        yield Feature(weight=weights.JSON_LD_LIST, sentence="JSON-LD calls it a list", is_list=True)
    kind = (inputs.data.first("og:type") or "").lower()
    if kind == "article" and not _is_dated_as_page(inputs):
        yield Feature(weight=weights.OG_ARTICLE, sentence="og:type is article")
    elif "product" in kind:
        yield Feature(weight=weights.OG_PRODUCT, sentence=f"og:type is {kind}")
    if inputs.data.first("article:published_time"):
        yield Feature(
            weight=weights.META_PUBLISHED, sentence="a meta tag says when it was published"
        )
    if len(list(islice(inputs.tree.iter("article"), 2))) == 1:
        yield Feature(weight=weights.ONE_ARTICLE_ELEMENT, sentence="it is marked up as one article")


def _is_dated_as_page(inputs: ClassifierInput) -> bool:
    """Whether meta tags say when it was modified and not when it was published, as Yoast's do."""
    dates = ("article:modified_time", "article:published_time")
    return [name in inputs.data.meta for name in dates] == [True, False]


def _url_features(inputs: ClassifierInput) -> Iterator[Feature]:
    url = urlsplit(inputs.page.final_url or inputs.page.url)
    path, patterns = url.path, packaged_patterns()
    slug_words = _SLUG_WORD.split(_INDEX_FILE.sub("", path).rstrip("/").rsplit("/", 1)[-1])
    is_numbered = _POST_NUMBER.search(url.query) is not None
    if patterns[Wording.LISTING_PATH].match(path) and not is_numbered:
        sentence = f"{path or '/'} is an address of a list or a home page"
        yield Feature(weight=weights.LISTING_URL, sentence=sentence, is_list=True)
    elif patterns[Wording.POST_PATH].search(path):
        yield Feature(weight=weights.POST_URL, sentence="its address stands below that of a blog")
    elif patterns[Wording.PAGE_NAME].search(path):
        yield Feature(weight=weights.PAGE_NAME, sentence="its URL is that of a page of every site")
    elif patterns[Wording.PAGE_PATH].search(path):
        yield Feature(
            weight=weights.PAGE_URL,
            sentence="its address stands below that of products or services",
        )
    if len(slug_words) >= _SENTENCE_WORDS:
        yield Feature(weight=weights.LONG_SLUG, sentence="its address reads like a headline")
    elif len(slug_words) <= _NAME_WORDS:
        yield Feature(
            weight=weights.SHORT_SLUG, sentence="its address reads like the name of a page"
        )


def _title_features(inputs: ClassifierInput) -> Iterator[Feature]:
    title, patterns = title_without_site_name(inputs), packaged_patterns()
    if patterns[Wording.ARCHIVE_TITLE].search(title):
        yield Feature(
            weight=weights.ARCHIVE_TITLE, sentence="its title is that of a list", is_list=True
        )
    elif patterns[Wording.POST_TITLE].search(title):
        yield Feature(weight=weights.POST_TITLE, sentence="its title asks, counts or explains")


def _fact_features(inputs: ClassifierInput) -> Iterator[Feature]:
    visible = {
        candidate.source
        for candidate in inputs.published.candidates
        if candidate.value and _is_visible(candidate.source)
    }
    if visible:
        yield Feature(weight=weights.VISIBLE_DATE, sentence="it shows its readers a date")
    if inputs.author.value:
        yield Feature(
            weight=weights.AUTHOR, sentence=f"an author is named ({inputs.author.source})"
        )
    roles = {block.role for block in inputs.drafts}
    for role, weight in _POST_PARTS:
        if role in roles:
            words = role.value.replace("_", " ")
            yield Feature(weight=weight, sentence=f"it has what belongs to posts: {words}")


def _is_visible(source: str) -> bool:
    date_source = DateSource.of(source)
    return date_source is not None and date_source.is_visible


def _text_features(inputs: ClassifierInput) -> Iterator[Feature]:
    """The shape of the text, with what was cut out of it because it lists other posts."""
    kept = [block for block in inputs.drafts if block.is_kept or block.is_listing]
    words = sum(len(block.words) for block in kept)
    long = [
        block
        for block in kept
        if len(block.words) >= _LONG_PARAGRAPH and block.kind is not Kind.TABLE
    ]
    share = sum(len(block.words) for block in long) / words
    if share >= _PROSE_SHARE:
        yield Feature(weight=weights.PROSE, sentence=f"{share:.0%} of its text are long paragraphs")
    elif len(long) < _FEW:
        yield Feature(weight=weights.FEW_PARAGRAPHS, sentence=f"only {len(long)} long paragraphs")
    if sum(block.kind is Kind.HEADING for block in kept) > len(long):
        yield Feature(weight=weights.MANY_HEADINGS, sentence="more headings than long paragraphs")
    coverage = words / sum(len(block.words) for block in inputs.drafts)
    if coverage < 0.2:
        yield Feature(
            weight=weights.SMALL_PART_OF_PAGE,
            sentence=f"its text is only {coverage:.0%} of the page",
        )
    linked = sum(block.linked for block in kept) / max(1, sum(len(block.text) for block in kept))
    if linked > 0.3:
        sentence = f"{linked:.0%} of its text is links, as in a list"
        yield Feature(weight=weights.MANY_LINKS, sentence=sentence, is_list=True)


def _linked_heading_features(inputs: ClassifierInput) -> Iterator[Feature]:
    count = len(linked_posts(inputs))
    if count >= _LISTED_POSTS:
        sentence = f"it consists of {count} texts whose headings link to pages of their own"
        yield Feature(weight=weights.LINKED_HEADINGS, sentence=sentence, is_list=True)


def _voice_features(inputs: ClassifierInput) -> Iterator[Feature]:
    """Posts link to what others wrote; pages that sell speak about their own company."""
    kept = [block for block in inputs.drafts if block.is_kept]
    host = _host(inputs.page.url)
    if any(_host(link.url) not in ("", host) for block in kept for link in block.links):
        yield Feature(weight=weights.EXTERNAL_LINK, sentence="its text links to another site")
    own = sum(
        block.words.count(word) for block in kept for word in literal_words(Wording.OWN_VOICE)
    )
    share = own / sum(len(block.words) for block in kept)
    if share >= _OUR_SHARE:
        yield Feature(weight=weights.OWN_VOICE, sentence=f"{share:.0%} of its words are we and our")


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _shop_features(inputs: ClassifierInput) -> Iterator[Feature]:
    patterns, text = packaged_patterns(), "\n".join(block.text for block in inputs.drafts).lower()
    sales = set(patterns[Wording.SALES_WORD].findall(text))
    if len(sales) > 1:
        yield Feature(
            weight=weights.SALES_WORDS, sentence="it sells: " + ", ".join(sorted(sales)[:3])
        )
    prices = sum(
        1
        for block in inputs.drafts
        if len(block.words) < 10 and patterns[Wording.PRICE].search(block.text)
    )
    if prices >= _FEW:
        weight = weights.MANY_PRICES if prices >= _MANY else weights.PRICES
        yield Feature(weight=weight, sentence=f"{prices} prices stand on it")
