"""Questions to the database by name: read from `queries/*.sql`, asked with named answers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from sqlite_utils import Database

from scrapers.errors import DripfeedError

FOLDER = Path(__file__).parent
"""Files directly inside are the questions of users; those in `pages/` belong to single pages."""

HEADER_KEY = re.compile(r"-- (title|sentence|for|order|parameter \w+): (.+)")
HERE = re.compile(r"^ *-- here: (\S+)$", re.MULTILINE)
"""A line that stands for the statement of another file, whose parameters come with it."""


class QuestionError(DripfeedError):
    """There is no such question, or it has no such parameter."""


class Audience(StrEnum):
    """Who asks a question first."""

    RESEARCHER = "researcher"
    ANALYST = "analyst"
    MARKETER = "marketer"


AUDIENCES = [*Audience, None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One SQL file: what it answers, for whom, and what it wants to know."""

    name: str
    """Path below `queries/` without the ending: same_title, post/facts."""
    title: str
    sentence: str
    audience: Audience | None
    """None for a question that belongs to a page."""
    order: int
    """Place among the questions of its audience, from 1; 0 for a page's question."""
    parameters: Mapping[str, str]
    """Name of each parameter and the sentence that explains it."""
    sql: str
    """The statement without its header."""


@cache
def questions() -> tuple[Question, ...]:
    """The questions of users, by audience, then in their order."""
    found = [question(path.stem) for path in FOLDER.glob("*.sql")]
    return tuple(sorted(found, key=lambda each: (AUDIENCES.index(each.audience), each.order)))


@cache
def question(name: str) -> Question:
    """The question of that name, such as same_title or pages/post/facts.

    Raises: QuestionError if there is none.
    """
    path = FOLDER / f"{name}.sql"
    if not re.fullmatch(r"[a-z_]+(/[a-z_]+)*", name) or not path.is_file():
        known = ", ".join(sorted(each.stem for each in FOLDER.glob("*.sql")))
        raise QuestionError(f"there is no question {name!r}; there are: {known}")
    return _read(name, path.read_text(encoding="utf-8"))


def bind_parameters(asked: Question, given: Mapping[str, object]) -> dict[str, object]:
    """All parameters of the question; one that is not given is "", which every question allows.

    Raises: QuestionError if one is given that the question does not have.
    """
    unknown = sorted(set(given) - set(asked.parameters))
    if unknown:
        known = ", ".join(asked.parameters) or "none"
        raise QuestionError(f"{asked.name} has no parameter {unknown[0]!r}; it has: {known}")
    return {name: given.get(name, "") for name in asked.parameters}


def run_query(db: Database, name: str, **given: object) -> list[dict[str, object]]:
    """The rows that answer the question of that name.

    Raises: QuestionError if there is no such question or parameter.
    """
    asked = question(name)
    return list(db.query(asked.sql, bind_parameters(asked, given)))


def _read(name: str, text: str) -> Question:
    lines = text.splitlines()
    length = next(number for number, line in enumerate(lines) if not line.startswith("--"))
    header = _header(lines[:length])
    audience = header.get("for")
    sql = "\n".join(lines[length:]).strip()
    inner = [question(each) for each in HERE.findall(sql)]
    return Question(
        name=name,
        title=header["title"],
        sentence=header["sentence"],
        audience=Audience(audience) if audience else None,
        order=int(header.get("order", "0")),
        parameters={
            key.removeprefix("parameter "): value
            for key, value in header.items()
            if key.startswith("parameter ")
        }
        | {key: value for each in inner for key, value in each.parameters.items()},
        sql=HERE.sub(lambda found: question(found[1]).sql, sql),
    )


def _header(lines: list[str]) -> dict[str, str]:
    """Keys and values of the comment; an indented line continues the one before."""
    header: dict[str, str] = {}
    key = ""
    for line in lines:
        found = HEADER_KEY.fullmatch(line)
        if found:
            key = found[1]
            header[key] = found[2]
        else:
            header[key] += " " + line.removeprefix("--").strip()
    return header
