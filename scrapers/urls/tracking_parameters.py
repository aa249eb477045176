"""Tracking parameters and other query parameters that do not change the post: cache keys, AMP."""

import re
from typing import NamedTuple

ADGUARD = (
    "https://github.com/AdguardTeam/AdguardFilters/blob/master/TrackParamFilter/"
    "sections/general_url.txt"
)
MINIFLUX = "https://github.com/miniflux/v2/blob/main/internal/reader/urlcleaner/urlcleaner.go"
BRAVE = "https://github.com/brave/brave-core/blob/master/components/query_filter/utils.cc"
AMP_FOR_WP = "https://wordpress.org/plugins/accelerated-mobile-pages/"
JETPACK = "https://github.com/Automattic/jetpack/tree/trunk/projects/plugins/jetpack/modules"
WORDPRESS = "https://github.com/WordPress/wordpress-develop/tree/trunk/src/wp-includes"
WOOCOMMERCE = (
    "https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/"
    "includes/class-wc-cache-helper.php"
)

SWITCHED_ON = r"1|true|yes|amp|print|"
"""Values that switch a variant on; the last is the empty value, as in `?amp`."""


class Parameter(NamedTuple):
    """A parameter to remove; name and value are regular expressions for the whole text."""

    name: str
    source: str
    """Evidence that it does not change the page: a link, or where it was seen."""
    value: str = ".*"


PARAMETERS = (
    # campaigns: appended by whoever sent the visitor
    Parameter(r"utm_[a-z_-]+", ADGUARD),
    Parameter(r"(mtm|pk)_[a-z_]+", ADGUARD),
    Parameter(r"itm_(source|medium|campaign|content|term)", ADGUARD),
    Parameter(r"hsa_[a-z]+", ADGUARD),
    Parameter(r"campaign_(id|medium|name|source|term|content)", MINIFLUX),
    # click ids: one value per visitor
    Parameter(r"fbclid|fb_(action_ids|action_types|ref|source|comment_id)", ADGUARD),
    Parameter(r"gclid|gclsrc|dclid|gbraid|wbraid|_ga|_gl", ADGUARD),
    Parameter(r"srsltid", f"seen on a clinic's post; {BRAVE}"),
    Parameter(r"msclkid|yclid|ysclid|_openstat|twclid|irclickid|s_cid|wickedid", ADGUARD),
    Parameter(r"igshid|igsh|ref_(src|url)", BRAVE),
    # newsletters
    Parameter(r"mc_(cid|eid|tc)", MINIFLUX),
    Parameter(r"_hsenc|_hsmi|__hs(sc|tc|fp)|hsctatracking", MINIFLUX),
    Parameter(r"mkt_tok|vero_(id|conv)|_kx|ml_subscriber(_hash)?|oly_(anon|enc)_id", ADGUARD),
    Parameter(r"_bhlid|_branch_(match_id|referrer)", MINIFLUX),
    # `ref` may choose content; only the host name that Ghost and directories append is safe to drop
    Parameter(r"ref", MINIFLUX, r"[a-z0-9-]+(\.[a-z0-9-]+)+"),
    # cache keys and plugins of the site itself
    Parameter(r"v", f"seen as ?v=e6c8ceef28d6; {WOOCOMMERCE}", r"[0-9a-f]{12}"),
    Parameter(r"doing_wp_cron", f"{WORDPRESS}/cron.php"),
    Parameter(r"replytocom|unapproved|moderation-hash", f"{WORDPRESS}/comment-template.php"),
    Parameter(r"share", f"{JETPACK}/sharedaddy", r"[a-z-]+"),
    Parameter(r"nb", f"{JETPACK}/sharedaddy", r"1"),
    Parameter(r"relatedposts_(hit|origin|position)", f"{JETPACK}/related-posts"),
    Parameter(r"phpsessid", "https://www.php.net/manual/en/session.idpassing.php"),
    # AMP and print versions of the same post
    Parameter(r"amp", "https://github.com/ampproject/amp-wp/wiki", SWITCHED_ON),
    Parameter(r"(no|non)amp", AMP_FOR_WP, rf"{SWITCHED_ON}mobile|available"),
    Parameter(r"format", "resetketamine.com: ?format=amp of Squarespace", r"amp"),
    Parameter(r"hs_amp", "link rel=amphtml of HubSpot blogs", SWITCHED_ON),
    Parameter(r"print", "https://wordpress.org/plugins/wp-print/", SWITCHED_ON),
)

_TRACKING_PAIR = re.compile(
    # a second HTML escape in a feed or sitemap leaves `amp;` before the name
    "(amp%3B)*(" + "|".join(f"({p.name})=({p.value})" for p in PARAMETERS) + ")",
    re.IGNORECASE,
)


def is_tracking_parameter(pair: str) -> bool:
    """Whether `name=value`, percent-encoded, can be removed without changing the page."""
    return _TRACKING_PAIR.fullmatch(pair) is not None
