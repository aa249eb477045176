"""Writes posts during the load test as a crawl does, one transaction each."""

import hashlib
import random
import time
from itertools import count
from pathlib import Path

from benchmarks.large_collection import Maker, slug
from pipelines.items import Post, Version
from pipelines.store.database import open_database
from pipelines.store.posts import save_post

POSTS_PER_S = 5
"""More than a polite crawl of 50 clinics at a time fetches: one request per host every 10 s."""
FETCHED_AT = "2026-11-25T08:00:00Z"


def write_posts(path: Path, clinics: int) -> None:
    """Store new posts until the process is terminated."""
    db = open_database(path)
    maker = Maker(random.Random(time.time_ns()), clinics, 0)
    for number in count(time.time_ns()):
        started = time.monotonic()
        save_post(db, new_post(slug(number % clinics), number, maker.text(["ketamine"])))
        time.sleep(max(0.0, started + 1 / POSTS_PER_S - time.monotonic()))


def new_post(clinic: str, number: int, text: str) -> Post:
    """A settled post."""
    version = Version(version=1, fetched_at=FETCHED_AT, title="New", text=text, words_added=600,
                      words_removed=0)  # fmt: skip
    return Post(
        url=f"https://{clinic}.example/new/{number}/", clinic=clinic, title="New",
        title_source="h1", author=None, author_raw=None, author_kind=None,
        author_credential=None, reviewer=None, text_confidence=None, text_witness=None,
        published_on=FETCHED_AT[:10], published_raw=None, published_source="wordpress",
        modified_on=None, first_seen_at=FETCHED_AT, changed_at=FETCHED_AT, language="en",
        description=None, text=text, markdown=text, excerpt=text[:200], word_count=600,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(), image_url=None, tags=("Tag 1",),
        images=(), links=(), citations=(), versions=(version,),
    )  # fmt: skip
