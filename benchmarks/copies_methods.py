"""The methods that `benchmarks.copies` compares; each returns figures and the pairs it found."""

import re
import resource
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from statistics import quantiles
from typing import Any

from sqlite_utils import Database

from benchmarks.copies_corpus import Corpus
from benchmarks.copies_loading import INSERT_POST, load_clinic, open_collection, post_row, slug
from benchmarks.copies_planting import Planted
from pipelines.store.batches import run_now
from pipelines.store.copies.update import compare_clinic
from scrapers.state.transaction import transaction

Measured = dict[str, Any]
NEW_POSTS = 600
PERMUTATIONS, BANDS, ROWS = 128, 32, 4
"""Finds 0.988 of pairs with Jaccard 0.6, the most of 128 permutations with few false ones."""


def dripfeed(collection: Planted, folder: Path) -> Measured:
    """dripfeed, from text to stored copies, then single new posts."""
    corpus = collection.corpus
    db = open_collection(folder / "copies.db", corpus)
    seconds = 0.0
    for clinic in range(corpus.clinics):
        seconds += load_clinic(db, corpus, clinic)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    rows = db.execute("SELECT post - 1, other - 1, kind FROM copies").fetchall()
    memory = peak_mb()
    clusters = db.execute("SELECT count(*) FROM clusters").fetchone()[0]
    times = list(new_posts(db, corpus))
    cuts, cpu_cuts = (quantiles(series, n=100) for series in zip(*times, strict=True))
    return {
        "posts per CPU second": round(corpus.posts / seconds),
        "memory MB, corpus included": memory,
        "new post ms, commit included: median": round(cuts[49] * 1000, 2),
        "new post ms, commit included: p95": round(cuts[94] * 1000, 2),
        "new post ms, commit included: p99": round(cuts[98] * 1000, 2),
        "new post ms of CPU alone: median": round(cpu_cuts[49] * 1000, 2),
        "new post ms of CPU alone: p95": round(cpu_cuts[94] * 1000, 2),
        "clusters": clusters,
        "index bytes per post": round(index_bytes(db) / corpus.posts),
        "pairs": rows,
    }


def new_posts(db: Database, corpus: Corpus) -> Iterator[tuple[float, float]]:
    """Yield wall-clock and CPU seconds of each new post; every fourth is a copy."""
    random = corpus.random("new posts")
    for post in range(corpus.posts, corpus.posts + NEW_POSTS):
        clinic = random.randrange(corpus.clinics)
        source = random.randrange(corpus.posts) if post % 4 == 0 else post
        text = corpus.told_by(clinic, corpus.body(source))
        row = post_row(corpus, post, clinic, text)
        start, cpu_start = time.perf_counter(), time.process_time()
        with transaction(db):
            db.conn.execute(INSERT_POST, row)
            run_now(compare_clinic(db, slug(clinic)))
        yield time.perf_counter() - start, time.process_time() - cpu_start


def index_bytes(db: Database) -> int:
    """Bytes of the file that are freed when the index is dropped."""
    for table in ("fingerprints", "compared_posts", "compared_clinics"):
        db.execute(f"DROP TABLE {table}")
    pages: int = db.execute("PRAGMA freelist_count").fetchone()[0]
    size: int = db.execute("PRAGMA page_size").fetchone()[0]
    return pages * size


def datasketch(collection: Planted, _folder: Path) -> Measured:
    """MinHash and LSH of datasketch, in memory."""
    library = import_module("datasketch")
    lsh = library.MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, ROWS))

    def add(post: int, shingles: list[str]) -> list[int]:
        minhash = library.MinHash(num_perm=PERMUTATIONS)
        minhash.update_batch([shingle.encode() for shingle in shingles])
        candidates: list[int] = lsh.query(minhash)
        lsh.insert(post, minhash, check_duplication=False)
        return candidates

    return in_memory(collection, add)


def rensa(collection: Planted, _folder: Path) -> Measured:
    """MinHash and LSH of rensa, in memory."""
    library = import_module("rensa")
    lsh = library.RMinHashLSH(threshold=0.5, num_perm=PERMUTATIONS, num_bands=BANDS)

    def add(post: int, shingles: list[str]) -> list[int]:
        minhash = library.RMinHash(num_perm=PERMUTATIONS, seed=42)
        minhash.update(shingles)
        candidates: list[int] = lsh.query(minhash)
        lsh.insert(post, minhash)
        return candidates

    return in_memory(collection, add)


def in_memory(collection: Planted, add: Callable[[int, list[str]], list[int]]) -> Measured:
    """Figures of a library to which posts are added one by one."""
    pairs: list[tuple[int, int, str]] = []
    seconds = 0.0
    for post in range(collection.corpus.posts):
        text = collection.corpus.text(post)
        start = time.process_time()
        words = re.findall(r"[^\W_]+", text.casefold())
        shingles = [" ".join(words[at : at + 5]) for at in range(max(1, len(words) - 4))]
        pairs.extend((other, post, "candidate") for other in add(post, shingles))
        seconds += time.process_time() - start
    return {
        "posts per CPU second": round(collection.corpus.posts / seconds),
        "memory MB, corpus included": peak_mb(),
        "pairs": pairs,
    }


def peak_mb() -> int:
    """Peak memory of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


METHODS: dict[str, Callable[[Planted, Path], Measured]] = {
    "dripfeed": dripfeed,
    "datasketch": datasketch,
    "rensa": rensa,
}
