"""Phone numbers and e-mail addresses in a text or a link, in one form each."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import phonenumbers

REGION = "US"
"""Where numbers without a country code are at home; those with one are read as they are."""
DIGITS = re.compile(r"\d(?:[^\n\d]{0,4}\d){6}")
"""At least seven digits close together: only then is the slower matcher asked."""
SEPARATED = re.compile(r"[\s().+/-]")
IN_A_NAME = re.compile(r"[\w./-]$")
"""Before digits that belong to a longer name, such as the DOI 10.3389/fnins.2022.852506."""
VANITY = re.compile(
    r"(?<![\w-])(?:1[-.\s])?\(?(\d{3})\)?[-.\s]((?=[A-Z0-9-]{0,9}[A-Z]{3})[A-Z0-9][A-Z0-9-]{5,11})(?!\w)"
)
"""A number told in letters: 1-800-KETAMIN; letters behind the seventh are not dialled."""
AREA_CODE = re.compile(r"\d\d\d\)?[-.\s]")
"""How such a number begins: only then is it looked for."""
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-zA-Z]{2,24}(?![\w-])")
CLOUDFLARE = re.compile(r"/cdn-cgi/l/email-protection#([0-9a-f]{6,400})", re.IGNORECASE)
"""An address hidden from robots: the first byte is the key of the others.
Source: https://developers.cloudflare.com/waf/tools/scrape-shield/email-address-obfuscation/"""


class ContactMatch(NamedTuple):
    """A number or address as it stands in a text."""

    value: str
    raw: str
    start: int


def phones_in(text: str) -> Iterator[ContactMatch]:
    """The phone numbers of a text, as +17195550123; digits without any separator are none."""
    if DIGITS.search(text):
        yield from _in_digits(text)
    if AREA_CODE.search(text):
        yield from _in_letters(text)


def phone_of(written: str) -> str | None:
    """One phone number, letters allowed, as +17195550123; None where it is no valid number."""
    try:
        number = phonenumbers.parse(written, REGION)
    except phonenumbers.NumberParseException:
        return None
    return _e164(number) if phonenumbers.is_valid_number(number) else None


def phone_of_link(url: str) -> str | None:
    """The number behind tel:, callto: or sms:; None for other links."""
    scheme, _, rest = url.partition(":")
    if scheme.lower() not in ("tel", "callto", "sms"):
        return None
    return phone_of(unquote(rest).split("?")[0].split(";")[0].lstrip("/"))


def emails_in(text: str) -> Iterator[ContactMatch]:
    """The e-mail addresses of a text, in lower case."""
    if "@" in text:
        for found in EMAIL.finditer(text):
            yield ContactMatch(found[0].lower(), found[0], found.start())


def email_of_link(url: str) -> str | None:
    """The address behind mailto: or Cloudflare's email protection; None for other links."""
    if found := CLOUDFLARE.search(url):
        return _unhidden(found[1])
    if not url.lower().startswith("mailto:"):
        return None
    found_mail = EMAIL.search(unquote(urlsplit(url).path))
    return found_mail[0].lower() if found_mail else None


def _in_digits(text: str) -> Iterator[ContactMatch]:
    for match in phonenumbers.PhoneNumberMatcher(text, REGION):
        is_in_name = IN_A_NAME.search(text[max(0, match.start - 1) : match.start])
        if SEPARATED.search(match.raw_string) and not is_in_name:
            yield ContactMatch(_e164(match.number), match.raw_string, match.start)


def _in_letters(text: str) -> Iterator[ContactMatch]:
    for found in VANITY.finditer(text):
        letters = found[2].replace("-", "")[:7]
        value = phone_of(f"{found[1]}{letters}")
        if value and len(letters) == 7:
            yield ContactMatch(value, found[0], found.start())


def _unhidden(hidden: str) -> str | None:
    key, *letters = bytes.fromhex(hidden[: len(hidden) // 2 * 2])
    written = bytes(letter ^ key for letter in letters).decode("utf-8", "replace")
    found = EMAIL.match(written)
    return found[0].lower() if found else None


def _e164(number: phonenumbers.PhoneNumber) -> str:
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
