"""Decodes HTML: detects the character encoding as browsers do, but tries UTF-8 first."""

import codecs

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    to_unicode,
)

UTF_8 = "utf-8"
WESTERN = "cp1252"
"""The default encoding of browsers in most locales, for pages without a known encoding.

Source: https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding"""

UTF_16 = {"utf-16": "utf-16-le", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be"}
"""Source: https://encoding.spec.whatwg.org/#names-and-labels"""

BROWSER_ENCODINGS = frozenset(
    {
        *("big5hkscs", "cp866", "cp874", "cp932", "cp949", "euc_jp", "gb18030", "iso2022_jp"),
        *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
        *("koi8-r", "koi8-u", "mac-cyrillic", "mac-roman"),
        *(f"cp{page}" for page in range(1250, 1259)),
    }
)
"""Python's names of the other encodings that browsers support, as w3lib resolves the labels.

Source: https://encoding.spec.whatwg.org/#names-and-labels"""

_HEAD_BYTES = 1024


def decode_html(body: bytes, content_type: str = "") -> str:
    """Decode a page. It raises nothing: bytes that cannot be decoded become U+FFFD.

    In a UTF-8 page, runs of bytes that are not UTF-8 are decoded as Windows-1252: they were pasted
    from another program, and the rest of the page is UTF-8 as declared.
    content_type: the header; "" if there is none.
    """
    encoding = encoding_of(body, content_type)
    bom = read_bom(body)[1] or b""
    without_bom = body[len(bom) :]
    if encoding == UTF_8:
        return without_bom.decode(UTF_8, _WESTERN_RUNS)
    return to_unicode(without_bom, encoding)


def encoding_of(body: bytes, content_type: str = "") -> str:
    """Python's name of the character encoding of a page.

    Order: byte order mark, valid UTF-8, the header, the page's declaration, Windows-1252. Valid
    UTF-8 comes before the header, because most pages that a server labels as ISO-8859-1 are UTF-8,
    and text in another encoding is hardly ever valid UTF-8 by accident.
    Source: guessing was wrong on 59 of 216 real pages that were re-encoded without a label.
    """
    bom_encoding = read_bom(body)[0]
    if bom_encoding:
        return bom_encoding
    header_encoding = http_content_type_encoding(content_type)
    if header_encoding in UTF_16 and b"\x00" in body[:_HEAD_BYTES]:
        return UTF_16[header_encoding]
    if _is_utf_8(body):
        return UTF_8
    declared_encoding = html_body_declared_encoding(body)
    return _browser_encoding(header_encoding) or _browser_encoding(declared_encoding) or WESTERN


def _browser_encoding(name: str | None) -> str | None:
    """The encoding that a browser uses for a label; None for a label that it does not know.

    A page whose tags can be read as ASCII is UTF-8 and not UTF-16, whatever its label.
    Source: https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding
    """
    if name == UTF_8 or name in UTF_16:
        return UTF_8
    return name if name in BROWSER_ENCODINGS else None


def _is_utf_8(body: bytes) -> bool:
    try:
        body.decode(UTF_8)
    except UnicodeDecodeError:
        return False
    return True


def _western_run(error: UnicodeError) -> tuple[str, int]:
    """Error handler: a run of bytes that is not UTF-8 as Windows-1252, and its end."""
    assert isinstance(error, UnicodeDecodeError)
    run = error.object[error.start : error.end]
    is_cut_off = error.reason == "unexpected end of data"
    return "\ufffd" if is_cut_off else run.decode(WESTERN, "replace"), error.end


_WESTERN_RUNS = "dripfeed-western-runs"
codecs.register_error(_WESTERN_RUNS, _western_run)
