"""A block in the making."""

from dataclasses import dataclass

from lxml.html import HtmlElement

from pipelines.items import Kind, Link, Picture, Role


@dataclass(slots=True, kw_only=True, eq=False)
class CandidateBlock:
    """A block in the making: where it stands, and what has been found out about it so far."""

    kind: Kind
    text: str
    element: HtmlElement
    """The smallest block element of the page that holds it."""
    level: int | None = None
    ordered: bool = False
    links: tuple[Link, ...] = ()
    linked: int = 0
    """Characters of the text that stand in links."""
    picture: Picture | None = None
    words: tuple[str, ...] = ()
    """Folded words of the text."""
    is_kept: bool = False
    """True where the draft is body text."""
    witness: str | None = None
    """The witness on whose word the draft is kept; None where the page alone decides."""
    is_listing: bool = False
    """True where it stood in the body and lists other posts; no text, but it tells a list."""
    role: Role = Role.BODY
    reason: str | None = None

    @property
    def link_share(self) -> float:
        """How much of the text stands in links, 0 to 1."""
        return self.linked / len(self.text) if self.text else 0.0
