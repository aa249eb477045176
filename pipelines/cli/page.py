"""`dripfeed page`: explain every decision about one page."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipelines.cli.options import (
    archive_beside,
    archive_option,
    db_option,
    json_option,
    vocabulary_option,
)
from pipelines.cli.page_output import print_changes, print_description, print_trails, short

if TYPE_CHECKING:
    from pipelines.items import Block, Extraction, Fact
    from pipelines.jobs.inspect_page import InspectedPage

FACTS = (
    "title",
    "author",
    "reviewer",
    "published",
    "modified",
    "language",
    "description",
    "image",
    "canonical",
)
DESCRIPTIONS = ("claims", "citations", "contacts")


@click.command()
@click.argument("source", metavar="URL-or-FILE")
@click.option("--url", help="The URL that the FILE was saved from.")
@db_option
@archive_option
@vocabulary_option
@click.option("--allow-private", is_flag=True, help="Allow loopback and private IP addresses.")
@click.option(
    "--trail",
    "with_trail",
    is_flag=True,
    help="Show every block of the page, including those cut, with all decisions about it.",
)
@json_option
def page(
    source: str,
    url: str | None,
    db_path: Path,
    archive_path: Path | None,
    vocabulary_path: Path | None,
    allow_private: bool,
    with_trail: bool,
    as_json: bool,
) -> None:
    """Explain how one page is extracted: its platform, whether it is a post, every candidate and
    why it lost, alternate sources of the text, terms, claims, contacts and every block.

    A FILE may be gzipped. A URL is read from the archive if a crawl has fetched it, otherwise it
    is fetched. Nothing is stored.
    """
    from pipelines.extract import explain
    from pipelines.jobs.inspect_page import describe_page, find_page, stored_changes

    inspected = find_page(
        source,
        url,
        db_path,
        archive_path or archive_beside(db_path),
        {"DRIPFEED_ALLOW_PRIVATE": allow_private},
    )
    explanation = explain(inspected.page, inspected.refs, inspected.witnesses)
    extraction = explanation.extraction
    facts = describe_page(extraction, vocabulary_path)
    changes = stored_changes(inspected.page.url, db_path)
    if as_json:
        described = {
            "mentions": facts.mentions,
            **{name: getattr(facts, name) for name in DESCRIPTIONS},
        }
        trail = {"trail": explanation.trails} if with_trail else {}
        click.echo(_as_json(extraction, {**described, **trail}, changes))
        return
    _print(inspected, extraction)
    print_description(facts.mentions, facts)
    print_changes(changes)
    click.echo("\nblocks")
    for block in extraction.blocks:
        _print_block(block)
    if with_trail:
        print_trails(explanation.trails)


def _as_json(extraction: "Extraction", described: Mapping[str, object], changes: object) -> str:
    import msgspec

    output = {
        **msgspec.to_builtins(extraction),
        **msgspec.to_builtins(described),
        "changes": changes,
    }
    return msgspec.json.format(msgspec.json.encode(output), indent=2).decode()


def _print(inspected: "InspectedPage", extraction: "Extraction") -> None:
    click.echo(f"page      {inspected.page.url}\nfrom      {inspected.place}")
    click.echo(f"platform  {inspected.page.platform} ({inspected.fingerprint})")
    for ref in inspected.refs:
        click.echo(f"listed by {ref.route} as {ref.hints.listed}")
    _print_classification(extraction)
    for name in FACTS:
        _print_fact(name, getattr(extraction, name))
        if name == "author" and extraction.author_kind:
            credential = extraction.author_credential or "none"
            click.echo(f"  {extraction.author_kind}, credentials: {credential}")
    click.echo(f"\ntags      {', '.join(extraction.tags) or 'none'}")
    _print_agreements(extraction)


def _print_classification(extraction: "Extraction") -> None:
    click.secho("post" if extraction.is_post else f"not a post: {extraction.reason}", bold=True)
    for feature in extraction.verdict:
        click.echo(f"  {feature}")


def _print_fact(name: str, fact: "Fact") -> None:
    value: Any = fact.value if fact.value is not None else "the page does not say"
    click.echo(f"\n{name:<10}{value}" + (f"  [{fact.source}]" if fact.source else ""))
    for candidate in fact.candidates:
        fate = f"lost: {candidate.lost}" if candidate.lost else "chosen"
        click.echo(f"  {candidate.source:<12} {short(candidate.raw)}  ({fate})")


def _print_agreements(extraction: "Extraction") -> None:
    """Print how far alternate sources of the body agree with the text, and where they differ."""
    best = extraction.agreement
    confidence = best.confidence if best else "unknown: no other source has the body"
    click.echo(f"\nconfidence {confidence}")
    for source in extraction.agreements:
        if source.refused or source.in_text is None or source.in_witness is None:
            click.echo(f"  {source.source:<12} not used: {source.refused}")
            continue
        click.echo(
            f"  {source.source:<12} {source.in_text:.1%} of it is in the text, "
            f"{source.in_witness:.1%} of the text is in it"
        )
        for passage in source.only_witness:
            click.echo(f"    only in it:       {short(passage)}")
        for passage in source.only_text:
            click.echo(f"    only in the text: {short(passage)}")


def _print_block(block: "Block") -> None:
    kind = f"{block.kind}{block.level or ''}"
    role = "" if block.role == "body" else f"  <- {block.role}: {block.reason}"
    click.echo(f"  {kind:<13}{short(block.text)}{role}")
