"""The JSON-LD graph that an SEO plugin puts into a post's head."""

from typing import Any

from tests.sites.platforms.wordpress.blog import Blog, Post
from tests.sites.platforms.wordpress.marks import utc


def graph(blog: Blog, post: Post, base: str) -> dict[str, Any]:
    """Article, WebPage, WebSite and Person, dates in UTC as Yoast SEO writes them."""
    url = f"{base}{post.path}"
    return {
        "@context": "https://schema.org",
        "@graph": [
            _story(post, url, base),
            _web_page(blog, post, url, base),
            {"@type": "WebSite", "@id": f"{base}/#website", "url": f"{base}/", "name": blog.name},
            _person(post, base),
        ],
    }


def _dates(post: Post) -> dict[str, str]:
    return {
        "datePublished": utc(post.published),
        "dateModified": utc(post.modified),
    }


def _story(post: Post, url: str, base: str) -> dict[str, Any]:
    return {
        "@type": "Article",
        "@id": f"{url}#article",
        "isPartOf": {"@id": url},
        "author": {"name": post.user.name, "@id": f"{base}/#/schema/person/{post.user.slug}"},
        "headline": post.writing.title,
        **_dates(post),
        "mainEntityOfPage": {"@id": url},
        "publisher": {"@id": f"{base}/#organization"},
        "keywords": [term.name for term in post.of("post_tag")],
        "articleSection": [term.name for term in post.of("category")],
        "inLanguage": "en-US",
    }


def _web_page(blog: Blog, post: Post, url: str, base: str) -> dict[str, Any]:
    return {
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": f"{post.writing.title} – {blog.name}",
        "isPartOf": {"@id": f"{base}/#website"},
        **_dates(post),
        "inLanguage": "en-US",
    }


def _person(post: Post, base: str) -> dict[str, Any]:
    return {
        "@type": "Person",
        "@id": f"{base}/#/schema/person/{post.user.slug}",
        "name": post.user.name,
        "url": f"{base}{post.user.path}",
    }
