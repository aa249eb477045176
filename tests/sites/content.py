"""What a clinic wrote, apart from how its platform shows it: the files of clinics/<slug>/."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.sites.filler import filler

CLINICS = Path(__file__).parent / "clinics"
NO_FILLER: Mapping[str, Any] = {"posts": 0, "newest": None}


class Form(StrEnum):
    """What a block of a post is; the value is its key in the file."""

    H2 = "h2"
    H3 = "h3"
    PARAGRAPH = "p"
    BULLETS = "ul"
    STEPS = "ol"
    QUOTE = "quote"
    TABLE = "table"
    FAQ = "faq"
    IMAGE = "image"
    CALL = "call"
    """A call to action: on the page, but not part of the post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image of a post."""

    src: str
    """Path on the clinic's own site."""
    alt: str | None = None
    caption: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a post; only the fields of its form are filled. Texts hold inline marks."""

    form: Form
    text: str = ""
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    """Of a table; the first row is its head."""
    faq: tuple[tuple[str, str], ...] = ()
    """Questions with their answers."""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """One file of posts/ or pages/: what its author wrote, without any markup."""

    slug: str
    title: str
    author: str | None
    published: datetime | None
    """In the clinic's own time zone."""
    modified: datetime | None
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    topics: tuple[str, ...] | None
    """What a reader would say it is about: conditions, drugs and procedures by the labels of our
    vocabulary; None where nobody has said."""
    status: str
    """publish, protected (with a password), members (only for them) or draft."""
    permalink: str | None = None
    """Path of the post as the clinic's `permalinks` make it; None where its platform decides."""
    blocks: tuple[Block, ...] = field(repr=False)
    extra: Mapping[str, Any] = field(repr=False)
    """What only its platform understands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicFolder:
    """One folder of clinics/: the clinic, what its platform needs, its writings by file name."""

    slug: str
    platform: str
    row: Mapping[str, str]
    """Columns of clinics.csv other than slug and website."""
    extra: Mapping[str, Any] = field(repr=False)
    posts: tuple[Writing, ...] = field(repr=False)
    pages: tuple[Writing, ...] = field(repr=False)
    """What is not a post: about, prices, services."""

    def published(self) -> tuple[Writing, ...]:
        """The posts that everybody may read."""
        return tuple(post for post in self.posts if post.status == "publish")


@cache
def load(slug: str) -> ClinicFolder:
    """Reads a clinic's folder; raises FileNotFoundError for an unknown slug.

    A clinic.yaml with `texts_of` shows the writings of that other clinic in its own way.
    """
    clinic = yaml.safe_load((CLINICS / slug / "clinic.yaml").read_text("utf-8"))
    folder = CLINICS / clinic.pop("texts_of", slug)
    permalinks = clinic.pop("permalinks", None)
    fill = filler(slug, **clinic.pop("filler", NO_FILLER))
    return ClinicFolder(
        slug=slug,
        platform=clinic.pop("platform"),
        row={name: str(value) for name, value in clinic.pop("row").items()},
        extra=clinic,
        posts=(*_writings(folder / "posts", permalinks), *map(_writing, fill)),
        pages=_writings(folder / "pages"),
    )


def _writings(folder: Path, permalinks: str | None = None) -> tuple[Writing, ...]:
    files = sorted(folder.glob("*.yaml"))
    return tuple(_writing(yaml.safe_load(file.read_text("utf-8")), permalinks) for file in files)


def _writing(raw: dict[str, Any], permalinks: str | None = None) -> Writing:
    return Writing(
        permalink=permalinks.format(**raw) if permalinks else None,
        slug=raw.pop("slug"),
        title=raw.pop("title"),
        author=raw.pop("author", None),
        published=_instant(raw.pop("published", None)),
        modified=_instant(raw.pop("modified", None)),
        categories=tuple(raw.pop("categories", ())),
        tags=tuple(raw.pop("tags", ())),
        topics=_topics(raw.pop("topics", None)),
        status=raw.pop("status", "publish"),
        blocks=tuple(_block(block) for block in raw.pop("blocks")),
        extra=raw,
    )


def _topics(labels: list[str] | None) -> tuple[str, ...] | None:
    return None if labels is None else tuple(labels)


def _instant(value: date | datetime | None) -> datetime | None:
    if value is None or isinstance(value, datetime):
        return value
    return datetime.combine(value, time())


def _block(raw: dict[str, Any]) -> Block:
    ((key, value),) = raw.items()
    match form := Form(key):
        case Form.BULLETS | Form.STEPS:
            return Block(form=form, items=tuple(value))
        case Form.TABLE:
            return Block(form=form, rows=tuple(map(tuple, value)))
        case Form.FAQ:
            return Block(form=form, faq=tuple((pair["q"], pair["a"]) for pair in value))
        case Form.IMAGE:
            return Block(form=form, picture=Picture(**value))
        case _:
            return Block(form=form, text=value)
