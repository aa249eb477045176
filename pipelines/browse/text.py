"""Text that is safe to put into XML."""

import re

NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Source: Char of XML 1.0, https://www.w3.org/TR/xml/#charsets"""


def for_xml(text: str) -> str:
    """The text without characters that XML cannot hold, for feeds and drawings."""
    return NO_XML.sub("", text)
