"""A post as GoDaddy hands it to its script: Draft.js blocks inside JSON inside JSON."""

import json
from collections.abc import Iterable, Iterator
from datetime import timedelta

from tests.sites.content import Block, Form, Writing
from tests.sites.inline import spans

Json = dict[str, object]

BEFORE_SHOWN = timedelta(days=10)
"""How long before the day that GoDaddy's widget shows a post was published, on a real post."""
_TYPES = {
    Form.H2: "header-two",
    Form.H3: "header-three",
    Form.PARAGRAPH: "unstyled",
    Form.CALL: "unstyled",
    Form.QUOTE: "blockquote",
    Form.BULLETS: "unordered-list-item",
    Form.STEPS: "ordered-list-item",
}


def blog_data(post: Writing) -> str:
    """The value of window._BLOG_DATA, as it is inside the script."""
    entities: list[Json] = []
    blocks = [*_drafts(post.blocks, entities)]
    content = {"blocks": blocks, "entityMap": {str(n): one for n, one in enumerate(entities)}}
    assert post.published is not None
    record = {
        "title": post.title,
        "slug": post.slug,
        "date": post.published.isoformat(),
        "publishedDate": (post.published - BEFORE_SHOWN).isoformat(),
        "categories": list(post.categories),
        "content": f"{post.blocks[0].text[:120]}...",
        "fullContent": json.dumps(content),
    }
    return json.dumps({"post": record, "commentsEnabled": False}).replace("</", "<\\/")


def _drafts(blocks: Iterable[Block], entities: list[Json]) -> Iterator[Json]:
    for block in blocks:
        lines = block.items or (block.text,)
        for line in lines:
            yield _draft(_TYPES[block.form], line, entities)
    yield _draft("unstyled", "", entities)


def _draft(kind: str, line: str, entities: list[Json]) -> Json:
    text, styles, links = "", [], []
    for span in spans(line):
        place = {"offset": _units(text), "length": _units(span.text)}
        if span.mark == "strong":
            styles.append({**place, "style": "BOLD"})
        elif span.mark == "anchor":
            links.append({**place, "key": len(entities)})
            data = {"href": span.url, "target": "_blank"}
            entities.append({"type": "LINK", "mutability": "MUTABLE", "data": data})
        text += span.text
    return {
        "key": f"k{_units(text):04x}",
        "text": text,
        "type": kind,
        "depth": 0,
        "inlineStyleRanges": styles,
        "entityRanges": links,
        "data": {},
    }


def _units(text: str) -> int:
    """How long JavaScript takes a text to be: an emoji counts twice."""
    return len(text.encode("utf-16-le")) // 2
