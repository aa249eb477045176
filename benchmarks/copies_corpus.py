"""A corpus of clinics' posts made of generated words, with planted copies of every kind.

Nothing is kept: each text follows from the seed and the number of its post, so that 100,000 posts
need no memory. In the manner of what real clinics publish: one clinic has 60 posts with its name,
city, doctor and phone, closing calls and disclaimers that agencies write once for many, stock
sentences that some posts share, a few thin posts.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache, cached_property, partial
from itertools import accumulate
from random import Random

from benchmarks.copies_edits import EDITS, Sentences, excerpt, inserted, typographic

POSTS_OF_A_CLINIC = 60
VOCABULARY = 9_000
STOCK = 400
THIN = 0.04
CALLS, DISCLAIMERS = 40, 12
WITH_CALL, WITH_DISCLAIMER = 0.85, 0.45


@dataclass(frozen=True, slots=True)
class Plan:
    """What a post is: by itself, or made from another."""

    kind: str = "own"
    source: int = -1
    """Number of the post it is made from; -1 for none."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Name, host, place, doctor and phone of a clinic."""

    name: str
    host: str
    city: str
    state: str
    doctor: str
    phone: str


@dataclass(frozen=True, eq=False)
class Corpus:
    """The texts of so many posts, by number; post n belongs to clinic n // 60."""

    posts: int
    seed: int = 7
    plans: dict[int, Plan] = field(default_factory=dict)

    @cached_property
    def sources(self) -> frozenset[int]:
        """All posts that have to do with a planted one; they are not thin."""
        return frozenset((*self.plans, *(plan.source for plan in self.plans.values())))

    @property
    def clinics(self) -> int:
        """How many clinics there are."""
        return -(-self.posts // POSTS_OF_A_CLINIC)

    def members(self, clinic: int) -> range:
        """The posts of a clinic."""
        first = clinic * POSTS_OF_A_CLINIC
        return range(first, min(first + POSTS_OF_A_CLINIC, self.posts))

    def random(self, *what: object) -> Random:
        """A random generator with the same numbers in every run."""
        return Random(":".join(map(str, (self.seed, *what))))

    @cached_property
    def words(self) -> list[str]:
        """The vocabulary, most frequent first."""
        random = self.random("words")
        syllables = [c + v for c in "bdfgklmnprstvz" for v in ("a", "e", "i", "o", "u", "ai", "ou")]
        syllable_words: dict[str, None] = {}
        while len(syllable_words) < VOCABULARY:
            syllable_words[
                "".join(random.choices(syllables, k=random.choice((1, 2, 2, 3, 3, 4))))
            ] = None
        return sorted(syllable_words, key=len)

    @cached_property
    def weights(self) -> list[float]:
        """Cumulative frequencies of the words: Zipf's law, flattened at its top."""
        return list(accumulate(1 / (rank + 12) for rank in range(VOCABULARY)))

    def sentences(self, random: Random, count: int) -> Sentences:
        """New sentences of 7 to 24 words."""
        lengths = [random.randint(7, 24) for _ in range(count)]
        drawn = iter(random.choices(self.words, cum_weights=self.weights, k=sum(lengths)))
        return [" ".join(next(drawn) for _ in range(n)).capitalize() + "." for n in lengths]

    @cached_property
    def stock(self) -> Sentences:
        """Sentences that posts of many clinics share by chance, most frequent first."""
        return self.sentences(self.random("stock"), STOCK)

    @cached_property
    def calls(self) -> list[str]:
        """Closing calls to action, with placeholders for a clinic's facts."""
        texts = (" ".join(self.sentences(self.random("call", n), 2)) for n in range(CALLS))
        return [f"Call {{name}} in {{city}} at {{phone}} today. {text}" for text in texts]

    @cached_property
    def disclaimers(self) -> list[str]:
        """Legal notices of about sixty words."""
        return [" ".join(self.sentences(self.random("no", n), 4)) for n in range(DISCLAIMERS)]

    @cache  # noqa: B019 - one corpus lives as long as the process
    def facts(self, clinic: int) -> Facts:
        """Name, host, place, doctor and phone of a clinic."""
        random = self.random("facts", clinic)
        first_word, second_word, city, first, last = (
            w.title() for w in random.sample(self.words[3000:], k=5)
        )
        return Facts(
            name=f"{first_word} {second_word} Infusion",
            host=f"{first_word}{second_word}.example".lower(),
            city=city,
            state=random.choice(("ME", "WI", "TX", "CO", "FL", "NY")),
            doctor=f"{first} {last}",
            phone=f"({random.randint(201, 989)}) 555-{random.randint(100, 999):04}",
        )

    def title(self, post: int) -> str:
        """The title of a post; equal titles are planted."""
        plan = self.plans.get(post, OWN)
        if plan.kind == "same_title":
            return self.title(plan.source)
        return " ".join(self.random("title", post).choices(self.words, k=6)).capitalize()

    def text(self, post: int) -> str:
        """The text of a post: paragraphs, a closing call, a disclaimer."""
        plan = self.plans.get(post, OWN)
        if plan.kind in {"repost", "typographic"}:
            text = self.text(plan.source)
            return typographic(text) if plan.kind == "typographic" else text
        clinic = post // POSTS_OF_A_CLINIC
        city = self.facts(post).city if plan.kind == "doorway" else None
        return self.told_by(clinic, self.body(post), self.ending(post, clinic), city)

    def told_by(
        self, clinic: int, body: Sentences, ending: Sequence[str] = (), city: str | None = None
    ) -> str:
        """Sentences and an ending as a clinic publishes them; city: instead of the clinic's own."""
        facts = self.facts(clinic)
        facts = replace(facts, city=city or facts.city)
        return "\n\n".join((*paragraphs(body), *ending)).format(**asdict(facts))

    def ending(self, post: int, clinic: int) -> list[str]:
        """A closing call and a disclaimer, or one of them, or none."""
        random = self.random("end", post)
        parts = []
        if random.random() < WITH_CALL:
            which = self.random("call of", clinic, random.randint(0, 1)).randrange(CALLS)
            parts.append(self.calls[which])
        if random.random() < WITH_DISCLAIMER:
            parts.append(self.disclaimers[clinic % DISCLAIMERS])
        return parts

    def body(self, post: int) -> Sentences:
        """The sentences of a post, with placeholders for facts."""
        plan = self.plans.get(post, OWN)
        random = self.random("edit", post)
        if plan.kind == "quote":
            passage = excerpt(self.body(plan.source), random, 100)
            return inserted(self.own(post, post), passage, random)
        if plan.kind in EDITS:
            fresh = partial(self.sentences, random)
            return EDITS[plan.kind](self.body(plan.source), random, fresh)
        return self.own(post, plan.source if plan.kind == "same_topic" else post)

    def own(self, post: int, topic: int) -> Sentences:
        """New sentences; posts about the same topic use the same words."""
        random = self.random("own", post)
        if post not in self.sources and random.random() < THIN:
            return self.with_facts(self.sentences(random, random.randint(3, 5)), random, 2)
        new_sentences = self.sentences(random, max(12, round(random.gauss(27, 9))))
        favoured = self.random("topic", topic).sample(self.words, k=25)
        new_sentences = [
            " ".join((s[:-1], *random.sample(favoured, k=2))) + "." for s in new_sentences
        ]
        drawn = (int(random.paretovariate(0.6)) - 1 for _ in range(random.randint(0, 4)))
        for at in sorted({min(rank, STOCK - 1) for rank in drawn}):
            new_sentences.insert(random.randrange(len(new_sentences)), self.stock[at])
        return self.with_facts(new_sentences, random, 5)

    def with_facts(self, sentences: Sentences, random: Random, count: int) -> Sentences:
        """The sentences with the clinic's name, place and doctor inserted `count` times."""
        for _ in range(count):
            at = random.randrange(len(sentences))
            lead = random.choice(self.words)
            sentences[at] = (
                f"At {{name}} in {{city}}, {{state}} Dr. {{doctor}} {lead}. {sentences[at]}"
            )
        return sentences


OWN = Plan()


def paragraphs(sentences: Sentences) -> list[str]:
    """The sentences in paragraphs of three to five."""
    joined, at = [], 0
    while at < len(sentences):
        size = 3 + (at + len(sentences)) % 3
        joined.append(" ".join(sentences[at : at + size]))
        at += size
    return joined
