"""What `benchmarks.golden` hashes of tables: the rows of a crawl that are equal in every crawl.

Two crawls of the same sites differ in instants, in ports and in the order in which clinics end.
From that order follow ids, which of two copies comes first and which post represents a cluster.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.crawling import Crawled, crawl
from tests.sites.catalog import every_slug, site
from tests.sites.server import serve

Row = dict[str, Any]

CRAWL_SECONDS = 900
"""A crawl takes one minute where both seeds run at a time on two cores (measured)."""
TABLES = """
SELECT name FROM sqlite_master
WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND substr(name, 1, 1) <> '_'
    AND name NOT LIKE '%\\_fts%' ESCAPE '\\'
ORDER BY name
"""
POSTS = frozenset({"post", "other", "first_post"})
CLUSTERS = frozenset({"cluster", "leader"})
UNSTABLE = frozenset(
    {"id", "uid", "body_sha256", "etag", "dated", "location", "extractor", "versions"}
)
"""Ids; hashes of bodies, which contain the port, and of instants; places; versions."""
UNSTABLE_ENDS = ("_at", "_ms", "_seconds")
UNSTABLE_STARTS = ("archive_",)
PORT = re.compile(r"127\.0\.0\.1:\d+")
VERSION = re.compile(r"\b(dripfeed[ /])\d+(?:\.\w+)*")
LISTED_POSTS = re.compile(r"\bposts? (\d+(?:, \d+)*)")
"""How a sentence names posts: "posts 3, 9 have the same date"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What stands for keys and ports that change from crawl to crawl."""

    hosts: Mapping[str, str]
    """Host and port of a site -> its slug."""
    posts: Mapping[int, str]
    """Id of a post -> its URL."""
    clusters: Mapping[int, str]
    """Id of a cluster -> the first URL of its posts in the order of the alphabet."""
    terms: Mapping[int, str]
    """Id of a term -> its kind and label."""


def table_contents() -> Iterator[tuple[str, bytes]]:
    """Every table after one crawl of all imitation clinics, a row a line.

    Raises: RuntimeError if the crawl did not end well.
    """
    with TemporaryDirectory() as folder, ExitStack() as stack:
        sites = {slug: stack.enter_context(serve(site(slug))) for slug in every_slug()}
        clinics = [
            {"slug": slug, "website": served.url, **served.site.clinic}
            for slug, served in sites.items()
        ]
        crawled = crawl(Path(folder), clinics, seconds=CRAWL_SECONDS)
        if crawled.code:
            raise RuntimeError(f"the crawl ended with {crawled.code}: {crawled.err[-2000:]}")
        hosts = {served.url.removeprefix("http://"): slug for slug, served in sites.items()}
        names = names_in(crawled, hosts)
        for table in crawled.column(TABLES):
            rows = crawled.rows(f"SELECT * FROM {table}")
            yield table, "\n".join(sorted(line_of(row, names) for row in rows)).encode()


def names_in(crawled: Crawled, hosts: Mapping[str, str]) -> Names:
    """The names of all that the crawl stored under an id."""
    posts = crawled.rows("SELECT id, url, cluster FROM posts")
    urls = {post["id"]: without_port(post["url"], hosts) for post in posts}
    clusters: dict[int, str] = {}
    for post in posts:
        if post["cluster"] is not None:
            url = urls[post["id"]]
            clusters[post["cluster"]] = min(url, clusters.get(post["cluster"], url))
    terms = crawled.rows("SELECT id, kind || ' ' || label AS name FROM terms")
    return Names(
        hosts=hosts, posts=urls, clusters=clusters,
        terms={term["id"]: term["name"] for term in terms},
    )  # fmt: skip


def line_of(row: Row, names: Names) -> str:
    """The stable part of a row as a line of JSON."""
    stable = ordered_pair(stable_row(row, names))
    return json.dumps(stable, sort_keys=True, ensure_ascii=False)


def stable_row(row: Mapping[str, Any], names: Names) -> Row:
    """The row without what changes from crawl to crawl, ids replaced by names.

    Empty columns are left out: a new one that nothing fills yet moves no hash.
    """
    return {
        column: _stable_value(column, value, names)
        for column, value in row.items()
        if value is not None and is_stable(column)
    }


def is_stable(column: str) -> bool:
    """Whether a column or key has the same value in every crawl of the same sites."""
    return not (
        column in UNSTABLE
        or column.endswith(UNSTABLE_ENDS)
        or column.startswith(UNSTABLE_STARTS)
    )  # fmt: skip


def _stable_value(column: str, value: object, names: Names) -> object:
    if isinstance(value, int):
        return _name_of(column, value, names)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, str) and value[:1] in ("{", "["):
        return _stable_json(column, value, names)
    if isinstance(value, str):
        return stable_text(value, names)
    if isinstance(value, dict):
        return stable_row(value, names)
    if isinstance(value, list):
        return [_stable_value("", part, names) for part in value]
    return value


def _name_of(column: str, key: int, names: Names) -> object:
    if column in POSTS:
        return names.posts[key]
    if column in CLUSTERS:
        return names.clusters[key]
    return names.terms[key] if column == "term" else key


def _stable_json(column: str, text: str, names: Names) -> object:
    try:
        return _stable_value(column, json.loads(text), names)
    except json.JSONDecodeError:
        return stable_text(text, names)


def stable_text(text: str, names: Names) -> str:
    """The text with slugs for ports, URLs for ids of posts, and without our version."""

    def urls(match: re.Match[str]) -> str:
        keys = [int(key) for key in match[1].split(", ")]
        if not names.posts.keys() >= set(keys):
            return match[0]
        return ", ".join(sorted(names.posts[key] for key in keys))

    return LISTED_POSTS.sub(urls, VERSION.sub(r"\1", without_port(text, names.hosts)))


def without_port(text: str, hosts: Mapping[str, str]) -> str:
    """The text with the slug of each site for its host and port."""
    return PORT.sub(lambda match: hosts.get(match[0], match[0]), text)


def ordered_pair(row: Row) -> Row:
    """The row of a pair of posts with the lesser URL first: ids are in another order each time."""
    if "other" not in row or row["post"] <= row["other"]:
        return row
    swapped = row | {"post": row["other"], "other": row["post"]}
    for column in row:
        if f"other_{column}" in row:
            swapped |= {column: row[f"other_{column}"], f"other_{column}": row[column]}
    return swapped
