"""Every form that the sitemap protocol allows, and those that sites make of it, are read.

Facts from https://www.sitemaps.org/protocol.html and from the cases of crawler-commons
(Apache-2.0, src/test/resources/sitemaps); every file here is ours.
"""

import gzip
from collections.abc import Mapping

import pytest
from scrapy.http import Response

from scrapers.errors import FetchError
from scrapers.items import PageRef
from scrapers.reasons import Reason
from scrapers.sources.sitemap.sitemap import sitemap
from tests.scrapers.web_in_memory import HOME, Web, list_refs

Content = str | bytes | FetchError | Response

MAP = f"{HOME}sitemap.xml"
NS = "http://www.sitemaps.org/schemas/sitemap/0.9"
HEAD = "<?xml version='1.0' encoding='UTF-8'?>"
A, B = f"<url><loc>{HOME}a</loc></url>", f"<url><loc>{HOME}b</loc></url>"


def urlset(inside: str, ns: str = NS) -> str:
    return f"{HEAD}<urlset xmlns='{ns}'>{inside}</urlset>"


def index(*urls: str) -> str:
    maps = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f"{HEAD}<sitemapindex xmlns='{NS}'>{maps}</sitemapindex>"


async def listed(body: str | bytes, **more: str | bytes) -> list[PageRef]:
    """What is listed where /sitemap.xml has that body; more: further files by name."""
    responses: dict[str, Content] = {MAP: body}
    responses.update({f"{HOME}{name}": text for name, text in more.items()})
    return await list_refs(sitemap, Web(responses).site(robots=(MAP,)))


async def paths(body: str | bytes, **more: str | bytes) -> list[str]:
    return [ref.url.removeprefix(HOME) for ref in await listed(body, **more)]


# -- one file, two URLs --------------------------------------------------------------------

BOTH: Mapping[str, str | bytes] = {
    "as the protocol has it": urlset(A + B),
    "without a declaration": f"<urlset xmlns='{NS}'>{A}{B}</urlset>",
    "without a namespace": f"<urlset>{A}{B}</urlset>",
    "in the namespace of https": urlset(A + B, NS.replace("http:", "https:")),
    "in the namespace of version 0.84": urlset(A + B, "http://www.google.com/schemas/sitemap/0.84"),
    "in a namespace of the site's own": urlset(A + B, "urn:clinic"),
    "in a namespace with a slash at its end": urlset(A + B, f"{NS}/"),
    "with prefixes": f"<s:urlset xmlns:s='{NS}'><s:url><s:loc>{HOME}a</s:loc></s:url>"
    f"<s:url><s:loc>{HOME}b</s:loc></s:url></s:urlset>",
    "with a prefix that nothing declares": f"<s:urlset>{A}{B}</s:urlset>",
    "with a schema location": urlset(A + B).replace(
        "<urlset ", "<urlset xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
        f"xsi:schemaLocation='{NS} sitemap.xsd' "
    ),
    "with a style sheet": urlset(A + B).replace("?>", "?><?xml-stylesheet href='a.xsl'?>", 1),
    "with comments": urlset(f"<!-- one -->{A}<!-- <url><loc>{HOME}c</loc></url> -->{B}"),
    "with a document type": urlset(A + B).replace("?>", "?><!DOCTYPE urlset>", 1),
    "in CDATA": urlset(A + B).replace(f"{HOME}a", f"<![CDATA[{HOME}a]]>"),
    "with blanks around addresses": urlset(A + B).replace("<loc>", "<loc>\n\t  ").replace(
        "</loc>", " \r\n</loc>"
    ),
    "with blank lines first": "\n\r\n \t" + urlset(A + B),
    "with a byte order mark": b"\xef\xbb\xbf" + urlset(A + B).encode(),
    "with a byte order mark and a blank line": b"\xef\xbb\xbf\n" + urlset(A + B).encode(),
    "with NUL bytes first": b"\0\0" + urlset(A + B).encode(),
    "in UTF-16": urlset(A + B).replace("UTF-8", "UTF-16").encode("utf-16"),
    "in Latin-1": urlset(A + B).replace("UTF-8", "ISO-8859-1").encode("latin-1"),
    "compressed": gzip.compress(urlset(A + B).encode()),
    "compressed twice": gzip.compress(gzip.compress(urlset(A + B).encode())),
    "in addresses without a host": urlset("<url><loc>/a</loc></url><url><loc>b</loc></url>"),
    "with an address in capitals": urlset(A + B).replace("https://clinic", "HTTPS://CLINIC"),
    "with a fragment": urlset(A + B).replace("/a<", "/a#top<"),
    "with an empty address between": urlset(f"{A}<url><loc/></url><url/>{B}"),
    "with text between": urlset(f"junk {A} more junk {B}"),
    "with unknown elements": urlset(f"<meta>x</meta>{A}<x><y/></x>{B}"),
    "cut before the next address": urlset(f"{A}{B}<url><loc>")[:-9],
    "without its end": urlset(A + B).removesuffix("</urlset>"),
    "with a control character": urlset(f"{A}\x0b{B}"),
    "with half a character": urlset(A + B).encode().replace(b"<urlset", b"<!--\xe7--><urlset"),
    "with an entity of HTML": urlset(f"<url><loc>{HOME}a</loc><x>&nbsp;</x></url>{B}"),
    "as text": f"{HOME}a\n{HOME}b\n",
    "as text with Windows line ends": f"{HOME}a\r\n{HOME}b\r\n",
    "as text with old Mac line ends": f"{HOME}a\r{HOME}b",
    "as text with blank lines and blanks": f"\n\n  {HOME}a  \n\n\t{HOME}b\n\n",
    "as text with a byte order mark": b"\xef\xbb\xbf" + f"{HOME}a\n{HOME}b".encode(),
    "as compressed text": gzip.compress(f"{HOME}a\n{HOME}b".encode()),
    "as RSS": f"<rss version='2.0'><channel><link>{HOME}</link><item><title>A</title>"
    f"<link>{HOME}a</link></item><item><link>{HOME}b</link></item></channel></rss>",
    "as Atom": f"<feed xmlns='http://www.w3.org/2005/Atom'><link href='{HOME}'/><entry>"
    f"<link rel='edit' href='{HOME}e'/><link href='{HOME}a'/></entry><entry>"
    f"<link rel='alternate' href='{HOME}b'/></entry></feed>",
}  # fmt: skip


@pytest.mark.parametrize("body", BOTH.values(), ids=BOTH)
async def test_a_sitemap_is_read(body: str | bytes) -> None:
    assert await paths(body) == ["a", "b"]


@pytest.mark.xfail(
    reason="libxml2 ends a broken file at an end tag that opens nothing", strict=True
)
async def test_a_stray_end_tag_costs_nothing() -> None:
    assert await paths(urlset(f"{A}</p>{B}")) == ["a", "b"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("?a=1&amp;b=2", "?a=1&b=2"),
        ("?a=1&b=2", "?a=1&b=2"),
        ("?a=1&#38;b=2", "?a=1&b=2"),
        ("?a=1&#x26;b=2", "?a=1&b=2"),
        ("it&apos;s", "it's"),
        ("a&gt;b", "a%3Eb"),
        ("caf&#233;", "caf%C3%A9"),
        ("café", "caf%C3%A9"),
        ("caf%C3%A9", "caf%C3%A9"),
        ("a b", "a%20b"),
        ("<![CDATA[?a=1&b=2]]>", "?a=1&b=2"),
    ],
)
async def test_a_url_is_read_as_it_is_meant(written: str, read: str) -> None:
    assert await paths(urlset(f"<url><loc>{HOME}{written}</loc></url>")) == [read]


@pytest.mark.parametrize("body", ["", "   ", HEAD, urlset(""), index(), f"{HEAD}<urlset/>"])
async def test_an_empty_sitemap_lists_nothing_and_is_noted(body: str) -> None:
    web = Web({MAP: body})
    assert await list_refs(sitemap, web.site(robots=(MAP,))) == []
    assert web.reasons()[MAP] in {Reason.EMPTY_BODY, Reason.UNREADABLE}


@pytest.mark.parametrize(
    "body",
    [
        "<!doctype html><html><body><a href='/a'>A</a></body></html>",
        '{"urls": ["/a"]}',
        "User-agent: *\nDisallow:",
        b"\x1f\x8b\x08broken",
        b"%PDF-1.7",
    ],
)
async def test_what_is_no_sitemap_is_noted(body: str | bytes) -> None:
    web = Web({MAP: body})
    assert await list_refs(sitemap, web.site(robots=(MAP,))) == []
    assert web.reasons()[MAP] == Reason.UNREADABLE


# -- what stands next to the URL -------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "2026",
        "2026-11",
        "2026-11-21",
        "2026-11-21T09:30Z",
        "2026-11-21T09:30:00+01:00",
        "2026-11-21T09:30:00.123456Z",
        "20261121T093000",
        "Sat, 21 Nov 2026 09:30:00 GMT",
        "yesterday",
    ],
)
async def test_the_last_change_is_kept_as_written(written: str) -> None:
    [ref] = await listed(urlset(A.replace("</url>", f"<lastmod>\n{written} </lastmod></url>")))
    assert ref.lastmod == written


@pytest.mark.parametrize("tail", ["", "<lastmod/>", "<lastmod>  </lastmod>"])
async def test_no_last_change_is_none(tail: str) -> None:
    [ref] = await listed(urlset(A.replace("</url>", f"{tail}</url>")))
    assert ref.lastmod is None


EXTENSIONS = {
    "priority and frequency": "<priority>0.9</priority><changefreq>daily</changefreq>",
    "an image": "<i:image xmlns:i='http://www.google.com/schemas/sitemap-image/1.1'>"
    f"<i:loc>{HOME}c.jpg</i:loc></i:image>",
    "two images": "<i:image xmlns:i='http://www.google.com/schemas/sitemap-image/1.1'>"
    f"<i:loc>{HOME}c.jpg</i:loc><i:title>C</i:title></i:image><i:image xmlns:i="
    f"'http://www.google.com/schemas/sitemap-image/1.1'><i:loc>{HOME}d.jpg</i:loc></i:image>",
    "a video": "<v:video xmlns:v='http://www.google.com/schemas/sitemap-video/1.1'>"
    f"<v:content_loc>{HOME}c.mp4</v:content_loc><v:title>C</v:title></v:video>",
    "news": "<n:news xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><n:publication>"
    "<n:name>Us</n:name></n:publication><n:title>C</n:title></n:news>",
    "a mobile mark": "<m:mobile xmlns:m='http://www.google.com/schemas/sitemap-mobile/1.0'/>",
    "other languages": "<x:link xmlns:x='http://www.w3.org/1999/xhtml' rel='alternate' "
    f"hreflang='es' href='{HOME}es/a'/>",
    "a page map": "<p:PageMap xmlns:p='http://www.google.com/schemas/sitemap-pagemap/1.0'>"
    "<p:DataObject type='a'><p:Attribute name='url'>c</p:Attribute></p:DataObject></p:PageMap>",
    "an extension that nothing declares": f"<image:image><image:loc>{HOME}c</image:loc>"
    "</image:image>",
}


@pytest.mark.parametrize("extension", EXTENSIONS.values(), ids=EXTENSIONS)
@pytest.mark.parametrize("first", [True, False], ids=["before loc", "after loc"])
async def test_an_extension_adds_no_url(extension: str, first: bool) -> None:
    loc = f"<loc>{HOME}a</loc>"
    inside = extension + loc if first else loc + extension
    assert await paths(urlset(f"<url>{inside}</url>{B}")) == ["a", "b"]


# -- indexes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("child", "body"),
    [
        ("one.xml", urlset(A + B)),
        ("one.xml.gz", gzip.compress(urlset(A + B).encode())),
        ("one.txt", f"{HOME}a\n{HOME}b"),
        ("one.txt.gz", gzip.compress(f"{HOME}a\n{HOME}b".encode())),
        ("one", urlset(A + B)),
        ("one.php", urlset(A + B)),
        ("one.xml", b"\xef\xbb\xbf" + urlset(A + B).encode()),
    ],
)
async def test_a_file_below_an_index_is_read_in_every_form(child: str, body: str | bytes) -> None:
    assert await paths(index(f"{HOME}{child}"), **{child: body}) == ["a", "b"]


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(index(f"{HOME}one.xml", f"{HOME}two.xml").encode()),
        index("one.xml", "/two.xml"),
        index(f"{HOME}one.xml", "", f"{HOME}two.xml"),
        index(f"{HOME}one.xml", f"{HOME}gone.xml", f"{HOME}two.xml"),
        index(f"{HOME}one.xml", f"{HOME}one.xml", f"{HOME}two.xml"),
        index(f"{HOME}one.xml", MAP, f"{HOME}two.xml"),
        index(f"{HOME}one.xml", f"{HOME}two.xml").replace(
            "</sitemap>", "<lastmod>2026-11-21</lastmod></sitemap>"
        ),
        index(f"{HOME}one.xml", f"{HOME}two.xml").replace(NS, "urn:clinic"),
        index(f"{HOME}one.xml", f"{HOME}two.xml").removesuffix("</sitemapindex>"),
    ],
    ids=["gz", "relative", "empty", "dead", "twice", "itself", "lastmod", "namespace", "cut"],
)
async def test_every_file_of_an_index_is_read_once(body: str | bytes) -> None:
    files = {"one.xml": urlset(A), "two.xml": urlset(B)}
    assert await paths(body, **files) == ["a", "b"]


async def test_fifty_thousand_urls_of_one_file_are_read_and_no_more() -> None:
    lines = "".join(f"<url><loc>{HOME}{number}</loc></url>" for number in range(50_001))
    listed_paths = await paths(urlset(lines))
    assert (len(listed_paths), listed_paths[0], listed_paths[-1]) == (50_000, "0", "49999")


async def test_fifty_thousand_lines_of_text_are_read_and_no_more() -> None:
    listed_paths = await paths("".join(f"{HOME}{number}\n" for number in range(50_001)))
    assert (len(listed_paths), listed_paths[-1]) == (50_000, "49999")
