"""`dripfeed extract`: read the archive again, without the network."""

from pathlib import Path

import click

from pipelines.cli.options import (
    archive_beside,
    archive_option,
    db_option,
    json_option,
    vocabulary_option,
)


@click.command()
@click.argument("slugs", metavar="[CLINIC]...", nargs=-1)
@db_option
@archive_option
@vocabulary_option
@click.option(
    "--settle-only",
    is_flag=True,
    help="Do not read pages again: after a change of the vocabulary this takes seconds.",
)
@click.option("--copies", is_flag=True, help="Only compare all posts with one another anew.")
@json_option
def extract(
    slugs: tuple[str, ...],
    db_path: Path,
    archive_path: Path | None,
    vocabulary_path: Path | None,
    settle_only: bool,
    copies: bool,
    as_json: bool,
) -> None:
    """Read every archived page again, of all clinics or those named, and settle the posts.

    Prints per clinic how many pages were read and how many posts are new, changed and unchanged.
    Needs no network. A better extraction never makes a new version of a post.

    With --copies no page is read: all copies are forgotten, and the posts of all clinics are
    compared with one another anew; prints how many pairs of each kind there are.
    """
    from pipelines.cli.tables import print_rows
    from pipelines.jobs.reextract import compare_again, reextract

    if copies:
        if slugs:
            raise click.UsageError("--copies compares the posts of all clinics: name none")
        print_rows(compare_again(db_path), {"kind": "kind", "pairs": "pairs"}, as_json=as_json)
        return
    told = reextract(
        db_path,
        archive_path or archive_beside(db_path),
        slugs,
        vocabulary_path=vocabulary_path,
        settle_only=settle_only,
    )
    columns = ("clinic", "pages", "posts", "new", "changed", "unchanged", "failed")
    print_rows(told, {name: name for name in columns}, as_json=as_json)
    raise SystemExit(3 if any(row["failed"] for row in told) else 0)
