"""Marks inside a line of a post: [anchor](address), **strong** and *emphasis*."""

import re
from dataclasses import dataclass

_MARK = re.compile(
    r"\[(?P<anchor>[^\]]+)\]\((?P<url>[^)\s]+)\)|\*\*(?P<strong>[^*]+)\*\*|\*(?P<emphasis>[^*]+)\*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of words under one mark."""

    text: str
    mark: str = ""
    """anchor, strong, emphasis or nothing."""
    url: str = ""
    """Where an anchor leads: absolute, or as the clinic's own site writes it."""


def spans(line: str) -> list[Span]:
    """Cuts a line into its runs, in reading order."""
    runs: list[Span] = []
    end = 0
    for match in _MARK.finditer(line):
        mark = match.lastgroup or ""
        mark = "anchor" if mark == "url" else mark
        runs += [Span(text=line[end : match.start()])] if match.start() > end else []
        runs.append(Span(text=match[mark], mark=mark, url=match["url"] or ""))
        end = match.end()
    return runs + ([Span(text=line[end:])] if end < len(line) else [])


def bare(line: str) -> str:
    """The words of a line without its marks."""
    return "".join(span.text for span in spans(line))
