"""Feeds of every kind and age are read, whole or broken.

Facts from the kinds that kurtmckee/feedparser (BSD-2-Clause, tests/) tells apart, from RFC 4287,
https://www.rssboard.org/rss-specification and https://www.jsonfeed.org; every feed here is ours.
"""

from collections.abc import Mapping

import pytest

from scrapers.reasons import Reason
from tests.conformance.feeds import (
    ATOM,
    ATOM_03,
    FEED,
    ITEM,
    LINK,
    RDF,
    TITLE,
    atom,
    entry,
    read,
    rss,
)
from tests.scrapers.web_in_memory import HOME

# -- kinds ---------------------------------------------------------------------------------------

KINDS: Mapping[str, str | bytes] = {
    "RSS 0.90": f"<?xml version='1.0'?><rdf:RDF {RDF} xmlns='http://my.netscape.com/rdf/simple/0.9/'>"
    f"<channel><title>Us</title><link>{HOME}</link></channel>{ITEM}</rdf:RDF>",
    "RSS 0.91 of Netscape": rss(ITEM, "0.91").replace(
        "?>",
        "?><!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' "
        "'http://my.netscape.com/publish/formats/rss-0.91.dtd'>",
        1,
    ),
    "RSS 0.91 of UserLand": rss(ITEM, "0.91"),
    "RSS 0.92": rss(ITEM, "0.92"),
    "RSS 0.93": rss(ITEM, "0.93"),
    "RSS 0.94": rss(ITEM, "0.94"),
    "RSS 1.0": f"<?xml version='1.0'?><rdf:RDF {RDF} xmlns='http://purl.org/rss/1.0/'>"
    f"<channel rdf:about='{HOME}'><title>Us</title><link>{HOME}</link><items><rdf:Seq>"
    f"<rdf:li rdf:resource='{LINK}'/></rdf:Seq></items></channel>"
    f"<item rdf:about='{LINK}'><title>{TITLE}</title><link>{LINK}</link></item></rdf:RDF>",
    "RSS 1.0 with a prefix": f"<?xml version='1.0'?><rdf:RDF {RDF} xmlns:r='http://purl.org/rss/1.0/'>"
    f"<r:channel><r:title>Us</r:title></r:channel><r:item rdf:about='{LINK}'>"
    f"<r:title>{TITLE}</r:title><r:link>{LINK}</r:link></r:item></rdf:RDF>",
    "RSS 2.0": rss(ITEM),
    "RSS 2.0 of a later version": rss(ITEM, "2.0.11"),
    "RSS without a version": rss(ITEM).replace("version='2.0' ", ""),
    "RSS in capitals": rss(ITEM).replace("<rss ", "<RSS ").replace("</rss>", "</RSS>"),
    "RSS 2.0 in a namespace": rss(ITEM, more="xmlns='http://backend.userland.com/rss2'"),
    "Atom 0.3": atom(entry().replace("<link ", "<link rel='alternate' type='text/html' "), ATOM_03),
    "Atom 1.0": atom(entry()),
    "Atom 1.0 with a prefix": f"<a:feed xmlns:a='{ATOM}'><a:title>Us</a:title><a:entry>"
    f"<a:title>{TITLE}</a:title><a:link href='{LINK}'/></a:entry></a:feed>",
    "one entry of Atom": atom(entry()).replace("<feed ", "<feed xml:lang='en' "),
    "CDF": f"<?xml version='1.0'?><CHANNEL HREF='{HOME}'><TITLE>Us</TITLE><ITEM HREF='{LINK}'>"
    f"<TITLE>{TITLE}</TITLE></ITEM></CHANNEL>",
    "JSON Feed 1": '{"version": "https://jsonfeed.org/version/1", "title": "Us", "items": '
    f'[{{"id": "1", "url": "{LINK}", "title": "{TITLE}"}}]}}',
    "JSON Feed 1.1": '{"version": "https://jsonfeed.org/version/1.1", "title": "Us", "items": '
    f'[{{"id": "1", "url": "{LINK}", "title": "{TITLE}", "content_html": "<p>x</p>"}}]}}',
}  # fmt: skip


@pytest.mark.parametrize("body", KINDS.values(), ids=KINDS)
async def test_a_feed_of_each_kind_lists_its_post(body: str | bytes) -> None:
    refs, web = await read(body)
    assert [(ref.url, ref.hints.title) for ref in refs] == [(LINK, TITLE)]
    assert web.notes == []


@pytest.mark.parametrize(
    "kind",
    [
        "application/rss+xml",
        "application/atom+xml; charset=utf-8",
        "text/xml",
        "application/xml",
        "application/rdf+xml",
        "text/html; charset=utf-8",
        "text/plain",
        "application/octet-stream",
    ],
)
async def test_a_feed_is_read_whatever_type_the_server_claims(kind: str) -> None:
    refs, _ = await read(rss(ITEM), kind)
    assert [ref.url for ref in refs] == [LINK]


# -- links ---------------------------------------------------------------------------------------

LINKS = {
    "of RSS": rss(ITEM),
    "of RSS in CDATA": rss(f"<item><link><![CDATA[{LINK}]]></link></item>"),
    "of RSS with blanks": rss(f"<item><link>\n  {LINK}\n</link></item>"),
    "of RSS, as a permanent id": rss(f"<item><guid>{LINK}</guid></item>"),
    "of RSS, as an id that is said to be permanent": rss(
        f"<item><guid isPermaLink='true'>{LINK}</guid></item>"
    ),
    "of RSS before an id that is none": rss(
        f"<item><link>{LINK}</link><guid isPermaLink='false'>{HOME}?p=9</guid></item>"
    ),
    "of RSS, without a host": rss("<item><link>/iron</link></item>"),
    "of RSS below a base": rss("<item><link>iron</link></item>", more=f"xml:base='{HOME}'"),
    "of RSS, in Atom's element": rss(
        f"<item><a:link href='{LINK}'/></item>", more=f"xmlns:a='{ATOM}'"
    ),
    "behind a counter": rss(
        f"<item><link>https://feeds.example/~r/1</link><f:origLink>{LINK}</f:origLink></item>",
        more="xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'",
    ),
    "of Atom": atom(entry()),
    "of Atom, without a host": atom("<entry><link href='/iron'/></entry>"),
    "of Atom below a base": atom("<entry><link href='iron'/></entry>", more=f"xml:base='{HOME}'"),
    "of Atom below the base of an entry": atom(
        f"<entry xml:base='{HOME}x/'><link href='../iron'/></entry>"
    ),
    "of Atom, the alternate one": atom(
        f"<entry><link rel='self' href='{HOME}self'/><link rel='alternate' href='{LINK}'/>"
        f"<link rel='replies' href='{HOME}replies'/></entry>"
    ),
    "of Atom with a tracker": atom(f"<entry><link href='{LINK}?utm_source=feed'/></entry>"),
}


@pytest.mark.parametrize("body", LINKS.values(), ids=LINKS)
async def test_the_link_of_a_post_is_found(body: str) -> None:
    refs, _ = await read(body)
    assert [ref.url for ref in refs] == [LINK]


@pytest.mark.parametrize(
    "item",
    ["<item/>", "<item><title>A</title></item>", "<item><link/></item>",
     "<item><guid isPermaLink='false'>9</guid></item>",
     "<item><link>mailto:a@b.example</link></item>"],
)  # fmt: skip
async def test_a_post_without_a_url_is_left_out(item: str) -> None:
    refs, _ = await read(rss(item + ITEM))
    assert [ref.url for ref in refs] == [LINK]


# -- encodings -------------------------------------------------------------------------------------

CAFE = rss(ITEM.replace(TITLE, "Café"))
DECLARED = "<?xml version='1.0' encoding='{}'?>"


def said(encoding: str) -> str:
    return CAFE.replace("<?xml version='1.0'?>", DECLARED.format(encoding))


ENCODINGS: Mapping[str, tuple[bytes, str | None]] = {
    "UTF-8": (CAFE.encode(), None),
    "UTF-8 with a mark": (b"\xef\xbb\xbf" + CAFE.encode(), None),
    "UTF-16 with a mark": (said("utf-16").encode("utf-16"), None),
    "UTF-16 without a mark": (said("utf-16le").encode("utf-16-le"), None),
    "UTF-32 with a mark": (said("utf-32").encode("utf-32"), None),
    "Latin-1, declared": (said("iso-8859-1").encode("latin-1"), None),
    "Windows-1252, declared": (said("windows-1252").encode("cp1252"), None),
    "Windows-1252, said by the server": (
        CAFE.encode("cp1252"),
        "application/rss+xml; charset=windows-1252",
    ),
    "UTF-8, declared wrongly as ASCII": (said("us-ascii").encode(), None),
    "an unknown encoding": (said("x-clinic").encode(), None),
}


@pytest.mark.parametrize(("body", "kind"), ENCODINGS.values(), ids=ENCODINGS)
async def test_a_feed_is_decoded(body: bytes, kind: str | None) -> None:
    refs, _ = await read(body, kind)
    assert [ref.hints.title for ref in refs] == ["Café"]


async def test_a_byte_pasted_into_a_feed_of_utf_8_spoils_no_other_title() -> None:
    pasted = said("utf-8").encode().replace(b"</title>", b" \x96 5\x80</title>")
    refs, _ = await read(pasted, None)
    assert [ref.hints.title for ref in refs] == ["Café – 5€"]


# -- broken ones -----------------------------------------------------------------------------------

BROKEN: Mapping[str, str | bytes] = {
    "a bare ampersand": rss(ITEM.replace(TITLE, "Iron & you") + ITEM),
    "an entity that XML does not know": rss(f"<copyright>&copy;</copyright>{ITEM}"),
    "an entity that nobody knows": rss(f"<copyright>&clinic;</copyright>{ITEM}"),
    "a control character": rss(f"<copyright>\x0b</copyright>{ITEM}"),
    "half a character": rss(ITEM).encode().replace(b"<title>Us", b"<title>Us\xe7"),
    "blank lines first": "\n\n" + rss(ITEM),
    "junk first": "<!-- cached -->\nWarning: headers sent\n" + rss(ITEM),
    "junk last": rss(ITEM) + "<script>x()</script>",
    "an end tag missing": rss(f"<description><p>open</description>{ITEM}"),
    "an end tag too many": rss(f"</p>{ITEM}"),
    "its end missing": rss(ITEM).replace("</channel></rss>", ""),
    "cut in the middle of a post": rss(ITEM + "<item><title>Cut").replace("</channel></rss>", ""),
    "an undeclared prefix": rss(f"<item><link>{LINK}</link><x:y>z</x:y></item>"),
    "attributes without quotes": rss(ITEM).replace("version='2.0'", "version=2.0"),
    "two roots": rss(ITEM) + rss(""),
    "HTML in a description": rss(ITEM.replace("</title>", "</title><description><p>a<br>b</p>"
                                              "</description>")),
}  # fmt: skip


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
async def test_a_broken_feed_lists_its_posts(body: str | bytes) -> None:
    refs, _ = await read(body)
    assert LINK in {ref.url for ref in refs}


@pytest.mark.parametrize(
    "body",
    [
        "",
        "   ",
        "<html><body><p>No feed here</p></body></html>",
        "<?xml version='1.0'?><urlset><url><loc>x</loc></url></urlset>",
        "{}",
        '{"items": []}',
        "[1, 2]",
        b"\x89PNG\r\n",
        b"\x00" * 100,
    ],
)
async def test_what_is_no_feed_lists_nothing_and_is_noted(body: str | bytes) -> None:
    refs, web = await read(body)
    assert refs == []
    assert web.reasons()[FEED] in {Reason.UNREADABLE, Reason.EMPTY_BODY}


@pytest.mark.parametrize("body", [rss(""), atom("")], ids=["RSS", "Atom"])
async def test_an_empty_feed_lists_nothing_and_is_no_fault(body: str) -> None:
    refs, web = await read(body)
    assert (refs, web.notes) == ([], [])
