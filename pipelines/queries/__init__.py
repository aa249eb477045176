"""Named queries: SQL files in `queries/` with their titles and parameters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from sqlite_utils import Database

from scrapers.errors import DripfeedError

FOLDER = Path(__file__).parent
"""Files directly inside are queries for users; those in `pages/` belong to pages of the site."""

HEADER_KEY = re.compile(r"-- (title|sentence|for|order|parameter \w+): (.+)")
INCLUDE = re.compile(r"^ *-- here: (\S+)$", re.MULTILINE)
"""A line that includes the statement of another file with its parameters."""


class QuestionError(DripfeedError):
    """There is no such query, or it has no such parameter."""


class Audience(StrEnum):
    """The readers for whom a query was written."""

    RESEARCHER = "researcher"
    ANALYST = "analyst"
    MARKETER = "marketer"


AUDIENCES = [*Audience, None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query from an SQL file: the question it answers, for whom, and its parameters."""

    name: str
    """Path below `queries/` without the suffix: same_title, pages/post/facts."""
    title: str
    sentence: str
    audience: Audience | None
    """None for a query that belongs to a page."""
    order: int
    """Position among the queries of its audience, from 1; 0 for a query of a page."""
    parameters: Mapping[str, str]
    """Parameters by name, each with the sentence that explains it."""
    sql: str
    """The statement without its header."""


@cache
def questions() -> tuple[Question, ...]:
    """Return the queries for users, by audience and in their order."""
    user_questions = [question(path.stem) for path in FOLDER.glob("*.sql")]
    return tuple(
        sorted(user_questions, key=lambda query: (AUDIENCES.index(query.audience), query.order))
    )


@cache
def question(name: str) -> Question:
    """Return the query with that name, such as same_title or pages/post/facts.

    Raises: QuestionError if there is none.
    """
    path = FOLDER / f"{name}.sql"
    if not re.fullmatch(r"[a-z_]+(/[a-z_]+)*", name) or not path.is_file():
        names = ", ".join(sorted(sql_file.stem for sql_file in FOLDER.glob("*.sql")))
        raise QuestionError(f"there is no question {name!r}; there are: {names}")
    return _parse(name, path.read_text(encoding="utf-8"))


def bind_parameters(query: Question, values: Mapping[str, object]) -> dict[str, object]:
    """Return a value for each parameter; "" for one without, which every query allows.

    Raises: QuestionError for a value whose parameter the query does not have.
    """
    unknown = sorted(set(values) - set(query.parameters))
    if unknown:
        names = ", ".join(query.parameters) or "none"
        raise QuestionError(f"{query.name} has no parameter {unknown[0]!r}; it has: {names}")
    return {name: values.get(name, "") for name in query.parameters}


def run_query(db: Database, name: str, **values: object) -> list[dict[str, object]]:
    """Run a query by name and return its rows.

    Raises: QuestionError if there is no such query or parameter.
    """
    query = question(name)
    return list(db.query(query.sql, bind_parameters(query, values)))


def _parse(name: str, text: str) -> Question:
    lines = text.splitlines()
    header_length = next(number for number, line in enumerate(lines) if not line.startswith("--"))
    header = _header(lines[:header_length])
    audience = header.get("for")
    sql = "\n".join(lines[header_length:]).strip()
    included = [question(inner_name) for inner_name in INCLUDE.findall(sql)]
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
        | {key: value for query in included for key, value in query.parameters.items()},
        sql=INCLUDE.sub(lambda match: question(match[1]).sql, sql),
    )


def _header(lines: list[str]) -> dict[str, str]:
    """Return the keys and values of the comment; an indented line continues the one before."""
    header: dict[str, str] = {}
    key = ""
    for line in lines:
        match = HEADER_KEY.fullmatch(line)
        if match:
            key = match[1]
            header[key] = match[2]
        else:
            header[key] += " " + line.removeprefix("--").strip()
    return header
