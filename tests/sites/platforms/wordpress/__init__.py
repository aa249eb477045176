"""WordPress with a classic theme: REST, feeds, core sitemaps, archives, comments."""

from collections.abc import Callable

from tests.sites.content import ClinicFolder, Writing
from tests.sites.platforms.wordpress import plain
from tests.sites.platforms.wordpress.blog import Blog
from tests.sites.platforms.wordpress.routes import respond
from tests.sites.server import Request, Response


def post_path(writing: Writing) -> str:
    """As the clinic's permalinks say; without any the post's slug at the root."""
    return writing.permalink or f"/{writing.slug}/"


def build(clinic: ClinicFolder) -> Callable[[Request], Response]:
    """The request handler of one WordPress site."""
    blog = Blog.of(clinic)
    front = respond if blog.setup.pretty else plain.respond
    return lambda request: front(blog, request)
