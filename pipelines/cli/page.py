"""`dripfeed page`: explain every decision about one page."""

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

if TYPE_CHECKING:
    from pipelines.items import Block, Extraction, Fact, Mention
    from pipelines.one_page import Found

FACTS = (
    "title",
    "author",
    "published",
    "modified",
    "language",
    "description",
    "image",
    "canonical",
)
SHOWN = 100
"""Characters shown of a block."""


@click.command()
@click.argument("wanted", metavar="URL-or-FILE")
@click.option("--url", help="The address that the FILE was saved from.")
@db_option
@archive_option
@vocabulary_option
@click.option("--allow-private", is_flag=True, help="Permit loopback and private addresses.")
@json_option
def page(
    wanted: str,
    url: str | None,
    db_path: Path,
    archive_path: Path | None,
    vocabulary_path: Path | None,
    allow_private: bool,
    as_json: bool,
) -> None:
    """Explain one page: platform, post or not, every candidate and why it lost, topics, blocks.

    A FILE may be gzipped. A URL is taken from the archive if a crawl has fetched it, else from
    the web. Stores nothing.
    """
    import msgspec

    from pipelines.extract import extract
    from pipelines.one_page import find_page, page_mentions

    found = find_page(
        wanted,
        url,
        db_path,
        archive_path or archive_beside(db_path),
        {"DRIPFEED_ALLOW_PRIVATE": allow_private},
    )
    told = extract(found.page, found.refs)
    mentions = page_mentions(told, vocabulary_path)
    if as_json:
        whole = {**msgspec.to_builtins(told), "mentions": msgspec.to_builtins(mentions)}
        click.echo(msgspec.json.format(msgspec.json.encode(whole), indent=2).decode())
    else:
        _print(found, told, mentions)


def _print(found: "Found", told: "Extraction", mentions: "tuple[Mention, ...]") -> None:
    click.echo(f"page      {found.page.url}\nfrom      {found.place}")
    click.echo(f"platform  {found.page.platform} ({found.sign})")
    for ref in found.refs:
        click.echo(f"listed by {ref.route} as {ref.hints.listed}")
    _print_verdict(told)
    for name in FACTS:
        _print_fact(name, getattr(told, name))
    click.echo(f"\ntags      {', '.join(told.tags) or 'none'}\n\nterms")
    for mention in mentions:
        _print_mention(mention)
    click.echo("\nblocks")
    for block in told.blocks:
        _print_block(block)


def _print_verdict(told: "Extraction") -> None:
    click.secho("post" if told.is_post else f"no post: {told.reason}", bold=True)
    for sign in told.verdict:
        click.echo(f"  {sign}")


def _print_fact(name: str, fact: "Fact") -> None:
    value: Any = fact.value if fact.value is not None else "the page does not say"
    click.echo(f"\n{name:<10}{value}" + (f"  [{fact.source}]" if fact.source else ""))
    for candidate in fact.candidates:
        fate = f"lost: {candidate.lost}" if candidate.lost else "taken"
        click.echo(f"  {candidate.source:<12} {_short(candidate.raw)}  ({fate})")


def _print_mention(mention: "Mention") -> None:
    count = f"{mention.count} times" if mention.count > 1 else "once"
    verb = "is about" if mention.is_topic else "mentions"
    quote = f"  {_short(mention.quote)}" if mention.quote else ""
    click.echo(f"  {verb}  {mention.kind:<11}{mention.label} ({count}){quote}")


def _print_block(block: "Block") -> None:
    kind = f"{block.kind}{block.level or ''}"
    role = "" if block.role == "body" else f"  <- {block.role}: {block.reason}"
    click.echo(f"  {kind:<13}{_short(block.text)}{role}")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
