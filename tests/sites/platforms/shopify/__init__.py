"""Shopify with a theme like Dawn: posts at /blogs/<name>/<handle> next to products and pages.

Traps: the stock robots.txt forbids `/blogs/*+*`, which is no prefix; the sitemap of posts lists the
blog itself too; the feed is only declared on the blog's own page; tags have lists of their own.
"""

import json
from collections.abc import Callable, Iterator

from markupsafe import Markup

from tests.sites.content import ClinicFolder, Writing
from tests.sites.fixed import MISSING, fixed
from tests.sites.lists import atom, sitemap, sitemap_index
from tests.sites.prose import prose
from tests.sites.responses import page, plain
from tests.sites.server import Request, Response
from tests.sites.templates import environment

BLOG = "/blogs/journal"
PER_PAGE = 3
HEADERS = {"X-ShopId": "55120483", "X-Sorting-Hat-ShopId": "55120483", "Powered-By": "Shopify"}
ROBOTS = """User-agent: *
Disallow: /admin
Disallow: /cart
Disallow: /checkouts/
Disallow: /collections/*sort_by*
Disallow: /collections/*+*
Disallow: /blogs/*+*
Disallow: /blogs/*%2B*
Disallow: /policies/
Disallow: /search
Sitemap: {base}/sitemap.xml
"""
TEMPLATES = environment(__file__, prose=prose)
Files = Iterator[tuple[str, Response]]


def post_path(writing: Writing) -> str:
    """Below the blog, whose name the clinic chose."""
    return f"{BLOG}/{writing.slug}"


def build(clinic: ClinicFolder) -> Callable[[Request], Response]:
    """The request handler of one Shopify site."""
    return fixed(lambda base: dict([*_pages(clinic, base), *_lists(clinic, base)]))


def _pages(clinic: ClinicFolder, base: str) -> Files:
    yield "/", _render("home.html", clinic, base)
    yield "/collections/all", _render("products.html", clinic, base, title="Shop")
    for product in clinic.extra["products"]:
        path = f"/products/{product['slug']}"
        yield path, _render("product.html", clinic, base, title=product["title"], product=product)
    for writing in clinic.pages:
        response = _render("page.html", clinic, base, title=writing.title, post=writing)
        yield f"/pages/{writing.slug}", response
    for post in clinic.published():
        told = Markup(json.dumps(_json_ld(post, base)).replace("/", "\\/"))
        response = _render("article.html", clinic, base, title=post.title, post=post, json_ld=told)
        yield post_path(post), response
    missing = _render("page.html", clinic, base, title="404 Page not found", post=None)
    yield MISSING, Response(404, missing.headers, missing.body)


def _lists(clinic: ClinicFolder, base: str) -> Files:
    posts = _newest_first(clinic)
    for start in range(0, len(posts), PER_PAGE):
        number = start // PER_PAGE + 1
        path = f"{BLOG}?page={number}" if start else BLOG
        older = f"{BLOG}?page={number + 1}" if start + PER_PAGE < len(posts) else None
        yield path, _list(clinic, base, posts[start : start + PER_PAGE], older)
    for tag in sorted({tag for post in posts for tag in post.tags}):
        tagged = [post for post in posts if tag in post.tags]
        yield f"{BLOG}/tagged/{tag}", _list(clinic, base, tagged, None)
    yield f"{BLOG}.atom", atom("Journal", [(post, base + post_path(post)) for post in posts])
    yield "/robots.txt", plain(ROBOTS.format(base=base))
    yield from _sitemaps(clinic, base)


def _sitemaps(clinic: ClinicFolder, base: str) -> Files:
    products = [f"/products/{product['slug']}" for product in clinic.extra["products"]]
    parts = {
        "products": ["/", *products],
        "pages": [f"/pages/{writing.slug}" for writing in clinic.pages],
        "collections": ["/collections/all"],
        "blogs": [BLOG, *map(post_path, clinic.published())],
    }
    names = [f"/sitemap_{kind}_1.xml" for kind in parts]
    yield "/sitemap.xml", sitemap_index(f"{base}{name}?from=4017&to=9920" for name in names)
    for name, paths in zip(names, parts.values(), strict=True):
        yield name, sitemap((base + path, None) for path in paths)


def _newest_first(clinic: ClinicFolder) -> list[Writing]:
    return sorted(clinic.published(), key=lambda post: str(post.published), reverse=True)


def _json_ld(post: Writing, base: str) -> dict[str, object]:
    assert post.published is not None
    return {
        "@context": "http://schema.org",
        "@type": "Article",
        "mainEntityOfPage": {"@type": "WebPage", "@id": base + post_path(post)},
        "headline": post.title,
        "datePublished": post.published.isoformat(),
        "author": {"@type": "Person", "name": post.author},
    }


def _list(clinic: ClinicFolder, base: str, posts: list[Writing], older: str | None) -> Response:
    return _render("blog.html", clinic, base, title="Journal", posts=posts, older=older)


def _render(template: str, clinic: ClinicFolder, base: str, **values: object) -> Response:
    html = TEMPLATES.get_template(template).render(
        clinic=clinic, name=clinic.row["name"], base=base, blog=BLOG, path_of=post_path, **values
    )
    return page(html, headers=HEADERS)
