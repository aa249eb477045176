"""Fills a database with the clinics and posts of a large study, for the load test.

Plain SQL into the real tables with a fixed seed and invented words; sizes as in the shared corpus:
posts of 600 words, 3 topics among 10 mentions, 8 links, every tenth post rewritten, every twentieth
a copy. The index of fingerprints is left out, because no page reads it.
"""

import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

from pipelines.store.database import open_database

SENTENCES, SENTENCE_WORDS, POST_SENTENCES = 20_000, 15, 40
TERMS = 469
"""As many as the vocabulary had when this was written."""
LABELS = {
    "ketamine": 0.4, "depression": 0.3, "hydration": 0.25, "anxiety": 0.2, "NAD+": 0.1,
    "migraine": 0.05, "hangover": 0.03, "esketamine": 0.02,
}  # fmt: skip
"""Words that readers search for, and the share of posts with them."""
CLAIM_KINDS = ("efficacy", "safety", "fda_status", "onset", "risk_sedation", "uncited_research")
SOURCES = ("wordpress", "jsonld", "meta", "feed", "byline", None)
STATES = ("ME", "WI", "KS", "CO", "TX", "CA", "NY", "FL", "OH", "WA")
LAST_DAY = date(2026, 11, 20)
CHUNK = 2_000

Rows = dict[str, list[dict[str, Any]]]


def slug(number: int) -> str:
    """The clinic of that number, from 0."""
    return f"clinic-{number:04}"


def is_copy(post: int) -> bool:
    """Whether a post repeats the one before: 21 repeats 20, 41 repeats 40 and so on."""
    return post > 1 and post % 20 == 1


def fill(path: Path, *, clinics: int, posts: int, seed: int = 6) -> None:
    """Create the database; an existing file is not touched."""
    if path.exists():
        return
    db = open_database(path)
    db.execute("PRAGMA synchronous = OFF")
    maker = Maker(random.Random(seed), clinics, posts)
    with db.conn:
        for rows in chain([maker.frame()], chunks(maker)):
            for table, table_rows in rows.items():
                names = ", ".join(table_rows[0])
                values = ", ".join(f":{name}" for name in table_rows[0])
                sql = f"INSERT INTO {table} ({names}) VALUES ({values})"
                db.conn.executemany(sql, table_rows)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def chunks(maker: "Maker") -> Iterator[Rows]:
    """The posts with their parts, in chunks."""
    for start in range(1, maker.posts + 1, CHUNK):
        rows: Rows = {}
        for key in range(start, min(start + CHUNK, maker.posts + 1)):
            for table, table_rows in maker.post(key).items():
                rows.setdefault(table, []).extend(table_rows)
        yield {table: table_rows for table, table_rows in rows.items() if table_rows}


@dataclass(slots=True)
class Maker:
    """Makes rows; the same seed makes the same ones."""

    chance: random.Random
    clinics: int
    posts: int
    sentences: list[str] = None  # type: ignore[assignment]
    before: str = ""
    """The text of the last post, of which the next may be a copy."""

    @property
    def copied(self) -> range:
        """The posts that the next one repeats."""
        return range(20, self.posts, 20)

    def __post_init__(self) -> None:
        words = ["".join(self.chance.choices(SYLLABLES, k=self.chance.choice((1, 2, 2, 3))))
                 for _ in range(8_000)]  # fmt: skip
        weights = list(accumulate(1 / place for place in range(1, len(words) + 1)))
        self.sentences = [
            " ".join(self.chance.choices(words, cum_weights=weights, k=SENTENCE_WORDS)).capitalize()
            + "."
            for _ in range(SENTENCES)
        ]

    def frame(self) -> Rows:
        """Clinics, one run over all of them, and the vocabulary."""
        labels = [*LABELS, *(f"term {number}" for number in range(TERMS - len(LABELS)))]
        numbers = range(self.clinics)
        return {
            "clinics": [self.clinic(number) for number in numbers],
            "runs": [{"id": 1, "started_at": f"{LAST_DAY}T01:00:00Z",
                      "finished_at": f"{LAST_DAY}T09:00:00Z", "settings": "{}", "versions": "{}"}],
            "run_clinics": [self.visit(number) for number in numbers],
            "terms": [{"id": key, "kind": ("condition", "drug", "procedure")[key % 3],
                       "label": label} for key, label in enumerate(labels, 1)],
        }  # fmt: skip

    def clinic(self, number: int) -> dict[str, Any]:
        return {"slug": slug(number), "name": f"Clinic {number}", "city": f"City {number % 300}",
                "website": f"https://{slug(number)}.example/", "country": "US",
                "kind": ("ketamine", "IV hydration")[number % 2], "platform": "wordpress",
                "state": self.chance.choice(STATES)}  # fmt: skip

    def visit(self, number: int) -> dict[str, Any]:
        per_clinic = self.posts // self.clinics
        return {"run": 1, "clinic": slug(number), "listed": per_clinic + 40,
                "fetched": per_clinic + 20,
                "new": per_clinic, "skipped": 39, "failed": int(number % 50 == 0),
                "end_state": "unreachable" if number % 97 == 0 else "done"}  # fmt: skip

    def post(self, key: int) -> Rows:
        """The rows of one post, its page and its parts."""
        clinic = slug(key * 7919 % self.clinics)
        url = f"https://{clinic}.example/blog/post-{key}/"
        labels = [label for label, share in LABELS.items() if self.chance.random() < share]
        text = self.before if is_copy(key) else self.text(labels)
        row = self.post_row(key, clinic, url, text, labels)
        self.before = text
        return {
            "pages": self.pages(clinic, url, row),
            "page_routes": [self.route(url, route, row) for route in ("sitemap", "wordpress")],
            "extractions": [self.extraction(url, row)],
            "posts": [row],
            "post_versions": self.versions(key, row),
            "mentions": self.mentions(key, labels),
            **self.parts(key, url, text),
            **self.copies(key),
        }

    def text(self, labels: list[str]) -> str:
        sentences = self.chance.choices(self.sentences, k=POST_SENTENCES)
        for at, label in enumerate(labels):
            sentences[at * 4] = f"We are often asked about {label} {sentences[at * 4].lower()}"
        return "\n".join(" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))

    def post_row(
        self, key: int, clinic: str, url: str, text: str, labels: list[str]
    ) -> dict[str, Any]:
        age = int(self.chance.triangular(0, 4000, 200))
        source = self.chance.choice(SOURCES)
        day = str(LAST_DAY - timedelta(days=age))
        about = f"{labels[0] if labels else 'care'} {self.chance.choice(self.sentences)[:40]}"
        return {
            "id": key, "url": url, "clinic": clinic, "title": about.capitalize(),
            "title_source": "h1", "author": f"Author {key % 700}", "author_kind": "person",
            "published_on": day if source else None, "published_raw": day if source else None,
            "published_source": source, "first_seen_at": f"{LAST_DAY}T{key % 24:02}:00:00Z",
            "changed_at": f"{LAST_DAY}T{key % 24:02}:00:00Z", "language": "en", "text": text,
            "markdown": text.replace("\n", "\n\n"), "excerpt": text[:200],
            "word_count": text.count(" ") + 10, "sentence_count": POST_SENTENCES,
            "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
            "reading_grade": round(self.chance.gauss(9, 2), 1), "reading_ease": 55.0,
            "cluster": key // 20 if is_copy(key) or key in self.copied else None,
        }  # fmt: skip

    def pages(self, clinic: str, url: str, row: dict[str, Any]) -> list[dict[str, Any]]:
        place = {"archive_file": "raw-00001.warc.gz", "archive_offset": row["id"] * 9_000,
                 "archive_length": 8_000}  # fmt: skip
        own = {"url": url, "clinic": clinic, "state": "post", "reason": None, "http_status": 200,
               "body_sha256": row["text_sha256"], "fetched_at": row["changed_at"]}  # fmt: skip
        if row["id"] % 3:
            return [own | place]
        skipped = {"url": f"{url}feed/", "state": "skipped", "reason": "archive_page"}
        return [own | place, own | place | skipped]

    def route(self, url: str, route: str, row: dict[str, Any]) -> dict[str, Any]:
        seen = {"first_seen_at": row["first_seen_at"], "last_seen_at": f"{LAST_DAY}T02:00:00Z"}
        return {"url": url, "route": route, "hints": "{}", **seen}

    def extraction(self, url: str, row: dict[str, Any]) -> dict[str, Any]:
        lines = row["text"].splitlines()[:3]
        blocks = [{"kind": "paragraph", "role": "body", "text": line[:120]} for line in lines]
        return {"url": url, "body_sha256": row["text_sha256"], "is_post": 1,
                "blocks": json.dumps(blocks), "evidence": "{}", "extractor": "dripfeed",
                "fetched_at": row["changed_at"]}  # fmt: skip

    def versions(self, key: int, row: dict[str, Any]) -> list[dict[str, Any]]:
        first = {"post": key, "version": 1, "fetched_at": row["first_seen_at"],
                 "title": row["title"], "text": row["text"], "words_added": row["word_count"],
                 "words_removed": 0}  # fmt: skip
        if key % 10:
            return [first]
        earlier = row["text"].replace("often", "seldom") + " " + self.chance.choice(self.sentences)
        return [first | {"text": earlier},
                first | {"version": 2, "words_added": 2, "words_removed": 16}]  # fmt: skip

    def mentions(self, key: int, labels: list[str]) -> list[dict[str, Any]]:
        names = list(LABELS)
        terms = [names.index(label) + 1 for label in labels]
        others = self.chance.sample(range(len(names) + 1, TERMS + 1), 10 - len(terms))
        return [
            {"post": key, "term": term, "count": 1 + rank % 3, "in_title": int(rank == 1),
             "in_headings": 0, "is_topic": int(rank <= 3), "rank": rank, "surface": "term",
             "quote": self.chance.choice(self.sentences), "position": rank}
            for rank, term in enumerate([*terms, *others], 1)
        ]  # fmt: skip

    def parts(self, key: int, url: str, text: str) -> Rows:
        """Tags, images, links, citations, claims and contacts of a post."""
        own = [line.split(". ")[0] + "." for line in text.splitlines()]
        tags = sorted({self.chance.randint(0, 3_000) for _ in range(3)})
        sentence = {"post": key, "sentence": own[0], "position": 1}
        return {
            "post_tags": [{"post": key, "tag": f"Tag {tag}"} for tag in tags],
            "images": [{"post": key, "position": at, "url": f"{url}{at}.jpg", "alt": "A chair"}
                       for at in range(3)],
            "links": [{"post": key, "position": at, "url": f"https://host-{key % 900}.example/{at}",
                       "kind": ("internal", "external")[at % 2], "anchor": f"another view {at}"}
                      for at in range(8)],
            "citations": [sentence | {"kind": "doi", "identifier": f"10.1000/{key % 5_000}"}]
            if key % 3 else [],
            "claims": [sentence | {"kind": kind, "cue": "often", "is_negated": 0, "is_hedged": 0}
                       for kind in self.chance.sample(CLAIM_KINDS, 3)],
            "contacts": [sentence | {"kind": "phone", "value": f"+1207555{key % 10_000:04}",
                                     "raw": "207-555-0100", "is_usual": 1},
                         sentence | {"kind": "price", "value": "450.00 USD", "raw": "$450",
                                     "is_usual": 0}],
        }  # fmt: skip

    def copies(self, key: int) -> Rows:
        """The pair and the cluster of a copy."""
        if not is_copy(key):
            return {}
        words = POST_SENTENCES * SENTENCE_WORDS
        pair = {"post": key - 1, "other": key, "kind": "copy", "containment": 0.95,
                "other_containment": 0.95, "jaccard": 0.9, "shared_words": words - key % 300,
                "longest_run": 200}  # fmt: skip
        group = {"id": key // 20, "leader": key - 1, "first_reason": "not dated", "post_count": 2,
                 "clinic_count": 2}  # fmt: skip
        return {"copies": [pair], "clusters": [group]}


SYLLABLES = [a + b for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]
