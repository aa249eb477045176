"""PatientPop, now Tebra: pages for medical practices.

Facts: image hosts from the source code of importers; URLs, the missing date, the banner and the
teasers seen on posts of one clinic. The pagination of its listings was not verified.
"""

from scrapers.platforms.base import ARCHIVE_PATH, Platform
from scrapers.platforms.fingerprints import Place, Signature

TEASER_HEADING = "You Might Also Enjoy"
"""The heading of four teasers of other posts, on every post that was seen."""

IS_TEASER_HEADING = (
    f"[self::h2 or self::h3 or self::h4 or self::p]"
    f"[starts-with(normalize-space(.), '{TEASER_HEADING}')]"
)

CUT = (
    # the box with heading and teasers, or else the heading and what follows it in the post
    f"//*[self::div or self::section or self::aside][*[1]{IS_TEASER_HEADING}]"
    f" | //*{IS_TEASER_HEADING} | //*{IS_TEASER_HEADING}/following-sibling::*"
    " | //*[self::p or self::div][not(*)]"
    "[starts-with(normalize-space(.), 'We are now accepting new patients')]"
)

PATIENTPOP = Platform(
    name="patientpop",
    signatures=(
        Signature(Place.URL, r"//sa1s3(optim)?\.patientpop\.com/"),
        Signature(Place.URL, r"/(assets/production|sc-assets/prd)/practices/[0-9a-f-]{8,}/"),
    ),
    listings=("/blog",),
    post_path=r"^/blog/[^/]+/?$",
    archive_path=rf"{ARCHIVE_PATH}|^/blog/(page|p)/",
    cut_xpath=CUT,
)
