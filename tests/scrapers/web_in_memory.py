"""A web in memory: URLs and their responses, for sources that only need `Fetch`."""

from dataclasses import dataclass, field

from scrapy.http import Headers, HtmlResponse, Response
from scrapy.responsetypes import responsetypes

from scrapers.errors import FetchError
from scrapers.items import Clinic, PageRef
from scrapers.platforms import GENERIC, Platform
from scrapers.reasons import Reason
from scrapers.sources import Site, Source

HOME = "https://clinic.example/"
XML = (b"<?xml", b"<urlset", b"<sitemapindex", b"<rss", b"<feed")


@dataclass(frozen=True, slots=True)
class Note:
    """What a source wrote down."""

    url: str
    reason: str
    detail: str | None


@dataclass
class Web:
    """Responses by URL; an error means a response that does not come."""

    responses: dict[str, str | bytes | FetchError | Response]
    headers: dict[str, str] = field(default_factory=dict)
    """Headers of every response."""
    requested: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    async def __call__(self, url: str) -> Response:
        self.requested.append(url)
        outcome = self.responses.get(url, FetchError(Reason.NOT_FOUND, "404"))
        if isinstance(outcome, FetchError):
            raise outcome
        return outcome if isinstance(outcome, Response) else response(url, outcome, self.headers)

    def note(self, url: str, reason: str, detail: str | None = None) -> None:
        self.notes.append(Note(url, reason, detail))

    def reasons(self) -> dict[str, str]:
        return {note.url: note.reason for note in self.notes}

    def site(
        self,
        *,
        platform: Platform = GENERIC,
        robots: tuple[str, ...] = (),
        blog_url: str | None = None,
        feed_url: str | None = None,
    ) -> Site:
        """Return the clinic's site, with its home page if there is a response for it."""
        home = self.responses.get(HOME)
        return Site(
            clinic=Clinic(slug="clinic", website=HOME, blog_url=blog_url, feed_url=feed_url),
            fetch=self,
            note=self.note,
            platform=platform,
            home=html(home) if isinstance(home, str) else None,
            robots_sitemaps=robots,
        )


def html(body: str, url: str = HOME, headers: dict[str, str] | None = None) -> HtmlResponse:
    """Give a page."""
    return HtmlResponse(url, body=body.encode(), encoding="utf-8", headers=headers or {})


def response(url: str, body: str | bytes, headers: dict[str, str]) -> Response:
    """Return a response of the class that Scrapy would choose for it."""
    content = body.encode() if isinstance(body, str) else body
    is_page = content.startswith(b"<") and not content.startswith(XML)
    sent_headers = {"Content-Type": "text/html; charset=utf-8", **headers} if is_page else headers
    response_class = responsetypes.from_args(headers=Headers(sent_headers), url=url, body=content)
    return response_class(url, body=content, headers=sent_headers)


async def list_refs(source: Source, site: Site) -> list[PageRef]:
    """Run a source to its end."""
    return [ref async for ref in source(site)]


async def list_paths(source: Source, site: Site) -> list[str]:
    """Give the paths that a source lists on the clinic's site."""
    return [ref.url.removeprefix(HOME.rstrip("/")) for ref in await list_refs(source, site)]
