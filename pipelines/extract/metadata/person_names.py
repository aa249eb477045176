"""Names of authors: cut out of bylines, and who they belong to."""

import re

from pipelines.extract.credentials import parted
from pipelines.extract.document.text import fold
from pipelines.items import AuthorKind

_LEAD = re.compile(
    r"^\W*(?:(?:medically )?(?:written|posted|published|authored|words|article|story|text|insights)"
    r"\s*(?:by|from)|by|author|from|por|von|par)\b[\s:]*",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s*(?:[|•·●]|\s[–—-]\s|\bon\s+\w+\s+\d"
    r"|\b(?i:published|updated|posted|last|reviewed|medically|edited|comments?|follow|share)\b"
    r"|\b(?i:(?:min(?:ute)?s? )?read)\b"
    r"|\b(?i:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d"
    r"|(?:^|\s)\d{1,2}(?:[/.-]\d|\s+(?:min|[A-Z][a-z]{2}))|\(\s*\d|,?\s\d{4}\b"
    r"|(?<=[a-z.])\s+in\s+[A-Z]).*$"
)
_DEFAULT = re.compile(
    r"^(?:admin(?:istrator)?\d*|.*@.*|user\d*|webmaster|root|wordpress|wp-?\w*|editor|author"
    r"|site ?admin|super ?admin|guest|test|default|demo|dev\w*|\w* ?admin)$",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"^(?:[a-z]+[._-]?[a-z0-9]*|[A-Za-z]+\d+\w*|[A-Z][a-z]+[A-Z])$")
_ORGANISATION = re.compile(
    r"\b(?:clinics?|cent(?:er|re)s?|health|wellness|medical|medicine|infusions?"
    r"|therap(?:y|ies|eutics)|hospital|institute|team|staff|editors?|editorial|group|llc|inc|ltd"
    r"|gmbh|pllc|associates?|services?|company|agency|marketing|media|foundation|university|news"
    r"|magazine|blog|solutions|spa|practice|pharmacy|care|ketamine|hydration|iv|contributors?"
    r"|department|society|association|studio|labs?|digital|design|co)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"https?:|www\.|[{}<>|=/?]|page\.head|^\W*$|^\d"
    r"|^(?:share|read more|learn more|sign in|log ?in|unknown|none|null|undefined|anonymous|n/a"
    r"|(?:about )?the authors?|about|(?:view )?all posts.*|by|menu|home|search|staff writer"
    r"|(?:see |read )?(?:full )?bio"
    r"|(?:sun|mon|tue|wed|thu|fri|sat)\w*\W.*)$",
    re.IGNORECASE,
)
_MAX_WORDS = 8
_MIN_CHARACTERS = 2


def signature_of(raw: str) -> str | None:
    """The name with its credentials, without "by", date and reading time; None where it is none."""
    name = _LEAD.sub("", fold(raw))
    name = _END.sub("", name).strip(" ,;:|-–—•·")
    if len(name) < _MIN_CHARACTERS or len(name.split()) > _MAX_WORDS or _NO_NAME.search(name):
        return None
    return name


def name_of(raw: str) -> str | None:
    """The name alone: "By Dana Reed, MD on June 3" -> "Dana Reed"; None where it can be no name."""
    signature = signature_of(raw)
    return parted(signature)[0] if signature else None


def kind_of(signature: str | None) -> AuthorKind | None:
    """Whether a person, an organisation or a log-in name signs; None without an author.

    signature: the name with its credentials, which only persons have.
    """
    if signature is None:
        return None
    if _DEFAULT.match(signature) or _LOGIN.match(signature):
        return AuthorKind.DEFAULT_ACCOUNT
    if _ORGANISATION.search(signature) and parted(signature)[1] is None:
        return AuthorKind.ORGANISATION
    return AuthorKind.PERSON
