"""What one pass decides about one block of a page, and why."""

from dataclasses import dataclass

from pipelines.items import Kind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a block is by its form, with the number or depth that this form needs."""

    kind: Kind
    level: int | None
    ordered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What one pass decides about one block. What is None here stays as earlier passes left it."""

    rule: str
    """The pass that decides: the name of its function."""
    why: str
    """One sentence, or the part of one that follows "because"."""
    is_kept: bool | None = None
    """Whether the block is text of the post."""
    role: Role | None = None
    form: Form | None = None
    alternate: str | None = None
    """The alternate source that the pass believes; None where the page alone decides."""
    is_listing: bool = False
    """True where a block leaves the text because it lists other posts."""

    @classmethod
    def keep(cls, rule: str, why: str, *, alternate: str | None = None) -> "Decision":
        """The block is text of the post."""
        return cls(rule=rule, why=why, is_kept=True, alternate=alternate)

    @classmethod
    def drop(cls, rule: str, why: str) -> "Decision":
        """The block is not text of the post; nothing is said about what else it is."""
        return cls(rule=rule, why=why, is_kept=False)

    @classmethod
    def label(
        cls,
        rule: str,
        role: Role,
        why: str,
        *,
        alternate: str | None = None,
        is_listing: bool = False,
    ) -> "Decision":
        """The block is not text of the post but has another role on the page."""
        return cls(
            rule=rule,
            why=why,
            is_kept=False,
            role=role,
            alternate=alternate,
            is_listing=is_listing,
        )

    @classmethod
    def reshape(cls, rule: str, form: Form, why: str) -> "Decision":
        """The block is another kind of block than its element says; kept or not is left open."""
        return cls(rule=rule, why=why, form=form)

    @property
    def outcome(self) -> str:
        """The decision in one word: a role, kept, dropped, or a kind of block."""
        if self.role is not None:
            return self.role.value
        if self.is_kept is not None:
            return "kept" if self.is_kept else "dropped"
        return self.form.kind.value if self.form else "unchanged"
