"""The URLs that the readers of the large collection open, by kind of page."""

from collections.abc import Callable, Mapping
from random import Random
from urllib.parse import urlencode

from benchmarks.large_collection import LABELS, slug
from pipelines.queries import questions

UrlMaker = Callable[[Random], str]

WORDS = [label for label in LABELS if label.isalpha()]
PARAMETERS = {"clinic": "clinic-0003"}
"""Parameters of queries that a reader can narrow."""


def url_makers(clinics: int, posts: int) -> Mapping[str, UrlMaker]:
    """Kind of page -> function that returns a random URL of that kind."""

    def post(chance: Random) -> int:
        return chance.randint(1, posts)

    def copied(chance: Random) -> int:
        return 20 * chance.randint(1, (posts - 1) // 20)

    def chosen(chance: Random, count: int) -> list[tuple[str, str]]:
        return [("clinic", slug(number)) for number in chance.sample(range(clinics), count)]

    pages: dict[str, UrlMaker] = {
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
    queries = {f"question {number.name}": question_url(number.name) for number in questions()}
    return pages | searches(clinics) | tables(clinics) | queries


def searches(clinics: int) -> dict[str, UrlMaker]:
    return {
        "search without words": lambda _: "/search",
        "search one word": lambda chance: search(chance.choice(WORDS)),
        "search two words": lambda chance: search(" ".join(chance.sample(WORDS, 2))),
        "search NAD+": lambda _: search("NAD+"),
        "search in a clinic": lambda chance: (
            search(chance.choice(WORDS)) + f"&clinic={chance_slug(chance, clinics)}"
        ),
    }


def tables(clinics: int) -> dict[str, UrlMaker]:
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


def question_url(name: str) -> UrlMaker:
    return lambda _: f"/dripfeed/{name}?{urlencode(PARAMETERS)}"
