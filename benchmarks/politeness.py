"""Prints what politeness costs: requests of two runs in a row, and pages per second.

Run as `python -m benchmarks.politeness`; the sites are imitations on this machine. With `--quick`
the crawls with the default delay of a second are left out.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

from tests.crawling import crawl, crawl_command, finished, run, write_clinics
from tests.sites.catalog import site, slugs
from tests.sites.numbered import numbered_site
from tests.sites.server import Request, Response, Served, Site, serve

RECORDED = Path(__file__).resolve().parents[2] / "shared" / "sites" / "wordpress"
HOSTS = (1, 10, 50)
POSTS = {"no delay": 40, "defaults": 8}
"""Of each host; with a second between two requests few are enough to see the rate."""
DEFAULTS = ("-s", "DOWNLOAD_DELAY=1", "-s", "AUTOTHROTTLE_ENABLED=True")


def main() -> None:
    """Measure and print both tables."""
    print_row("site", "first run", "second run", "of them 304", "posts")
    for row in requests_of():
        print_row(*row)
    print_row("")
    print_row("pace", "hosts", "pages", "seconds", "pages/s")
    for pace in ["no delay"] if "--quick" in sys.argv else POSTS:
        for hosts in HOSTS:
            print_row(*rate(pace, hosts))


def requests_of() -> Iterable[tuple[object, ...]]:
    """The requests of a first and a second run on sites that do not change."""
    for slug in slugs():
        yield two_runs(site(slug))
    if RECORDED.is_dir():
        yield two_runs(recorded())


def two_runs(clinic_site: Site) -> tuple[object, ...]:
    """Name, requests of both runs, how many of the second were confirmed by 304, posts stored."""
    with serve(clinic_site) as served, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_clinics(folder / "clinics.csv", [row_of(served)])
        run(crawl_command(folder))
        first = len(served.requests)
        done = finished(folder, run(crawl_command(folder)))
        second = [request.status for request in served.requests[first:]]
        posts = done.column("SELECT count(*) FROM posts")[0]
        return clinic_site.slug, first, len(second), second.count(304), posts


def rate(pace: str, hosts: int) -> tuple[object, ...]:
    """Pace, hosts, pages, seconds and pages per second of one crawl."""
    clinic_site = numbered_site(posts=POSTS[pace])
    with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        served = [stack.enter_context(serve(clinic_site)) for _ in range(hosts)]
        rows = [row_of(server, f"clinic-{number}") for number, server in enumerate(served)]
        options = DEFAULTS if pace == "defaults" else ()
        begun = time.monotonic()
        done = crawl(Path(folder), rows, *options, seconds=1_800)
        seconds = time.monotonic() - begun
        pages = done.column("SELECT count(*) FROM pages WHERE state = 'post'")[0]
    return pace, hosts, pages, f"{seconds:.1f}", f"{pages / seconds:.1f}"


def row_of(served: Served, slug: str | None = None) -> Mapping[str, str]:
    """The row of clinics.csv of a served site."""
    return {"slug": slug or served.site.slug, "website": served.url, **served.site.clinic}


def recorded() -> Site:
    """A real WordPress as it was recorded."""
    index = json.loads((RECORDED / "index.json").read_text(encoding="utf-8"))
    base = index["base"].encode()

    def respond(request: Request) -> Response:
        path = request.path + (f"?{urlencode(request.query)}" if request.query else "")
        entry = index["responses"].get(path)
        if entry is None:
            return Response(404, {"Content-Type": "text/plain"}, b"not recorded\n")
        here = request.base_url.encode()
        body = (RECORDED / "files" / entry["file"]).read_bytes().replace(base, here)
        body = body.replace(base.replace(b"/", rb"\/"), here.replace(b"/", rb"\/"))
        told = entry["headers"].items()
        headers = {name: value.replace(index["base"], request.base_url) for name, value in told}
        return Response(entry["status"], headers, body)

    return Site(slug="recorded-wordpress", clinic={}, respond=respond)


def print_row(*cells: object) -> None:
    """Print a row of a table."""
    first, *rest = map(str, cells)
    sys.stdout.write(first.ljust(22) + "".join(cell.rjust(14) for cell in rest) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
