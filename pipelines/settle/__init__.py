"""Settling: the site-level pass that turns one clinic's extractions into its posts.

A single page cannot know what all pages of its site have in common: boilerplate, the clinic's name
in titles, site-wide contacts and images, alias URLs. `settle` is a pure function: the order of the
pages does not matter, and settling twice gives the same posts.
"""

from collections.abc import Sequence

from pipelines.enrich.fact_tables import FactTables, packaged_tables
from pipelines.enrich.terms.matcher import NO_TERMS, Vocabulary
from pipelines.items.settled import History, SettledClinic
from pipelines.settle.alias_urls import one_url_per_post
from pipelines.settle.boilerplate import repeated_texts
from pipelines.settle.posts import SiteContext, build_post
from pipelines.settle.site_level import mark_site_wide_contacts, site_names, without_site_wide

__all__ = ["settle"]


def settle(
    clinic: str,
    histories: Sequence[History],
    clinic_urls: Sequence[str] = (),
    vocabulary: Vocabulary = NO_TERMS,
    tables: FactTables | None = None,
) -> SettledClinic:
    """Return all posts of a clinic, built from the extractions of its pages.

    clinic_urls: home page and blog, from the clinic's row. vocabulary: the terms to search for.
    tables: what facts are recognised by; dripfeed's own if None.
    """
    posts_only = [history for history in histories if history.is_post]
    kept, aliases = one_url_per_post(posts_only, clinic_urls)
    pages = [history.now for history in kept]
    context = SiteContext(
        repeated=repeated_texts([page.blocks for page in pages]),
        names=site_names(pages),
        vocabulary=vocabulary,
        tables=tables or packaged_tables(),
    )
    posts = [build_post(clinic, history, context) for history in kept]
    return SettledClinic(
        posts=mark_site_wide_contacts(without_site_wide(posts)),
        aliases=tuple(aliases),
        terms=vocabulary.terms,
    )
