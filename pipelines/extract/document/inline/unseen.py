"""Elements whose text a reader does not see in its place: for screen readers, icons, tooltips."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

from pipelines.extract.document.elements import HEADINGS, SILENT, is_swallowing

_UNSEEN_CLASS = re.compile(
    r"(?:^|\s)(?:"
    r"screen-?reader(?:-?(?:text|only|response))?|sr-(?:only|text)|[a-z]+-sr-only|sr-?only"
    r"|visually-?hidden|a11y-hidden|element-invisible|elementor-screen-only|assistive-text"
    r"|(?:google-)?material-(?:icons|symbols)(?:-[a-z]+)?"
    r"|tooltip-?text|tooltip-?(?:content|body|inner)"
    r"|tm-ctt-btn|bctt-ctt-btn|ctt-btn"
    r")(?:\s|$)",
    re.IGNORECASE,
)
"""Source: WordPress (screen-reader-text), Bootstrap (sr-only, visually-hidden, tooltip-inner),
Tailwind (sr-only), Drupal (visually-hidden, element-invisible), Elementor; Material Icons, whose
text is the name of the drawing; Click To Tweet and Better Click To Tweet."""
_CLIPPED = re.compile(
    r"clip\s*:\s*rect\(\s*[01](?:px)?[\s,]|clip-path\s*:\s*inset\(\s*(?:50|100)%", re.IGNORECASE
)
"""Source: https://www.a11yproject.com/posts/how-to-hide-content/"""
_CONTROL = re.compile(r"^\s*(?:expand|collapse|toggle|open|close|show|hide)\s*$", re.IGNORECASE)
"""What a link that only runs a script says of its panel. Source: accordions of Beaver Builder."""
_MAX_CHARACTERS = 200
"""A longer text under such a name is text of the page that a script shows."""


_MIN_PARAGRAPHS = 2


def is_unseen(element: HtmlElement) -> bool:
    """True for an element whose text is no part of the sentence around it.

    A heading for screen readers stays: it names the part of the page below it. A noscript with
    paragraphs is what readers without scripts, and search engines, see of a text that a script
    writes; with a picture or a notice alone it says nothing.
    """
    if element.tag == "noscript":
        return len(element.findall(".//p")) < _MIN_PARAGRAPHS
    if element.tag in SILENT:
        return not is_swallowing(element)
    if element.tag in HEADINGS or not _is_hidden(element):
        return False
    return len(element.text_content()) <= _MAX_CHARACTERS


def _is_hidden(element: HtmlElement) -> bool:
    names, style = element.get("class"), element.get("style")
    return (
        (names is not None and _is_unseen_class(names))
        or (style is not None and _CLIPPED.search(style) is not None)
        or element.get("role") == "tooltip"
        or (element.get("href") == "#" and _CONTROL.match(element.text_content()) is not None)
    )


@lru_cache(maxsize=4096)
def _is_unseen_class(names: str) -> bool:
    return _UNSEEN_CLASS.search(names) is not None
