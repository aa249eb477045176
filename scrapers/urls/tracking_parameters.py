"""Query parameters that do not change the post a server sends: trackers, cache keys, variants."""

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

YES = r"1|true|yes|amp|print|"
"""Values that switch a variant on; the last is the bare name, as in `?amp`."""


class Parameter(NamedTuple):
    """A parameter that leaves the address: name and value are whole regular expressions."""

    name: str
    source: str
    """Who says that it does not change the page: a link, or where it was seen."""
    value: str = ".*"


PARAMETERS = (
    # campaigns: whoever sent the visitor writes them behind any address
    Parameter(r"utm_[a-z_-]+", ADGUARD),
    Parameter(r"(mtm|pk)_[a-z_]+", ADGUARD),
    Parameter(r"itm_(source|medium|campaign|content|term)", ADGUARD),
    Parameter(r"hsa_[a-z]+", ADGUARD),
    Parameter(r"campaign_(id|medium|name|source|term|content)", MINIFLUX),
    # clicks: one value per visitor
    Parameter(r"fbclid|fb_(action_ids|action_types|ref|source|comment_id)", ADGUARD),
    Parameter(r"gclid|gclsrc|dclid|gbraid|wbraid|_ga|_gl", ADGUARD),
    Parameter(r"srsltid", f"seen behind a clinic's post; {BRAVE}"),
    Parameter(r"msclkid|yclid|ysclid|_openstat|twclid|irclickid|s_cid|wickedid", ADGUARD),
    Parameter(r"igshid|igsh|ref_(src|url)", BRAVE),
    # newsletters
    Parameter(r"mc_(cid|eid|tc)", MINIFLUX),
    Parameter(r"_hsenc|_hsmi|__hs(sc|tc|fp)|hsctatracking", MINIFLUX),
    Parameter(r"mkt_tok|vero_(id|conv)|_kx|ml_subscriber(_hash)?|oly_(anon|enc)_id", ADGUARD),
    Parameter(r"_bhlid|_branch_(match_id|referrer)", MINIFLUX),
    # `ref` may choose content; only the host name that Ghost and directories append is safe to drop
    Parameter(r"ref", MINIFLUX, r"[a-z0-9-]+(\.[a-z0-9-]+)+"),
    # caches and plugins of the site itself
    Parameter(r"v", f"seen as ?v=e6c8ceef28d6; {WOOCOMMERCE}", r"[0-9a-f]{12}"),
    Parameter(r"doing_wp_cron", f"{WORDPRESS}/cron.php"),
    Parameter(r"replytocom|unapproved|moderation-hash", f"{WORDPRESS}/comment-template.php"),
    Parameter(r"share", f"{JETPACK}/sharedaddy", r"[a-z-]+"),
    Parameter(r"nb", f"{JETPACK}/sharedaddy", r"1"),
    Parameter(r"relatedposts_(hit|origin|position)", f"{JETPACK}/related-posts"),
    Parameter(r"phpsessid", "https://www.php.net/manual/en/session.idpassing.php"),
    # the same post for phones and printers
    Parameter(r"amp", "https://github.com/ampproject/amp-wp/wiki", YES),
    Parameter(r"(no|non)amp", AMP_FOR_WP, rf"{YES}mobile|available"),
    Parameter(r"format", "resetketamine.com: ?format=amp of Squarespace", r"amp"),
    Parameter(r"hs_amp", "link rel=amphtml of HubSpot blogs", YES),
    Parameter(r"print", "https://wordpress.org/plugins/wp-print/", YES),
)

_NOISE = re.compile(
    # a second HTML escape in a feed or sitemap leaves `amp;` before the name
    "(amp%3B)*(" + "|".join(f"({p.name})=({p.value})" for p in PARAMETERS) + ")",
    re.IGNORECASE,
)


def is_tracking_parameter(pair: str) -> bool:
    """Say whether `name=value`, percent-encoded, may leave an address without changing the page."""
    return _NOISE.fullmatch(pair) is not None
