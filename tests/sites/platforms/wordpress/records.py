"""What REST says about a post, a term and a user."""

from typing import Any

from markupsafe import Markup

from tests.sites.platforms.wordpress.blog import Post, Term, User
from tests.sites.platforms.wordpress.marks import gmt, texturized
from tests.sites.platforms.wordpress.views import body, summary


def record(row: Post | Term | User, base: str) -> dict[str, Any]:
    """The JSON record of a row."""
    if isinstance(row, Post):
        return _post(row, base)
    if isinstance(row, User):
        return _user(row, base)
    return _term(row, base)


def embedded(post: Post, base: str) -> dict[str, Any]:
    """Author and terms, as ?_embed adds them."""
    return {
        "author": [_user(post.user, base)],
        "wp:term": [
            [_term(term, base) for term in post.of(taxonomy)]
            for taxonomy in ("category", "post_tag")
        ],
    }


def _post(post: Post, base: str) -> dict[str, Any]:
    return {
        "id": post.id,
        "date": f"{post.published:%Y-%m-%dT%H:%M:%S}",
        "date_gmt": gmt(post.published),
        "guid": {"rendered": f"{base}/?p={post.id}"},
        "modified": f"{post.modified:%Y-%m-%dT%H:%M:%S}",
        "modified_gmt": gmt(post.modified),
        "slug": post.writing.slug,
        "status": "publish",
        "type": "post" if post.terms else "page",
        "link": f"{base}{post.path}",
        "title": {"rendered": str(texturized(post.writing.title))},
        "content": _guarded(post, body(post, base)),
        "excerpt": _guarded(post, Markup("<p>") + summary(post) + Markup("</p>\n")),
        "author": post.user.id,
        "featured_media": 0,
        "comment_status": "open",
        "sticky": False,
        "format": "standard",
        "categories": [term.id for term in post.of("category")],
        "tags": [term.id for term in post.of("post_tag")],
        "_links": _links(post, base),
    }


def _guarded(post: Post, html: Markup) -> dict[str, Any]:
    return {"rendered": "" if post.protected else str(html), "protected": post.protected}


def _links(post: Post, base: str) -> dict[str, Any]:
    api = f"{base}/wp-json/wp/v2"
    return {
        "self": [{"href": f"{api}/posts/{post.id}"}],
        "author": [{"embeddable": True, "href": f"{api}/users/{post.user.id}"}],
        "wp:term": [
            {
                "taxonomy": taxonomy,
                "embeddable": True,
                "href": f"{api}/{collection}?post={post.id}",
            }
            for taxonomy, collection in (("category", "categories"), ("post_tag", "tags"))
        ],
    }


def _user(user: User, base: str) -> dict[str, Any]:
    return {
        "id": user.id,
        "name": user.name,
        "url": "",
        "description": user.bio,
        "link": f"{base}{user.path}",
        "slug": user.slug,
    }


def _term(term: Term, base: str) -> dict[str, Any]:
    return {
        "id": term.id,
        "link": f"{base}{term.path}",
        "name": str(texturized(term.name)),
        "slug": term.slug,
        "taxonomy": term.taxonomy,
    }
