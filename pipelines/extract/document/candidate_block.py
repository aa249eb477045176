"""A block of the page of which passes decide what it is for."""

from dataclasses import dataclass
from typing import TypeAlias

from lxml.html import HtmlElement

from pipelines.extract.document.decision import Decision
from pipelines.items import Kind, Link, Picture, Role


@dataclass(slots=True, kw_only=True, eq=False)
class CandidateBlock:
    """A block of the page, with what the passes so far have decided about it.

    Only `apply` changes what is decided; all else comes from reading the page.
    """

    kind: Kind
    text: str
    element: HtmlElement
    """The smallest block element of the page that holds it."""
    level: int | None = None
    ordered: bool = False
    links: tuple[Link, ...] = ()
    linked: int = 0
    """Characters of the text that are links."""
    picture: Picture | None = None
    words: tuple[str, ...] = ()
    """Folded words of the text."""
    is_kept: bool = False
    """True where the block is text of the post."""
    role: Role = Role.BODY
    reason: str | None = None
    """Why the block has another role than BODY."""
    alternate: str | None = None
    """The alternate source that put it into the text or took it out; None where none did."""
    is_listing: bool = False
    """True where it was in the text and lists other posts: not text, but a feature of a list."""
    trail: tuple[Decision, ...] = ()
    """All decisions about the block, in the order of the passes."""

    @property
    def link_share(self) -> float:
        """How much of the text is links, 0 to 1."""
        return self.linked / len(self.text) if self.text else 0.0

    def apply(self, decision: Decision) -> None:
        """Take over what a pass decided, and remember it."""
        self.trail += (decision,)
        if decision.is_kept is not None:
            self.is_kept = decision.is_kept
        if decision.role is not None:
            self.role, self.reason = decision.role, decision.why
        if decision.form is not None:
            form = decision.form
            self.kind, self.level, self.ordered = form.kind, form.level, form.ordered
        self.alternate = decision.alternate or self.alternate
        self.is_listing = decision.is_listing or self.is_listing


Decided: TypeAlias = tuple[CandidateBlock, Decision]
"""A block and what a pass decides about it."""
