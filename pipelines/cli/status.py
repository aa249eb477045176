"""`dripfeed status`: how each clinic fared, and what to do."""

from pathlib import Path

import click

from pipelines.cli.options import db_option, json_option


@click.command()
@click.argument("slug", metavar="[CLINIC]", required=False)
@db_option
@json_option
def status(slug: str | None, db_path: Path, as_json: bool) -> None:
    """Show the last run of each clinic: listed, posts, skips by reason, end state, what to do.

    With a CLINIC also why each of its addresses is no post, and which route listed what.
    """
    from pipelines.cli.progress import print_coverage
    from pipelines.cli.tables import print_lines, print_rows
    from pipelines.compare import ask
    from pipelines.store.database import read_database
    from pipelines.store.runs import versions
    from scrapers.errors import DripfeedError
    from scrapers.reasons import REASON_TEXTS

    db = read_database(db_path)
    rows = ask(db, "coverage", clinic=slug or "")
    if slug and not rows:
        raise DripfeedError(f"no run has visited a clinic {slug!r}: see `dripfeed status`")
    reasons = ask(db, "skipped_addresses", clinic=slug or "")
    if as_json:
        told = [
            {**row, "reasons": [r for r in reasons if r["clinic"] == row["clinic"]]} for row in rows
        ]
        print_coverage(told, as_json=True)
        return
    print_coverage(rows, as_json=False)
    texts = {str(reason): text for reason, text in REASON_TEXTS.items()}
    told = [{**row, "text": texts.get(str(row["reason"]), "")} for row in reasons]
    headings = {"clinic": "clinic", "addresses": "addresses", "reason": "reason", "text": "meaning"}
    if told:
        print_lines(["", "Why addresses are not posts:"])
        print_rows(told, {**headings, "for_example": "for example"}, as_json=False)
    if slug:
        print_lines(["", "What the routes listed:"])
        listed = ask(db, "routes", clinic=slug)
        print_rows(listed, {name: name for name in listed[0]} if listed else {}, as_json=False)
    print_lines(["", f"SQLite {versions(db)['sqlite']}, database {db_path}"])
    db.close()
