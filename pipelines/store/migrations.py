"""Schema migrations: each function runs once per database, inside one transaction.

Never edit a released migration; add a new one at the end.
"""

from sqlite3 import complete_statement

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("dripfeed")

CRAWL = """
CREATE TABLE clinics (
    slug TEXT PRIMARY KEY,
    name TEXT,
    website TEXT NOT NULL,
    blog_url TEXT,
    feed_url TEXT,
    kind TEXT,
    city TEXT,
    state TEXT,
    country TEXT,
    latitude REAL,
    longitude REAL,
    note TEXT,
    platform TEXT,
    platform_sign TEXT
) STRICT;

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    settings TEXT NOT NULL,
    versions TEXT NOT NULL
) STRICT;

CREATE TABLE run_clinics (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    clinic TEXT NOT NULL REFERENCES clinics(slug),
    listed INTEGER NOT NULL DEFAULT 0,
    fetched INTEGER NOT NULL DEFAULT 0,
    new INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    end_state TEXT,
    detail TEXT,
    next_step TEXT,
    UNIQUE (run, clinic)
) STRICT;
CREATE INDEX run_clinics_clinic ON run_clinics(clinic);

CREATE TABLE pages (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    clinic TEXT NOT NULL REFERENCES clinics(slug),
    state TEXT NOT NULL
        CHECK (state IN ('route', 'listed', 'fetched', 'post', 'skipped', 'failed')),
    reason TEXT,
    detail TEXT,
    http_status INTEGER,
    etag TEXT,
    last_modified TEXT,
    body_sha256 TEXT,
    fetched_at TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    archive_file TEXT,
    archive_offset INTEGER,
    archive_length INTEGER
) STRICT;
CREATE INDEX pages_clinic_state ON pages(clinic, state);
CREATE INDEX pages_body ON pages(body_sha256);

CREATE TABLE page_routes (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL REFERENCES pages(url) ON DELETE CASCADE,
    route TEXT NOT NULL CHECK (route IN ('sitemap', 'feed', 'wordpress', 'listing', 'link')),
    lastmod TEXT,
    hints TEXT NOT NULL,
    first_seen_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    UNIQUE (url, route)
) STRICT;

CREATE TABLE extractions (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL REFERENCES pages(url) ON DELETE CASCADE,
    body_sha256 TEXT NOT NULL,
    is_post INTEGER NOT NULL CHECK (is_post IN (0, 1)),
    blocks TEXT NOT NULL,
    evidence TEXT NOT NULL,
    extractor TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    archive_file TEXT,
    archive_offset INTEGER,
    archive_length INTEGER,
    UNIQUE (url, body_sha256)
) STRICT;
"""

POSTS = """
CREATE TABLE posts (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    clinic TEXT NOT NULL REFERENCES clinics(slug),
    title TEXT,
    title_source TEXT,
    author TEXT,
    author_raw TEXT,
    author_kind TEXT,
    published_on TEXT,
    published_raw TEXT,
    published_source TEXT,
    published_year INTEGER
        GENERATED ALWAYS AS (CAST(substr(published_on, 1, 4) AS INTEGER)) VIRTUAL,
    modified_on TEXT,
    first_seen_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    language TEXT,
    description TEXT,
    text TEXT NOT NULL,
    markdown TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    word_count INTEGER NOT NULL,
    text_sha256 TEXT NOT NULL,
    image_url TEXT,
    cluster INTEGER
) STRICT;
CREATE INDEX posts_clinic ON posts(clinic, published_on);
CREATE INDEX posts_published_on ON posts(published_on);
CREATE INDEX posts_published_year ON posts(published_year);
CREATE INDEX posts_text ON posts(text_sha256);

CREATE TABLE post_versions (
    id INTEGER PRIMARY KEY,
    post INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    fetched_at TEXT NOT NULL,
    title TEXT,
    text TEXT NOT NULL,
    words_added INTEGER NOT NULL,
    words_removed INTEGER NOT NULL,
    UNIQUE (post, version)
) STRICT;

CREATE TABLE post_tags (
    id INTEGER PRIMARY KEY,
    post INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    UNIQUE (post, tag)
) STRICT;
CREATE INDEX post_tags_tag ON post_tags(tag);

CREATE TABLE images (
    id INTEGER PRIMARY KEY,
    post INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    url TEXT NOT NULL,
    alt TEXT,
    caption TEXT,
    UNIQUE (post, position)
) STRICT;

CREATE TABLE links (
    id INTEGER PRIMARY KEY,
    post INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    url TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('internal', 'external', 'related', 'citation')),
    anchor TEXT NOT NULL,
    UNIQUE (post, position)
) STRICT;
CREATE INDEX links_url ON links(url);

CREATE TABLE citations (
    id INTEGER PRIMARY KEY,
    post INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    identifier TEXT NOT NULL,
    url TEXT,
    sentence TEXT,
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX citations_post ON citations(post);
CREATE INDEX citations_identifier ON citations(identifier);

CREATE VIRTUAL TABLE posts_fts USING fts5(
    title, text, content='posts', content_rowid='id', tokenize='porter unicode61'
);
CREATE TRIGGER posts_fts_insert AFTER INSERT ON posts BEGIN
    INSERT INTO posts_fts(rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER posts_fts_delete AFTER DELETE ON posts BEGIN
    INSERT INTO posts_fts(posts_fts, rowid, title, text)
    VALUES ('delete', old.id, old.title, old.text);
END;
CREATE TRIGGER posts_fts_update AFTER UPDATE OF title, text ON posts BEGIN
    INSERT INTO posts_fts(posts_fts, rowid, title, text)
    VALUES ('delete', old.id, old.title, old.text);
    INSERT INTO posts_fts(rowid, title, text) VALUES (new.id, new.title, new.text);
END;
"""

POST_LIST = """
CREATE VIEW post_list AS
SELECT posts.id, posts.published_on, posts.published_year AS year, posts.clinic, posts.title,
    posts.author, posts.word_count, posts.excerpt, posts.url
FROM posts
ORDER BY posts.published_on DESC NULLS LAST, posts.id DESC;
"""

ADDRESSES = """
CREATE INDEX pages_duplicates ON pages(url, clinic, detail, http_status)
    WHERE reason = 'duplicate';

CREATE VIEW aliases AS
WITH RECURSIVE leads (url, clinic, is_redirect, target, steps) AS (
    SELECT url, clinic, coalesce(http_status BETWEEN 300 AND 399, 0), detail, 1
    FROM pages
    WHERE reason = 'duplicate'
    UNION ALL
    SELECT leads.url, leads.clinic, leads.is_redirect, pages.detail, leads.steps + 1
    FROM leads
    JOIN pages ON pages.url = leads.target
    WHERE pages.reason = 'duplicate' AND leads.steps < 10
)
SELECT leads.url, leads.clinic, posts.id AS post, posts.url AS post_url, leads.is_redirect
FROM leads
JOIN posts ON posts.url = leads.target;

CREATE VIEW listings AS
WITH last_visits AS (
    SELECT run_clinics.clinic, max(run_clinics.run) AS run
    FROM run_clinics
    WHERE run_clinics.listed > 0
    GROUP BY run_clinics.clinic
)
SELECT pages.clinic, page_routes.route, pages.url, pages.state, pages.reason,
    coalesce(posts.id, aliases.post) AS post, last_visits.run
FROM last_visits
JOIN runs ON runs.id = last_visits.run
JOIN pages ON pages.clinic = last_visits.clinic
JOIN page_routes ON page_routes.url = pages.url AND page_routes.last_seen_at >= runs.started_at
LEFT JOIN posts ON posts.url = pages.url
LEFT JOIN aliases ON aliases.url = pages.url
WHERE page_routes.route <> 'link' AND pages.state <> 'route';
"""


POLITENESS = """
ALTER TABLE pages ADD COLUMN checked_at TEXT;
ALTER TABLE pages ADD COLUMN words_sha256 TEXT;
ALTER TABLE pages ADD COLUMN robots_tag TEXT;
ALTER TABLE run_clinics ADD COLUMN next_check_at TEXT;

CREATE TABLE hosts (
    id INTEGER PRIMARY KEY,
    host TEXT NOT NULL UNIQUE,
    next_allowed_at TEXT NOT NULL,
    detail TEXT
) STRICT;

CREATE TABLE route_trust (
    id INTEGER PRIMARY KEY,
    clinic TEXT NOT NULL REFERENCES clinics(slug) ON DELETE CASCADE,
    route TEXT NOT NULL,
    false_alarm_count INTEGER NOT NULL,
    UNIQUE (clinic, route)
) STRICT;
"""

PEOPLE = """
ALTER TABLE posts ADD COLUMN author_credential TEXT;
ALTER TABLE posts ADD COLUMN reviewer TEXT;
"""

WITNESSES = """
ALTER TABLE posts ADD COLUMN text_confidence REAL CHECK (text_confidence BETWEEN 0 AND 1);
ALTER TABLE posts ADD COLUMN text_witness TEXT;
"""

TERMS = """
CREATE TABLE terms (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    code TEXT,
    other_codes TEXT,
    source TEXT,
    checked_on TEXT,
    UNIQUE (kind, label)
) STRICT;

CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    post INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    term INTEGER NOT NULL REFERENCES terms(id) ON DELETE CASCADE,
    count INTEGER NOT NULL,
    in_title INTEGER NOT NULL CHECK (in_title IN (0, 1)),
    in_headings INTEGER NOT NULL,
    is_topic INTEGER NOT NULL CHECK (is_topic IN (0, 1)),
    rank INTEGER NOT NULL,
    surface TEXT NOT NULL,
    quote TEXT,
    position INTEGER,
    UNIQUE (post, term)
) STRICT;
CREATE INDEX mentions_term ON mentions(term, is_topic);

CREATE VIEW post_topics AS
SELECT mentions.post, posts.clinic, posts.title, posts.published_on, posts.published_year AS year,
    terms.kind, terms.label AS topic, mentions.rank, mentions.count, mentions.quote, posts.url
FROM mentions
JOIN terms ON terms.id = mentions.term
JOIN posts ON posts.id = mentions.post
WHERE mentions.is_topic = 1;
"""

CLAIMS = """
CREATE TABLE claims (
    id INTEGER PRIMARY KEY,
    post INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    sentence TEXT NOT NULL,
    position INTEGER,
    cue TEXT NOT NULL,
    is_negated INTEGER NOT NULL CHECK (is_negated IN (0, 1)),
    is_hedged INTEGER NOT NULL CHECK (is_hedged IN (0, 1)),
    subject TEXT,
    use TEXT,
    figure TEXT
) STRICT;
CREATE INDEX claims_post ON claims(post);
CREATE INDEX claims_kind ON claims(kind);

CREATE TABLE contacts (
    id INTEGER PRIMARY KEY,
    post INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('phone', 'email', 'booking', 'address', 'price')),
    value TEXT NOT NULL,
    raw TEXT NOT NULL,
    url TEXT,
    sentence TEXT,
    position INTEGER NOT NULL,
    amount REAL,
    unit TEXT,
    is_usual INTEGER NOT NULL CHECK (is_usual IN (0, 1))
) STRICT;
CREATE INDEX contacts_post ON contacts(post);
CREATE INDEX contacts_kind ON contacts(kind, value);

ALTER TABLE citations ADD COLUMN anchor TEXT;
ALTER TABLE post_versions ADD COLUMN changes TEXT;
ALTER TABLE posts ADD COLUMN sentence_count INTEGER;
ALTER TABLE posts ADD COLUMN reading_ease REAL;
ALTER TABLE posts ADD COLUMN reading_grade REAL;
ALTER TABLE posts ADD COLUMN heading_count INTEGER;
ALTER TABLE posts ADD COLUMN internal_link_count INTEGER;
ALTER TABLE posts ADD COLUMN external_link_count INTEGER;
ALTER TABLE posts ADD COLUMN image_count INTEGER;
ALTER TABLE posts ADD COLUMN image_without_alt_count INTEGER;
ALTER TABLE posts ADD COLUMN title_length INTEGER;
ALTER TABLE posts ADD COLUMN description_length INTEGER;
ALTER TABLE posts ADD COLUMN json_ld_types TEXT;
"""

COPIES = """
CREATE TABLE copies (
    id INTEGER PRIMARY KEY,
    post INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('same', 'copy', 'partial')),
    containment REAL NOT NULL,
    other_containment REAL NOT NULL,
    jaccard REAL NOT NULL,
    shared_words INTEGER NOT NULL,
    longest_run INTEGER NOT NULL,
    UNIQUE (post, other),
    CHECK (post < other)
) STRICT;
CREATE INDEX copies_other ON copies(other);

CREATE TABLE clusters (
    id INTEGER PRIMARY KEY,
    leader INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    first_post INTEGER REFERENCES posts(id) ON DELETE SET NULL,
    first_reason TEXT NOT NULL,
    post_count INTEGER NOT NULL,
    clinic_count INTEGER NOT NULL
) STRICT;
CREATE INDEX posts_cluster ON posts(cluster);

CREATE TABLE comparison (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL,
    parameters TEXT NOT NULL
) STRICT;

CREATE TABLE compared_clinics (
    clinic TEXT PRIMARY KEY REFERENCES clinics(slug) ON DELETE CASCADE,
    masks TEXT NOT NULL,
    repeated BLOB NOT NULL,
    post_count INTEGER NOT NULL
) STRICT;

CREATE TABLE compared_posts (
    post INTEGER PRIMARY KEY REFERENCES posts(id) ON DELETE CASCADE,
    text_number INTEGER NOT NULL,
    words_number INTEGER NOT NULL,
    plain_number INTEGER NOT NULL,
    dated INTEGER NOT NULL,
    sentences BLOB NOT NULL,
    fingerprints BLOB NOT NULL
) STRICT;

CREATE TABLE fingerprints (
    number INTEGER NOT NULL,
    post INTEGER NOT NULL,
    PRIMARY KEY (number, post)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER posts_dropped BEFORE DELETE ON posts
WHEN EXISTS (SELECT 1 FROM compared_posts WHERE post = old.id) BEGIN
    DELETE FROM comparison;
END;

CREATE VIEW same_title AS
SELECT one.id AS post, other.id AS other, one.title, one.clinic, other.clinic AS other_clinic,
    copies.kind AS copy_kind
FROM posts AS one
JOIN posts AS other ON lower(other.title) = lower(one.title) AND other.id > one.id
LEFT JOIN copies ON copies.post = one.id AND copies.other = other.id;
CREATE INDEX posts_title ON posts(lower(title));
"""


FETCHES = """
CREATE TABLE fetches (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL REFERENCES pages(url) ON DELETE CASCADE,
    body_sha256 TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    UNIQUE (url, fetched_at)
) STRICT;

INSERT INTO fetches (url, body_sha256, fetched_at)
SELECT extractions.url, extractions.body_sha256, extractions.fetched_at
FROM extractions
WHERE true
ON CONFLICT DO NOTHING;

INSERT INTO fetches (url, body_sha256, fetched_at)
SELECT pages.url, pages.body_sha256, pages.fetched_at
FROM pages
JOIN extractions ON extractions.url = pages.url
    AND extractions.body_sha256 = pages.body_sha256
WHERE pages.fetched_at > extractions.fetched_at
    AND EXISTS (
        SELECT 1 FROM extractions AS between_them
        WHERE between_them.url = pages.url AND between_them.fetched_at > extractions.fetched_at
    )
ON CONFLICT DO NOTHING;
"""

VIEWS = """
CREATE VIEW version_changes AS
SELECT post_versions.post, posts.clinic, post_versions.version, post_versions.fetched_at,
    post_versions.title, before.fetched_at AS before_fetched_at, post_versions.words_added,
    post_versions.words_removed, post_versions.changes
FROM post_versions
JOIN posts ON posts.id = post_versions.post
JOIN post_versions AS before
    ON before.post = post_versions.post AND before.version = post_versions.version - 1;

CREATE VIEW risks_disclosed AS
SELECT posts.id AS post, posts.clinic, posts.title,
    coalesce(max(claims.kind = 'risk_sedation'), 0) AS sedation,
    coalesce(max(claims.kind = 'risk_dissociation'), 0) AS dissociation,
    coalesce(max(claims.kind = 'risk_psychiatric'), 0) AS psychiatric_events,
    coalesce(max(claims.kind = 'risk_abuse'), 0) AS abuse,
    coalesce(max(claims.kind = 'risk_blood_pressure'), 0) AS blood_pressure,
    coalesce(max(claims.kind = 'risk_respiratory'), 0) AS respiratory_depression,
    coalesce(max(claims.kind = 'risk_urinary'), 0) AS urinary_bladder,
    count(DISTINCT claims.kind) AS risks
FROM posts
LEFT JOIN claims ON claims.post = posts.id AND claims.kind GLOB 'risk_*' AND NOT claims.is_negated
GROUP BY posts.id;

CREATE VIEW seo AS
SELECT posts.url AS "Address", posts.clinic AS "Clinic", posts.title AS "Title 1",
    posts.title_length AS "Title 1 Length", posts.description AS "Meta Description 1",
    posts.description_length AS "Meta Description 1 Length", posts.word_count AS "Word Count",
    posts.sentence_count AS "Sentence Count",
    round(1.0 * posts.word_count / nullif(posts.sentence_count, 0), 2)
        AS "Average Words Per Sentence",
    posts.reading_ease AS "Flesch Reading Ease Score",
    CASE WHEN posts.reading_ease >= 90 THEN 'Very Easy' WHEN posts.reading_ease >= 80 THEN 'Easy'
        WHEN posts.reading_ease >= 70 THEN 'Fairly Easy' WHEN posts.reading_ease >= 60 THEN 'Normal'
        WHEN posts.reading_ease >= 50 THEN 'Fairly Difficult'
        WHEN posts.reading_ease >= 30 THEN 'Difficult'
        WHEN posts.reading_ease IS NOT NULL THEN 'Very Difficult' END AS "Readability",
    posts.reading_grade AS "Flesch-Kincaid Grade", posts.heading_count AS "Headings",
    posts.internal_link_count AS "Outlinks",
    (SELECT count(DISTINCT links.url) FROM links
        WHERE links.post = posts.id AND links.kind = 'internal') AS "Unique Outlinks",
    posts.external_link_count AS "External Outlinks",
    (SELECT count(DISTINCT links.url) FROM links
        WHERE links.post = posts.id AND links.kind IN ('external', 'citation'))
        AS "Unique External Outlinks",
    posts.image_count AS "Images", posts.image_without_alt_count AS "Missing Alt Attribute",
    posts.json_ld_types AS "JSON-LD Types", posts.language AS "Language",
    posts.published_on AS "Published", posts.modified_on AS "Last Modified",
    posts.text_sha256 AS "Hash", posts.id AS post
FROM posts;
"""

READING = """
CREATE INDEX posts_measures
    ON posts(clinic, published_on, published_source, word_count, reading_grade, reading_ease);
CREATE INDEX posts_first_seen ON posts(first_seen_at);
"""
"""Lengths and reading levels are stored after the texts of a row, so that without an index every
sum reads all texts. Source: 50,000 posts, 114 ms for the numbers of the home page, 9 ms with it."""

TURNS = """
ALTER TABLE compared_clinics ADD COLUMN waits_for TEXT CHECK (waits_for IN ('texts', 'words'));
ALTER TABLE compared_posts ADD COLUMN waits_for TEXT CHECK (waits_for IN ('older', 'all'));
CREATE INDEX compared_posts_waiting ON compared_posts(post) WHERE waits_for IS NOT NULL;

CREATE TRIGGER posts_written AFTER INSERT ON posts BEGIN
    UPDATE compared_clinics SET waits_for = 'texts'
    WHERE clinic = new.clinic AND waits_for IS NULL;
END;
CREATE TRIGGER posts_rewritten
AFTER UPDATE OF text, text_sha256, author, published_on, published_source, first_seen_at ON posts
BEGIN
    UPDATE compared_clinics SET waits_for = 'texts'
    WHERE clinic = new.clinic AND waits_for IS NULL;
END;
"""
"""Whatever writes a post, its clinic waits for comparison afterwards."""

TOPICS = """
CREATE INDEX mentions_topics ON mentions(post, term, rank) WHERE is_topic = 1;
CREATE INDEX mentions_ranks ON mentions(term, rank, post) WHERE is_topic = 1;
"""
"""Topics are three of ten mentions, and the quotes of the others are not read with these. Source:
`benchmarks/site_load.py` at 100,000 posts, 20 s and more for the topics that a clinic lacks, 0.4 s
with them."""


@migrations()
def m001_crawl(db: Database) -> None:
    """Clinics, runs, pages and extractions."""
    _execute_all(db, CRAWL)


@migrations()
def m002_posts(db: Database) -> None:
    """Posts, the tables that belong to them, and the full-text index."""
    _execute_all(db, POSTS)


@migrations()
def m003_post_list(db: Database) -> None:
    """The short list of posts that people open first."""
    _execute_all(db, POST_LIST)


@migrations()
def m004_addresses(db: Database) -> None:
    """Alias URLs of posts, and what the routes of a clinic listed at its last visit."""
    _execute_all(db, ADDRESSES)


@migrations()
def m005_politeness(db: Database) -> None:
    """State for politeness: 304 responses, pauses that hosts asked for, unreliable lastmod."""
    _execute_all(db, POLITENESS)


@migrations()
def m006_people(db: Database) -> None:
    """Credentials of authors, and reviewers."""
    _execute_all(db, PEOPLE)


@migrations()
def m007_witnesses(db: Database) -> None:
    """Agreement of each post's text with an alternate source of the same body."""
    _execute_all(db, WITNESSES)


@migrations()
def m008_terms(db: Database) -> None:
    """Terms of the vocabulary and their mentions in posts."""
    _execute_all(db, TERMS)


@migrations()
def m009_claims(db: Database) -> None:
    """Claims, citations and contacts of posts, and measures of their text."""
    _execute_all(db, CLAIMS)


@migrations()
def m010_copies(db: Database) -> None:
    """Near-duplicates: copies and clusters."""
    _execute_all(db, COPIES)


@migrations()
def m011_fetches(db: Database) -> None:
    """When each body was fetched, so that a text that comes back is a new version."""
    _execute_all(db, FETCHES)


@migrations()
def m012_claim_views(db: Database) -> None:
    """Views: changes between versions, risks that posts name, measures as SEO tools name them."""
    _execute_all(db, VIEWS)


@migrations()
def m020_reading(db: Database) -> None:
    """An index for the counts on the pages of the Datasette site, without reading texts."""
    _execute_all(db, READING)


@migrations()
def m021_topics(db: Database) -> None:
    """An index of topics, counted without reading other mentions."""
    _execute_all(db, TOPICS)


@migrations()
def m022_turns(db: Database) -> None:
    """Marks what waits for comparison, so that it can be done in transactions of its own."""
    _execute_all(db, TURNS)


def _execute_all(db: Database, script: str) -> None:
    """Run the statements one by one: `executescript` would commit the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if statement.strip() and complete_statement(statement):
            db.execute(statement)
            statement = ""
