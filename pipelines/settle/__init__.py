"""One clinic's extractions become its posts: what a lone page cannot know, its siblings tell.

A pure function: settling twice changes nothing, in whatever order the pages were read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.enrich.fact_tables import FactTables, packaged_tables
from pipelines.enrich.terms.matcher import Vocabulary
from pipelines.items import Post, Term
from pipelines.settle.addresses import Duplicate, History, one_address_each
from pipelines.settle.boilerplate import repeated_texts
from pipelines.settle.posts import Shared, build_post
from pipelines.settle.site_level import mark_usual, site_names, without_site_wide

__all__ = ["Duplicate", "History", "Settled", "settle"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The posts of a clinic, and the addresses that are other names of them."""

    posts: tuple[Post, ...]
    duplicates: tuple[Duplicate, ...]
    terms: tuple[Term, ...] = ()
    """The vocabulary that the posts were searched for."""

    @property
    def urls(self) -> frozenset[str]:
        """Addresses of the posts."""
        return frozenset(post.url for post in self.posts)


NO_TERMS = Vocabulary()


def settle(
    clinic: str,
    histories: Sequence[History],
    clinic_urls: Sequence[str] = (),
    vocabulary: Vocabulary = NO_TERMS,
    tables: FactTables | None = None,
) -> Settled:
    """All of a clinic's posts from what its pages said, now and before.

    clinic_urls: home page and blog, as the clinic's row has them. vocabulary: the terms to look
    for in their text. tables: what facts are recognised by; dripfeed's own if None.
    """
    posts_only = [history for history in histories if history.is_post]
    kept, duplicates = one_address_each(posts_only, clinic_urls)
    pages = [history.now for history in kept]
    shared = Shared(
        repeated=repeated_texts([page.blocks for page in pages]),
        names=site_names(pages),
        vocabulary=vocabulary,
        tables=tables or packaged_tables(),
    )
    posts = [build_post(clinic, history, shared) for history in kept]
    return Settled(
        posts=mark_usual(without_site_wide(posts)),
        duplicates=tuple(duplicates),
        terms=vocabulary.terms,
    )
