"""Is the page a post? Every feature for and against is a sentence with a weight."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipelines.extract.classify import weights
from pipelines.extract.classify.classifier_input import ClassifierInput
from pipelines.extract.classify.features import features_of
from pipelines.extract.content.platform_rules import matches
from scrapers.items import Listed, Page
from scrapers.platforms import by_name
from scrapers.reasons import Reason

_MIN_WORDS = 40
"""Shorter texts are not posts: a notice, an empty page, a page that a script fills."""
_HOME = ("", "/")
"""Blogs show their newest post whole on it. Measured on WCXB's development split: of 23 pages at
this URL 21 are not, 2 that are called articles are home pages of a firm and of a blog."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """Whether the page is a post, why not, and all features as sentences."""

    reason: Reason | None
    sentences: tuple[str, ...]


def classify(inputs: ClassifierInput) -> Classification:
    """Decide whether a page is a post; the first certain reason wins, else the sum of weights."""
    certain = _certain(inputs)
    if certain is not None:
        return Classification(reason=certain[0], sentences=(certain[1],))
    features = list(features_of(inputs))
    total = sum(feature.weight for feature in features)
    sentences = tuple(f"{feature.weight:+g} {feature.sentence}" for feature in features)
    if total >= weights.THRESHOLD:
        return Classification(reason=None, sentences=sentences)
    is_list = any(feature.is_list for feature in features)
    return Classification(
        reason=Reason.LISTING_PAGE if is_list else Reason.NOT_A_POST, sentences=sentences
    )


def _certain(inputs: ClassifierInput) -> tuple[Reason, str] | None:
    """Reasons that need no weighing."""
    path = _path_and_query(inputs.page)
    if any(ref.hints.listed is Listed.PROTECTED for ref in inputs.refs) or _asks_password(
        inputs.tree
    ):
        return Reason.PASSWORD_PROTECTED, "the page asks for a password in place of its text"
    if path in _HOME and inputs.page.url:
        return Reason.NOT_A_POST, "the home page is no post, whatever it shows"
    platform = by_name(inputs.page.platform)
    if platform.is_archive(path):
        return Reason.ARCHIVE_PAGE, f"the address {path} is that of an archive"
    if platform.is_listing(path):
        return Reason.LISTING_PAGE, f"{platform.name} lists its posts at {path}"
    if matches(inputs.tree, platform.not_post_xpath) and not matches(
        inputs.tree, platform.post_xpath
    ):
        return Reason.NOT_A_POST, f"{platform.name} marks it as a page that is no post"
    words = sum(len(block.words) for block in inputs.drafts if block.is_kept)
    if words < _MIN_WORDS and matches(inputs.tree, platform.members_only_xpath):
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
