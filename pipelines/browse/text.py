"""Text and URLs that are safe to put into XML and HTML."""

import re

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Source: Char of XML 1.0, https://www.w3.org/TR/xml/#charsets"""


def for_xml(text: str) -> str:
    """The text without characters that XML cannot hold, for feeds and charts."""
    return NOT_XML.sub("", text)


def safe_url(url: str | None) -> str | None:
    """The URL if it is http or https, so that a click never runs a script; else None."""
    return url if url and re.match(r"https?://", url, re.IGNORECASE) else None
