"""Repairs before reading: questions inside buttons and answers inside closed panels are text."""

import re

from lxml.html import HtmlElement

_ACCORDION = re.compile(
    r"accordion|toggle|faq|collaps|expand|question|answer|tab-?(?:panel|content|pane)",
    re.IGNORECASE,
)
"""Class names of Divi (et_pb_toggle), Elementor (elementor-tab-content), Squarespace
(accordion-item), Webflow (faq-*), Bootstrap (collapse). Source: nine builders' pages, research."""
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|height\s*:\s*0", re.IGNORECASE
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MIN_PANEL_WORDS = 4
_OPENS = ("aria-controls", "aria-expanded", "data-toggle", "data-bs-toggle")
"""Attributes of a button that opens something. Source: ARIA's disclosure pattern
(https://www.w3.org/WAI/ARIA/apg/patterns/disclosure/) and Bootstrap's collapse."""
_MAX_WRAPPERS = 3
"""How many elements around a button may hold nothing but the button."""
_MAX_QUESTION_WORDS = 40
_LINKED = 0.5


def open_accordions(tree: HtmlElement) -> None:
    """Make text of questions in buttons and of their panels; changes the tree in place.

    trafilatura deletes every button and every hidden element: it lost all questions of
    Squarespace accordions and all answers of Divi toggles. Source: research, nine builders.
    """
    for nav in list(tree.iter("nav")):
        if _is_answer(nav):
            nav.tag = "div"
            nav.attrib.pop("role", None)
    for button in list(tree.iter("button")):
        if _is_question(button):
            button.tag = "span" if _in_named_block(button) else "h4"
            button.attrib.clear()
    for summary in list(tree.iter("summary")):
        has_heading = any(child.tag in _HEADINGS for child in summary)
        summary.tag = "div" if has_heading else "h4"
    for details in list(tree.iter("details")):
        details.tag = "div"
        details.set("class", f"accordion {details.get('class', '')}")
    for panel in tree.xpath(".//*[@hidden or @aria-hidden='true' or @style]"):
        if _is_closed(panel) and _is_panel(panel):
            for name in ("hidden", "aria-hidden", "style"):
                panel.attrib.pop(name, None)


def _is_answer(nav: HtmlElement) -> bool:
    """True for a nav that holds text and leads nowhere: Webflow's dropdown has its answers there.

    Source: Webflow's dropdown, nav.w-dropdown-list behind div.w-dropdown-toggle.
    """
    return _is_prose(nav) and _words_in_links(nav) == 0


def _is_question(button: HtmlElement) -> bool:
    """True for a button in a heading, and for one that opens a panel of text."""
    words = (button.text_content() or "").split()
    if not words or len(words) > _MAX_QUESTION_WORDS:
        return False
    if _in_named_block(button):
        return True
    opens = any(button.get(name) is not None for name in _OPENS)
    if opens and len(words) >= _MIN_PANEL_WORDS:
        return True
    return (opens or _is_named_question(button, words)) and _is_prose(_panel_of(button))


def _is_named_question(button: HtmlElement, words: list[str]) -> bool:
    """True for a button that asks, or that is named after an accordion as a script expects it."""
    return words[-1].endswith("?") or _ACCORDION.search(button.get("class", "")) is not None


def _panel_of(button: HtmlElement) -> HtmlElement | None:
    """What comes behind the button and all that holds nothing else; None where nothing does."""
    own = (button.text_content() or "").split()
    step: HtmlElement | None = button
    for _ in range(_MAX_WRAPPERS + 1):
        if step is None or (step.text_content() or "").split() != own:
            return None
        following = step.getnext()
        if following is not None:
            return following
        step = step.getparent()
    return None


def _is_prose(panel: HtmlElement | None) -> bool:
    """True for what holds words, most of them outside links, and no further button of its kind."""
    if panel is None or panel.tag == "button":
        return False
    count = len((panel.text_content() or "").split())
    return count >= _MIN_PANEL_WORDS and _words_in_links(panel) < _LINKED * count


def _words_in_links(element: HtmlElement) -> int:
    return sum(len((link.text_content() or "").split()) for link in element.iter("a"))


def _in_named_block(element: HtmlElement) -> bool:
    """True inside a heading or a term, which say themselves what the button's words are."""
    return next(element.iterancestors(*_HEADINGS, "dt", "summary"), None) is not None


def _is_closed(panel: HtmlElement) -> bool:
    hidden = panel.get("hidden") is not None or panel.get("aria-hidden") == "true"
    return hidden or bool(_HIDDEN_STYLE.search(panel.get("style", "")))


def _is_panel(panel: HtmlElement) -> bool:
    """True for the panel of an accordion, by its own or its parent's names."""
    parent = panel.getparent()
    named = [e for e in (panel, parent) if e is not None]
    names = " ".join(f"{e.get('class', '')} {e.get('id', '')}" for e in named)
    if not (_ACCORDION.search(names) or panel.get("role") in ("tabpanel", "region")):
        return False
    return len((panel.text_content() or "").split()) >= _MIN_PANEL_WORDS
