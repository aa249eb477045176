"""Ghost with a theme like Casper: posts at the root of the site, some only for members.

Traps: a post for members is listed like any other and shows an invitation in place of its text;
the home page is the listing; cards of other posts stand below each post.
"""

import json
from collections.abc import Callable, Iterator

from markupsafe import Markup

from tests.sites.content import ClinicFolder, Writing
from tests.sites.fixed import MISSING, fixed
from tests.sites.lists import rss, sitemap, sitemap_index
from tests.sites.prose import prose
from tests.sites.responses import page, plain
from tests.sites.server import Request, Response
from tests.sites.templates import environment

PER_PAGE = 4
HEADERS = {"X-Ghost-Cache-Status": "From Cache"}
ROBOTS = """User-agent: *
Sitemap: {base}/sitemap.xml
Disallow: /ghost/
Disallow: /email/
Disallow: /members/api/comments/counts/
Disallow: /r/
Disallow: /webmentions/receive/
"""
TEMPLATES = environment(__file__, prose=prose)
Files = Iterator[tuple[str, Response]]


def post_path(writing: Writing) -> str:
    """At the root, with a slash at the end."""
    return f"/{writing.slug}/"


def build(clinic: ClinicFolder) -> Callable[[Request], Response]:
    """The request handler of one Ghost site."""
    return fixed(lambda base: dict([*_pages(clinic, base), *_lists(clinic, base)]))


def _pages(clinic: ClinicFolder, base: str) -> Files:
    for post in clinic.posts:
        others = [one for one in clinic.posts if one is not post][:3]
        told = Markup(json.dumps(_json_ld(post, base)))
        yield (
            post_path(post),
            _render("post.html", clinic, base, post=post, others=others, json_ld=told),
        )
    for writing in clinic.pages:
        yield post_path(writing), _render("page.html", clinic, base, post=writing)
    missing = _render("page.html", clinic, base, post=None)
    yield MISSING, Response(404, missing.headers, missing.body)


def _lists(clinic: ClinicFolder, base: str) -> Files:
    posts = _newest_first(clinic)
    for start in range(0, len(posts), PER_PAGE):
        number = start // PER_PAGE + 1
        older = f"/page/{number + 1}/" if start + PER_PAGE < len(posts) else None
        path = f"/page/{number}/" if start else "/"
        yield path, _list(clinic, base, "home-template", posts[start : start + PER_PAGE], older)
    for tag in sorted({tag for post in posts for tag in post.categories}):
        tagged = [post for post in posts if tag in post.categories]
        yield f"/tag/{tag.lower()}/", _list(clinic, base, "tag-template", tagged, None)
    for author in sorted({str(post.author) for post in posts}):
        theirs = [post for post in posts if post.author == author]
        yield f"/author/{_slug(author)}/", _list(clinic, base, "author-template", theirs, None)
    open_posts = [(post, base + post_path(post)) for post in posts if post.status == "publish"]
    yield "/rss/", rss(clinic.row["name"], base, open_posts)
    yield "/robots.txt", plain(ROBOTS.format(base=base))
    yield from _sitemaps(clinic, base)


def _sitemaps(clinic: ClinicFolder, base: str) -> Files:
    parts = {
        "pages": ["/", *map(post_path, clinic.pages)],
        "posts": [*map(post_path, clinic.posts)],
        "authors": [f"/author/{_slug(str(post.author))}/" for post in clinic.posts],
        "tags": [f"/tag/{tag.lower()}/" for post in clinic.posts for tag in post.categories],
    }
    yield "/sitemap.xml", sitemap_index(f"{base}/sitemap-{kind}.xml" for kind in parts)
    for kind, paths in parts.items():
        yield f"/sitemap-{kind}.xml", sitemap((base + path, None) for path in dict.fromkeys(paths))


def _newest_first(clinic: ClinicFolder) -> list[Writing]:
    return sorted(clinic.posts, key=lambda post: str(post.published), reverse=True)


def _slug(name: str) -> str:
    return name.lower().replace(".", "").replace(" ", "-")


def _json_ld(post: Writing, base: str) -> dict[str, object]:
    assert post.published is not None
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "author": {"@type": "Person", "name": post.author},
        "headline": post.title,
        "url": base + post_path(post),
        "datePublished": post.published.isoformat(),
        "dateModified": post.published.isoformat(),
        "keywords": ", ".join(post.categories),
    }


def _list(
    clinic: ClinicFolder, base: str, kind: str, posts: list[Writing], older: str | None
) -> Response:
    return _render("list.html", clinic, base, kind=kind, posts=posts, older=older)


def _render(template: str, clinic: ClinicFolder, base: str, **values: object) -> Response:
    html = TEMPLATES.get_template(template).render(
        clinic=clinic, name=clinic.row["name"], base=base, path_of=post_path, slug=_slug, **values
    )
    return page(html, headers=HEADERS)
