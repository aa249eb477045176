"""What a public site does not publish: whole texts, and Datasette's internals."""

from collections.abc import Mapping, Sequence
from typing import Any

from datasette import Response

Row = Mapping[str, Any]

TEXTS = frozenset({"text", "markdown", "blocks", "evidence", "cut", "passages", "changes_in_words"})
"""Columns and parts with whole texts, which belong to the clinics."""

TEXT_TABLES = (
    "posts", "post_versions", "extractions", "posts_fts",
    *(f"posts_fts_{part}" for part in ("data", "idx", "docsize", "config")),
)  # fmt: skip
"""Tables with such columns; a public site has the view `post_list` and the pages instead."""

PUBLIC_SETTINGS = {
    "default_allow_sql": False,
    "allow_download": False,
    "allow_csv_stream": False,
    "max_returned_rows": 1000,
    "sql_time_limit_ms": 2000,
}

ROBOTS = "User-agent: *\nDisallow: /\n"


async def robots() -> Response:
    """`/robots.txt`: the texts belong to the clinics, so no search engine may index them here."""
    return Response.text(ROBOTS)


def may_take_texts(datasette: Any) -> bool:
    """Whether JSON, CSV and tables may hold whole texts."""
    config = _config(datasette)
    return not config.get("public") or bool(config.get("full_text"))


def metadata_for_public(metadata: dict[str, Any], *, full_text: bool) -> dict[str, Any]:
    """metadata.yaml with the restrictions of a public site."""
    metadata.setdefault("plugins", {}).setdefault("dripfeed", {}).update(
        {"public": True, "full_text": full_text}
    )
    if not full_text:
        for database in metadata["databases"].values():
            for table in TEXT_TABLES:
                database["tables"].setdefault(table, {})["allow"] = False
    return metadata


def without_texts(value: Any) -> Any:
    """The rows without columns that hold whole texts."""
    if isinstance(value, Mapping):
        return {name: without_texts(part) for name, part in value.items() if name not in TEXTS}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [without_texts(item) for item in value]
    return value


def _config(datasette: Any) -> Mapping[str, Any]:
    return datasette.plugin_config("dripfeed") or {}
