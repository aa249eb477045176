"""Small feeds of several kinds, and what our reader makes of them."""

from scrapers.items import Hints, PageRef
from scrapers.sources.feed.feed import feed
from tests.scrapers.web_in_memory import HOME, Web, list_refs

FEED = f"{HOME}feed"
TITLE, LINK = "Iron, slowly", f"{HOME}iron"
ITEM = f"<item><title>{TITLE}</title><link>{LINK}</link></item>"
RDF = "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
DC = "xmlns:dc='http://purl.org/dc/elements/1.1/'"
ATOM = "http://www.w3.org/2005/Atom"
ATOM_03 = "http://purl.org/atom/ns#"


def rss(inside: str, version: str = "2.0", more: str = "") -> str:
    head = f"<title>Us</title><link>{HOME}</link><description>d</description>"
    return (
        f"<?xml version='1.0'?><rss version='{version}' {more}>"
        f"<channel>{head}{inside}</channel></rss>"
    )


def atom(inside: str, ns: str = ATOM, more: str = "") -> str:
    return (
        f"<?xml version='1.0'?><feed xmlns='{ns}' {more}><title>Us</title><id>urn:us</id>"
        f"<link href='{HOME}'/>{inside}</feed>"
    )


def entry(inside: str = "") -> str:
    return f"<entry><title>{TITLE}</title><link href='{LINK}'/><id>urn:1</id>{inside}</entry>"


async def read(body: str | bytes, kind: str | None = None) -> tuple[list[PageRef], Web]:
    """What a clinic's known feed lists, and the web with its notes."""
    web = Web({FEED: body}, headers={"Content-Type": kind} if kind else {})
    return await list_refs(feed, web.site(feed_url=FEED)), web


async def hints(body: str) -> Hints:
    [ref], _ = await read(body)
    return ref.hints


def item(inside: str, more: str = "") -> str:
    return rss(f"<item><link>{LINK}</link>{inside}</item>", more=more)
