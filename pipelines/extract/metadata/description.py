"""Description, lead image and canonical URL, as the page gives them for machines."""

from urllib.parse import urljoin

from lxml.html import HtmlElement

from pipelines.extract.document.structured_data import Json, Structured, text_of
from pipelines.extract.metadata.candidates import choose_candidate
from pipelines.items import Candidate, Fact


def description_of(data: Structured) -> Fact:
    """The sentence that the page candidates for search results."""
    sources = (
        ("meta", data.first("description")),
        ("og", data.first("og:description", "twitter:description")),
        ("jsonld", text_of(data.post.get("description"))),
    )
    return choose_candidate(
        [Candidate(raw=raw, source=source) for source, raw in sources if raw], lambda raw: raw
    )


def image_of(data: Structured, base_url: str, hint: str | None) -> Fact:
    """Absolute URL of the lead image."""
    sources = (
        ("og", data.first("og:image", "og:image:url", "twitter:image")),
        ("jsonld", _image_url(data, data.post.get("image"))),
        ("feed", hint),
    )
    candidates = [Candidate(raw=raw, source=source) for source, raw in sources if raw]
    return choose_candidate(candidates, lambda raw: _absolute(base_url, raw))


def canonical_of(tree: HtmlElement, data: Structured, base_url: str) -> Fact:
    """The URL that the page claims for itself: link rel=canonical, then og:url."""
    candidates = [
        Candidate(raw=link.get("href", ""), source="link")
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href")
    ]
    url = data.first("og:url")
    if url:
        candidates.append(Candidate(raw=url, source="og"))
    return choose_candidate(candidates, lambda raw: _absolute(base_url, raw))


def _image_url(data: Structured, value: Json) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    value = data.resolve(value)
    if isinstance(value, dict):
        value = value.get("url") or value.get("contentUrl")
    return value if isinstance(value, str) else None


def _absolute(base_url: str, raw: str) -> str | None:
    try:
        url = urljoin(base_url, raw.strip())
    except ValueError:
        return None
    return url if url.startswith(("http://", "https://")) else None
