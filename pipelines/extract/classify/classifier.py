"""Is the page a post? Every sign for and against is a sentence with a weight."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipelines.extract.classify.features import ClassifierInput, features_of
from pipelines.extract.content.platform_rules import matches
from scrapers.items import Listed, Page
from scrapers.platforms import by_name
from scrapers.reasons import Reason

_MIN_WORDS = 40
"""Shorter texts are no posts: a notice, an empty page, a page that a script fills."""
_THRESHOLD = 2
"""Weights and threshold: a logistic regression on 793 posts and 200 other pages, rounded to
halves; what a route or the site builder says was set by hand, because it is no guess.

Source: fitted on each half of the pages by hash and applied to the other (mean of three splits),
of the 200 other pages 29 are accepted where .96 of the posts are, 39 where .97 are. Most of the 29
posts that are refused are none by our meaning: pages of offices, guides of a department, "about".
"""

_HOME = ("", "/")
"""Blogs show their newest post whole on it. Measured on WCXB's development split: of 23 pages at
this address 21 are none, 2 that are called articles are home pages of a firm and of a blog."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """Whether the page is a post, why not, and all signs as sentences."""

    reason: Reason | None
    signs: tuple[str, ...]


def classify(seen: ClassifierInput) -> Classification:
    """Decide whether a page is a post; the first certain reason wins, else the sum of signs."""
    certain = _certain(seen)
    if certain is not None:
        return Classification(reason=certain[0], signs=(certain[1],))
    signs = list(features_of(seen))
    total = sum(sign.weight for sign in signs)
    sentences = tuple(f"{sign.weight:+g} {sign.sentence}" for sign in signs)
    if total >= _THRESHOLD:
        return Classification(reason=None, signs=sentences)
    is_list = any(sign.is_list for sign in signs)
    return Classification(
        reason=Reason.LISTING_PAGE if is_list else Reason.NOT_A_POST, signs=sentences
    )


def _certain(seen: ClassifierInput) -> tuple[Reason, str] | None:
    """Reasons that need no weighing."""
    address = _path_and_query(seen.page)
    if any(ref.hints.listed is Listed.PROTECTED for ref in seen.refs) or _asks_password(seen.tree):
        return Reason.PASSWORD_PROTECTED, "the page asks for a password in place of its text"
    if address in _HOME and seen.page.url:
        return Reason.NOT_A_POST, "the home page is no post, whatever it shows"
    platform = by_name(seen.page.platform)
    if platform.is_archive(address):
        return Reason.ARCHIVE_PAGE, f"the address {address} is that of an archive"
    if platform.is_listing(address):
        return Reason.LISTING_PAGE, f"{platform.name} lists its posts at {address}"
    if matches(seen.tree, platform.not_post_sign) and not matches(seen.tree, platform.post_sign):
        return Reason.NOT_A_POST, f"{platform.name} marks it as a page that is no post"
    words = sum(len(draft.words) for draft in seen.drafts if draft.is_kept)
    if words < _MIN_WORDS and matches(seen.tree, platform.members_sign):
        return Reason.PASSWORD_PROTECTED, "only members of the site may read its text"
    if words < _MIN_WORDS:
        return Reason.NO_TEXT, f"the body has {words} words, fewer than {_MIN_WORDS}"
    return None


def _asks_password(tree: HtmlElement) -> bool:
    """WordPress's form for protected posts. Source: get_the_password_form() in WordPress."""
    return bool(
        tree.xpath("//form[contains(@class, 'post-password-form')]//input[@type='password']")
    )


def _path_and_query(page: Page) -> str:
    parts = urlsplit(page.final_url or page.url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
