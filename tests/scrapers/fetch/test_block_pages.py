"""Block pages are detected, and posts about the same subjects are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import HtmlResponse, Response, TextResponse

from scrapers.errors import FetchError
from scrapers.fetch.block_pages import (
    SPAM_PHRASES,
    SPAM_PREFILTER,
    detect_block_page,
    raise_for_block_page,
)
from scrapers.fetch.soft_404 import missing_page, probe_path
from scrapers.reasons import Reason
from tests.faults.sites import PARAGRAPH, page, post

URL = "https://clinic.example/blog/a"


def html(title: str, body: str, *, head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def answer(text: str, status: int = 200, headers: dict[str, str] | None = None) -> HtmlResponse:
    return HtmlResponse(
        URL, status=status, headers=headers or {}, body=text.encode(), encoding="utf-8"
    )


def refusal(response: Response) -> str | None:
    try:
        raise_for_block_page(response)
    except FetchError as error:
        return error.reason
    return None


LONG = f"<p>{PARAGRAPH}</p>" * 5
FRAME = "<div id=root></div><script src=/app.js></script>"
MENU = (
    "<header><a href=/>Clinic</a><nav><a href=/blog>Blog</a> <a href=/team>Team</a></nav></header>"
)
FOOTER = "<footer><a href=/imprint>Imprint</a> 12 Quay Street</footer>"
NEXT_JS = "<script src=/_next/static/chunks/main.js async></script>"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (html("Just a moment...", "<h1>clinic.example</h1>"), Reason.BOT_WALL),
        (html("Attention Required! | Cloudflare", "<p>Sorry</p>"), Reason.BOT_WALL),
        (html("", "<script src=/_Incapsula_Resource?x=1></script>"), Reason.BOT_WALL),
        (
            html("", "<meta http-equiv=refresh content='0;/.well-known/sgcaptcha/'>"),
            Reason.BOT_WALL,
        ),
        (html("clinic.example", "<p>This domain is for sale.</p>"), Reason.PARKED),
        (html("Account Suspended", "<p>Contact your host.</p>"), Reason.PARKED),
        (html("Welcome to nginx!", "<p>It runs.</p>"), Reason.PARKED),
        (html("", "<script src=https://www.sedoparking.com/a.js></script>"), Reason.PARKED),
        (
            html("Clinic", "<p>We use cookies. Accept all? Manage preferences.</p>"),
            Reason.CONSENT_WALL,
        ),
        (html("Buy Viagra online", LONG), Reason.HACKED),
        (html("Clinic", LONG + "<p>online casino, cheap cialis, slot gacor</p>"), Reason.HACKED),
        (html("ブランドコピー 激安", LONG), Reason.HACKED),
        (html("Page not found", "<p>Try the menu.</p>"), Reason.SOFT_404),
        (html("Our clinic | 404", "<p>Try the menu.</p>"), Reason.SOFT_404),
        (html("Clinic", FRAME), Reason.NEEDS_JS),
        (html("Clinic", "<app-root></app-root><noscript>Enable it.</noscript>"), Reason.NEEDS_JS),
        (html("Clinic", MENU + FRAME + FOOTER), Reason.NEEDS_JS),
        (html("Clinic", f"{MENU}<main>Loading</main>{FOOTER}{NEXT_JS}"), Reason.NEEDS_JS),
    ],
)
def test_it_is_named(text: str, reason: Reason) -> None:
    detected = detect_block_page(text)
    assert detected
    assert detected[0] is reason


@pytest.mark.parametrize(
    "text",
    [
        post(1).decode(),
        page("A clinic", "<p>Welcome.</p>").decode(),
        html("Can Viagra or Cialis hurt your heart?", LONG),
        html("What tadalafil does", LONG + "<p>You may buy tadalafil here.</p>"),
        html("Our privacy promise", f"<p>Cookies and consent, in our words. {PARAGRAPH}</p>" * 2),
        html("404 Main Street: our new rooms", LONG * 2),
        html("A post", LONG + "<script src=/cdn-cgi/challenge-platform/x.js></script>"),
        html("Our new website is coming soon", LONG),
        html("Rooms", "<p>Short.</p>"),
        html("Blog", f"{FRAME}<a href=/blog/a>A letter</a>"),
        html("Blog", f"{MENU}{FRAME}<main><a href=/blog/a>A letter</a></main>{FOOTER}"),
        html("Rooms", f"{MENU}<main>{PARAGRAPH}</main>{FOOTER}{NEXT_JS}"),
        html(
            "Rooms", f"{MENU}<main><img src=/a.jpg></main>{FOOTER}<script src=/slides.js></script>"
        ),
        html("Rooms", f"<header>{FRAME}<main>{PARAGRAPH}</main>"),
    ],
)
def test_a_sound_page_passes(text: str) -> None:
    assert detect_block_page(text) is None


@pytest.mark.parametrize(
    "headers", [{"cf-mitigated": "challenge"}, {"x-datadome": "protected"}], ids=str
)
def test_a_header_of_a_challenge_is_enough(headers: dict[str, str]) -> None:
    assert refusal(answer("", 403, headers)) == Reason.BOT_WALL


@pytest.mark.parametrize(
    ("status", "expected"), [(200, "bot_wall"), (403, "bot_wall"), (503, "bot_wall"), (404, None)]
)
def test_a_block_page_is_detected_at_its_usual_statuses(status: int, expected: str | None) -> None:
    assert refusal(answer(html("Just a moment...", ""), status)) == expected


def test_other_ends_count_only_with_200() -> None:
    assert refusal(answer(html("Page not found", ""), 403)) is None


@pytest.mark.parametrize("body", [b"<?xml version='1.0'?><rss></rss>", b"<urlset></urlset>"])
def test_feeds_and_sitemaps_pass_whatever_they_call_themselves(body: bytes) -> None:
    assert refusal(HtmlResponse(URL, body=body, encoding="utf-8")) is None
    assert refusal(TextResponse(URL, body=body, encoding="utf-8")) is None


@given(text=st.text(alphabet="<>!-abc scriptyle/ \n&;=\"'", max_size=300))
def test_whatever_a_page_holds_it_is_judged(text: str) -> None:
    detect_block_page(text)


# -- soft 404 -----------------------------------------------------------------------------------


@given(piece=st.from_regex(SPAM_PHRASES, fullmatch=True))
def test_whatever_counts_as_spam_names_its_goods(piece: str) -> None:
    assert any(goods in piece for goods in SPAM_PREFILTER)


def test_the_same_page_as_at_a_random_url_is_missing() -> None:
    path = probe_path()
    probe = answer(html("Clinic", f"<p>Nothing stands at {path}. {PARAGRAPH}</p>"))
    missing = missing_page(probe)
    assert missing.is_like(answer(html("Clinic", f"<p>Nothing stands at /gone. {PARAGRAPH}</p>")))


def test_a_post_of_the_same_site_is_not_missing() -> None:
    menu = "<ul>" + "<li>Rooms Team Prices Hours</li>" * 20 + "</ul>"
    missing = missing_page(answer(html("Clinic", f"{menu}<p>Nothing here.</p>")))
    assert not missing.is_like(answer(html("Clinic", f"{menu}<p>{PARAGRAPH}</p>")))
    assert not missing.is_like(answer(html("A letter", f"{menu}<p>Nothing here.</p>")))


def test_no_two_probes_are_alike() -> None:
    assert probe_path() != probe_path()
