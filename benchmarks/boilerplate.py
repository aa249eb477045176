"""Prints what boilerplate removal would cut with other thresholds, rightly and wrongly.

    python -m benchmarks.boilerplate

k: how many posts repeat a text; n: which share of the posts. Measured on the imitation clinics, and
on the sites of the shared corpus with two posts or more, if the corpus is present.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from urllib.parse import parse_qsl, urlsplit

from benchmarks.pages import CORPUS
from benchmarks.scoring import words
from pipelines.extract import extract
from pipelines.items import Block, Role
from pipelines.settle.boilerplate import mark_boilerplate, repeated_texts
from scrapers.items import Page
from scrapers.platforms import by_name
from tests.sites.catalog import every_slug, site
from tests.sites.content import load
from tests.sites.server import Request
from tests.sites.truth import truth

FETCHED_AT = datetime(2026, 11, 21, tzinfo=UTC)
POSTS = (2, 3, 4)
SHARES = (0.1, 0.3, 0.5, 0.8)
BASE_URL = "http://127.0.0.1:1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedPost:
    """The blocks of a post, and its true words."""

    blocks: Sequence[Block]
    true: str
    """Words in lower case, a blank around each."""


def imitation_sites() -> Iterator[list[ExtractedPost]]:
    """The posts of each imitation clinic."""
    for slug in every_slug():
        platform = by_name(load(slug).platform).name
        yield [
            extracted_post(
                served(slug, true.path),
                f"{BASE_URL}{true.path}",
                platform,
                "\n".join((true.text, *true.calls_to_action)),
            )
            for true in truth(slug)
        ]


def corpus_sites() -> Iterator[list[ExtractedPost]]:
    """The posts of each site of the corpus that has two or more."""
    path = CORPUS / "truth.json"
    truths = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    posts = sorted(
        (host(t["url"]), key) for key, t in truths.items() if t["page_type"] == "article"
    )
    for _, group in groupby(posts, key=lambda post: post[0]):
        keys = [key for _, key in group]
        if len(keys) > 1:
            yield [
                extracted_post(stored(k), truths[k]["url"], None, truths[k]["text"]) for k in keys
            ]


def host(url: str) -> str:
    """The host of a URL without www."""
    return urlsplit(url).netloc.removeprefix("www.")


def stored(key: str) -> bytes:
    """A page of the corpus."""
    return gzip.decompress((CORPUS / "html" / f"{key}.html.gz").read_bytes())


def served(slug: str, path: str) -> bytes:
    """A page of an imitation clinic."""
    parts = urlsplit(path)
    request = Request(
        method="GET",
        path=parts.path,
        query=dict(parse_qsl(parts.query)),
        headers={},
        base_url=BASE_URL,
    )
    return site(slug).respond(request).body


def extracted_post(body: bytes, url: str, platform: str | None, true: str) -> ExtractedPost:
    """A page, extracted."""
    page = Page(
        url=url,
        clinic="measured",
        status=200,
        headers={},
        body=body,
        fetched_at=FETCHED_AT,
        platform=platform,
    )
    return ExtractedPost(blocks=extract(page).blocks, true=word_line(true))


def word_line(text: str) -> str:
    """The words of a text, a blank around each."""
    return f" {' '.join(words(text))} "


def count_words(
    sites: Sequence[Sequence[ExtractedPost]], min_posts: int, min_share: float
) -> tuple[int, int, int]:
    """Count the words that are cut rightly, cut wrongly, and left although they are boilerplate."""
    right = wrong = left = 0
    for posts in sites:
        pages = [post.blocks for post in posts]
        repeated = repeated_texts(pages, min_posts=min_posts, min_share=min_share)
        for post in posts:
            marked = mark_boilerplate(post.blocks, repeated)
            for block, result in zip(post.blocks, marked, strict=True):
                if block.role is Role.BODY and block.text:
                    count, is_true = len(words(block.text)), word_line(block.text) in post.true
                    is_kept = result.role is Role.BODY
                    right += count * (not is_kept and not is_true)
                    wrong += count * (not is_kept and is_true)
                    left += count * (is_kept and not is_true)
    return right, wrong, left


def main() -> None:
    """Extract all posts once, then print a row for each pair of thresholds."""
    for name, sites in (("imitations", list(imitation_sites())), ("corpus", list(corpus_sites()))):
        print(f"{name}: {len(sites)} sites, {sum(map(len, sites))} posts")
        print(f"{'k':>3}{'n':>6}{'cut rightly':>13}{'cut wrongly':>13}{'left':>8}")
        for min_posts in POSTS:
            for min_share in SHARES:
                right, wrong, left = count_words(sites, min_posts, min_share)
                print(f"{min_posts:>3}{min_share:>6}{right:>13}{wrong:>13}{left:>8}")


if __name__ == "__main__":
    main()
