"""Phone numbers and e-mail addresses in a text or a link, in one form each."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import phonenumbers

REGION = "US"
"""The region of numbers without a country code."""
DIGITS = re.compile(r"\d(?:[^\n\d]{0,4}\d){6}")
"""A fast test: at least seven digits close together, before the slower matcher runs."""
SEPARATED = re.compile(r"[\s().+/-]")
IN_A_NAME = re.compile(r"[\w./-]$")
"""Before digits that belong to a longer name, such as the DOI 10.3389/fnins.2022.852506."""
VANITY = re.compile(
    r"(?<![\w-])(?:1[-.\s])?\(?(\d{3})\)?[-.\s]((?=[A-Z0-9-]{0,9}[A-Z]{3})[A-Z0-9][A-Z0-9-]{5,11})(?!\w)"
)
"""A number in letters: 1-800-KETAMIN; letters after the seventh are not dialled."""
AREA_CODE = re.compile(r"\d\d\d\)?[-.\s]")
"""A fast test: the start of a number in letters."""
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-zA-Z]{2,24}(?![\w-])")
CLOUDFLARE = re.compile(r"/cdn-cgi/l/email-protection#([0-9a-f]{6,400})", re.IGNORECASE)
"""An e-mail address hidden from robots: the first byte is the key of the others.
Source: https://developers.cloudflare.com/waf/tools/scrape-shield/email-address-obfuscation/"""


class ContactMatch(NamedTuple):
    """A phone number or address in a text."""

    value: str
    raw: str
    start: int


def phones_in(text: str) -> Iterator[ContactMatch]:
    """Yield the phone numbers of a text, as +17195550123; digits need a separator."""
    if DIGITS.search(text):
        yield from _in_digits(text)
    if AREA_CODE.search(text):
        yield from _in_letters(text)


def phone_of(written: str) -> str | None:
    """Return a phone number, letters allowed, as +17195550123; None if it is not valid."""
    try:
        number = phonenumbers.parse(written, REGION)
    except phonenumbers.NumberParseException:
        return None
    return _e164(number) if phonenumbers.is_valid_number(number) else None


def phone_of_link(url: str) -> str | None:
    """Return the number of a tel:, callto: or sms: link; None for other links."""
    scheme, _, rest = url.partition(":")
    if scheme.lower() not in ("tel", "callto", "sms"):
        return None
    return phone_of(unquote(rest).split("?")[0].split(";")[0].lstrip("/"))


def emails_in(text: str) -> Iterator[ContactMatch]:
    """Yield the e-mail addresses of a text, in lower case."""
    if "@" in text:
        for match in EMAIL.finditer(text):
            yield ContactMatch(match[0].lower(), match[0], match.start())


def email_of_link(url: str) -> str | None:
    """Return the address of a mailto: or Cloudflare-protected link; None for other links."""
    if protected := CLOUDFLARE.search(url):
        return _decode_cloudflare(protected[1])
    if not url.lower().startswith("mailto:"):
        return None
    match = EMAIL.search(unquote(urlsplit(url).path))
    return match[0].lower() if match else None


def _in_digits(text: str) -> Iterator[ContactMatch]:
    for match in phonenumbers.PhoneNumberMatcher(text, REGION):
        is_in_name = IN_A_NAME.search(text[max(0, match.start - 1) : match.start])
        if SEPARATED.search(match.raw_string) and not is_in_name:
            yield ContactMatch(_e164(match.number), match.raw_string, match.start)


def _in_letters(text: str) -> Iterator[ContactMatch]:
    for match in VANITY.finditer(text):
        letters = match[2].replace("-", "")[:7]
        value = phone_of(f"{match[1]}{letters}")
        if value and len(letters) == 7:
            yield ContactMatch(value, match[0], match.start())


def _decode_cloudflare(encoded: str) -> str | None:
    key, *letters = bytes.fromhex(encoded[: len(encoded) // 2 * 2])
    decoded = bytes(letter ^ key for letter in letters).decode("utf-8", "replace")
    match = EMAIL.match(decoded)
    return match[0].lower() if match else None


def _e164(number: phonenumbers.PhoneNumber) -> str:
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
