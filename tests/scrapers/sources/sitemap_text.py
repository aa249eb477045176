"""Sitemaps as text, for the tests of the sitemap route."""

from tests.scrapers.web_in_memory import HOME

ROBOTS = f"{HOME}my-map.xml"


def urlset(*paths: str, extra: str = "") -> str:
    lines = "".join(f"<url><loc>{HOME}{path}</loc>{extra}</url>" for path in paths)
    return f'<?xml version="1.0"?><urlset xmlns="http://x">{lines}</urlset>'


def index(*paths: str) -> str:
    lines = "".join(f"<sitemap><loc>{HOME}{path}</loc></sitemap>" for path in paths)
    return f'<?xml version="1.0"?><sitemapindex xmlns="http://x">{lines}</sitemapindex>'
