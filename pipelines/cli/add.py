"""`dripfeed add`: look at a site, then add its row to the file of clinics."""

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
    help="The file that gets the row; it is begun where there is none.",
)
@click.option("--slug", help="Key of the clinic.  [default: from the host]")
@click.option("--name", help="Name of the clinic.")
@click.option("--blog-url", help="The page that lists its posts, where it is hard to find.")
@click.option("--yes", is_flag=True, help="Add the row without asking.")
@click.option("--allow-private", is_flag=True, help="Permit loopback and private addresses.")
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
    """Show what a crawl of the site at URL would find, and add its row to the file of clinics.

    Prints what robots.txt says, the site builder and its sign, how many addresses each route
    lists and the newest posts, then asks. It reads a handful of pages as politely as a crawl,
    keeps none of them, and changes nothing but the file. With --json it does not ask: the row is
    added with --yes only.
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
        click.echo(f"Looking at {clinic.website}; politely, so this takes a minute.", err=True)
    found = probe(clinic, settings)
    if not as_json:
        _print(found)
    added = yes or (not as_json and _ask(clinic, found, clinics_path))
    if added:
        append_clinic(clinics_path, clinic)
    if as_json:
        told = {"clinic": asdict(clinic), **asdict(found), "added": added}
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
    elif added:
        click.echo(f"Added. Now run: dripfeed crawl {clinic.slug} --clinics {clinics_path}")


def _clinic(
    url: str, slug: str | None, name: str | None, blog_url: str | None, path: Path
) -> "Clinic":
    """The row to be added.

    Raises: ClinicsError if a value cannot stand in it, or the file has the site or slug already.
    """
    from pipelines.jobs.probe_site import suggested_slug
    from scrapers.clinics import read_clinics
    from scrapers.clinics.rows import find_problems, to_cells
    from scrapers.errors import ClinicsError
    from scrapers.items import Clinic

    known = read_clinics(path).clinics if path.exists() else ()
    website = url if "://" in url else f"https://{url}"
    clinic = Clinic(slug=slug or "clinic", website=website, name=name, blog_url=blog_url)
    if found := list(find_problems(to_cells(clinic))):
        raise ClinicsError("\n".join(str(problem) for problem in found))
    _refuse_known(clinic, slug, known, path)
    key = slug or suggested_slug(website, [each.slug for each in known])
    return Clinic(slug=key, website=website, name=name, blog_url=blog_url)


def _refuse_known(
    clinic: "Clinic", slug: str | None, known: "Sequence[Clinic]", path: Path
) -> None:
    from scrapers.errors import ClinicsError
    from scrapers.urls import identity

    for each in known:
        if identity(each.website) == identity(clinic.website):
            raise ClinicsError(f"{clinic.website} is in {path} already, as {each.slug}")
        if each.slug == slug:
            raise ClinicsError(f"{path} has a clinic {slug} already: {each.website}")


def _print(found: "Probe") -> None:
    from pipelines.reports.inventory import routes_in_words

    for host, verdict in found.robots.items():
        click.echo(f"robots    {host}: {verdict}")
    sign = f" ({found.platform_sign})" if found.platform_sign else ""
    click.echo(f"platform  {found.platform or 'unknown'}{sign}")
    click.echo(f"lists     {routes_in_words(found.routes)}")
    for post in found.posts:
        day, title = post["published_on"] or "undated", post["title"] or "untitled"
        click.echo(f"post      {day:<10}  {title}")
        click.echo(f"          {post['url']}")
    if found.next_step:
        click.secho(f"No posts were found: {found.next_step}, or give --blog-url", bold=True)


def _ask(clinic: "Clinic", found: "Probe", path: Path) -> bool:
    named = f" ({clinic.name})" if clinic.name else ""
    question = f"Add {clinic.slug}{named} to {path}?"
    return click.confirm(question, default=bool(found.posts))
