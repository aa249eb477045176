"""The pages that the readers of the large collection open: a name per kind and its addresses."""

from collections.abc import Callable, Mapping
from random import Random
from urllib.parse import urlencode

from benchmarks.large_collection import LABELS, slug
from pipelines.queries import questions

Address = Callable[[Random], str]

WORDS = [label for label in LABELS if label.isalpha()]
ASKED_OF_ONE = {"clinic": "clinic-0003"}
"""What a question is asked about where a reader narrows it."""


def addresses(clinics: int, posts: int) -> Mapping[str, Address]:
    """Kind of page -> what gives one of its addresses, drawn from the whole collection."""

    def post(chance: Random) -> int:
        return chance.randint(1, posts)

    def copied(chance: Random) -> int:
        return 20 * chance.randint(1, (posts - 1) // 20)

    def chosen(chance: Random, count: int) -> list[tuple[str, str]]:
        return [("clinic", slug(each)) for each in chance.sample(range(clinics), count)]

    own: dict[str, Address] = {
        "home": lambda _: "/",
        "post": lambda chance: f"/post/{post(chance)}",
        "post with copies": lambda chance: f"/post/{copied(chance)}",
        "versions": lambda chance: f"/post/{10 * chance.randint(1, posts // 10)}/versions",
        "clinic": lambda chance: f"/clinic/{chance_slug(chance, clinics)}",
        "compare 3": lambda chance: f"/compare?{urlencode(chosen(chance, 3))}",
        "compare 10": lambda chance: f"/compare?{urlencode(chosen(chance, 10))}",
        "copies": lambda _: "/copies",
        "copies side by side": lambda chance: copies_of(copied(chance)),
        "run": lambda _: "/run/1",
        "feed": lambda _: "/index.atom",
        "feed of a clinic": lambda chance: f"/clinic/{chance_slug(chance, clinics)}.atom",
    }
    asked = {f"question {each.name}": question_address(each.name) for each in questions()}
    return own | searches(clinics) | tables(clinics) | asked


def searches(clinics: int) -> dict[str, Address]:
    return {
        "search without words": lambda _: "/search",
        "search one word": lambda chance: search(chance.choice(WORDS)),
        "search two words": lambda chance: search(" ".join(chance.sample(WORDS, 2))),
        "search NAD+": lambda _: search("NAD+"),
        "search in a clinic": lambda chance: (
            search(chance.choice(WORDS)) + f"&clinic={chance_slug(chance, clinics)}"
        ),
    }


def tables(clinics: int) -> dict[str, Address]:
    return {
        "table posts": lambda _: "/dripfeed/posts",
        "table post_list": lambda _: "/dripfeed/post_list",
        "table mentions": lambda _: "/dripfeed/mentions",
        "table links": lambda _: "/dripfeed/links",
        "table posts by clinic": lambda chance: (
            f"/dripfeed/posts?clinic={chance_slug(chance, clinics)}"
        ),
    }


def chance_slug(chance: Random, clinics: int) -> str:
    return slug(chance.randrange(clinics))


def copies_of(post: int) -> str:
    return f"/copies/{post}/{post + 1}"


def search(words: str) -> str:
    return f"/search?{urlencode({'q': words})}"


def question_address(name: str) -> Address:
    return lambda _: f"/dripfeed/{name}?{urlencode(ASKED_OF_ONE)}"
