"""Posts as an Atom feed, which every feed reader can follow."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import feedgenerator

from pipelines.browse.text import for_xml
from pipelines.reports.labels import safe_url

Row = Mapping[str, Any]


def atom(
    posts: Sequence[Row] | Row, *, title: str, page_url: str, absolute: Callable[[str], str]
) -> str:
    """The feed as XML: one entry per post, its excerpt as the summary.

    posts: rows with id, url, title, author, clinic_name or clinic, excerpt, first_seen_at and
    changed_at. An entry's id is the post's own address, so it stays when this server moves.
    absolute: path of this room -> its whole address.
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
            pubdate=_moment(post["first_seen_at"]),
            updateddate=_moment(post["changed_at"]),
        )
    return str(feed.writeString("utf-8"))


def _moment(text: str | None) -> datetime:
    """An instant as stored; one that cannot be read counts as the beginning of time."""
    try:
        return datetime.fromisoformat(text or "")
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
