"""The digest: what has happened since a day, as Markdown. No SQL."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import quote

from sqlite_utils import Database

from pipelines.items import CopyKind
from pipelines.queries import run_query
from pipelines.reports.formatting import code_label

Row = Mapping[str, Any]
Parts = Mapping[str, Sequence[Row]]

PARTS = ("new", "collected", "changed", "copied", "first_on_topic", "silent")
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~&])")
"""Characters with a meaning in Markdown anywhere in a line."""


def gather(db: Database, since: str) -> tuple[Row, dict[str, list[dict[str, object]]]]:
    """The span, and the rows of each part of a digest.

    since: a day; "" for seven days before the last run.
    """
    span = run_query(db, "pages/digest/span", since=since)[0]
    days: dict[str, object] = {"since": span["since"]}
    parts = {part: run_query(db, f"pages/digest/{part}", **days) for part in PARTS[:-1]}
    return span, {**parts, "silent": run_query(db, "pages/digest/silent", **span)}


def to_markdown(span: Row, parts: Parts) -> str:
    """The digest; a part without rows is left out, and a digest without parts says so."""
    sections = [
        _section("New posts", _by_clinic(parts["new"], _new)),
        _section("Collected for the first time", map(_collected, parts["collected"])),
        _section("Changed posts", _by_clinic(parts["changed"], _changed)),
        _section("Shared text", map(_copied, parts["copied"])),
        _section("First posts about a topic", _by_clinic(parts["first_on_topic"], _first)),
        _section("No longer publishing", map(_silent, parts["silent"])),
    ]
    body = [section for section in sections if section] or ["Nothing new.\n"]
    return "\n".join([f"# Infusion clinics, {span['since']} to {span['until']}\n", *body])


def _section(heading: str, lines: Iterable[str]) -> str:
    text = "\n".join(lines).rstrip()
    return f"## {heading}\n\n{text}\n" if text else ""


def _by_clinic(rows: Sequence[Row], line: Any) -> Iterator[str]:
    """Lines under the name of their clinic, with an empty line after each clinic."""
    for _, group in groupby(rows, key=lambda row: row["clinic"]):
        clinic_rows = list(group)
        yield f"**{_plain(_name(clinic_rows[0]))}**"
        yield ""
        yield from (line(row) for row in clinic_rows)
        yield ""


def _new(row: Row) -> str:
    day = row["published_on"] or "undated"
    return f"- {_link(row['title'], row['url'])}, {day}, {row['word_count']:,} words"


def _collected(row: Row) -> str:
    last = f", the newest from {row['last_published_on']}" if row["last_published_on"] else ""
    return f"- {_plain(_name(row))}: {row['posts']:,} posts{last}"


def _changed(row: Row) -> str:
    facts = f"; {_plain(row['changes'])}" if row["changes"] else ""
    words = f"{row['words_added']:,} words added, {row['words_removed']:,} removed"
    return f"- {_link(row['title'], row['url'])}: {words}{facts}"


def _copied(row: Row) -> str:
    first = f"{_plain(_name(row))}, {_link(row['title'], row['url'])}"
    other = row["other_clinic_name"] or row["other_clinic"]
    second = f"{_plain(other)}, {_link(row['other_title'], row['other_url'])}"
    kind = code_label(CopyKind, row["kind"])
    return f"- {first} and {second}: {kind}, {row['shared_words']:,} words"


def _first(row: Row) -> str:
    return f"- {_plain(row['label'])}: {_link(row['title'], row['url'])}"


def _silent(row: Row) -> str:
    return (
        f"- {_plain(_name(row))}: no post for {row['days_silent']:,} days, since "
        f"{row['last_published_on']}; usually one every {row['usual_days']:.0f} days"
    )


def _name(row: Row) -> str:
    return str(row["clinic_name"] or row["clinic"])


def _plain(text: str) -> str:
    """The text in one line, with Markdown's special characters escaped."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _link(title: str | None, url: str) -> str:
    """A link to the post on the clinic's site; only the title if the URL is not http(s)."""
    text = _plain(title or "Untitled post")
    if not re.match(r"https?://", url, re.IGNORECASE):
        return text
    return f"[{text}]({quote(url, safe=':/?#@!$&*+,;=%~')})"
