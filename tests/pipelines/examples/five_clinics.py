"""Five clinics that write about the same things: a collection for tests of comparing, by us.

Four of them have posts. All write on depression, three on NAD+ and on hydration, Lakeside alone on
hangovers; Lakeside has copied a post of Harbor with the names swapped, Prairie a part of it.
"""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pipelines.store.database import open_database

RUN_AT = "2026-11-20T08:00:00Z"
"""When the last run began: the day that "the last 90 days" are counted from."""

CLINICS = [
    ("harbor-infusion", "Harbor Infusion", "ketamine", "Portland", "ME"),
    ("lakeside-iv", "Lakeside IV", "IV hydration", "Madison", "WI"),
    ("prairie-drip", "Prairie Drip", "IV hydration", "Wichita", "KS"),
    ("quiet-clinic", None, None, None, None),
    ("summit-wellness", "Summit Wellness", "ketamine", "Boulder", "CO"),
]

TERMS = [
    (1, "condition", "depression"),
    (2, "drug", "NAD+"),
    (3, "procedure", "hydration"),
    (4, "condition", "hangover"),
    (5, "drug", "ketamine"),
]

BRAIN = (
    "{clinic} in {city} hears one question more often than any other: what does ketamine do in the "
    "brain?\n\nKetamine quiets one kind of receptor, and the cells answer by growing new "
    "connections. In one study 70% of patients felt better within hours.\n\nIt is not approved by "
    "the FDA for depression, and we say so before the first visit. Dr. {doctor} checks your blood "
    "pressure every ten minutes and stays in the building until you leave.\n\nCall {phone} if you "
    "would like to talk it over first."
)
HARBOR_BRAIN = BRAIN.format(
    clinic="Harbor Infusion", city="Portland", doctor="Lind", phone="207-555-0123"
)
LAKESIDE_BRAIN = BRAIN.format(
    clinic="Lakeside IV", city="Madison", doctor="Osei", phone="608-555-0177"
)
PRAIRIE_BRAIN = (
    "We do not offer ketamine on the prairie, but friends ask us about it all the time.\n\n"
    "Ketamine quiets one kind of receptor, and the cells answer by growing new connections.\n\n"
    "What we do offer is a chair by the window, a bag of fluids, and an hour without a telephone."
)
DRIP = (
    "Most people who come to us are tired and have drunk too little.\n\nA litre of fluid takes "
    "about forty minutes. It may help for an afternoon; it does not cure anything.\n\nBook a chair "
    "on our page, the first visit costs $149 a session."
)

POSTS = [
    # id, clinic, path, title, author, day, text, words, grade, topics
    (1, "harbor-infusion", "brain", "What does ketamine do in the brain?", "Mara Lind, NP",
     "2024-03-05", HARBOR_BRAIN, 96, 8.1, (5, 1)),
    (2, "harbor-infusion", "first-visit", "Your first visit", "Mara Lind, NP",
     "2026-09-14", "Bring a friend who can drive, and eat lightly.", 9, 5.2, (1,)),
    (3, "harbor-infusion", "nad", "NAD+ and tiredness", None, "2026-10-02",
     "NAD+ is a coenzyme. It is not a cure for tiredness.", 11, 6.0, (2,)),
    (4, "harbor-infusion", "undated", "Depression in winter", None, None,
     "Depression is worse for many people when the days are short.", 11, 7.7, (1,)),
    (5, "lakeside-iv", "brain", "What Does Ketamine Do in the Brain?", "Ama Osei",
     "2025-06-20", LAKESIDE_BRAIN, 96, 8.1, (5, 1)),
    (6, "lakeside-iv", "hangover", "The hangover drip", "Ama Osei", "2026-11-01", DRIP, 46, 4.9,
     (4, 3)),
    (7, "lakeside-iv", "nad", "Why NAD+?", "Ama Osei", "2026-11-15",
     "NAD+ by drip takes two hours, and you will feel it in your chest.", 14, 5.5, (2,)),
    (8, "prairie-drip", "brain", "Ketamine, from a distance", "Prairie Drip", "2026-02-11",
     PRAIRIE_BRAIN, 52, 7.0, (5, 1)),
    (9, "prairie-drip", "nad", "NAD+ on the prairie", "Prairie Drip", "2026-08-09",
     "People drive two hours for NAD+, and we tell them to bring a book.", 14, 5.9, (2, 3)),
    (10, "summit-wellness", "depression", "Depression and altitude", "Jo Reyes, MD", "2025-01-30",
     "Some studies find more depression where the air is thin.", 10, 9.3, (1, 3)),
]  # fmt: skip

CLAIMS = [
    # post, kind, sentence, position, cue, negated, hedged, subject, use, figure
    (1, "efficacy", "In one study 70% of patients felt better within hours.", 1, "70% of patients",
     0, 0, "ketamine", None, "70%"),
    (1, "onset", "In one study 70% of patients felt better within hours.", 1, "within hours",
     0, 0, "ketamine", None, None),
    (1, "fda_status", ("It is not approved by the FDA for depression, and we say so before the "
     "first visit."), 2, "not approved by the FDA", 1, 0, "ketamine", "depression", None),
    (5, "efficacy", "In one study 70% of patients felt better within hours.", 1, "70% of patients",
     0, 0, "ketamine", None, "70%"),
    (6, "cure", "It may help for an afternoon; it does not cure anything.", 1, "cure", 1, 1, None,
     None, None),
]  # fmt: skip

CONTACTS = [
    # post, kind, value, raw, sentence, position, amount, unit, is_usual
    (1, "phone", "+12075550123", "207-555-0123",
     "Call 207-555-0123 if you would like to talk it over first.", 3, None, None, 1),
    (5, "phone", "+16085550177", "608-555-0177",
     "Call 608-555-0177 if you would like to talk it over first.", 3, None, None, 1),
    (6, "price", "149.00 USD", "$149", ("Book a chair on our page, the first visit costs $149 a "
     "session."), 2, 149.0, "session", 0),
]  # fmt: skip


def filled(path: Path | str) -> Database:
    """The collection in a database at that path."""
    db = open_database(path)
    _fill_clinics(db)
    db.table("terms").insert_all(
        {"id": key, "kind": kind, "label": label} for key, kind, label in TERMS
    )
    for post in POSTS:
        _fill_post(db, *post)
    _fill_claims(db)
    _fill_pieces(db)
    _fill_copies(db)
    _fill_versions(db)
    db.conn.commit()
    return db


def _fill_clinics(db: Database) -> None:
    for slug, name, kind, city, state in CLINICS:
        db.table("clinics").insert(
            {"slug": slug, "name": name, "website": f"https://{slug}.example", "kind": kind,
             "city": city, "state": state, "country": "US"}
        )  # fmt: skip
    settings = {
        "USER_AGENT": "dripfeed/0.1.0 (collects clinic blogs; +mailto:you@university.example)",
        "ROBOTSTXT_OBEY": True, "DOWNLOAD_DELAY": 2, "DRIPFEED_FULL": False, "DRIPFEED_LIMIT": 0,
    }  # fmt: skip
    versions = {"dripfeed": "0.1.0", "scrapy": "2.19.0", "trafilatura": "2.3.1"}
    db.table("runs").insert_all(
        {"id": run, "started_at": started, "finished_at": finished,
         "settings": json.dumps(settings), "versions": json.dumps(versions)}
        for run, started, finished in [
            (1, "2026-10-20T08:00:00Z", "2026-10-20T08:30:00Z"), (2, RUN_AT, "2026-11-20T08:20:00Z")
        ]
    )  # fmt: skip
    for slug, *_ in CLINICS:
        silent = slug == "quiet-clinic"
        own = [post for post in POSTS if post[1] == slug]
        counts = {"listed": len(own) + 1, "fetched": len(own), "new": len(own), "skipped": 1}
        db.table("run_clinics").insert(
            {"run": 2, "clinic": slug, "end_state": "unreachable" if silent else "done",
             "next_step": "check the URL in the column website" if silent else None,
             **({} if silent else counts)}
        )  # fmt: skip
        if not silent:
            db.table("pages").insert(
                {"url": f"https://{slug}.example/category/news/", "clinic": slug,
                 "state": "skipped", "reason": "archive_page"}
            )  # fmt: skip


def _fill_post(
    db: Database, key: int, clinic: str, path: str, title: str, author: str | None,
    day: str | None, text: str, words: int, grade: float, topics: tuple[int, ...],
) -> None:  # fmt: skip
    url = f"https://{clinic}.example/{path}/"
    body_sha256 = hashlib.sha256(text.encode()).hexdigest()
    db.table("pages").insert(
        {"url": url, "clinic": clinic, "state": "post", "http_status": 200,
         "body_sha256": body_sha256, "fetched_at": "2026-11-20T08:05:00Z",
         "archive_file": "raw-00001.warc.gz", "archive_offset": key * 5000, "archive_length": 4096}
    )  # fmt: skip
    db.table("posts").insert(
        {"id": key, "url": url, "clinic": clinic, "title": title, "author": author,
         "author_kind": author and "person", "published_on": day,
         "published_source": day and "jsonld", "first_seen_at": _first_seen_at(day),
         "changed_at": _first_seen_at(day), "language": "en", "text": text, "markdown": text,
         "excerpt": text[:120], "word_count": words, "text_sha256": body_sha256,
         "sentence_count": len(re.findall(r"[.?]", text)), "reading_grade": grade,
         "reading_ease": 100 - 5 * grade}
    )  # fmt: skip
    db.table("post_versions").insert(
        {"post": key, "version": 1, "fetched_at": _first_seen_at(day), "title": title,
         "text": text, "words_added": words, "words_removed": 0}
    )  # fmt: skip
    db.table("mentions").insert_all(
        {"post": key, "term": term, "count": 3 - rank, "in_title": int(rank == 1),
         "in_headings": 0, "is_topic": 1, "rank": rank, "surface": dict(_labels())[term],
         "quote": None, "position": None}
        for rank, term in enumerate(topics, 1)
    )  # fmt: skip


def _first_seen_at(day: str | None) -> str:
    """Posts of November are new in the last run, all others were there in the run before."""
    return "2026-11-20T08:05:00Z" if (day or "") >= "2026-11" else "2026-10-20T08:05:00Z"


def _labels() -> list[tuple[int, str]]:
    return [(key, label) for key, _, label in TERMS]


def _fill_claims(db: Database) -> None:
    names = ("post", "kind", "sentence", "position", "cue", "is_negated", "is_hedged", "subject",
             "use", "figure")  # fmt: skip
    db.table("claims").insert_all(dict(zip(names, claim, strict=True)) for claim in CLAIMS)
    parts = ("post", "kind", "value", "raw", "sentence", "position", "amount", "unit", "is_usual")
    db.table("contacts").insert_all(dict(zip(parts, contact, strict=True)) for contact in CONTACTS)
    db.table("citations").insert(
        {"post": 10, "kind": "doi", "identifier": "10.1000/altitude", "position": 0,
         "url": "https://doi.org/10.1000/altitude", "sentence": "Some studies find more depression "
         "where the air is thin.", "anchor": "Some studies"}
    )  # fmt: skip


def _fill_pieces(db: Database) -> None:
    """A link, an image and a tag of the first post."""
    link = {"post": 1, "position": 0, "url": "https://lakeside-iv.example/brain/"}
    db.table("links").insert({**link, "kind": "external", "anchor": "another view"})
    image = {"post": 1, "position": 0, "url": "https://harbor-infusion.example/chair.jpg"}
    db.table("images").insert({**image, "alt": "A chair by a window"})
    db.table("post_tags").insert({"post": 1, "tag": "Ketamine"})


def _fill_copies(db: Database) -> None:
    names = ("post", "other", "kind", "containment", "other_containment", "jaccard",
             "shared_words", "longest_run")  # fmt: skip
    pairs: list[tuple[Any, ...]] = [
        (1, 5, "copy", 0.94, 0.94, 0.89, 88, 41), (1, 8, "partial", 0.16, 0.29, 0.11, 14, 14)
    ]  # fmt: skip
    db.table("copies").insert_all(dict(zip(names, pair, strict=True)) for pair in pairs)
    db.table("clusters").insert(
        {"id": 1, "leader": 1, "first_post": 1, "first_reason": "dated by jsonld in both",
         "post_count": 2, "clinic_count": 2}
    )  # fmt: skip
    db.execute("UPDATE posts SET cluster = 1 WHERE id IN (1, 5)")


def _fill_versions(db: Database) -> None:
    """Harbor rewrote its first visit: a friend became a relative, and a price came in."""
    before = db.execute("SELECT text FROM posts WHERE id = 2").fetchone()[0]
    after = before.replace("a friend", "a relative") + " It costs $400."
    db.table("post_versions").insert(
        {"post": 2, "version": 2, "fetched_at": "2026-11-20T08:06:00Z", "title": "Your first visit",
         "text": after, "words_added": 4, "words_removed": 1, "changes": "price added"}
    )  # fmt: skip
    db.execute(
        "UPDATE posts SET text = ?, markdown = ?, changed_at = '2026-11-20T08:06:00Z' "
        "WHERE id = 2", [after, after],
    )  # fmt: skip
