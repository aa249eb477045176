"""Names of authors: cut out of bylines, and who they belong to.

The letters behind a name: MD, RN, PA-C. What they are, and a name without them.
"""

import re

from pipelines.extract.document.text import fold
from pipelines.items import AuthorKind

_LETTERS = frozenset(
    (  # noqa: SIM905 - a list of words is read as one
        "MD DO MBBS PHD PSYD PHARMD DNP DNAP DMD DDS DPM DC ND NMD DPT OD EDD DRPH SCD "
        "RN BSN MSN LPN LVN NP CNP APRN APN ARNP CRNP FNP FNP-C FNP-BC PMHNP PMHNP-BC AGNP AGNP-C "
        "AGACNP ACNP WHNP CNM CNS CRNA CCRN NRP EMT EMT-P PA PA-C MPAS "
        "LCSW LMSW LICSW LMFT LPC LPCC LMHC MSW RD RDN LDN LAC RPH DVM CDCES CSCS CPA CFP "
        "FAAFP FACEP FACP FASA FAPA FAAP FACOG MPH MHA MBA MS MA MSC BS BSC BA JD"
    ).split()
)
"""Degrees and licences that sign clinics' posts, dots and case apart.

Source: licences of US states, certifications of the ANCC and the AANP, degrees of medicine,
nursing, psychology, pharmacy and dietetics.
"""
_TITLE = re.compile(r"^(?:Dr\.?|Doctor|Prof\.?)\s+(?=\S)")
_BETWEEN = re.compile(r"\s*,\s*|\s+(?:and|&)\s+")
_UNKNOWN = re.compile(r"[A-Z]{2,6}(?:-[A-Z]{1,3})?®?")
"""Letters that no list has, where known ones stand before them: "MS, RD, FAND"."""
_WORD = re.compile(r"[^\s,;&/()]+")
_CAPITALS = 2
"""Md and Ma are names and Ms. is an address; MD, MA and PhD are written with two capitals."""


def parted(signature: str) -> tuple[str, str | None]:
    """A name as it is signed -> the name, and its credentials joined by commas or None.

    "Dr. Dana Reed, MD, FACEP" -> ("Dana Reed", "MD, FACEP"); "Dr. Dana Reed" -> ("Dana Reed",
    "Dr"). Of several authors all credentials in their order. What stands before a name (MD
    Anderson, "MD Rahman") is part of it, as is the Dr of a lone family name.
    """
    title = _TITLE.match(signature)
    rest = signature[title.end() :] if title else signature
    names: list[str] = []
    found: list[str] = []
    for part in _BETWEEN.split(rest):
        if found and _UNKNOWN.fullmatch(part):
            found.append(part)
            continue
        name, letters = _without_letters(part, is_first=not names, is_loud=rest.isupper())
        found.extend(letters)
        if name:
            names.append(name)
    name = ", ".join(names) if found else rest
    if title and " " not in name:
        name = f"{title[0].strip()} {name}"
    if not found and title and title[0].startswith("D"):
        found = ["Dr"]
    return name, ", ".join(dict.fromkeys(found)) or None


def _without_letters(part: str, *, is_first: bool, is_loud: bool) -> tuple[str, list[str]]:
    """A name between two commas and the letters behind it; of a loud one only bare letters go."""
    words = part.split()
    letters: list[str] = []
    if is_loud and not all(map(_is_letters, words)):
        return part, letters
    while len(words) > is_first and _is_letters(words[-1]):
        letters = [_plain(piece) for piece in _WORD.findall(words.pop())] + letters
    return " ".join(words).strip(" ()"), letters


def _is_letters(word: str) -> bool:
    pieces = [_plain(piece) for piece in _WORD.findall(word)]
    return bool(pieces) and all(
        piece.upper() in _LETTERS and sum(map(str.isupper, piece)) >= _CAPITALS for piece in pieces
    )


def _plain(word: str) -> str:
    return word.replace(".", "").strip("()")


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
