"""A clinic with as many posts as a benchmark or a kill test wants, the same ones every time."""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial
from html import escape
from random import Random

from tests.sites.content import Block, Form, Writing
from tests.sites.grammar import paragraph, title
from tests.sites.responses import page, plain
from tests.sites.server import Request, Response, Site
from tests.sites.truth import TruePost, true_post

POSTS_PER_LISTING = 20
_FIRST = datetime(2012, 3, 1, tzinfo=UTC)
_AUTHORS = ("Edda Brookfield", "Tomas Ilves", "Ruth Okonkwo", "Ansel Whitby")


def numbered_site(posts: int = 300, bytes_per_page: int = 60_000, seed: int = 7) -> Site:
    """A generic clinic with a sitemap, a paged listing and `posts` posts, numbered from 1.

    A page is padded to `bytes_per_page` with what page builders put there; a page whose text
    is longer stays as it is. `marker(n)` is once in post n and nowhere else.
    """
    return Site(
        slug="numbered-clinic",
        clinic={"name": "Numbered Clinic", "kind": "mixed", "country": "US"},
        respond=partial(_respond, posts, bytes_per_page, seed),
    )


def numbered_truth(posts: int = 300, seed: int = 7) -> list[TruePost]:
    """The truth about the posts of `numbered_site`, by number."""
    return [true_post(_writing(seed, n), _path(n)) for n in range(1, posts + 1)]


def marker(number: int) -> str:
    """The sentence that is in one post only."""
    return f"The reference word of this note is lantern{number:06d}."


def _path(number: int) -> str:
    return f"/blog/note-{number}/"


@lru_cache(maxsize=1024)
def _writing(seed: int, number: int) -> Writing:
    random = Random(f"{seed}:{number}")
    head = title(random, number)
    texts = [paragraph(random, random.randint(3, 6)) for _ in range(7)]
    blocks = [Block(form=Form.PARAGRAPH, text=text) for text in texts]
    blocks.insert(2, Block(form=Form.H2, text=f"What we saw in week {number}"))
    blocks.insert(4, Block(form=Form.PARAGRAPH, text=marker(number)))
    return Writing(
        slug=f"note-{number}",
        title=head,
        author=random.choice(_AUTHORS),
        published=_FIRST + timedelta(days=number),
        modified=None,
        categories=(),
        tags=(),
        topics=None,
        status="publish",
        blocks=tuple(blocks),
        extra={},
    )


def _respond(posts: int, size: int, seed: int, request: Request) -> Response:
    base = request.base_url
    if request.path == "/robots.txt":
        return plain(f"User-agent: *\nDisallow:\n\nSitemap: {base}/sitemap.xml\n")
    if request.path == "/sitemap.xml":
        return plain(_sitemap(posts, base), "application/xml")
    if match := re.fullmatch(r"/blog/(?:page/(\d+)/)?|/", request.path):
        return _listing(posts, seed, int(match[1] or 1))
    match = re.fullmatch(r"/blog/note-([1-9]\d*)/", request.path)
    if match and int(match[1]) <= posts:
        return page(_post(seed, int(match[1]), size), modified=_FIRST)
    return page(_frame("Not found", "<p>There is no such page.</p>"), status=404)


def _sitemap(posts: int, base: str) -> str:
    rows = "".join(f"<url><loc>{base}{_path(n)}</loc></url>\n" for n in range(1, posts + 1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )


def _listing(posts: int, seed: int, number: int) -> Response:
    newest = posts - (number - 1) * POSTS_PER_LISTING
    shown = range(newest, max(newest - POSTS_PER_LISTING, 0), -1)
    links = "".join(
        f'<h2><a href="{_path(n)}">{escape(_writing(seed, n).title)}</a></h2>\n' for n in shown
    )
    if newest > POSTS_PER_LISTING:
        links += f'<a rel="next" href="/blog/page/{number + 1}/">Older posts</a>\n'
    return page(_frame("Notes", links), status=200 if shown else 404)


def _post(seed: int, number: int, size: int) -> str:
    writing = _writing(seed, number)
    assert writing.published is not None
    tags = {Form.H2: "h2", Form.PARAGRAPH: "p"}
    body = "\n".join(
        f"<{tags[block.form]}>{escape(block.text)}</{tags[block.form]}>" for block in writing.blocks
    )
    day = writing.published.date()
    byline = f'<p class="byline">By {writing.author} on <time datetime="{day}">{day}</time></p>'
    head = f"<h1>{escape(writing.title)}</h1>\n{byline}"
    html = _frame(escape(writing.title), f"<article>\n{head}\n{body}\n</article>")
    return html.replace("<!--padding-->", _padding(size - len(html.encode())))


def _frame(head: str, main: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en">\n'
        f'<head><meta charset="utf-8"><title>{head}</title></head>\n<body>\n'
        '<nav><a href="/">Home</a> <a href="/blog/">Notes</a></nav>\n'
        f"<main>\n{main}\n</main>\n<!--padding-->\n"
        "<footer>Numbered Clinic</footer>\n</body>\n</html>"
    )


@lru_cache(maxsize=64)
def _padding(size: int) -> str:
    """Half of it empty elements with settings, half of it a script, as page builders leave them."""
    widget = '<div class="widget" data-settings="{&quot;animation&quot;:&quot;none&quot;}"></div>\n'
    widgets = widget * max(0, size // 2 // len(widget))
    script = "<script>/*%s*/</script>"
    return widgets + script % ("x" * max(0, size - len(widgets) - len(script) + 2))
