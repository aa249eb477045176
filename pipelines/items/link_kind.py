"""Where a link of a post leads."""

from scrapers.codes import StoredCode


class LinkKind(StoredCode):
    """The kind of a link, as `links.kind` stores it."""

    INTERNAL = "internal", "internal", "to a page of the same site"
    EXTERNAL = "external", "external", "to another site"
    RELATED = "related", "related", "inside a teaser of the site's own posts"
    CITATION = "citation", "citation", "to a trial, paper or authority, as in citations"
