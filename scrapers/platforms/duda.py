"""Duda, which agencies resell under their own names and from image hosts of their own.

Facts: the script with the type of the site (98 % of 523 sites have it) and the image hosts from
saved home pages of live sites. One class marks the texts of header, page and footer alike. The feed
and the path of the listing were seen once; no saved post was seen.
"""

from scrapers.platforms.base import Platform, of_class
from scrapers.platforms.fingerprints import Place, Signature

_AROUND = of_class("dmHeaderContainer", "dmFooterContainer", "dmHeader", "dmFooter")
"""Header and footer of the site, whose texts are paragraphs like those of a post."""

DUDA = Platform(
    name="duda",
    signatures=(
        Signature(Place.SCRIPT, r"\bSiteType: atob\('RFVEQU9ORQ=='\)"),
        Signature(Place.URL, r"//(irp-cdn|dd-cdn)\.multiscreensite\.com/"),
        Signature(Place.URL, r"//l?irp\.cdn-website\.com/"),
    ),
    feeds=("/feed/rss2",),
    listings=("/blog",),
    body_xpath=of_class("dmNewParagraph") + r"[not(ancestor::*"
    r"[re:test(@class, '(?:^|\s)dm(?:Header|Footer)(?:Container)?(?:\s|$)')])]",
    cut_xpath=_AROUND,
)
