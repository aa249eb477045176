"""What an element is for by its tag, its role and its names; all that it holds inherits it.

The names are in data/extraction/regions.csv, one row for each.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from lxml.html import HtmlElement

from pipelines.extract.pattern_table import PatternRow, PatternTable, by_role, combined
from pipelines.items import Role

TABLE = PatternTable(
    file="regions.csv",
    roles=(
        Role.COOKIE, Role.COMMENT, Role.SHARE, Role.CONTENTS, Role.BREADCRUMB, Role.TEASER,
        Role.NEWSLETTER, Role.AUTHOR_BOX, Role.BYLINE, Role.TESTIMONIAL, Role.BANNER,
        Role.CALL_TO_ACTION, Role.DISCLAIMER,
    ),
)  # fmt: skip
"""Words of class and id that say what an element is for; the first role that matches is taken.

They are compared with whole names: a theme's prefix may come before them and parts of pages behind,
so that `jp-related-posts` is a teaser and `related-conditions` is not.

Source: class names on 793 real posts and how much of their text is in the true text, such as
0 of 7,189 words in forms, 2 of 424 in bylines, 281 of 4,103 in calls to action.
"""
_PARTS = (
    r"a|accounts|action|alert|align|anchor|and|area|areas|arrow|articles?|aside|author|avatar"
    r"|background|backdrop|banner|bar|bars|bg|bio|block|blocks|body|bottom|box|boxes|br|btns?"
    r"|buttons?|by|card|cards|carousel|categor(?:y|ies)|center|click|close(?:d)?|cols?|columns?"
    r"|comment|component|cont|container|content|copy|count|counter|cta|ctn|data|date|default|desc"
    r"|description|desktop|details?|dialog|disclaimer|div|divider|dot|drawer|el|elements?|email"
    r"|enabled|entry|facebook|fields?|fixed|flex|float(?:ing)?|follow|foot|footer|forms?|grid"
    r"|groups?|handler|has|head|header|heading|headline|hidden|hide|holder|horizontal|icons?|image"
    r"|images|img|info|inline|inner|input|instagram|is|items?|js|label|last|layout|left|li|line"
    r"|linkedin|links?|list|lists|logo|main|me|media|menu|message|meta|mobile|modal|modules?|more"
    r"|name|nav|network|networks|news|next|notice|open|outer|overlay|pages?|panel|phone|photo"
    r"|pinterest|plugin|popup|position|posts?|prev(?:ious)?|primary|print|products?|profiles?"
    r"|reading|reddit|region|reply|right|root|row|rows|sdk|search|sec|secondary|section|sections"
    r"|separator|services?|share|sharing|show|side|sidebar|sizes?|slides?|slider|sm|small|social"
    r"|spinner|sticky|stories|strip|style|styles|sub|subtitle|summary|swiper|tags?|terms|text"
    r"|thread|thumb|tiktok|tiles?|title|toggle|tools?|tooltip|top|trigger|twitter|type|ui|ul|url"
    r"|vertical|view|visible|whatsapp|widgets?|wp|wrap|wrapper|x|yes|youtube"
)
"""What the parts of a region and its variants are called, behind the word for the region.

Source: the words behind a region's name in the classes of 502 pages of the corpus, most frequent
first: content 181, link 172, wrapper 146, title 130, heading 122, item 119, container 99, list 95.
"""
_WORDS_OF_NAME = rf"(?:^| )(?:{{}})(?=(?: (?:{_PARTS}))*$)"
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_LETTERS = re.compile(r"[^a-z ]+")
_HASH = re.compile(r"(?:__(?=[a-z]*[A-Z0-9_-])[\w-]{5,8}|-sc-[0-9a-z]+(?:-\d+)?)$")
"""What tools put behind a name to make it unique: Next.js (`Cta_box__Yb_Lu`), styled-components
(`AdContainer-sc-6dj55u-4`). Source: 3 of 130 pages of the corpus have regions of such names."""
_NEVER = frozenset({"html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6"})
"""Elements whose names describe the page or the post, not a part of it."""


def name_patterns(rows: Iterable[PatternRow]) -> tuple[tuple[Role, re.Pattern[str]], ...]:
    """The names of each role, in the order of the file; they are compared in small letters."""
    return tuple(
        (Role(role), combined(group, _WORDS_OF_NAME, re.MULTILINE))
        for role, group in by_role(rows).items()
    )


@cache
def _packaged_patterns() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    return name_patterns(TABLE.read())


def region_of(element: HtmlElement) -> tuple[Role, str] | None:
    """What the element itself is for, with the reason; None where it does not say."""
    tag = element.tag
    if tag == "nav" or element.get("role") == "navigation":
        return _by_names(_names(element)) or (Role.BOILERPLATE, "inside a navigation")
    if tag == "form":
        return Role.NEWSLETTER, "inside a form"
    if tag == "footer":
        return None if _is_footer_of_text(element) else (Role.BOILERPLATE, "inside a footer")
    if tag in _NEVER:
        return None
    region = _by_names(_names(element))
    return None if region and _is_section_of_post(element, region[0]) else region


def _is_footer_of_text(footer: HtmlElement) -> bool:
    """True for the source of a quotation and for a headed list at the end of an article.

    A footer belongs to the nearest article or quotation around it; that of an article may hold its
    references. Source: https://html.spec.whatwg.org/multipage/sections.html#the-footer-element
    """
    owner = next(footer.iterancestors("article", "blockquote", "body"), None)
    if owner is None or owner.tag == "body":
        return False
    is_headed = next(footer.iterdescendants("h2", "h3", "h4", "h5", "h6"), None) is not None
    return owner.tag == "blockquote" or (is_headed and footer.find(".//li") is not None)


_MIN_PROSE_WORDS = 12
_NEVER_OF_POST = frozenset({Role.COOKIE, Role.COMMENT, Role.TESTIMONIAL, Role.DISCLAIMER})
"""Regions that have paragraphs and a heading which says the same as their name."""
_SMALL = frozenset({Role.SHARE, Role.BREADCRUMB, Role.BYLINE})
"""Regions that never hold paragraphs."""


def _is_section_of_post(element: HtmlElement, role: Role) -> bool:
    """True where what is inside speaks against the name: the element is a section of the post.

    Editors give a section the slug of its heading as id, and themes call a box of key points
    `cta-box`; a call to action without a link, a button or a field calls to nothing.
    """
    if role is Role.TEASER and _heads_page(element):
        return True
    heading = next(element.iterdescendants("h2", "h3", "h4", "h5", "h6"), None)
    if heading is None or role in _NEVER_OF_POST:
        return False
    paragraphs = sum(1 for paragraph in element.iter("p") if _is_prose(paragraph))
    if paragraphs and _slug_words(element.get("id", "")) == _slug_words(heading.text_content()):
        return True
    if role is Role.CALL_TO_ACTION:
        has_lines = paragraphs > 0 or len(element.findall(".//li")) > 1
        return has_lines and next(element.iter("a", "button", "form", "input"), None) is None
    return role in _SMALL and paragraphs > 1


def _is_prose(paragraph: HtmlElement) -> bool:
    linked = sum(len(link.text_content().split()) for link in paragraph.iter("a"))
    return len(paragraph.text_content().split()) - linked >= _MIN_PROSE_WORDS


def _slug_words(text: str) -> str:
    return " ".join(_NO_LETTERS.sub(" ", text.lower()).split())


def _heads_page(element: HtmlElement) -> bool:
    """True where the only h1 of the page is inside: what it is named after is the post."""
    first = element.find(".//h1")
    return first is not None and len(first.getroottree().findall(".//h1")) == 1


def _names(element: HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"


def words_of_names(names: str) -> str:
    """The names in class and id, a line for each, as words in small letters.

    `entry jp-relatedPosts` is `entry` and `jp related posts`.
    """
    plain = (_HASH.sub("", name) for name in names[:400].split())
    spaced = (_NO_LETTERS.sub(" ", _CAMEL.sub(" ", name).lower()) for name in plain)
    return "\n".join(" ".join(words.split()) for words in spaced)


@lru_cache(maxsize=4096)
def _by_names(names: str) -> tuple[Role, str] | None:
    words = words_of_names(names)
    for role, pattern in _packaged_patterns():
        match = pattern.search(words)
        if match:
            return role, f"an element named {match[0].strip()!r}"
    return None
