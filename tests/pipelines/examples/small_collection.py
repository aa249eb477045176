"""A small collection for tests of the reading room, written by us and filled in with plain SQL."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pipelines.browse.app import datasette_app
from pipelines.store.database import open_database

CLINICS = [
    ("harbor-infusion", "Harbor Infusion", "https://harbor.example", "ketamine", "Portland", "ME"),
    ("lakeside-iv", "Lakeside IV", "https://lakeside.example", "IV hydration", "Madison", "WI"),
    ("quiet-clinic", None, "https://quiet.example", None, None, None),
]

HARBOR_MARKDOWN = """Ketamine was an *anaesthetic* long before it was a hope for people in pain.

## What happens in the first hour

You sit in a quiet room. A nurse checks your **blood pressure** every ten minutes.

- Bring a friend who can drive.
- Eat lightly, and nothing in the last four hours.
- Read [the trial's record](https://clinicaltrials.gov/study/NCT01627782) if you like details.

| Visit | Length |
|---|---|
| First | two hours |
| Later | ninety minutes |

## Does it last?

> For some people a week, for others a month.

![A chair by a window](https://harbor.example/chair.jpg)

Ask us about NAD+ and other infusions.
"""

LAKESIDE_MARKDOWN = """Some researchers say that the brain grows new links under ketamine.

We do not offer it; we offer fluids, vitamins and NAD+ in a bright room by the lake.
"""

POSTS = [
    # id, clinic, path, title, author, kind, day, raw, source, markdown
    (1, "harbor-infusion", "brain", "How does ketamine work in the brain?", "Mara Lind, NP",
     "person", "2026-10-02", "October 2, 2026", "jsonld", HARBOR_MARKDOWN),
    (2, "lakeside-iv", "brain", "How Does Ketamine Work in the Brain?", None, None, "2025-03-11",
     "Mar 11, 2025", "byline", LAKESIDE_MARKDOWN),
    (3, "harbor-infusion", "nad", "NAD+ and tiredness", "admin", "default_account", None, None,
     None, "NAD+ is a coenzyme.\n\nIt is *not* a cure for tiredness."),
    (4, "lakeside-iv", "flu", None, "Lakeside IV", "organisation", "2026-11-14",
     "2026-11-14T08:00:00Z", "feed", "Drink water, sleep, and wait: the flu passes."),
]  # fmt: skip

BLOCKS = [
    {"kind": "heading", "text": "How does ketamine work in the brain?", "role": "title"},
    {"kind": "paragraph", "text": "Ketamine was an anaesthetic ...", "role": "body"},
    {"kind": "heading", "text": "You might also like", "role": "teaser",
     "reason": "heading says related posts"},
    {"kind": "list_item", "text": "Seven questions about drips", "role": "teaser",
     "reason": "under the heading of related posts"},
    {"kind": "paragraph", "text": "Call us today", "role": "call_to_action",
     "reason": "short block with a phone link"},
]  # fmt: skip

EVIDENCE = {
    "published": {
        "value": "2026-10-02", "raw": "October 2, 2026", "source": "jsonld",
        "candidates": [
            {"value": "2026-01-01", "raw": "Copyright 2026", "source": "footer",
             "lost": "a footer never dates a post"},
        ],
    },
    "agreements": [
        {"source": "feed", "at": None, "refused": None, "confidence": 0.83, "in_text": 0.983,
         "in_witness": 0.72, "only_witness": ["The feed says one thing more."],
         "only_text": ["The page ends with an offer."]},
        {"source": "jsonld", "at": None, "refused": "an excerpt: much shorter than the text",
         "confidence": None, "in_text": None, "in_witness": None, "only_witness": [],
         "only_text": []},
    ],
}  # fmt: skip


def filled(path: Path | str) -> Database:
    """The collection in a database at that path."""
    db = open_database(path)
    _fill_crawl(db)
    for post in POSTS:
        _fill_post(db, *post)
    _fill_claims(db)
    _fill_first_post(db)
    _fill_topics(db)
    _fill_copies(db)
    db.conn.commit()
    return db


@asynccontextmanager
async def opened(path: Path, **doors: bool) -> AsyncIterator[Any]:
    """The reading room on the database at that path, ready to answer through `room.client`.

    doors: public and full_text, as `serve` has them.
    """
    room = datasette_app(path, **doors)
    await room.invoke_startup()
    yield room
    for database in room.databases.values():
        database.close()


@asynccontextmanager
async def filled_room(folder: Path) -> AsyncIterator[Any]:
    """The reading room on the small collection."""
    filled(folder / "clinics.db").close()
    async with opened(folder / "clinics.db") as room:
        yield room


def _fill_crawl(db: Database) -> None:
    for slug, name, website, kind, city, state in CLINICS:
        db.execute(
            "INSERT INTO clinics (slug, name, website, kind, city, state, platform) "
            "VALUES (?, ?, ?, ?, ?, ?, 'wordpress')",
            [slug, name, website, kind, city, state],
        )
    db.execute(
        "INSERT INTO runs VALUES (1, '2026-11-20T08:00:00Z', '2026-11-20T08:20:00Z', ?, ?)",
        [json.dumps({"DOWNLOAD_DELAY": 1}), json.dumps({"dripfeed": "0.1.0"})],
    )
    for visit in [
        (1, "harbor-infusion", 6, 5, 2, 0, 0, 3, 1, "done", None, None),
        (1, "lakeside-iv", 2, 2, 2, 0, 0, 0, 0, "done", None, None),
        (1, "quiet-clinic", 0, 0, 0, 0, 0, 0, 0, "unreachable", "no address for quiet.example",
         "check the URL in the column website; try again later"),
    ]:  # fmt: skip
        db.execute(
            "INSERT INTO run_clinics (run, clinic, listed, fetched, new, changed, unchanged, "
            "skipped, failed, end_state, detail, next_step) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            visit,
        )
    for path, state, reason in [
        ("category/news", "skipped", "archive_page"),
        ("category/tips", "skipped", "archive_page"),
        ("about", "skipped", "not_a_post"),
        ("gone", "failed", "server_error"),
    ]:
        db.execute(
            "INSERT INTO pages (url, clinic, state, reason) VALUES (?, 'harbor-infusion', ?, ?)",
            [f"https://harbor.example/{path}/", state, reason],
        )
    _fill_listed(db, "old", "not_found", "status 404", 404)
    _fill_listed(db, "brain/amp", "duplicate", "https://harbor.example/brain/", 200)


def _fill_listed(db: Database, path: str, reason: str, detail: str, status: int) -> None:
    """An address that the sitemap of the first clinic lists and that is no post of its own."""
    url = f"https://harbor.example/{path}/"
    db.execute(
        "INSERT INTO pages (url, clinic, state, reason, detail, http_status) "
        "VALUES (?, 'harbor-infusion', 'skipped', ?, ?, ?)",
        [url, reason, detail, status],
    )
    db.execute(
        "INSERT INTO page_routes (url, route, hints, first_seen_at, last_seen_at) VALUES "
        "(?, 'sitemap', '{}', '2026-11-20T08:01:00Z', '2026-11-20T08:01:00Z')",
        [url],
    )


def _fill_post(
    db: Database, key: int, clinic: str, path: str, title: str | None, author: str | None,
    author_kind: str | None, day: str | None, raw: str | None, source: str | None, markdown: str,
) -> None:  # fmt: skip
    host = "harbor.example" if clinic == "harbor-infusion" else "lakeside.example"
    url = f"https://{host}/{path}/"
    text = markdown.replace("*", "").replace("#", "")
    db.execute(
        "INSERT INTO pages (url, clinic, state, http_status, body_sha256, fetched_at, "
        "archive_file, archive_offset, archive_length) "
        "VALUES (?, ?, 'post', 200, ?, '2026-11-20T08:05:00Z', 'raw-00001.warc.gz', ?, 4096)",
        [url, clinic, f"{key:064x}", key * 5000],
    )
    db.execute(
        "INSERT INTO page_routes (url, route, lastmod, hints, first_seen_at, last_seen_at) VALUES "
        "(?, 'sitemap', '2026-10-03', '{}', '2026-11-20T08:01:00Z', '2026-11-20T08:01:00Z')",
        [url],
    )
    db.execute(
        "INSERT INTO posts (id, url, clinic, title, author, author_raw, author_kind, published_on, "
        "published_raw, published_source, first_seen_at, changed_at, language, text, markdown, "
        "excerpt, word_count, text_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "'2026-11-20T08:05:00Z', '2026-11-20T08:05:00Z', 'en', ?, ?, ?, ?, ?)",
        [key, url, clinic, title, author, author, author_kind, day, raw, source, text, markdown,
         text[:120], len(text.split()), f"{key + 100:064x}"],
    )  # fmt: skip
    db.execute(
        "INSERT INTO post_versions (post, version, fetched_at, title, text, words_added, "
        "words_removed) VALUES (?, 1, '2026-11-20T08:05:00Z', ?, ?, ?, 0)",
        [key, title, text, len(text.split())],
    )
    for tag in ("Ketamine", "Brain") if path == "brain" else ("NAD+",):
        db.execute("INSERT INTO post_tags (post, tag) VALUES (?, ?)", [key, tag])


def _fill_topics(db: Database) -> None:
    """NAD+ is a topic of posts of both clinics, the brain of one, the flu only mentioned."""
    for kind, label in [("drug", "NAD+"), ("topic", "brain"), ("condition", "influenza")]:
        db.execute("INSERT INTO terms (kind, label) VALUES (?, ?)", [kind, label])
    for post, term, is_topic, quote in [
        (1, 2, 1, "You sit in a quiet room."),
        (1, 1, 0, "Ask us about NAD+ and other infusions."),
        (2, 1, 1, "We offer fluids, vitamins and NAD+."),
        (3, 1, 1, "NAD+ is a coenzyme."),
        (4, 3, 0, "Drink water, sleep, and wait: the flu passes."),
    ]:
        db.execute(
            "INSERT INTO mentions (post, term, count, in_title, in_headings, is_topic, rank, "
            "surface, quote, position) VALUES (?, ?, 1, 0, 0, ?, 1, 'x', ?, 0)",
            [post, term, is_topic, quote],
        )


def _fill_claims(db: Database) -> None:
    """One post makes claims and names a price."""
    for kind, words, figure in [
        ("efficacy", "About 70% of people feel better.", "70%"),
        ("fda_status", "It is FDA-approved.", None),
        ("risk_abuse", "It has a potential for abuse.", None),
        ("uncited_research", "Research shows it.", None),
    ]:
        db.execute(
            "INSERT INTO claims (post, kind, sentence, position, cue, is_negated, is_hedged, "
            "figure) VALUES (1, ?, ?, 1, 'x', 0, 0, ?)",
            [kind, words, figure],
        )
    db.execute(
        "INSERT INTO contacts (post, kind, value, raw, sentence, position, amount, unit, "
        "is_usual) VALUES (1, 'price', '450.00 USD', '$450', 'It is $450.', 1, 450, 'visit', 0)"
    )


def _fill_first_post(db: Database) -> None:
    """What only the first post has: blocks, evidence, links, images, citations, a new version."""
    url = "https://harbor.example/brain/"
    db.execute(
        "INSERT INTO extractions (url, body_sha256, is_post, blocks, evidence, extractor, "
        "fetched_at) VALUES (?, ?, 1, ?, ?, 'dripfeed 0.1.0', '2026-11-20T08:05:00Z')",
        [url, f"{1:064x}", json.dumps(BLOCKS), json.dumps(EVIDENCE)],
    )
    db.execute(
        "INSERT INTO post_versions (post, version, fetched_at, title, text, words_added, "
        "words_removed) VALUES (1, 2, '2026-11-21T08:05:00Z', "
        "'How does ketamine work in the brain?', 'new', 12, 3)"
    )
    db.execute("UPDATE post_versions SET title = 'Ketamine and you' WHERE post = 1 AND version = 1")
    db.execute("UPDATE posts SET text_confidence = 0.83, text_witness = 'feed' WHERE id = 1")
    db.execute(
        "UPDATE posts SET author = 'Mara Lind', author_credential = 'NP', "
        "reviewer = 'Omar Haddad, MD' WHERE id = 1"
    )
    for position, (link, kind, anchor) in enumerate(
        [
            ("https://clinicaltrials.gov/study/NCT01627782", "citation", "the trial's record"),
            ("https://lakeside.example/brain/", "external", "another view"),
            ("https://harbor.example/seven/", "related", "Seven questions about drips"),
        ]
    ):
        db.execute("INSERT INTO links VALUES (NULL, 1, ?, ?, ?, ?)", [position, link, kind, anchor])
    db.execute(
        "INSERT INTO images VALUES (NULL, 1, 0, 'https://harbor.example/chair.jpg', "
        "'A chair by a window', NULL), (NULL, 1, 1, 'https://harbor.example/b.jpg', NULL, NULL)"
    )
    db.execute(
        "INSERT INTO citations (post, kind, identifier, url, sentence, position) "
        "VALUES (1, 'nct', 'NCT01627782', "
        "'https://clinicaltrials.gov/study/NCT01627782', "
        "'Read the trial''s record if you like details.', 4)"
    )


def _fill_copies(db: Database) -> None:
    """The last two posts as copies of which nobody knows the first, one a quotation of a third."""
    db.execute(
        "INSERT INTO copies (post, other, kind, containment, other_containment, jaccard, "
        "shared_words, longest_run) VALUES (3, 4, 'copy', 0.9, 0.8, 0.73, 9, 9), "
        "(1, 4, 'partial', 0.2, 0.9, 0.19, 8, 8)"
    )
    db.execute("INSERT INTO clusters VALUES (3, 3, NULL, 'post 3 has no date', 2, 2)")
    db.execute("UPDATE posts SET cluster = 3 WHERE id IN (3, 4)")
