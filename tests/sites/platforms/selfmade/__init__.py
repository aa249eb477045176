"""A site that an agency built by itself: URLs, lists and head differ, as clinic.yaml says.

`permalinks` says where posts stand. Below `selfmade`: `listing` is the page that lists them,
`per_page` how many at once, `says` what the head tells of a post (og, jsonld or nothing), `pages`
the folder of pages that are no posts, `sitemap` whether there is one, `feed` the path of a feed
with the newest posts.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from tests.sites.content import ClinicFolder, Writing
from tests.sites.fixed import MISSING, fixed
from tests.sites.lists import rss, sitemap
from tests.sites.prose import prose
from tests.sites.responses import page, plain
from tests.sites.server import Request, Response
from tests.sites.templates import environment

FEED_POSTS = 3
TEMPLATES = environment(__file__, prose=prose)
Files = Iterator[tuple[str, Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How the site was built; see the module."""

    listing: str
    per_page: int = 10
    says: str = "nothing"
    pages: str = "/{slug}"
    sitemap: bool = False
    feed: str | None = None


def post_path(writing: Writing) -> str:
    """As the clinic's permalinks say."""
    assert writing.permalink
    return writing.permalink


def build(clinic: ClinicFolder) -> Callable[[Request], Response]:
    """The request handler of one such site."""
    plan = Plan(**clinic.extra["selfmade"])
    return fixed(lambda base: dict([*_pages(clinic, plan, base), *_lists(clinic, plan, base)]))


def _pages(clinic: ClinicFolder, plan: Plan, base: str) -> Files:
    for post in clinic.published():
        told = Markup(json.dumps(_json_ld(post)))
        html = _render("post.html", clinic, plan, base, post=post, json_ld=told)
        yield post_path(post), page(html)
    for writing in clinic.pages:
        path = _page_path(plan, writing)
        yield path, page(_render("page.html", clinic, plan, base, post=writing))
    yield "/", page(_render("home.html", clinic, plan, base))
    yield MISSING, page(_render("page.html", clinic, plan, base, post=None), status=404)


def _lists(clinic: ClinicFolder, plan: Plan, base: str) -> Files:
    posts = sorted(clinic.published(), key=lambda post: str(post.published), reverse=True)
    for start in range(0, len(posts), plan.per_page):
        number = start // plan.per_page + 1
        shown = posts[start : start + plan.per_page]
        more = start + plan.per_page < len(posts)
        older = f"{plan.listing}?page={number + 1}" if more else None
        path = f"{plan.listing}?page={number}" if start else plan.listing
        yield path, page(_render("list.html", clinic, plan, base, posts=shown, older=older))
    if plan.feed:
        newest = [(post, base + post_path(post)) for post in posts[:FEED_POSTS]]
        yield plan.feed, rss(clinic.row["name"], base, newest)
    if plan.sitemap:
        paths = ["/", plan.listing, *(_page_path(plan, writing) for writing in clinic.pages)]
        yield "/sitemap.xml", sitemap((base + p, None) for p in [*paths, *map(post_path, posts)])
        yield "/robots.txt", plain("User-agent: *\nDisallow: /admin/\n")


def _page_path(plan: Plan, writing: Writing) -> str:
    return plan.pages.format(slug=writing.slug, **writing.extra)


def _json_ld(post: Writing) -> dict[str, object]:
    assert post.published is not None
    return {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": post.title,
        "datePublished": post.published.isoformat(),
        "author": {"@type": "Person", "name": post.author},
    }


def _render(template: str, clinic: ClinicFolder, plan: Plan, base: str, **values: object) -> str:
    return TEMPLATES.get_template(template).render(
        clinic=clinic,
        name=clinic.row["name"],
        plan=plan,
        base=base,
        path_of=post_path,
        page_path=lambda writing: _page_path(plan, writing),
        **values,
    )
