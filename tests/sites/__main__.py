"""Serves all demo sites until it is killed: python -m tests.sites [--csv FILE] [--port-file FILE].

Prints one line per site, its slug and its URL, when all of them respond.
"""

import argparse
import csv
import json
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.sites.catalog import site, slugs
from tests.sites.server import Served, serve

COLUMNS = (
    "slug",
    "name",
    "website",
    "blog_url",
    "feed_url",
    "kind",
    "city",
    "state",
    "country",
    "latitude",
    "longitude",
    "note",
)


def main() -> None:
    """Starts the sites, says where they are, and waits."""
    asked = _arguments()
    with ExitStack() as stack:
        served = [stack.enter_context(serve(site(slug))) for slug in slugs()]
        if asked.csv:
            write_clinics(asked.csv, served)
        if asked.port_file:
            _write_addresses(asked.port_file, served)
        for one in served:
            print(one.site.slug, f"{one.url}/", flush=True)
        threading.Event().wait()


def write_clinics(file: Path, served: Sequence[Served]) -> None:
    """Writes a clinics.csv whose websites are the URLs that are served."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, COLUMNS, restval="")
        writer.writeheader()
        for one in served:
            writer.writerow({"slug": one.site.slug, "website": f"{one.url}/", **one.site.clinic})


def _write_addresses(file: Path, served: Sequence[Served]) -> None:
    """Writes slug and URL as JSON; the file appears whole or not at all."""
    half = file.with_name(f"{file.name}.part")
    half.write_text(json.dumps({one.site.slug: f"{one.url}/" for one in served}), "utf-8")
    half.replace(file)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.sites", description=__doc__)
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write a clinics.csv here")
    parser.add_argument("--port-file", type=Path, metavar="FILE", help="write the addresses here")
    return parser.parse_args()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
