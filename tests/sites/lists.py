"""Sitemaps and feeds as files, for builders that write them in the plainest form."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime

from markupsafe import Markup

from tests.sites.content import Writing
from tests.sites.prose import prose
from tests.sites.responses import plain
from tests.sites.server import Response

_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_RSS_SPACES = Markup(
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
Row = tuple[str, datetime | None]
"""A URL and when it last changed; None if the builder does not say."""
Posts = Sequence[tuple[Writing, str]]
"""Posts with their URLs."""


def sitemap(rows: Iterable[Row]) -> Response:
    """A sitemap of pages."""
    return _listed("urlset", "url", rows)


def sitemap_index(urls: Iterable[str]) -> Response:
    """A sitemap of sitemaps."""
    return _listed("sitemapindex", "sitemap", ((url, None) for url in urls))


def rss(name: str, site_url: str, posts: Posts) -> Response:
    """A feed in RSS 2.0 with whole texts; a post without a day or an author has none here."""
    head = Markup("<title>{}</title><link>{}</link><description>{}</description>")
    items = Markup("").join(_item(post, url) for post, url in posts)
    xml = Markup('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {}><channel>{}{}')
    whole = xml.format(_RSS_SPACES, head.format(name, site_url, name), items)
    return plain(whole + Markup("</channel></rss>"), "application/rss+xml; charset=UTF-8")


def atom(name: str, posts: Posts, links: str = "") -> Response:
    """A feed in Atom with whole texts. links: further link elements of the feed itself, as XML."""
    entries = Markup("").join(_entry(post, url) for post, url in posts)
    xml = Markup(
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        "<title>{}</title>{}{}</feed>"
    )
    return plain(xml.format(name, Markup(links), entries), "application/atom+xml; charset=UTF-8")


def _listed(root: str, row: str, rows: Iterable[Row]) -> Response:
    lines = Markup("").join(
        Markup("<{0}><loc>{1}</loc>{2}</{0}>").format(row, url, _optional("lastmod", _iso(changed)))
        for url, changed in rows
    )
    xml = Markup('<?xml version="1.0" encoding="UTF-8"?>\n<{0} xmlns="{1}">{2}</{0}>')
    return plain(xml.format(root, _SITEMAPS, lines), "application/xml")


def _item(post: Writing, url: str) -> Markup:
    published = format_datetime(_zoned(post.published)) if post.published else None
    tags = (_optional("category", tag) for tag in (*post.categories, *post.tags))
    return Markup(
        '<item><title>{}</title><link>{}</link><guid isPermaLink="true">{}</guid>{}{}{}'
        "<content:encoded>{}</content:encoded></item>"
    ).format(
        post.title,
        url,
        url,
        _optional("dc:creator", post.author),
        _optional("pubDate", published),
        Markup("").join(tags),
        str(prose(post.blocks)),
    )


def _entry(post: Writing, url: str) -> Markup:
    author = Markup("<author><name>{}</name></author>").format(post.author) if post.author else ""
    tags = (Markup('<category term="{}"/>').format(tag) for tag in post.tags)
    return Markup(
        '<entry><id>{}</id><title>{}</title><link rel="alternate" type="text/html" href="{}"/>'
        '{}{}{}{}<content type="html">{}</content></entry>'
    ).format(
        url,
        post.title,
        url,
        author,
        _optional("published", _iso(post.published)),
        _optional("updated", _iso(post.modified or post.published)),
        Markup("").join(tags),
        str(prose(post.blocks)),
    )


def _optional(tag: str, text: str | None) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(Markup(tag), text) if text else Markup("")


def _iso(instant: datetime | None) -> str | None:
    return _zoned(instant).isoformat() if instant else None


def _zoned(instant: datetime) -> datetime:
    """A day without a time is meant as its midnight in UTC."""
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
