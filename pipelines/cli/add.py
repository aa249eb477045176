"""`dripfeed add`: look at a site and add it to the file of clinics."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.options import FILE, json_option, pair

if TYPE_CHECKING:
    from pipelines.jobs.probe_site import Probe
    from scrapers.items import Clinic


@click.command()
@click.argument("url")
@click.option(
    "--clinics",
    "clinics_path",
    type=FILE,
    default=Path("data/clinics.csv"),
    show_default=True,
    help="The file to add the clinic to; it is created if it does not exist.",
)
@click.option("--slug", help="Key of the clinic.  [default: from the host name]")
@click.option("--name", help="Name of the clinic.")
@click.option("--blog-url", help="The page that lists its posts, if dripfeed does not find it.")
@click.option("--yes", is_flag=True, help="Add the clinic without asking.")
@click.option("--allow-private", is_flag=True, help="Allow loopback and private IP addresses.")
@click.option(
    "-s", "changes", metavar="NAME=VALUE", multiple=True, help="Change a setting; may be repeated."
)
@json_option
def add(
    url: str,
    clinics_path: Path,
    slug: str | None,
    name: str | None,
    blog_url: str | None,
    yes: bool,
    allow_private: bool,
    changes: tuple[str, ...],
    as_json: bool,
) -> None:
    """Show what a crawl of the site at URL would find, and add the clinic to the file of clinics.

    Prints what robots.txt allows, the site builder and how it was detected, how many URLs each
    route lists and the newest posts, then asks whether to add the clinic. It fetches a handful of
    pages as politely as a crawl, stores none of them, and changes only the file. With --json it
    does not ask: the clinic is only added with --yes.
    """
    from pipelines.jobs.probe_site import probe
    from scrapers.clinics import append_clinic

    settings = {
        "LOG_LEVEL": "CRITICAL",
        "DRIPFEED_ALLOW_PRIVATE": allow_private,
        **dict(pair(change, "-s") for change in changes),
    }
    clinic = _clinic(url, slug, name, blog_url, clinics_path)
    if not as_json:
        click.echo(f"Looking at {clinic.website}, which takes about a minute ...", err=True)
    result = probe(clinic, settings)
    if not as_json:
        _print(result)
    added = yes or (not as_json and _confirm(clinic, result, clinics_path))
    if added:
        append_clinic(clinics_path, clinic)
    if as_json:
        output = {"clinic": asdict(clinic), **asdict(result), "added": added}
        click.echo(json.dumps(output, indent=2, ensure_ascii=False))
    elif added:
        click.echo(f"Added. Now run: dripfeed crawl {clinic.slug} --clinics {clinics_path}")


def _clinic(
    url: str, slug: str | None, name: str | None, blog_url: str | None, path: Path
) -> "Clinic":
    """The clinic to add.

    Raises: ClinicsError if a value is invalid, or the file already has the site or the slug.
    """
    from pipelines.jobs.probe_site import suggest_slug
    from scrapers.clinics import read_clinics
    from scrapers.clinics.rows import find_problems, to_cells
    from scrapers.errors import ClinicsError
    from scrapers.items import Clinic

    known = read_clinics(path).clinics if path.exists() else ()
    website = url if "://" in url else f"https://{url}"
    clinic = Clinic(slug=slug or "clinic", website=website, name=name, blog_url=blog_url)
    if invalid := list(find_problems(to_cells(clinic))):
        raise ClinicsError("\n".join(str(problem) for problem in invalid))
    _raise_if_listed(clinic, slug, known, path)
    key = slug or suggest_slug(website, [other.slug for other in known])
    return Clinic(slug=key, website=website, name=name, blog_url=blog_url)


def _raise_if_listed(
    clinic: "Clinic", slug: str | None, known: "Sequence[Clinic]", path: Path
) -> None:
    from scrapers.errors import ClinicsError
    from scrapers.urls import identity

    for other in known:
        if identity(other.website) == identity(clinic.website):
            raise ClinicsError(f"{clinic.website} is already in {path}, as {other.slug}")
        if other.slug == slug:
            raise ClinicsError(f"{path} already has a clinic {slug}: {other.website}")


def _print(result: "Probe") -> None:
    from pipelines.reports.inventory import routes_in_words

    for host, permission in result.robots.items():
        click.echo(f"robots    {host}: {permission}")
    evidence = f" ({result.platform_sign})" if result.platform_sign else ""
    click.echo(f"platform  {result.platform or 'unknown'}{evidence}")
    click.echo(f"lists     {routes_in_words(result.routes)}")
    for post in result.posts:
        day, title = post["published_on"] or "undated", post["title"] or "untitled"
        click.echo(f"post      {day:<10}  {title}")
        click.echo(f"          {post['url']}")
    if result.next_step:
        click.secho(f"No posts were found: {result.next_step}, or use --blog-url", bold=True)


def _confirm(clinic: "Clinic", result: "Probe", path: Path) -> bool:
    name = f" ({clinic.name})" if clinic.name else ""
    question = f"Add {clinic.slug}{name} to {path}?"
    return click.confirm(question, default=bool(result.posts))
