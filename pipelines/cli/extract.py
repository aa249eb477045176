"""`dripfeed extract`: extract the archived pages again, without the network."""

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
    help="Do not extract pages again. Use it after a change of the vocabulary; it takes seconds.",
)
@click.option("--copies", is_flag=True, help="Only find copies again, by comparing all posts.")
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
    """Extract every archived page of all clinics, or of those named, again, and settle the posts.

    Prints per clinic how many pages were extracted and how many posts are new, changed and
    unchanged. Needs no network. Re-extracting never creates a new version of a post.

    With --copies no page is extracted: all copies are deleted, and the posts of all clinics are
    compared again. Prints the number of pairs of each kind.
    """
    from pipelines.cli.tables import print_rows
    from pipelines.jobs.reextract import compare_again, reextract

    if copies:
        if slugs:
            raise click.UsageError("--copies compares the posts of all clinics: do not name any")
        print_rows(compare_again(db_path), {"kind": "kind", "pairs": "pairs"}, as_json=as_json)
        return
    rows = reextract(
        db_path,
        archive_path or archive_beside(db_path),
        slugs,
        vocabulary_path=vocabulary_path,
        settle_only=settle_only,
    )
    columns = ("clinic", "pages", "posts", "new", "changed", "unchanged", "failed")
    print_rows(rows, {name: name for name in columns}, as_json=as_json)
    raise SystemExit(3 if any(row["failed"] for row in rows) else 0)
