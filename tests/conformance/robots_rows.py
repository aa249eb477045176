"""What a robots.txt allows, as rows: the facts that Google's two suites hold, in our own words.

Facts from google/robotstxt (robots_test.cc) and google/robotstxt-spec-test, both Apache-2.0, and
from RFC 9309; every name, rule and path is ours, and each row is one decision.
"""

import json
from dataclasses import dataclass
from pathlib import Path

US = "dripfeed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """A robots.txt and what follows from it."""

    fact: str
    lines: str
    """Of the file, separated by |."""
    allowed: str = ""
    """Paths, separated by blanks."""
    forbidden: str = ""
    agents: str = US
    """Product tokens to each of which the rows apply, separated by blanks."""


TABLE = tuple(
    Rules(**json.loads(line))
    for line in Path(__file__).with_name("robots.jsonl").read_text(encoding="utf-8").splitlines()
)


@dataclass(frozen=True, slots=True)
class Deviation:
    """A decision of Google's parser that Protego 0.7.0 takes otherwise, and why we keep Protego."""

    fact: str
    lines: str
    agent: str
    path: str
    allowed: bool
    """As Google decides."""
    why: str


ENCODES = "Protego encodes rule and address alike; our addresses are always encoded"
OWN_FILE = "RFC 9309, 2.2.2: robots.txt itself is always allowed; Google's matcher leaves it to all"
DIGITS = "Google ends a token at the first sign that is no letter, - or _; Protego keeps digits"
WORDS = "Google ends a token at the first blank; Protego compares the whole line"
SPACED = "User-agent: {}|Allow: /iv/|Disallow: /"
AB42 = "User-agent: *|<br>|Allow: /|<br>|User-agent: drip42feed|<br>|Disallow: /|<br>"

DEVIATIONS = (
    Deviation("raw letters in the address", "User-agent: dripfeed|Disallow: /|Allow: /iv/点滴",
              "dripfeed", "/iv/点滴", False, ENCODES),
    Deviation("raw letters in the address, percent signs in the rule",
              "User-agent: dripfeed|Disallow: /|Allow: /iv/%E7%82%B9%E6%BB%B4",
              "dripfeed", "/iv/点滴", False, ENCODES),
    Deviation("a needlessly encoded rule", "User-agent: dripfeed|Disallow: /|Allow: /iv/%64%72",
              "dripfeed", "/iv/dr", False, ENCODES),
    Deviation("its own file under a rule for all", "User-agent: dripfeed|Disallow: /",
              "dripfeed", "/robots.txt", False, OWN_FILE),
    Deviation("its own file under a rule for one of two", "User-agent: *|Allow: /|"
              "User-agent: pipette|Disallow: /", "pipette", "/robots.txt", False, OWN_FILE),
    Deviation("its own file after blanks before colons", "User-agent: *|Disallow : /a|"
              "User-agent: pipette|Disallow: /", "pipette", "/robots.txt", False, OWN_FILE),
    Deviation("its own file of a token cut at a digit", AB42, "drip", "/robots.txt", False,
              OWN_FILE),
    Deviation("a token cut at a digit", AB42, "drip", "/", False, DIGITS),
    Deviation("a token with digits", AB42, "drip42feed", "/", True, DIGITS),
    Deviation("a token with digits, below the root", AB42, "drip42feed", "/iv", True, DIGITS),
    Deviation("a token with a star at its end",
              "User-agent: drip*|Disallow: /a|User-agent: *|Disallow: /",
              "drip-feed", "/iv", False, "Protego takes the star for any ending of the token"),
    Deviation("a token that begins ours", "User-agent: drip|Disallow: /", "dripfeed", "/iv", True,
              "Google compares whole tokens; Protego takes one that begins ours for ours"),
    *(
        Deviation(f"an unknown line among the names of a group, at {path}",
                  "User-agent: dripfeed|Be-kind: please|User-agent: *|Disallow: /",
                  "dripfeed", path, False, "Protego ends the names of a group at unknown lines")
        for path in ("/", "/iv")
    ),
    *(
        Deviation(f"a token of two words for {agent}: {token}", SPACED.format(token),
                  agent, "/nad/", False, WORDS)
        for token in ("DRIP FEED", "drip feed", "DrIp FeEd")
        for agent in ("Drip", "drip")
    ),
)  # fmt: skip
