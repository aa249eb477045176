"""Posts that nobody wrote, for traps that need many: a feed that stops at 20 or 50."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from tests.sites.grammar import paragraph, title

_AUTHOR = "Edda Brookfield"


def filler(clinic: str, posts: int, newest: datetime) -> Iterator[dict[str, Any]]:
    """Posts as their files would hold them, a week apart, the newest first; always the same."""
    for number in range(posts):
        random = Random(f"{clinic}:{number}")
        head = title(random, posts - number)
        yield {
            "slug": re.sub(r"[^a-z0-9]+", "-", head.lower()).strip("-"),
            "title": head,
            "author": _AUTHOR,
            "published": newest - timedelta(weeks=number),
            "categories": ["Notes"],
            "blocks": [
                {"p": paragraph(random, 4)},
                {"h2": f"What we saw in week {posts - number}"},
                {"p": paragraph(random, 4)},
                {"p": paragraph(random, 3)},
            ],
        }
