"""Site-level values: what a site repeats on all posts is not a fact about any one of them.

Posts lose the clinic's name in their titles, keywords, site descriptions and logos; contacts that
most posts give are marked as the clinic's own.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipelines.items import Extraction, Post
from pipelines.settle.frequency import MIN_POSTS, on_many_posts

SEPARATOR = re.compile(r"\s+[|–—·•»:-]\s+")
"""Between a title and a site's name; a hyphen inside a word is not a separator."""
MOST = 0.5
"""Share of the posts from which a name, a contact or a lead image belongs to the site."""
NEARLY_ALL = 0.9
"""Share of the posts from which a tag is a keyword of the site."""
MIN_KEYWORDS = 3
"""One tag or two on every post may be true of them ("Blog", "Ketamine"); three are keywords."""


def site_names(pages: Sequence[Extraction]) -> frozenset[str]:
    """Return the parts that most titles of a clinic's posts begin or end with, folded."""
    title_parts = [SEPARATOR.split(page.title.value or "") for page in pages]
    outer_parts = [
        (parts[0].casefold(), parts[-1].casefold()) if len(parts) > 1 else ()
        for parts in title_parts
    ]
    return on_many_posts(outer_parts, min_share=MOST)


def without_name(title: str | None, names: frozenset[str]) -> str | None:
    """Return a title without the clinic's name at its start or end; never an empty one."""
    if title is None:
        return None
    separators = list(SEPARATOR.finditer(title))
    if separators and title[separators[-1].end() :].casefold() in names:
        return without_name(title[: separators[-1].start()], names)
    if separators and title[: separators[0].start()].casefold() in names:
        return without_name(title[separators[0].end() :], names)
    return title


def without_site_wide(posts: Sequence[Post]) -> tuple[Post, ...]:
    """Return the posts without the keywords, description and image that the site puts on all.

    Tags: three or more that nearly every post has. Description: the same on three posts with
    different texts. Lead image: the same on three posts and half of all, mostly the logo.
    Source: SEO plug-ins of WordPress, Wix and Squarespace fill these fields with the site's where
    the writer leaves them empty.
    """
    keywords = _keywords(posts)
    descriptions = _site_descriptions(posts)
    images = [(post.image_url,) if post.image_url is not None else () for post in posts]
    logos = on_many_posts(images, min_share=MOST)
    return tuple(
        replace(
            post,
            tags=tuple(tag for tag in post.tags if tag.casefold() not in keywords),
            description=None if post.description in descriptions else post.description,
            description_length=None
            if post.description in descriptions
            else post.description_length,
            image_url=None if post.image_url in logos else post.image_url,
        )
        for post in posts
    )


def mark_site_wide_contacts(posts: Sequence[Post]) -> tuple[Post, ...]:
    """Return the posts with `is_usual` set on each contact that most of them give."""
    contacts = [[(contact.kind, contact.value) for contact in post.contacts] for post in posts]
    site_wide = on_many_posts(contacts, min_share=MOST)
    return tuple(
        replace(
            post,
            contacts=tuple(
                replace(contact, is_usual=(contact.kind, contact.value) in site_wide)
                for contact in post.contacts
            ),
        )
        for post in posts
    )


def _keywords(posts: Sequence[Post]) -> frozenset[str]:
    tags = [[tag.casefold() for tag in post.tags] for post in posts]
    shared = on_many_posts(tags, min_share=NEARLY_ALL)
    return shared if len(shared) >= MIN_KEYWORDS else frozenset()


def _site_descriptions(posts: Sequence[Post]) -> frozenset[str]:
    """Return the descriptions of three posts or more with different texts."""
    distinct = {(post.description, post.text_sha256) for post in posts}
    counts = Counter(description for description, _ in distinct if description is not None)
    return frozenset(text for text, count in counts.items() if count >= MIN_POSTS)
