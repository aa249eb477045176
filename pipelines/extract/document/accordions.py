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


def open_accordions(tree: HtmlElement) -> None:
    """Turn buttons in headings into text and show closed panels; changes the tree in place.

    trafilatura deletes every button and every hidden element: it lost all questions of
    Squarespace accordions and all answers of Divi toggles. Source: research, nine builders.
    """
    for button in list(tree.iter("button")):
        if _is_question(button):
            button.tag = "span" if _in_heading(button) else "h4"
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


def _is_question(button: HtmlElement) -> bool:
    """A button that opens a panel and has more to say than "Menu"."""
    words = (button.text_content() or "").split()
    opens = _in_heading(button) or button.get("aria-controls") or button.get("aria-expanded")
    return bool(opens) and len(words) >= (1 if _in_heading(button) else _MIN_PANEL_WORDS)


def _in_heading(element: HtmlElement) -> bool:
    return next(element.iterancestors(*_HEADINGS), None) is not None


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
