"""The letters behind a name: MD, RN, PA-C. What they are, and a name without them."""

import re

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
