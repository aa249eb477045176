"""Detects block pages: bot challenges (captchas), parked domains, consent walls, hacked pages.

They are recognised by the text and markup of their makers, and never become posts.
"""

import re
from collections.abc import Iterable, Sequence

from scrapy.http import HtmlResponse, Response

from scrapers.errors import FetchError
from scrapers.fetch.visible_text import html_of, title_of, visible_words, without_menus
from scrapers.reasons import Reason

CHALLENGE_HEADERS = (
    ("cf-mitigated", "challenge"),
    ("x-amzn-waf-action", ""),
    ("x-datadome", ""),
    ("sg-captcha", "challenge"),
)
"""Response headers of a bot challenge; "" matches any value.

Source: https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
and https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-how-it-works.html;
the others were seen in responses.
"""

CHALLENGE_TITLES = re.compile(
    r"^(just a moment\.\.\.|attention required! \| cloudflare|one moment, please\.\.\."
    r"|verifying (that )?you are (a )?human|robot challenge screen|bot verification"
    r"|security check(point)?|ddos-guard|pardon our interruption"
    r"|access to this page has been denied|sucuri website firewall"
    r"|your access to this site has been limited|are you (a )?(human|robot)\??"
    r"|please wait while your request is being verified)"
)
"""Beginnings of the titles of bot challenges; no clinic gives a post such a title."""

CHALLENGE_MARKERS = (
    "/cdn-cgi/challenge-platform/",
    "_incapsula_resource",
    "/.well-known/sgcaptcha/",
    "captcha-delivery.com",
    "px-captcha",
    "imunify360",
    "wordfence_logmein",
)
"""Markup of bot challenges. It counts only on nearly empty pages, because Cloudflare also adds its
script to ordinary pages."""

PARKED_PHRASES = re.compile(
    r"\b(this domain (name )?(is|may be) (for sale|available for purchase|parked)"
    r"|buy this domain|the domain [\w.-]+ is for sale|domain (name )?has expired"
    r"|parked free,? courtesy)\b"
)
"""Phrases of domain sellers and registrars."""
HOST_NOTICES = re.compile(
    r"\b(account suspended|this (web ?site|account) (has been|is) (currently )?(suspended|disabled)"
    r"|welcome to nginx|apache2? (\w+ )?default page|default web site page|site not published"
    r"|(web ?site|page) (is )?(coming soon|under construction))\b"
)
"""Default pages of servers and notices of hosting companies; they count on short pages only."""
PARKING_SERVICES = (
    "sedoparking.com",
    "parkingcrew.net",
    "bodis.com",
    "afternic.com/forsale",
    "hugedomains.com",
    "/cgi-sys/suspendedpage.cgi",
    "parklogic.com",
    'window.location.href="/lander"',
)
"""Services that serve parked domains; they count on short pages only."""

CONSENT_TERMS = re.compile(
    r"\b(cookies?|consent|gdpr|datenschutz|privacy (settings|preferences|choices)"
    r"|are you (over|at least) \d\d|verify your age|accept all|reject all|manage preferences)\b"
)
SPAM_PHRASES = re.compile(
    r"\b(buy|order|cheap|discount|purchase) (\w+ )?(viagra|cialis|levitra|kamagra|xanax|tramadol"
    r"|ambien|oxycontin)\b"
    r"|\b(viagra|cialis|levitra|kamagra|tramadol|xanax) (online|without (a )?prescription|no rx)\b"
    r"|\bcanadian pharmacy\b|\bonline casinos?\b"
    r"|\b(slot gacor|judi (online|bola|slot)|situs (slot|judi)|togel|agen slot|bandar qq)\b"
    r"|\b(replica (watches|rolex|handbags)|payday loans? online|essay writing service)\b"
    r"|激安|送料無料|最安値|正規品|偽物|ブランドコピー"
)
"""Spam on hacked pages. A clinic may write about sildenafil, but not "buy cheap Cialis".

Source: the kinds of spam on hacked sites that https://web.dev/articles/fixing-the-gibberish-hack
and its sister pages about Japanese keywords and cloaked pharmacies describe.
"""
SPAM_PREFILTER = (
    *("viagra", " cialis", "cialis ", "levitra", "kamagra", "xanax", "tramadol", "ambien"),
    *("oxycontin", "canadian pharmacy", "online casino", "replica ", "payday loan"),
    *("essay writing", "slot gacor", "judi ", "situs ", "togel", "agen slot", "bandar qq"),
    *("激安", "送料無料", "最安値", "正規品", "偽物", "ブランドコピー"),
)
"""Prefilter: every match of SPAM_PHRASES contains one of these, and few posts of clinics do (note
that "specialist" contains "cialis"). It takes a tenth of the time of the search (measured)."""
MISSING_TITLES = re.compile(
    r"^(error )?(404|410)\b|^(the |this )?(page|url|post|content|requested page) "
    r"(was |is |could |can ?)?(not|cannot|n.t)( be)? (found|available)"
    r"|^(not found|page missing|nothing (was )?found)\b|[|–-] ?(404|page not found)$"
)
BLOCK_PAGE_STATUSES = {200, 202, 401, 403, 405, 429, 503}
"""Statuses of block pages; other statuses need no detection."""
FEED_OR_SITEMAP = re.compile(
    r"\s*(<\?xml[^>]{0,200}>\s*)?(<!--[^>]{0,500}>\s*)?<(rss|feed|urlset|sitemapindex)\b"
)
"""Feeds and sitemaps that are served as HTML."""
NEARLY_EMPTY_WORDS = 60
"""A page with fewer words is nearly empty: a challenge, a notice, a banner."""
SHORT_PAGE_WORDS = 250
MIN_SPAM_PHRASES = 3
"""Spam phrases in the text from which a page counts as hacked; in the title one is enough."""
SHELL_WORDS = 25
"""A page with fewer words may be the shell of a JavaScript app. Source: shells of React, Vue and
Angular have none, or one sentence for readers without JavaScript; footers of clinics have more."""
LINK = re.compile(r"<a\s[^>]{0,500}\bhref", re.IGNORECASE)
"""A page with a link is not an app shell, however short it is."""
SHELL_MARKERS = re.compile(
    r"<script\b[^>]{0,400}\b(src|type\s*=\s*[\"']?module)\b|<(app|app-root|main-app)\b",
    re.IGNORECASE,
)

APP_MARKERS = re.compile(
    r"<div\b[^>]{0,400}\bid\s*=\s*[\"']?(root|app|__next|__nuxt|___gatsby|q-app)[\"']?"
    r"(\s[^>]{0,400})?>\s{0,100}</div|/_next/static/|/_nuxt/|<(app|app-root|main-app)\b",
    re.IGNORECASE,
)
"""An empty root element or the scripts of an app framework: the layout around it may come from the
server, with a menu, while the page itself is drawn by a script.

Source: the names of root elements in the templates of React, Vue, Next.js, Nuxt, Gatsby, Quasar and
Angular, and the folders of scripts of Next.js and Nuxt. Markup of any kind of script would not do:
a page of pictures with a menu has scripts too.
"""


def raise_for_block_page(response: Response) -> None:
    """Return if the response is not a block page.

    Raises: FetchError with BOT_WALL, PARKED, CONSENT_WALL, HACKED, SOFT_404 or NEEDS_JS.
    """
    for name, value in CHALLENGE_HEADERS:
        header_value = (response.headers.get(name) or b"").decode("latin-1").lower()
        if header_value and value in header_value:
            raise FetchError(Reason.BOT_WALL, f"{name}: {header_value}", response.status)
    if not isinstance(response, HtmlResponse) or response.status not in BLOCK_PAGE_STATUSES:
        return
    html = html_of(response)
    if FEED_OR_SITEMAP.match(html):
        return
    match = detect_block_page(html)
    if match and (match[0] is Reason.BOT_WALL or response.status == 200):
        raise FetchError(*match, response.status)


def detect_block_page(html: str) -> tuple[Reason, str] | None:
    """The kind of block page, with the matching words as evidence; None for an ordinary page."""
    title, words = title_of(html), visible_words(html)
    text = " ".join(words)
    is_nearly_empty = len(words) < NEARLY_EMPTY_WORDS
    if (match := CHALLENGE_TITLES.search(title)) and len(words) < SHORT_PAGE_WORDS:
        return Reason.BOT_WALL, f"title: {match[0]}"
    if is_nearly_empty and (marker := _first_marker(CHALLENGE_MARKERS, html)):
        return Reason.BOT_WALL, marker
    if len(words) < SHORT_PAGE_WORDS and (match := PARKED_PHRASES.search(f"{title} {text}")):
        return Reason.PARKED, match[0]
    if is_nearly_empty and (match := HOST_NOTICES.search(f"{title} {text}")):
        return Reason.PARKED, match[0]
    if is_nearly_empty and (marker := _first_marker(PARKING_SERVICES, html)):
        return Reason.PARKED, marker
    if spam := _detect_spam(title, text):
        return Reason.HACKED, spam
    if len(words) < SHORT_PAGE_WORDS and (match := MISSING_TITLES.search(title)):
        return Reason.SOFT_404, f"title: {title}"
    return _detect_empty_page(words, text, html)


def _detect_empty_page(words: Sequence[str], text: str, html: str) -> tuple[Reason, str] | None:
    """Detect an app shell or a consent wall: a page with hardly any words."""
    if len(words) < SHELL_WORDS and SHELL_MARKERS.search(html) and not LINK.search(html):
        return Reason.NEEDS_JS, f"{len(words)} words and a script"
    if len(words) < SHORT_PAGE_WORDS and (evidence := _detect_app_with_menu(html)):
        return Reason.NEEDS_JS, evidence
    if len(words) < NEARLY_EMPTY_WORDS and len(set(CONSENT_TERMS.findall(text))) > 1:
        return Reason.CONSENT_WALL, " ".join(words[:12])
    return None


def _detect_app_with_menu(html: str) -> str | None:
    """What shows that only the layout of an app came from the server; None for other pages."""
    if not SHELL_MARKERS.search(html) or not (marker := APP_MARKERS.search(html)):
        return None
    inside = without_menus(html)
    word_count = len(visible_words(inside))
    if word_count >= SHELL_WORDS or LINK.search(inside):
        return None
    return f"{word_count} words outside menus and {marker[0][:60]}"


def _first_marker(markers: Iterable[str], html: str) -> str | None:
    lower = html.lower()
    return next((marker for marker in markers if marker in lower), None)


def _detect_spam(title: str, text: str) -> str | None:
    if match := SPAM_PHRASES.search(title):
        return f"title: {match[0]}"
    if not any(product in text for product in SPAM_PREFILTER):
        return None
    phrases = [match[0] for match in SPAM_PHRASES.finditer(text)]
    return ", ".join(sorted(set(phrases))[:5]) if len(phrases) >= MIN_SPAM_PHRASES else None
