"""The REST API: /wp-json/ and the collections under /wp-json/wp/v2/."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tests.sites.platforms.wordpress import records
from tests.sites.platforms.wordpress.blog import Blog, Post, Term, User
from tests.sites.platforms.wordpress.marks import gmt
from tests.sites.responses import data
from tests.sites.server import Request, Response

Row = Post | Term | User


def root(blog: Blog, request: Request, match: re.Match[str]) -> Response:
    """What the site is and which interfaces it offers."""
    if blog.setup.rest != "on":
        return _refused(blog)
    offset = blog.posts[0].published.utcoffset()
    value = {
        "name": blog.name,
        "description": blog.clinic.extra["tagline"],
        "url": request.base_url,
        "home": request.base_url,
        "gmt_offset": offset.total_seconds() / 3600 if offset else 0,
        "timezone_string": blog.clinic.extra["timezone"],
        "namespaces": ["oembed/1.0", "wp/v2"],
        "routes": {f"/wp/v2/{name}": {"namespace": "wp/v2"} for name in _collections(blog)},
    }
    return data(value)


def resource(blog: Blog, request: Request, match: re.Match[str]) -> Response:
    """A collection such as /wp-json/wp/v2/posts, or one row of it by its number."""
    if blog.setup.rest != "on":
        return _refused(blog)
    rows = _collections(blog).get(match[2]) if match[1] else None
    if rows is None:
        return _no_route()
    if match[3] is None:
        return _collection(rows, request)
    for row in rows:
        if str(row.id) == match[3]:
            return data(_shown(row, request), headers=_allowed(request))
    return _error(404, "rest_post_invalid_id", "Invalid post ID.")


def _collections(blog: Blog) -> dict[str, Sequence[Row]]:
    return {
        "posts": blog.posts,
        "pages": blog.pages,
        "users": blog.users,
        "categories": [term for term in blog.terms if term.taxonomy == "category"],
        "tags": [term for term in blog.terms if term.taxonomy == "post_tag"],
    }


def _collection(every: Sequence[Row], request: Request) -> Response:
    per_page, number = _number(request, "per_page", 10), _number(request, "page", 1)
    if per_page not in range(1, 101) or number < 1:
        return _error(400, "rest_invalid_param", "Invalid parameter(s): per_page")
    rows = [row for row in every if _asked_for(row, request)]
    pages = -(-len(rows) // per_page)
    if number > max(pages, 1):
        return _error(
            400,
            "rest_post_invalid_page_number",
            "The page number requested is larger than the number of pages available.",
        )
    shown = rows[(number - 1) * per_page : number * per_page]
    totals = {"X-WP-Total": str(len(rows)), "X-WP-TotalPages": str(pages)}
    return data([_shown(row, request) for row in shown], headers=_allowed(request) | totals)


def _number(request: Request, name: str, default: int) -> int:
    value = request.query.get(name, str(default))
    return int(value) if value.isdecimal() else -1


def _asked_for(row: Row, request: Request) -> bool:
    """Whether the filters ?slug= and ?modified_after= keep a row."""
    slug = request.query.get("slug")
    if not isinstance(row, Post):
        return slug in {None, row.slug}
    after = request.query.get("modified_after")
    if after and gmt(row.modified) <= gmt(_instant(after, row)):
        return False
    return slug in {None, row.writing.slug}


def _instant(written: str, row: Post) -> datetime:
    """A time that names no zone is meant in the site's own."""
    instant = datetime.fromisoformat(written)
    return instant if instant.tzinfo else instant.replace(tzinfo=row.modified.tzinfo)


def _shown(row: Row, request: Request) -> dict[str, Any]:
    """The row's record, with ?_embed filled in and cut to ?_fields."""
    value = records.record(row, request.base_url)
    if "_embed" in request.query and isinstance(row, Post):
        value |= {"_embedded": records.embedded(row, request.base_url)}
    fields = request.query.get("_fields")
    if not fields:
        return value
    names = {field.strip().split(".")[0] for field in fields.split(",")}
    return {name: part for name, part in value.items() if name in names}


def _allowed(request: Request) -> dict[str, str]:
    link = f'<{request.base_url}/wp-json/>; rel="https://api.w.org/"'
    return {"Link": link, "Allow": "GET", "X-Robots-Tag": "noindex"}


def _refused(blog: Blog) -> Response:
    """What security plugins send to strangers, or what is left where REST was removed."""
    if blog.setup.rest == "removed":
        return _no_route()
    message = "Only authenticated users can access the REST API."
    return _error(401, "rest_login_required", message)


def _no_route() -> Response:
    message = "No route was found matching the URL and request method."
    return _error(404, "rest_no_route", message)


def _error(status: int, code: str, message: str) -> Response:
    return data({"code": code, "message": message, "data": {"status": status}}, status=status)
