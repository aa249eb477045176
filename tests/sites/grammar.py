"""Sentences of a clinic that nobody wrote: varied, repeatable, in the domain's vocabulary."""

from random import Random

_TREATMENTS = (
    "low-dose ketamine",
    "a Myers’ cocktail",
    "an iron infusion",
    "immune globulin",
    "infliximab",
    "a magnesium drip",
    "NAD+",
    "esketamine",
    "plain hydration",
    "vitamin C by vein",
    "a vedolizumab infusion",
    "glutathione",
)
_CONDITIONS = (
    "migraine",
    "treatment-resistant depression",
    "complex regional pain syndrome",
    "post-traumatic stress",
    "iron deficiency",
    "ulcerative colitis",
    "fibromyalgia",
    "obsessive-compulsive disorder",
    "postpartum depression",
    "long COVID fatigue",
    "Crohn’s disease",
    "chronic neuropathy",
)
_PEOPLE = (
    "A retired welder",
    "One of our teachers",
    "The night-shift nurse",
    "A young mother",
    "The marathon runner",
    "A piano tuner",
    "The beekeeper from the valley",
    "A bus driver",
    "The law student",
    "A ferry captain",
    "The baker across the street",
    "A retired judge",
)
_DEEDS = (
    "came to us with",
    "had lived for years with",
    "was referred because of",
    "asked for a second opinion about",
    "kept a diary of",
    "had tried four medicines for",
    "lost a whole spring to",
    "wrote a long letter about",
)
_SENTENCES = (
    "{person} {deed} {condition}, and the chart was thicker than {thing}.",
    "For {condition} we begin with {treatment}, wait {count} days and look again.",
    "{person} slept through {treatment} and woke up asking for {thing}.",
    "Our nurses check the line every {count} minutes while {treatment} is running.",
    "Whether {treatment} helps with {condition} is what {count} small studies left open.",
    "Bring {thing}, a list of your medicines and somebody who can drive.",
    "{treatment} is off-label for {condition}, so we talk about it for {count} minutes first.",
    "{person} could climb the stairs with {thing} again after {count} visits.",
    "We measured the blood pressure {count} times and wrote it down beside {thing}.",
    "Nobody should stop a tablet for {condition} because of {treatment} and one good week.",
    "{person} {deed} {condition} and had never heard of {treatment}.",
    "The room for {treatment} has {count} lamps, one window and {thing}.",
    "In {count} of our charts {condition} got better, in the others it did not.",
    "If {condition} returns within {count} weeks, we call the clinician who sent you.",
    "A slow drip of {treatment} is kinder than a fast one, says the sign above {thing}.",
    "Insurance pays for {treatment} in {condition} when {count} letters have been written.",
)
_THINGS = (
    "a telephone book",
    "the green thermos",
    "a crossword puzzle",
    "wool socks",
    "the old piano stool",
    "two paperback novels",
    "a bag of oranges",
    "the window seat",
    "a radio play",
    "the family dog",
    "a jigsaw of the Alps",
    "the knitting basket",
)


def paragraph(random: Random, sentences: int) -> str:
    """Some sentences, each begun with a capital letter."""
    made = (_sentence(random) for _ in range(sentences))
    return " ".join(line[0].upper() + line[1:] for line in made)


def title(random: Random, number: int) -> str:
    """A title that no other post of the site has."""
    treatment, condition = random.choice(_TREATMENTS), random.choice(_CONDITIONS)
    return f"Note {number}: {treatment[0].upper()}{treatment[1:]} and {condition}"


def _sentence(random: Random) -> str:
    return random.choice(_SENTENCES).format(
        person=random.choice(_PEOPLE),
        deed=random.choice(_DEEDS),
        condition=random.choice(_CONDITIONS),
        treatment=random.choice(_TREATMENTS),
        thing=random.choice(_THINGS),
        count=random.randint(2, 90),
    )
