"""Random edits that turn a post into a copy, as clinics make them."""

import re
from collections.abc import Callable, Mapping
from random import Random

Sentences = list[str]
Fresh = Callable[[int], Sentences]
"""Returns that many new sentences."""
Edit = Callable[[Sentences, Random, Fresh], Sentences]


def typographic(text: str) -> str:
    """The same text in another typography: curly quotes, a ligature, other spaces."""
    text = text.replace("'", "’").replace("fi", "ﬁ").replace(" ", "\u00a0", 20)
    return text.replace(". ", " … ", 3).upper() if len(text) % 2 else text


def excerpt(sentences: Sentences, random: Random, words: int) -> Sentences:
    """Consecutive sentences with at least `words` words."""
    start = random.randrange(max(1, len(sentences) // 2))
    chosen: Sentences = []
    for sentence in sentences[start:]:
        chosen.append(sentence)
        if sum(len(part.split()) for part in chosen) >= words:
            break
    return chosen


def inserted(sentences: Sentences, passage: Sentences, random: Random) -> Sentences:
    """The sentences with a passage somewhere among them."""
    at = random.randrange(len(sentences))
    return [*sentences[:at], *passage, *sentences[at:]]


def replaced(share: float) -> Edit:
    """Sentences replaced by new ones."""

    def edit(sentences: Sentences, random: Random, fresh: Fresh) -> Sentences:
        gone = set(random.sample(range(len(sentences)), k=round(share * len(sentences))))
        new = iter(fresh(len(gone)))
        return [next(new) if at in gone else sentence for at, sentence in enumerate(sentences)]

    return edit


def words_edited(share: float) -> Edit:
    """Words replaced by others, one by one."""

    def edit(sentences: Sentences, random: Random, fresh: Fresh) -> Sentences:
        others = re.findall(r"\w+", " ".join(fresh(20)))

        def other(match: re.Match[str]) -> str:
            return random.choice(others) if random.random() < share else match[0]

        return [re.sub(r"(?<![{\w])\w+(?![}\w])", other, sentence) for sentence in sentences]

    return edit


def _swap(sentences: Sentences, _random: Random, _fresh: Fresh) -> Sentences:
    return sentences


def _swap_intro(sentences: Sentences, _random: Random, fresh: Fresh) -> Sentences:
    return [*fresh(5), *sentences]


def _insert(sentences: Sentences, random: Random, fresh: Fresh) -> Sentences:
    return inserted(inserted(sentences, fresh(4), random), fresh(4), random)


def _update(sentences: Sentences, random: Random, fresh: Fresh) -> Sentences:
    return [*replaced(0.06)(sentences, random, fresh), *fresh(6)]


def _reorder(sentences: Sentences, _random: Random, _fresh: Fresh) -> Sentences:
    half = len(sentences) // 2
    return [*sentences[half:], *sentences[:half]]


def _excerpt(sentences: Sentences, random: Random, fresh: Fresh) -> Sentences:
    return [*excerpt(sentences, random, 120), *fresh(2)]


EDITS: Mapping[str, Edit] = {
    "swap": _swap,
    "swap_intro": _swap_intro,
    "insert": _insert,
    "update": _update,
    "reorder": _reorder,
    "sents10": replaced(0.1),
    "sents30": replaced(0.3),
    "words10": words_edited(0.1),
    "excerpt": _excerpt,
    "chain": replaced(0.15),
    "doorway": _swap,
    "syndicate": _swap_intro,
}
