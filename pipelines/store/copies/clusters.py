"""Keeps the clusters of copies: each post below its leader, and who was first."""

from collections.abc import Iterable
from heapq import heapify, heappop, heappush

from sqlite_utils import Database

from pipelines.dedupe.clusters import Member, Resemblance, first_publication, representative_of


def follow(db: Database, posts: Iterable[int]) -> set[int]:
    """Find the leaders of the posts anew, and of all younger ones that this concerns.

    posts: the younger posts of copies that changed. A post's leader depends on older posts only,
    so they are taken by age; the rest is looked at only where a post begins or ceases to lead.
    Returns: the leaders whose clusters changed.
    """
    waiting = sorted(posts)
    heapify(waiting)
    changed: set[int] = set()
    done = 0
    while waiting:
        post = heappop(waiting)
        row = db.conn.execute(CLUSTER, (post,)).fetchone()
        if post == done or row is None:
            continue
        done = post
        before = row[0] or post
        now = representative_of(post, _older(db, post))
        if now == before:
            continue
        changed |= {before, now}
        db.conn.execute(SET_CLUSTER, (None if now == post else now, post))
        if post in (before, now):
            for (younger,) in db.conn.execute(YOUNGER, (post,)):
                heappush(waiting, younger)
    return changed


def keep(db: Database, leaders: Iterable[int]) -> None:
    """Write the rows of the clusters that these posts lead; a post alone leads none."""
    for led in sorted(leaders):
        members = [Member(**row) for row in db.query(MEMBERS, {"leader": led})]
        if len(members) < 2:
            db.conn.execute("UPDATE posts SET cluster = NULL WHERE cluster = ?", (led,))
            db.conn.execute("DELETE FROM clusters WHERE id = ?", (led,))
            continue
        first = first_publication(members)
        db.conn.execute(SET_CLUSTER, (led, led))
        row = {"leader": led, "first_post": first.post, "first_reason": first.reason}
        db.conn.execute(KEEP, row)


def leaders_of(db: Database, posts: Iterable[int]) -> set[int]:
    """The leaders of the clusters that the posts are in."""
    rows = (db.conn.execute(CLUSTER, (post,)).fetchone() for post in posts)
    return {row[0] for row in rows if row[0] is not None}


def _older(db: Database, post: int) -> list[Resemblance]:
    rows = db.conn.execute(OLDER, (post,))
    return [Resemblance(other, jaccard, bool(leads)) for other, jaccard, leads in rows]


CLUSTER = "SELECT cluster FROM posts WHERE id = ?"
SET_CLUSTER = "UPDATE posts SET cluster = ?1 WHERE id = ?2 AND cluster IS NOT ?1"
OLDER = """
SELECT copies.post, copies.jaccard, coalesce(posts.cluster, posts.id) = posts.id
FROM copies JOIN posts ON posts.id = copies.post
WHERE copies.other = ? AND copies.kind <> 'partial'
"""
YOUNGER = "SELECT other FROM copies WHERE post = ? AND kind <> 'partial'"
MEMBERS = """
SELECT posts.id AS post, posts.url, posts.published_on, posts.published_source,
    posts.first_seen_at, json_extract(extractions.evidence, '$.canonical.value') AS canonical
FROM posts
LEFT JOIN pages ON pages.url = posts.url
LEFT JOIN extractions ON extractions.url = posts.url
    AND extractions.body_sha256 = pages.body_sha256
WHERE posts.cluster = :leader OR (posts.id = :leader AND posts.cluster IS NULL)
ORDER BY posts.id
"""
KEEP = """
INSERT INTO clusters (id, leader, first_post, first_reason, post_count, clinic_count)
SELECT :leader, :leader, :first_post, :first_reason, count(*), count(DISTINCT clinic)
FROM posts WHERE cluster = :leader
ON CONFLICT (id) DO UPDATE SET first_post = excluded.first_post,
    first_reason = excluded.first_reason, post_count = excluded.post_count,
    clinic_count = excluded.clinic_count
"""
