"""Blogger: /YYYY/MM/slug.html, a feed in pages, texts whose paragraphs are parted by br.

Traps: the feed names its next page on www.blogger.com; robots.txt forbids /search, where "Older
Posts" and labels lead; the home page shows the newest posts whole; links may carry `?m=1`.
"""

from collections.abc import Callable, Iterator

from markupsafe import Markup

from tests.sites.content import ClinicFolder, Writing
from tests.sites.fixed import MISSING, fixed
from tests.sites.lists import atom, rss, sitemap
from tests.sites.prose import broken_lines
from tests.sites.responses import page, plain
from tests.sites.server import Request, Response
from tests.sites.templates import environment

PER_PAGE = 3
ROBOTS = """User-agent: Mediapartners-Google
Disallow:

User-agent: *
Disallow: /search
Disallow: /share-widget
Allow: /

Sitemap: {base}/sitemap.xml
"""
NEXT = Markup(
    '<link rel="next" type="application/atom+xml" href="https://www.blogger.com/feeds/7150790056/'
    'posts/default?start-index={}&amp;max-results={}"/>'
)
TEMPLATES = environment(__file__, broken_lines=broken_lines)
Files = Iterator[tuple[str, Response]]


def post_path(writing: Writing) -> str:
    """Below its year and month."""
    assert writing.published is not None
    return f"/{writing.published:%Y/%m}/{writing.slug}.html"


def build(clinic: ClinicFolder) -> Callable[[Request], Response]:
    """The request handler of one Blogger site."""
    return fixed(lambda base: dict([*_pages(clinic, base), *_lists(clinic, base)]))


def _pages(clinic: ClinicFolder, base: str) -> Files:
    for post in clinic.published():
        yield post_path(post), _render("post.html", clinic, base, post=post)
    for writing in clinic.pages:
        yield f"/p/{writing.slug}.html", _render("page.html", clinic, base, post=writing)
    missing = _render("page.html", clinic, base, post=None)
    yield MISSING, Response(404, missing.headers, missing.body)


def _lists(clinic: ClinicFolder, base: str) -> Files:
    posts = sorted(clinic.published(), key=lambda post: str(post.published), reverse=True)
    yield "/", _render("home.html", clinic, base, posts=posts[:2], older=True)
    for post in posts:
        month = post_path(post).rpartition("/")[0] + "/"
        yield month[:6], _render("home.html", clinic, base, posts=[post], older=False)
        yield month, _render("home.html", clinic, base, posts=[post], older=False)
    yield "/search", _render("home.html", clinic, base, posts=posts[2:], older=False)
    yield from _feeds(clinic, base, posts)
    yield "/robots.txt", plain(ROBOTS.format(base=base))
    yield "/sitemap.xml", sitemap((base + post_path(post), post.published) for post in posts)


def _feeds(clinic: ClinicFolder, base: str, posts: list[Writing]) -> Files:
    name, feed = clinic.row["name"], "/feeds/posts/default"
    listed = [(post, base + post_path(post)) for post in posts]
    for start in range(0, len(posts), PER_PAGE):
        path = f"{feed}?start-index={start + 1}&max-results={PER_PAGE}" if start else feed
        more = start + PER_PAGE < len(posts)
        following = NEXT.format(start + PER_PAGE + 1, PER_PAGE) if more else Markup("")
        yield path, atom(name, listed[start : start + PER_PAGE], following)
    yield f"{feed}?alt=rss", rss(name, base, listed[:PER_PAGE])
    yield "/feeds/comments/default", atom(f"Comments on {name}", [])


def _render(template: str, clinic: ClinicFolder, base: str, **values: object) -> Response:
    html = TEMPLATES.get_template(template).render(
        clinic=clinic, name=clinic.row["name"], base=base, path_of=post_path, **values
    )
    return page(html, headers={"Server": "GSE"})
