"""One clinic's extractions become its posts: what a lone page cannot know, its siblings tell.

A pure function: settling twice changes nothing, in whatever order the pages were read.
"""

from collections.abc import Sequence

from pipelines.enrich.fact_tables import FactTables, packaged_tables
from pipelines.enrich.terms.matcher import Vocabulary
from pipelines.items.settled import History, Settled
from pipelines.settle.addresses import one_url_each
from pipelines.settle.boilerplate import repeated_texts
from pipelines.settle.posts import SiteContext, build_post
from pipelines.settle.site_level import mark_site_wide_contacts, site_names, without_site_wide

__all__ = ["settle"]


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
    kept, duplicates = one_url_each(posts_only, clinic_urls)
    pages = [history.now for history in kept]
    shared = SiteContext(
        repeated=repeated_texts([page.blocks for page in pages]),
        names=site_names(pages),
        vocabulary=vocabulary,
        tables=tables or packaged_tables(),
    )
    posts = [build_post(clinic, history, shared) for history in kept]
    return Settled(
        posts=mark_site_wide_contacts(without_site_wide(posts)),
        duplicates=tuple(duplicates),
        terms=vocabulary.terms,
    )
