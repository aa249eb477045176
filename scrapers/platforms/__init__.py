"""The site builders that dripfeed knows, one file each, and how a page is matched with one."""

from scrapy.http import HtmlResponse

from scrapers.platforms.base import Platform
from scrapers.platforms.blogger import BLOGGER
from scrapers.platforms.duda import DUDA
from scrapers.platforms.generic import GENERIC
from scrapers.platforms.ghost import GHOST
from scrapers.platforms.godaddy import GODADDY
from scrapers.platforms.hubspot import HUBSPOT
from scrapers.platforms.officite import OFFICITE
from scrapers.platforms.patientpop import PATIENTPOP
from scrapers.platforms.shopify import SHOPIFY
from scrapers.platforms.signs import Place, Signature, Strings, evidence, strings_of
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
    GENERIC,
)
"""Asked in this order, the commonest among clinics first; GENERIC fits every site."""

NO_SIGN = "no known sign"


def detect(response: HtmlResponse) -> tuple[Platform, str]:
    """Recognise the builder of a page; give it with the sign in the words of the page.

    A page without any sign is GENERIC's, with "no known sign".
    """
    strings = strings_of(response)
    for place in Place:
        for platform in PLATFORMS:
            if sign := _sign_of(platform, place, strings):
                return platform, sign
    return GENERIC, NO_SIGN


def by_name(name: str | None) -> Platform:
    """Give the builder of that name; GENERIC for None and for a name that is not known."""
    return next((platform for platform in PLATFORMS if platform.name == name), GENERIC)


def _sign_of(platform: Platform, place: Place, strings: Strings) -> str | None:
    signs = (sign for sign in platform.signs if sign.place is place)
    return next(filter(None, (evidence(sign, strings) for sign in signs)), None)


__all__ = [
    "GENERIC",
    "NO_SIGN",
    "PLATFORMS",
    "Place",
    "Platform",
    "Signature",
    "by_name",
    "detect",
]
