"""Counters that a script runs up from 0: the figure is in an attribute, the page says 0."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

_FIGURES = (
    "data-to-value", "data-number-value", "data-counter-value", "data-counter", "data-to",
    "data-end", "data-end-value", "data-target", "data-count", "data-countup", "data-final",
    "data-number", "data-value", "data-stop",
)  # fmt: skip
"""Source: Elementor (data-to-value), Divi (data-number-value), Avada (data-value), Kadence
(data-end), Ultimate Addons (data-counter-value), jQuery countTo (data-to), other scripts."""
_IS_FIGURE = re.compile(r"\s*[$€£]?\d[\d.,]*\s*[%+kKmM]?\s*")
_ZERO = re.compile(r"\s*0*(?:[.,]0+)?\s*")
_NAME = re.compile(r"counter|count-?up|counting|odometer|percent-value", re.IGNORECASE)
_MAX_STEPS = 2
"""How far above the digits the element with the figure is: Kadence and Divi name it on the box."""


def counter_text(element: HtmlElement) -> str | None:
    """What a counter that reads 0, or nothing yet, counts to; "" where the page does not say.

    None for all other elements. A figure of 0 is nothing that a site counts up to, so that the 0
    is the start of the script and not a fact.
    """
    if len(element) or not _ZERO.fullmatch(element.text or ""):
        return None
    reads_zero = bool((element.text or "").strip())
    is_named = _NAME.search(element.get("class", "")) is not None
    if not (reads_zero or is_named):
        return None
    unknown = "" if reads_zero and is_named else None
    return next(_figures(element, is_named=is_named), unknown)


def _figures(element: HtmlElement, *, is_named: bool) -> Iterator[str]:
    """Figures in the attributes of an element and, where it is named a counter, of its boxes."""
    step: HtmlElement | None = element
    for _ in range(1 + _MAX_STEPS * is_named):
        if step is None:
            return
        for name in _FIGURES:
            figure = step.get(name)
            if figure is not None and _IS_FIGURE.fullmatch(figure):
                prefix, suffix = step.get("data-prefix", ""), step.get("data-suffix", "")
                yield f"{prefix}{figure.strip()}{suffix}"
        step = step.getparent()
