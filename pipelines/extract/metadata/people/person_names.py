"""Names of authors: cut out of bylines, and who they belong to.

The letters behind a name: MD, RN, PA-C. What they are, and a name without them.
"""

import re
from collections.abc import Collection

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


def _is_full_name(part: str) -> bool:
    """Whether a part between commas is a person's name of two words or more."""
    words = part.split()
    has_capitals = all(word[0].isupper() or word in _PARTICLES for word in words)
    return len(words) > 1 and has_capitals and not _ORGANISATION.search(part)


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
    is_people = len(names) > 1 and all(_is_full_name(part) for part in names)
    name = ", ".join(names) if found or is_people else rest
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
    r"^\W*(?:(?:medically )?(?:written|posted|published|authored|words|article|story|text|insights"
    r"|contributed|submitted|created|(?:guest )?(?:post|blog|article)|escrito|publicado|redactado"
    r"|postado|geschrieben|verfasst|veröffentlicht|eingestellt|écrit|rédigé|publié|posté|scritto"
    r"|pubblicato|postato|geschreven|geplaatst|gepost)"
    r"\s*(?:by|from|por|von|par|da|door)|by|authors?|from|por|von|par|door|autora?|auteur|autore)\b[\s:]*",
    re.IGNORECASE,
)
"""Words before a name, as WordPress, Blogger and site builders write them in seven languages."""
_END = re.compile(
    r"\s*(?:[|•·●⋅]|\s[–—-]\s|\(\s*(?:\d|\S*@)|\S+@|\bon\s+(?:\w+\s+)?\d"
    r"|\b(?i:published|updated|posted|last|reviewed|medically|edited|comments?|follow|share|email"
    r"|about|view|see|more)\b"
    r"|\b(?i:(?:min(?:ute)?s? )?read)\b"
    r"|\b(?i:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d"
    r"|(?:^|\s)\d{1,2}(?:[/.-]\d|m\b|h\b|:\d\d|\s+(?:min|de\s|[A-Z][a-z]{2}))|(?:^|\s)\d{4}-\d\d|,?\s\d{4}\b"
    r"|\s(?:under|filed under)\s+\S|(?<=[a-z.])\s+in\s+[A-Z]|\s[A-Z][a-z]\.?\d+$).*$"
)
"""What begins behind a name: days, hours, topics, addresses, levels, and words of buttons."""
_DANGLING = re.compile(r"[\s,]+(?:on|at|in|el|am|le|il|op|em|the|and|y|und|et|&)$", re.IGNORECASE)
OFFICE = re.compile(
    r"\b(?:nurse|manager|director|founder|owner|practitioner|physician|doctor|surgeon|therapist"
    r"|counselor|psychologist|psychiatrist|pharmacist|dietitian|nutritionist|anesthesiologist"
    r"|coordinator|specialist|officer|president|ceo|coo|cmo|cto|cfo|chief|chair(?:man|woman)?|head"
    r"|partner|consultant|analyst|engineer|scientist|researcher|professor|fellow|instructor|coach"
    r"|editor|writer|author|columnist|contributor|reporter|journalist|blogger|correspondent"
    r"|assistant|associate|executive|representative|administrator|technician|paramedic|lead"
    r"|enfermera|enfermero|médico|médica|directora?|fundadora?|gerente|redactora?)\b",
    re.IGNORECASE,
)
"""Words of offices and occupations, which stand behind a name and are no part of it.

Source: https://www.bls.gov/soc/ for the occupations of clinics and of writers.
"""
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
    """The name with its credentials, without "by", date and office; None where it is no name."""
    name = _LEAD.sub("", fold(raw).rstrip("*†‡ "))
    name = _END.sub("", name).strip(" ,;:|-–—•·")
    name = _without_offices(_DANGLING.sub("", name)).strip(" ,;:|-–—•·")
    if len(name) < _MIN_CHARACTERS or len(name.split()) > _MAX_WORDS or _NO_NAME.search(name):
        return None
    return name


def _without_offices(signature: str) -> str:
    """A signature up to its first office, with the letters behind it; it begins with the name."""
    first, *others = re.split(r"\s*,\s*", signature)
    kept, has_office = [first], False
    for part in others:
        is_office = OFFICE.search(part) is not None or part[:1].islower()
        has_office = has_office or is_office
        rest = _without_office(part) if is_office else part
        if rest and (not has_office or _is_letters(rest) or rest != part):
            kept.append(rest)
    return ", ".join(kept)


def _without_office(part: str) -> str:
    """The letters before an office: "MD Medical Director" -> "MD"."""
    words = part.split()
    letters = [word for word in words if _is_letters(word)]
    return " ".join(letters) if words[: len(letters)] == letters else ""


_PARTICLES = frozenset(
    (  # noqa: SIM905 - a list of words is read as one
        "de del la las los da das dos do di du le van von der den ten ter bin ibn al el y "
        "e st of the"
    ).split()
)
_FUNCTION_WORDS = frozenset(
    (  # noqa: SIM905 - a list of words is read as one
        "a about after all and any are as at be before by can do every for from get has "
        "how if in is it its my no not now of on only or our out since so than that their "
        "this to up us we what when where which who why will with without you your"
    ).split()
)
"""Words of which no name of a person consists; they begin lines such as "By Your Side"."""
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_MAX_NAME_WORDS = 5


def is_name_like(signature: str, common_words: Collection[str] = ()) -> bool:
    """Whether a signature has the form of a name: capitals, two to five words, no sentence.

    common_words: words that the page writes with a small letter elsewhere; a phrase of nothing
    but such words is a phrase, whatever its capitals. An organisation may have articles and
    small letters in its name.
    """
    name, letters = parted(signature)
    words = [word for word in re.split(r"[\s,]+", name) if word not in ("&", "and", "-")]
    if not words or not all(map(_NAME_WORD.fullmatch, words)):
        return False
    if kind_of(name) is AuthorKind.ORGANISATION:
        return len(words) <= _MAX_WORDS and any(word[0].isupper() for word in words)
    people = re.split(r",|\s(?:and|&|y|und|et)\s", name)
    if any(len(person.split()) > _MAX_NAME_WORDS for person in people):
        return False
    own = [word for word in words if word.lower() not in _PARTICLES]
    if not own or not all(word[0].isupper() for word in own) or not words[0][0].isupper():
        return letters is not None and bool(own) and own[0][0].isupper()
    lower = [word.lower() for word in own]
    if letters is None and all(word in common_words for word in lower):
        return False
    return len(own) == 1 or (
        not set(lower[1:]) & _FUNCTION_WORDS and lower[0] not in _FUNCTION_WORDS - {"will"}
    )


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
