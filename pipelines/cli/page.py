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
SAID = ("claims", "citations", "contacts")


@click.command()
@click.argument("wanted", metavar="URL-or-FILE")
@click.option("--url", help="The address that the FILE was saved from.")
@db_option
@archive_option
@vocabulary_option
@click.option("--allow-private", is_flag=True, help="Permit loopback and private addresses.")
@click.option(
    "--trail",
    "with_trail",
    is_flag=True,
    help="Show every block of the page, also those left out, with all decisions about it.",
)
@json_option
def page(
    wanted: str,
    url: str | None,
    db_path: Path,
    archive_path: Path | None,
    vocabulary_path: Path | None,
    allow_private: bool,
    with_trail: bool,
    as_json: bool,
) -> None:
    """Explain one page: platform, post or not, every candidate and why it lost, how far other
    sources of the body agree with the text, what it says, every block.

    A FILE may be gzipped. A URL is taken from the archive if a crawl has fetched it, else from
    the web. Stores nothing.
    """
    from pipelines.extract import explain
    from pipelines.jobs.inspect_page import find_page, page_facts, page_mentions, stored_changes

    found = find_page(
        wanted,
        url,
        db_path,
        archive_path or archive_beside(db_path),
        {"DRIPFEED_ALLOW_PRIVATE": allow_private},
    )
    explanation = explain(found.page, found.refs, found.witnesses)
    told = explanation.extraction
    mentions = page_mentions(told, vocabulary_path)
    facts = page_facts(told, mentions, vocabulary_path)
    changes = stored_changes(found.page.url, db_path)
    if as_json:
        said = {"mentions": mentions, **{name: getattr(facts, name) for name in SAID}}
        trail = {"trail": explanation.trails} if with_trail else {}
        click.echo(_as_json(told, {**said, **trail}, changes))
        return
    _print(found, told)
    print_description(mentions, facts)
    print_changes(changes)
    click.echo("\nblocks")
    for block in told.blocks:
        _print_block(block)
    if with_trail:
        print_trails(explanation.trails)


def _as_json(told: "Extraction", said: Mapping[str, object], changes: object) -> str:
    import msgspec

    whole = {**msgspec.to_builtins(told), **msgspec.to_builtins(said), "changes": changes}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode()


def _print(found: "InspectedPage", told: "Extraction") -> None:
    click.echo(f"page      {found.page.url}\nfrom      {found.place}")
    click.echo(f"platform  {found.page.platform} ({found.sign})")
    for ref in found.refs:
        click.echo(f"listed by {ref.route} as {ref.hints.listed}")
    _print_verdict(told)
    for name in FACTS:
        _print_fact(name, getattr(told, name))
        if name == "author" and told.author_kind:
            click.echo(f"  {told.author_kind}, credentials: {told.author_credential or 'none'}")
    click.echo(f"\ntags      {', '.join(told.tags) or 'none'}")
    _print_witnesses(told)


def _print_verdict(told: "Extraction") -> None:
    click.secho("post" if told.is_post else f"no post: {told.reason}", bold=True)
    for sign in told.verdict:
        click.echo(f"  {sign}")


def _print_fact(name: str, fact: "Fact") -> None:
    value: Any = fact.value if fact.value is not None else "the page does not say"
    click.echo(f"\n{name:<10}{value}" + (f"  [{fact.source}]" if fact.source else ""))
    for candidate in fact.candidates:
        fate = f"lost: {candidate.lost}" if candidate.lost else "taken"
        click.echo(f"  {candidate.source:<12} {short(candidate.raw)}  ({fate})")


def _print_witnesses(told: "Extraction") -> None:
    """How far the text can be trusted: who else has the body, and where they differ."""
    best = told.agreement
    click.echo(f"\nconfidence {best.confidence if best else 'none: nothing else has the body'}")
    for one in told.agreements:
        if one.refused or one.in_text is None or one.in_witness is None:
            click.echo(f"  {one.source:<12} does not count: {one.refused}")
            continue
        click.echo(
            f"  {one.source:<12} {one.in_text:.1%} of it stands in the text, "
            f"{one.in_witness:.1%} of the text stands in it"
        )
        for passage in one.only_witness:
            click.echo(f"    only there: {short(passage)}")
        for passage in one.only_text:
            click.echo(f"    only here:  {short(passage)}")


def _print_block(block: "Block") -> None:
    kind = f"{block.kind}{block.level or ''}"
    role = "" if block.role == "body" else f"  <- {block.role}: {block.reason}"
    click.echo(f"  {kind:<13}{short(block.text)}{role}")
