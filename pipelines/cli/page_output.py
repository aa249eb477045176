"""Prints terms, claims, contacts, changes and decisions about blocks, for `dripfeed page`."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pipelines.enrich.describe import Description
    from pipelines.extract.explanation import BlockTrail
    from pipelines.items import Citation, Claim, Contact, Mention

SHOWN = 100
"""Characters shown of a block or sentence."""


def print_description(mentions: "Iterable[Mention]", facts: "Description") -> None:
    """Print terms, claims, citations and contacts, one per line."""
    click.echo("\nterms")
    for mention in mentions:
        _print_mention(mention)
    click.echo("\nclaims to review")
    for claim in facts.claims:
        _print_claim(claim)
    click.echo("\ncitations")
    for citation in facts.citations:
        _print_citation(citation)
    click.echo("\ncontacts")
    for contact in facts.contacts:
        _print_contact(contact)


def print_changes(changes: Iterable[Mapping[str, Any]]) -> None:
    """Print how a stored post changed from version to version."""
    for number, change in enumerate(changes):
        if not number:
            click.echo("\nversions")
        words = f"+{change['words_added']} -{change['words_removed']} words"
        facts = f"  {change['changes']}" if change["changes"] else ""
        click.echo(f"  {change['version']}  {change['fetched_at']}  {words}{facts}")


def print_trails(trails: "Iterable[BlockTrail]") -> None:
    """Print every block of the page, each followed by the decisions of the passes about it."""
    click.echo("\ntrail of every block: the decisions of each pass, in order")
    for trail in trails:
        state = "text" if trail.is_kept else "not text"
        text = "a comment, which is not shown" if trail.text is None else short(trail.text)
        click.echo(f"  {trail.kind:<13}{text}  <- {state}")
        for step in trail.steps:
            click.echo(f"    {step.rule:<25} {step.outcome}: {step.why}")
        if not trail.steps:
            click.echo("    no pass decided about it")


def short(text: str) -> str:
    """A text in one line, shortened if it is long."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def _print_mention(mention: "Mention") -> None:
    count = f"{mention.count} times" if mention.count > 1 else "once"
    verb = "is about" if mention.is_topic else "mentions"
    quote = f"  {short(mention.quote)}" if mention.quote else ""
    click.echo(f"  {verb}  {mention.kind:<11}{mention.label} ({count}){quote}")


def _print_claim(claim: "Claim") -> None:
    qualifiers = _qualifiers(claim)
    about = [part for part in (claim.subject, claim.use, claim.figure) if part]
    notes = f" ({', '.join((*qualifiers, *about))})" if qualifiers or about else ""
    click.echo(f"  {claim.kind:<16}[{claim.cue}]{notes}  {short(claim.sentence)}")


def _qualifiers(claim: "Claim") -> list[str]:
    flags = (("negated", claim.is_negated), ("hedged", claim.is_hedged))
    return [label for label, is_set in flags if is_set]


def _print_citation(citation: "Citation") -> None:
    sentence = f"  {short(citation.sentence)}" if citation.sentence else ""
    click.echo(f"  {citation.kind:<10}{citation.identifier}{sentence}")


def _print_contact(contact: "Contact") -> None:
    unit = f" per {contact.unit}" if contact.unit else ""
    click.echo(f"  {contact.kind:<10}{contact.value}{unit}  {short(contact.raw)}")
