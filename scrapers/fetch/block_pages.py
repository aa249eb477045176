"""Pages that stand where a post should: bot walls, parked domains, consent walls, hacked pages.

Each is recognised by what its maker writes, and never becomes a post.
"""

import re
from collections.abc import Iterable, Sequence

from scrapy.http import HtmlResponse, Response

from scrapers.errors import FetchError
from scrapers.fetch.visible_text import html_of, title_of, visible_words
from scrapers.reasons import Reason

WALL_HEADERS = (
    ("cf-mitigated", "challenge"),
    ("x-amzn-waf-action", ""),
    ("x-datadome", ""),
    ("sg-captcha", "challenge"),
)
"""Headers of a challenge; "" stands for any value.

Source: https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
and https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-how-it-works.html;
the others as their makers' answers were seen.
"""

WALL_TITLES = re.compile(
    r"^(just a moment\.\.\.|attention required! \| cloudflare|one moment, please\.\.\."
    r"|verifying (that )?you are (a )?human|robot challenge screen|bot verification"
    r"|security check(point)?|ddos-guard|pardon our interruption"
    r"|access to this page has been denied|sucuri website firewall"
    r"|your access to this site has been limited|are you (a )?(human|robot)\??"
    r"|please wait while your request is being verified)"
)
"""Titles of challenges, whole or from their beginning: no clinic calls a post so."""

WALL_MARKS = (
    "/cdn-cgi/challenge-platform/",
    "_incapsula_resource",
    "/.well-known/sgcaptcha/",
    "captcha-delivery.com",
    "px-captcha",
    "imunify360",
    "wordfence_logmein",
)
"""Marks of challenges in the HTML. They count on nearly empty pages only: Cloudflare also puts
its script on sound pages."""

PARKED = re.compile(
    r"\b(this domain (name )?(is|may be) (for sale|available for purchase|parked)"
    r"|buy this domain|the domain [\w.-]+ is for sale|domain (name )?has expired"
    r"|parked free,? courtesy)\b"
)
"""What sellers and registrars of domains write."""
EMPTY_HOST = re.compile(
    r"\b(account suspended|this (web ?site|account) (has been|is) (currently )?(suspended|disabled)"
    r"|welcome to nginx|apache2? (\w+ )?default page|default web site page|site not published"
    r"|(web ?site|page) (is )?(coming soon|under construction))\b"
)
"""First pages of servers and notices of hosts; they count on pages of few words only."""
PARKED_MARKS = (
    "sedoparking.com",
    "parkingcrew.net",
    "bodis.com",
    "afternic.com/forsale",
    "hugedomains.com",
    "/cgi-sys/suspendedpage.cgi",
    "parklogic.com",
    'window.location.href="/lander"',
)
"""Services that fill parked domains; they count on pages of few words only."""

CONSENT = re.compile(
    r"\b(cookies?|consent|gdpr|datenschutz|privacy (settings|preferences|choices)"
    r"|are you (over|at least) \d\d|verify your age|accept all|reject all|manage preferences)\b"
)
SPAM = re.compile(
    r"\b(buy|order|cheap|discount|purchase) (\w+ )?(viagra|cialis|levitra|kamagra|xanax|tramadol"
    r"|ambien|oxycontin)\b"
    r"|\b(viagra|cialis|levitra|kamagra|tramadol|xanax) (online|without (a )?prescription|no rx)\b"
    r"|\bcanadian pharmacy\b|\bonline casinos?\b"
    r"|\b(slot gacor|judi (online|bola|slot)|situs (slot|judi)|togel|agen slot|bandar qq)\b"
    r"|\b(replica (watches|rolex|handbags)|payday loans? online|essay writing service)\b"
    r"|激安|送料無料|最安値|正規品|偽物|ブランドコピー"
)
"""What hacked pages sell. A clinic may write of sildenafil; it does not write "buy cheap Cialis".

Source: the families of spam on hacked sites that https://web.dev/articles/fixing-the-gibberish-hack
and its sister pages on Japanese keywords and cloaked pharmacies describe.
"""
SPAM_GOODS = (
    *("viagra", " cialis", "cialis ", "levitra", "kamagra", "xanax", "tramadol", "ambien"),
    *("oxycontin", "canadian pharmacy", "online casino", "replica ", "payday loan"),
    *("essay writing", "slot gacor", "judi ", "situs ", "togel", "agen slot", "bandar qq"),
    *("激安", "送料無料", "最安値", "正規品", "偽物", "ブランドコピー"),
)
"""One of these is in every piece that SPAM finds, and in few posts of clinics (each specialist has
"cialis"): to ask for them takes a tenth of the time of the search (measured)."""
MISSING_TITLES = re.compile(
    r"^(error )?(404|410)\b|^(the |this )?(page|url|post|content|requested page) "
    r"(was |is |could |can ?)?(not|cannot|n.t)( be)? (found|available)"
    r"|^(not found|page missing|nothing (was )?found)\b|[|–-] ?(404|page not found)$"
)
WALL_STATUSES = {200, 202, 401, 403, 405, 429, 503}
"""What walls answer with; other statuses speak for themselves."""
LISTS = re.compile(
    r"\s*(<\?xml[^>]{0,200}>\s*)?(<!--[^>]{0,500}>\s*)?<(rss|feed|urlset|sitemapindex)\b"
)
"""Feeds and sitemaps that call themselves HTML."""
FEW_WORDS = 60
"""Words of a page that is nearly empty: a challenge, a notice, a banner."""
SCARCE_WORDS = 250
SPAM_WORDS = 3
"""Pieces of spam from which a page without spam in its title counts as hacked."""
SHELL_WORDS = 25
"""Words of a page that is only a frame for a script. Source: frames of React, Vue and Angular
hold none, or one sentence for readers without JavaScript; footers of clinics have more."""
LINK = re.compile(r"<a\s[^>]{0,500}\bhref", re.IGNORECASE)
"""A page that leads on is no bare frame, however few its words."""
SHELL_MARKS = re.compile(
    r"<script\b[^>]{0,400}\b(src|type\s*=\s*[\"']?module)\b|<(app|app-root|main-app)\b",
    re.IGNORECASE,
)


def raise_for_block_page(response: Response) -> None:
    """Let an answer pass that is what its site publishes.

    Raises: FetchError with BOT_WALL, PARKED, CONSENT_WALL, HACKED, SOFT_404 or NEEDS_JS.
    """
    for name, value in WALL_HEADERS:
        given = (response.headers.get(name) or b"").decode("latin-1").lower()
        if given and value in given:
            raise FetchError(Reason.BOT_WALL, f"{name}: {given}", response.status)
    if not isinstance(response, HtmlResponse) or response.status not in WALL_STATUSES:
        return
    html = html_of(response)
    if LISTS.match(html):
        return
    found = detect_block_page(html)
    if found and (found[0] is Reason.BOT_WALL or response.status == 200):
        raise FetchError(*found, response.status)


def detect_block_page(html: str) -> tuple[Reason, str] | None:
    """What a page is instead of a post, with the words that say so; None for a sound one."""
    title, words = title_of(html), visible_words(html)
    text = " ".join(words)
    few = len(words) < FEW_WORDS
    if (found := WALL_TITLES.search(title)) and len(words) < SCARCE_WORDS:
        return Reason.BOT_WALL, f"title: {found[0]}"
    if few and (mark := _mark(WALL_MARKS, html)):
        return Reason.BOT_WALL, mark
    if len(words) < SCARCE_WORDS and (found := PARKED.search(f"{title} {text}")):
        return Reason.PARKED, found[0]
    if few and (found := EMPTY_HOST.search(f"{title} {text}")):
        return Reason.PARKED, found[0]
    if few and (mark := _mark(PARKED_MARKS, html)):
        return Reason.PARKED, mark
    if told := _spam(title, text):
        return Reason.HACKED, told
    if len(words) < SCARCE_WORDS and (found := MISSING_TITLES.search(title)):
        return Reason.SOFT_404, f"title: {title}"
    return _frame(words, text, html)


def _frame(words: Sequence[str], text: str, html: str) -> tuple[Reason, str] | None:
    """What a page with next to no words is."""
    if len(words) < SHELL_WORDS and SHELL_MARKS.search(html) and not LINK.search(html):
        return Reason.NEEDS_JS, f"{len(words)} words and a script"
    if len(words) < FEW_WORDS and len(set(CONSENT.findall(text))) > 1:
        return Reason.CONSENT_WALL, " ".join(words[:12])
    return None


def _mark(marks: Iterable[str], html: str) -> str | None:
    lower = html.lower()
    return next((mark for mark in marks if mark in lower), None)


def _spam(title: str, text: str) -> str | None:
    if found := SPAM.search(title):
        return f"title: {found[0]}"
    if not any(goods in text for goods in SPAM_GOODS):
        return None
    said = [found[0] for found in SPAM.finditer(text)]
    return ", ".join(sorted(set(said))[:5]) if len(said) >= SPAM_WORDS else None
