"""Posts as an Atom feed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import feedgenerator

from pipelines.browse.text import for_xml, safe_url

Row = Mapping[str, Any]


def atom(
    posts: Sequence[Row] | Row, *, title: str, page_url: str, absolute: Callable[[str], str]
) -> str:
    """The feed as XML: one entry per post, its excerpt as the summary.

    posts: rows with id, url, title, author, clinic_name or clinic, excerpt, first_seen_at and
    changed_at. An entry's id is the post's own URL, so it stays the same when this server moves.
    absolute: path on this site -> absolute URL.
    """
    feed = feedgenerator.Atom1Feed(for_xml(title), page_url, description="", language="en")
    for post in posts:
        assert isinstance(post, Mapping)
        feed.add_item(
            title=for_xml(post["title"] or "Untitled post"),
            link=absolute(f"/post/{post['id']}"),
            description=for_xml(post["excerpt"] or ""),
            author_name=for_xml(post["author"] or post.get("clinic_name") or post["clinic"]),
            unique_id=safe_url(for_xml(post["url"])) or absolute(f"/post/{post['id']}"),
            pubdate=_parse_instant(post["first_seen_at"]),
            updateddate=_parse_instant(post["changed_at"]),
        )
    return str(feed.writeString("utf-8"))


def _parse_instant(text: str | None) -> datetime:
    """An instant as stored; the epoch if it cannot be parsed."""
    try:
        return datetime.fromisoformat(text or "")
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
