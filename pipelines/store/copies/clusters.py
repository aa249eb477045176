"""Stores the clusters of near-duplicates: representative, members and first publication."""

from collections.abc import Iterable
from heapq import heapify, heappop, heappush

from sqlite_utils import Database

from pipelines.dedupe.clusters import Member, OlderCopy, first_publication, representative_of


def reassign(db: Database, posts: Iterable[int]) -> set[int]:
    """Assign the posts to their cluster representatives again, and all younger posts affected.

    posts: the younger posts of copies that changed. A representative depends on older posts only,
    so posts are taken by age; younger copies follow only if a post becomes a representative or
    ceases to be one.
    Returns: the representatives whose clusters changed.
    """
    queue = sorted(posts)
    heapify(queue)
    changed: set[int] = set()
    done = 0
    while queue:
        post = heappop(queue)
        row = db.conn.execute(CLUSTER, (post,)).fetchone()
        if post == done or row is None:
            continue
        done = post
        previous = row[0] or post
        representative = representative_of(post, _older_copies(db, post))
        if representative == previous:
            continue
        changed |= {previous, representative}
        db.conn.execute(SET_CLUSTER, (None if representative == post else representative, post))
        if post in (previous, representative):
            for (younger,) in db.conn.execute(YOUNGER, (post,)):
                heappush(queue, younger)
    return changed


def save_clusters(db: Database, representatives: Iterable[int]) -> None:
    """Write the rows of the clusters with these representatives; a single post is not a cluster."""
    for representative in sorted(representatives):
        members = [Member(**row) for row in db.query(MEMBERS, {"leader": representative})]
        if len(members) < 2:
            clear = "UPDATE posts SET cluster = NULL WHERE cluster = ?"
            db.conn.execute(clear, (representative,))
            db.conn.execute("DELETE FROM clusters WHERE id = ?", (representative,))
            continue
        first = first_publication(members)
        db.conn.execute(SET_CLUSTER, (representative, representative))
        row = {
            "leader": representative,
            "first_post": first.post,
            "first_reason": first.reason,
        }
        db.conn.execute(SAVE_CLUSTER, row)


def representatives_of(db: Database, posts: Iterable[int]) -> set[int]:
    """Return the representatives of the clusters that the posts are in."""
    rows = (db.conn.execute(CLUSTER, (post,)).fetchone() for post in posts)
    return {row[0] for row in rows if row[0] is not None}


def _older_copies(db: Database, post: int) -> list[OlderCopy]:
    rows = db.conn.execute(OLDER, (post,))
    return [
        OlderCopy(other, jaccard, bool(is_representative))
        for other, jaccard, is_representative in rows
    ]


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
SAVE_CLUSTER = """
INSERT INTO clusters (id, leader, first_post, first_reason, post_count, clinic_count)
SELECT :leader, :leader, :first_post, :first_reason, count(*), count(DISTINCT clinic)
FROM posts WHERE cluster = :leader
ON CONFLICT (id) DO UPDATE SET first_post = excluded.first_post,
    first_reason = excluded.first_reason, post_count = excluded.post_count,
    clinic_count = excluded.clinic_count
"""
