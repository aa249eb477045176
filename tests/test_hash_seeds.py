"""The same page gives the same data in every process, whatever seed its hashes have."""

import pytest

from scrapers.platforms import Place
from scrapers.platforms.fingerprints import Signature, collect_strings, evidence
from scrapers.sources.listing.start_pages import listing_starts
from tests.hash_seeds import printed_under_seeds
from tests.pipelines.examples.pages import paragraphs, read
from tests.scrapers.web_in_memory import HOME, Web, html

TITLE, SITE = "Staying Upright During Harvest", "Prairie Drip IV Lounge"
TOPICS = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta")


def title_of_two_equal_headings() -> str | None:
    """The title where two headings are a part of equal length of the title for machines."""
    markup = (
        f"<html><head><title>{TITLE} - {SITE}</title></head><body><div><h2>{SITE}</h2></div>"
        f"<div><h2>{TITLE}</h2>{paragraphs()}</div></body></html>"
    )
    return read(markup).title.value


def first_listings() -> str:
    """The pages to start from where a home page has more than five blogs, one as plain as all."""
    links = "".join(f'<a href="/{topic}">Our Blog</a>' for topic in TOPICS)
    return " ".join(listing_starts(Web({HOME: links}).site()))


def builder_evidence() -> str | None:
    """The attribute by which a page shows its builder where it has several."""
    page = html("".join(f"<p data-ux-{topic}=''>{topic}</p>" for topic in TOPICS))
    return evidence(Signature(Place.ATTRIBUTE, "^data-ux-.*"), collect_strings(page))


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("title_of_two_equal_headings", TITLE),
        ("first_listings", " ".join([*(HOME + topic for topic in TOPICS[:5]), f"{HOME}blog"])),
        ("builder_evidence", "attribute: data-ux-alpha"),
    ],
)
def test_the_first_of_two_equals_wins_in_every_process(function: str, expected: str) -> None:
    assert printed_under_seeds(__name__, function) == {expected}
