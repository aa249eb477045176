"""How one WordPress site was set up: what its owner, a plugin or a host switched on and off."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """The part `wordpress` of clinic.yaml; without it all is as WordPress comes."""

    rest: str = "on"
    """on, guarded (401 for strangers) or removed (404, and no page names it)."""
    sitemaps: str = "core"
    """core, yoast (sitemap_index.xml), shortlinks (one file of /?p= URLs) or none."""
    pager: bool = True
    """False: the blog's page shows the newest posts and leads to no older ones."""
    pretty: bool = True
    """False: every URL is a query, as before permalinks are switched on."""
    posts_per_page: int = 6
    posts_per_feed: int = 10
