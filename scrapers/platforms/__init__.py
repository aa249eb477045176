"""Detects the site builder (platform) of a page; each builder is declared in its own file."""

from scrapy.http import HtmlResponse

from scrapers.platforms.base import Platform
from scrapers.platforms.blogger import BLOGGER
from scrapers.platforms.duda import DUDA
from scrapers.platforms.fingerprints import Place, Signature, Strings, collect_strings, evidence
from scrapers.platforms.framer import FRAMER
from scrapers.platforms.generic import GENERIC
from scrapers.platforms.ghost import GHOST
from scrapers.platforms.godaddy import GODADDY
from scrapers.platforms.hostinger import HOSTINGER
from scrapers.platforms.hubspot import HUBSPOT
from scrapers.platforms.officite import OFFICITE
from scrapers.platforms.patientpop import PATIENTPOP
from scrapers.platforms.shopify import SHOPIFY
from scrapers.platforms.squarespace import SQUARESPACE
from scrapers.platforms.webflow import WEBFLOW
from scrapers.platforms.weebly import WEEBLY
from scrapers.platforms.wix import WIX
from scrapers.platforms.wordpress import WORDPRESS

PLATFORMS: tuple[Platform, ...] = (
    WORDPRESS,
    PATIENTPOP,
    WIX,
    SQUARESPACE,
    WEBFLOW,
    GODADDY,
    SHOPIFY,
    HUBSPOT,
    DUDA,
    GHOST,
    BLOGGER,
    WEEBLY,
    OFFICITE,
    FRAMER,
    HOSTINGER,
    GENERIC,
)
"""In order of detection, the most common among clinics first; GENERIC matches every site."""

NO_SIGNATURE = "no known sign"


def detect(response: HtmlResponse) -> tuple[Platform, str]:
    """Return the builder of a page, and the evidence as the page has it.

    A page without a fingerprint is GENERIC, with "no known sign".
    """
    strings = collect_strings(response)
    for place in Place:
        for platform in PLATFORMS:
            if signature := _match(platform, place, strings):
                return platform, signature
    return GENERIC, NO_SIGNATURE


def by_name(name: str | None) -> Platform:
    """Return the builder with a name; GENERIC for None and for an unknown name."""
    return next((platform for platform in PLATFORMS if platform.name == name), GENERIC)


def _match(platform: Platform, place: Place, strings: Strings) -> str | None:
    signatures = (signature for signature in platform.signatures if signature.place is place)
    return next(filter(None, (evidence(signature, strings) for signature in signatures)), None)


__all__ = [
    "GENERIC",
    "NO_SIGNATURE",
    "PLATFORMS",
    "Place",
    "Platform",
    "Signature",
    "by_name",
    "detect",
]
