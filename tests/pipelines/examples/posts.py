"""Small made-up blocks, readings, histories and posts for tests of settling and storing."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

from sqlite_utils import Database

from pipelines.items import (
    Block,
    Citation,
    CitationKind,
    Claim,
    Contact,
    ContactKind,
    Extraction,
    Fact,
    Image,
    Kind,
    LinkKind,
    Post,
    PostLink,
    Version,
)
from pipelines.items.settled import History, Reading
from pipelines.store.runs import save_clinics
from scrapers.items import Clinic, PageRef, Route
from scrapers.reasons import Reason
from scrapers.state.frontier import Frontier

CLINIC = Clinic(slug="harbor", website="https://harbor.example/")
URL = "https://harbor.example/blog/first"
SEEN_AT = "2026-11-20T08:00:00.000Z"
FETCHED_AT = "2026-11-20T08:05:00.000Z"
LATER_AT = "2026-11-21T08:05:00.000Z"
CITATION = Citation(
    kind=CitationKind.NCT, identifier="NCT01627782", url=None, sentence="See it.", position=0
)
CLAIM = Claim(
    kind="onset",
    sentence="It works within hours.",
    position=0,
    cue="within hours",
    is_negated=False,
    is_hedged=False,
)
CONTACT = Contact(
    kind=ContactKind.PHONE,
    value="+12075550123",
    raw="207-555-0123",
    url=None,
    sentence="Call 207-555-0123.",
    position=0,
)


def paragraph(text: str) -> Block:
    return Block(kind=Kind.PARAGRAPH, text=text)


def heading(text: str) -> Block:
    return Block(kind=Kind.HEADING, text=text, level=2)


def sentence(word: object, count: int = 20) -> str:
    """A text of `count` words that differs for every `word`."""
    return " ".join(f"{word}{number}" for number in range(count))


def reading(
    *blocks: Block,
    url: str = URL,
    title: str | None = "A title",
    canonical: str | None = None,
    fetched_at: str = FETCHED_AT,
    is_post: bool = True,
) -> Reading:
    """The reading of a body; its hash is the hash of its blocks and title."""
    extraction = Extraction(
        url=url,
        body_sha256=sha256(repr((blocks, [b.text for b in blocks], title)).encode()).hexdigest(),
        is_post=is_post,
        reason=None if is_post else Reason.NOT_A_POST,
        blocks=blocks,
        title=Fact(value=title),
        canonical=Fact(value=canonical),
        extractor="test",
    )
    return Reading(extraction=extraction, fetched_at=fetched_at, location=None)


def history(*blocks: Block, url: str = URL, **facts: Any) -> History:
    """A page that was read once."""
    return History(url=url, first_seen_at=SEEN_AT, readings=(reading(*blocks, url=url, **facts),))


def post(**changes: Any) -> Post:
    """A post with one of everything."""
    example = Post(
        url=URL,
        clinic="harbor",
        title="A title",
        title_source="h1",
        author="Mara Lind",
        author_raw="by Mara Lind",
        author_kind=None,
        author_credential="NP",
        reviewer="Omar Haddad, MD",
        published_on="2026-10-02",
        published_raw="October 2, 2026",
        published_source="jsonld",
        modified_on=None,
        first_seen_at=SEEN_AT,
        changed_at=FETCHED_AT,
        language="en",
        description=None,
        text="Ketamine infusions last forty minutes.",
        markdown="Ketamine infusions last forty minutes.",
        excerpt="Ketamine infusions last forty minutes.",
        word_count=5,
        text_sha256="0" * 64,
        text_confidence=0.98,
        text_witness="feed",
        image_url=None,
        tags=("Ketamine", "Brain"),
        images=(Image(url="https://harbor.example/a.jpg", alt="", caption=None),),
        links=(PostLink(url="https://nih.gov/a", kind=LinkKind.CITATION, anchor="a study"),),
        citations=(CITATION,),
        versions=(version(1, "Ketamine infusions last forty minutes."),),
        claims=(CLAIM,),
        contacts=(CONTACT,),
    )
    return replace(example, **changes)


def version(number: int, text: str, title: str | None = "A title") -> Version:
    return Version(
        version=number,
        fetched_at=FETCHED_AT,
        title=title,
        text=text,
        words_added=len(text.split()),
        words_removed=0,
    )


def with_clinic(db: Database) -> Database:
    """The database with the clinic of these examples."""
    save_clinics(db, [CLINIC])
    return db


def list_urls(db: Database, *urls: str, route: Route = Route.SITEMAP) -> Frontier:
    """The frontier after a route listed these URLs."""
    frontier = Frontier(db)
    frontier.add(PageRef(url=url, clinic="harbor", route=route) for url in urls)
    return frontier
