"""A listing as clinics have it, for the tests of the listing route."""

from tests.scrapers.web_in_memory import HOME

BLOG = f"{HOME}blog"
MENU = (
    '<nav><a href="/">Home</a><a href="/ketamine-therapy">Ketamine Therapy</a>'
    '<a href="/blog">Blog</a><a href="/contact">Contact</a></nav>'
)


def card(path: str, title: str, day: str = "2024-05-01") -> str:
    return (
        f'<article><a href="{path}"><img src="x.jpg"></a><h2><a href="{path}">{title}</a></h2>'
        f'<time datetime="{day}">May</time><p>Some words.</p><a href="{path}">Read more</a>'
        f'<a href="/category/nad/">NAD</a></article>'
    )


def page(*cards: str, foot: str = "") -> str:
    return f"<html><body>{MENU}<main><h1>Our blog</h1>{''.join(cards)}{foot}</main></body></html>"
