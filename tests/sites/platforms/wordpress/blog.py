"""A WordPress database: posts with numbers, users, terms, comments, pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from tests.sites.content import ClinicFolder, Writing
from tests.sites.platforms.wordpress.setup import Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A category or a tag."""

    id: int
    taxonomy: str
    """category or post_tag."""
    slug: str
    name: str

    @property
    def path(self) -> str:
        return f"/{'tag' if self.taxonomy == 'post_tag' else 'category'}/{self.slug}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """An account that writes posts."""

    id: int
    slug: str
    name: str
    bio: str = ""

    @property
    def path(self) -> str:
        return f"/author/{self.slug}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What a reader wrote under a post."""

    id: int
    name: str
    written: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post or a page with its number in the database."""

    id: int
    writing: Writing
    published: datetime
    modified: datetime
    user: User
    terms: tuple[Term, ...]
    yoast: bool
    """True: the page carries a JSON-LD graph."""
    comments: tuple[Comment, ...]

    @property
    def path(self) -> str:
        """As the permalinks make it; plain ones are made later, by `plain`."""
        permalink = self.writing.permalink
        return permalink if permalink and "?" not in permalink else f"/{self.writing.slug}/"

    @property
    def protected(self) -> bool:
        return self.writing.status == "protected"

    @property
    def title(self) -> str:
        return f"{'Protected: ' if self.protected else ''}{self.writing.title}"

    def of(self, taxonomy: str) -> tuple[Term, ...]:
        """The post's categories or tags."""
        return tuple(term for term in self.terms if term.taxonomy == taxonomy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blog:
    """All that the site may show; drafts are not in it."""

    name: str
    clinic: ClinicFolder = field(repr=False)
    users: tuple[User, ...]
    terms: tuple[Term, ...]
    posts: tuple[Post, ...] = field(repr=False)
    """Newest first, with the password-protected ones."""
    pages: tuple[Post, ...] = field(repr=False)
    setup: Setup

    @classmethod
    def of(cls, clinic: ClinicFolder) -> Self:
        users = tuple(User(**user) for user in clinic.extra["users"])
        shown = [post for post in clinic.posts if post.status != "draft"]
        terms = _terms(shown)
        posts = [_post(writing, users, terms) for writing in shown]
        return cls(
            name=clinic.row["name"],
            clinic=clinic,
            users=users,
            terms=terms,
            posts=tuple(sorted(posts, key=lambda post: post.published, reverse=True)),
            pages=tuple(_post(writing, users, terms) for writing in clinic.pages),
            setup=Setup(**clinic.extra.get("wordpress", {})),
        )

    def find(self, slug: str) -> Post | None:
        """The post or page with this slug."""
        every = self.posts + self.pages
        return next((post for post in every if post.writing.slug == slug), None)

    def neighbours(self, post: Post) -> tuple[Post | None, Post | None]:
        """The posts written before and after; for a page none."""
        if post not in self.posts:
            return None, None
        at = self.posts.index(post)
        older = self.posts[at + 1] if at + 1 < len(self.posts) else None
        return older, (self.posts[at - 1] if at else None)


def _terms(shown: Sequence[Writing]) -> tuple[Term, ...]:
    names = {("category", name) for post in shown for name in post.categories}
    names |= {("post_tag", name) for post in shown for name in post.tags}
    return tuple(
        Term(id=number, taxonomy=taxonomy, slug=_slug(name), name=name)
        for number, (taxonomy, name) in enumerate(sorted(names), start=2)
    )


def _slug(name: str) -> str:
    kept = "".join(sign if sign.isalnum() else " " for sign in name.lower() if sign not in "'’")
    return "-".join(kept.split())


def _post(writing: Writing, users: tuple[User, ...], terms: tuple[Term, ...]) -> Post:
    extra: Mapping[str, Any] = writing.extra["wordpress"]
    assert writing.published is not None
    assert writing.modified is not None
    mine = {("category", name) for name in writing.categories}
    mine |= {("post_tag", name) for name in writing.tags}
    return Post(
        id=extra["id"],
        writing=writing,
        published=writing.published,
        modified=writing.modified,
        user=next(user for user in users if user.name == writing.author),
        terms=tuple(term for term in terms if (term.taxonomy, term.name) in mine),
        yoast=extra.get("yoast", False),
        comments=tuple(Comment(**comment) for comment in extra.get("comments", ())),
    )
