"""The coding sheet for two coders: a reproducible sample of posts, and empty columns."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from sqlite_utils import Database

from pipelines.queries import question
from pipelines.reports.export import rows_of
from scrapers.errors import DripfeedError

Row = Mapping[str, Any]

CODES = (
    "is_on_topic", "conditions_named", "benefit_claimed", "efficacy_figure_given",
    "fda_approval_claimed", "off_label_stated", "risk_described", "abuse_risk_described",
    "contraindication_given", "evidence_cited", "testimonial_used", "credentials_given",
    "price_given", "tone", "remark",
)  # fmt: skip
"""Variables that published content analyses of such clinics coded. Source: Crane et al., JAMA Netw
Open 2023, e2342210; Kaminski et al., Nutrients 2020, 3614; Thornton et al., BJPsych Open 2023."""
CODERS = (1, 2)
UNIT_LENGTH = 12
"""Hexadecimal digits of a unit's id: 48 bits, so the odds that two of 100,000 posts share one are
1 to 56,000."""


def sheet(db: Database, size: int, seed: int) -> list[dict[str, Any]]:
    """The sample, one row per post in random order, with empty columns for each coder.

    The order is the hash of seed and URL: the same seed draws the same posts from the same
    collection wherever it is stored, and a new post does not change the order of the others.
    Raises: DripfeedError if there are fewer posts than requested.
    """
    posts = sorted(_posts(db), key=lambda row: _rank(row["url"], seed))
    if len(posts) < size:
        raise DripfeedError(f"there are only {len(posts)} posts: choose a smaller --sample")
    return [_row(post, order) for order, post in enumerate(posts[:size], 1)]


def _posts(db: Database) -> Iterator[Row]:
    return rows_of(db, question("pages/coding/posts").sql, {})


def _rank(url: str, seed: int) -> str:
    return hashlib.sha256(f"{seed}\n{url}".encode()).hexdigest()


def _row(post: Row, order: int) -> dict[str, Any]:
    empty = {f"{code}_{coder}": None for coder in CODERS for code in CODES}
    unit = hashlib.sha256(post["url"].encode()).hexdigest()[:UNIT_LENGTH]
    return {"unit": unit, "order": order, **post, **empty}
