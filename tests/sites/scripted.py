"""A clinic whose pages hold no text: a script writes all of it in the browser.

Every path answers with the same few elements and the bundle, as single-page sites do. What the
script shows is what `scripted_truth` says; without a browser there is nothing to read.
"""

import json

from tests.sites.answers import page, plain
from tests.sites.content import Writing, load
from tests.sites.fixed import MISSING, fixed
from tests.sites.lists import sitemap
from tests.sites.prose import prose
from tests.sites.server import Answer, Site
from tests.sites.truth import TruePost, true_post

TEXTS = load("foxglove-root")
SHELL = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Foxglove</title>
<meta name="viewport" content="width=device-width"><script type="module" src="/assets/app.js">
</script></head><body><noscript>You need to enable JavaScript to run this app.</noscript>
<div id="root"></div></body></html>"""
BUNDLE = """const root = document.getElementById('root');
const menu = '<nav><a href="/">Home</a> <a href="/blog">Blog</a></nav>';
const posts = await (await fetch('/api/posts.json')).json();
const post = posts.find((one) => one.path === location.pathname);
const card = (one) => `<li><h2><a href="${one.path}">${one.title}</a></h2></li>`;
const list = `<h1>Blog</h1><ul>${posts.map(card).join('')}</ul>`;
const home = '<h1>Foxglove Infusion</h1><p>Infusions in the old paper mill.</p>';
const whole = (one) => `<article><h1>${one.title}</h1><p class="meta">By ${one.author} |
  <time datetime="${one.day}">${one.day}</time></p>${one.html}</article>`;
const page = post ? whole(post) : location.pathname === '/blog' ? list : home;
root.innerHTML = `${menu}<main>${page}</main>`;
if (post) document.title = post.title;
"""


def scripted_site() -> Site:
    """The site, to be served."""
    return Site(slug="foxglove-scripted", clinic=TEXTS.row, answer=fixed(_answers))


def scripted_truth() -> list[TruePost]:
    """The posts that its script shows."""
    return [true_post(post, _path(post)) for post in TEXTS.published()]


def _path(post: Writing) -> str:
    return f"/blog/{post.slug}"


def _answers(base: str) -> dict[str, Answer]:
    posts = TEXTS.published()
    urls = [f"{base}/", f"{base}/blog", *(base + _path(post) for post in posts)]
    return {
        "/robots.txt": plain(f"User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n"),
        "/sitemap.xml": sitemap((url, None) for url in urls),
        "/assets/app.js": plain(BUNDLE, "text/javascript; charset=UTF-8"),
        "/api/posts.json": plain(json.dumps([_record(one) for one in posts]), "application/json"),
        MISSING: page(SHELL),
    }


def _record(post: Writing) -> dict[str, str | None]:
    assert post.published is not None
    return {
        "path": _path(post),
        "title": post.title,
        "author": post.author,
        "day": post.published.date().isoformat(),
        "html": str(prose(post.blocks)),
    }
