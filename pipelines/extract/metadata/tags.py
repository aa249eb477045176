"""The topics under which a post is filed, as its site names them."""

from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from pipelines.extract.content.content_root import ContentRoot
from pipelines.extract.document.structured_data import Json, Structured
from pipelines.extract.document.text import fold
from pipelines.items import Role
from scrapers.items import PageRef

_MAX_TAGS = 20
"""A longer list is the site's keywords or a tag cloud, not the topics of one post."""
_MAX_CHARACTERS = 60
_FOREIGN = (Role.COMMENT, Role.TEASER, Role.BOILERPLATE, Role.NEWSLETTER)


def tags_of(
    tree: HtmlElement, data: Structured, refs: Sequence[PageRef], root: ContentRoot | None
) -> tuple[str, ...]:
    """Tags and categories of the post, without repetition; () where it has none.

    Sources: REST and feed, article:tag, JSON-LD keywords and section, links with rel=tag in the
    post's own part of the page. The meta tag "keywords" is the same on all pages of a site and
    is not used. Lists of more than 20 are left out whole.
    """
    lists = (
        [tag for ref in refs for tag in ref.hints.tags],
        [*data.meta.get("article:tag", ()), *data.meta.get("article:section", ())],
        list(_json_tags(data)),
        [fold(link.text_content()) for link in _tag_links(tree, root)],
    )
    topics: dict[str, str] = {}
    for tags in lists:
        if len(set(tags)) <= _MAX_TAGS:
            for tag in tags:
                if 1 < len(tag) <= _MAX_CHARACTERS:
                    topics.setdefault(tag.casefold(), tag)
    return tuple(topics.values())


def _json_tags(data: Structured) -> Iterator[str]:
    for key in ("articleSection", "keywords"):
        value = data.post.get(key)
        parts: list[Json] = value if isinstance(value, list) else [value]
        for part in parts:
            if isinstance(part, str):
                yield from (fold(tag) for tag in part.split(",") if fold(tag))


def _tag_links(tree: HtmlElement, root: ContentRoot | None) -> Iterator[HtmlElement]:
    for link in tree.iter("a"):
        if "tag" in (link.get("rel") or "").split():
            region = root.region(link) if root else None
            if not (region and region[0] in _FOREIGN):
                yield link
