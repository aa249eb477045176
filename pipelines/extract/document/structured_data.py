"""What the page says of itself for machines: meta tags and JSON-LD, however broken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipelines.extract.document.lenient_json import Json, load_json
from pipelines.extract.document.text import fold

__all__ = ["POST_TYPES", "Json", "Structured", "read_structured", "signed", "text_of", "types_of"]

POST_TYPES = frozenset(
    [
        "article",
        "blogposting",
        "newsarticle",
        "techarticle",
        "scholarlyarticle",
        "medicalscholarlyarticle",
        "report",
        "analysisnewsarticle",
        "opinionnewsarticle",
        "reportagenewsarticle",
        "reviewnewsarticle",
        "liveblogposting",
        "socialmediaposting",
        "advertisercontentarticle",
    ]
)
"""Kinds of schema.org that are a post, in lower case. Source: https://schema.org/Article"""
_MAX_NODES = 2_000
"""Nodes of JSON-LD that are looked at; real pages have fewer than 200."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Structured:
    """Meta tags and JSON-LD of a page."""

    meta: Mapping[str, tuple[str, ...]]
    """Contents by name, property or itemprop in lower case."""
    nodes: tuple[dict[str, Json], ...]
    """Every JSON-LD object of the page, the outermost first."""
    post: Mapping[str, Json]
    """The JSON-LD object that describes a post; {} where there is none."""

    def first(self, *names: str) -> str | None:
        """Content of the first of these meta tags that the page fills."""
        return next((self.meta[name][0] for name in names if name in self.meta), None)

    def types(self) -> frozenset[str]:
        """Kinds of all JSON-LD objects, in lower case."""
        return frozenset(kind for node in self.nodes for kind in types_of(node))

    def type_names(self) -> tuple[str, ...]:
        """Kinds of all JSON-LD objects as the page writes them, sorted."""
        return tuple(sorted({name for node in self.nodes for name in _type_names(node)}))

    def resolve(self, value: Json) -> Json:
        """The object behind a reference by @id; any other value as it is."""
        if isinstance(value, dict) and set(value) <= {"@id", "@type", "url"} and "@id" in value:
            same = (node for node in self.nodes if node.get("@id") == value["@id"])
            return next((node for node in same if "name" in node), value)
        return value


def read_structured(tree: HtmlElement) -> Structured:
    """Read meta tags and JSON-LD of a page. Raises nothing: broken JSON-LD is left out."""
    nodes = tuple(_nodes(tree))
    post = next((node for node in nodes if POST_TYPES & set(types_of(node))), {})
    return Structured(meta=_meta(tree), nodes=nodes, post=post)


def types_of(node: Mapping[str, Json]) -> tuple[str, ...]:
    """Kinds of a JSON-LD object in lower case, without the URL of the vocabulary."""
    return tuple(name.lower() for name in _type_names(node))


def text_of(value: Json) -> str | None:
    """The text of a JSON-LD value, of the first where there are several; None where empty."""
    if isinstance(value, list):
        return next((text for item in value if (text := text_of(item))), None)
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value") or value.get("url"))
    return fold(value) or None if isinstance(value, str) else None


def signed(person: Json) -> str | None:
    """The name of a JSON-LD person as it is signed, with the honorificSuffix behind it."""
    name = text_of(person)
    suffix = text_of(person.get("honorificSuffix")) if isinstance(person, dict) else None
    return f"{name}, {suffix}" if name and suffix and suffix not in name else name


def _type_names(node: Mapping[str, Json]) -> tuple[str, ...]:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return tuple(kind.rsplit("/", 1)[-1] for kind in listed if isinstance(kind, str))


def _meta(tree: HtmlElement) -> dict[str, tuple[str, ...]]:
    by_name: dict[str, tuple[str, ...]] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = fold(tag.get("content") or "")
        if name and content:
            key = name.strip().lower()
            by_name[key] = (*by_name.get(key, ()), content)
    return by_name


def _nodes(tree: HtmlElement) -> Iterator[dict[str, Json]]:
    count = 0
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            for node in _flatten(load_json(script.text or "")):
                count += 1
                if count > _MAX_NODES:
                    return
                yield node


def _clean(value: Json) -> Json:
    """The value without lone surrogates, which no database takes."""
    if isinstance(value, str):
        return value.encode("utf-8", "ignore").decode("utf-8").replace("\x00", "")
    return value


def _flatten(value: Json) -> Iterator[dict[str, Json]]:
    """All objects inside a JSON-LD value, level by level."""
    level: list[Json] = [value]
    for _ in range(6):
        below: list[Json] = []
        for item in level:
            if isinstance(item, dict):
                node = {key: _clean(content) for key, content in item.items()}
                if "@type" in node:
                    yield node
                below.extend(node.values())
            elif isinstance(item, list):
                below.extend(item)
        level = [item for item in below if isinstance(item, dict | list)]
