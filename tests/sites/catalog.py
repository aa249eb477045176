"""The imitation clinics as sites that can be served."""

from importlib import import_module

from tests.sites.content import CLINICS, load
from tests.sites.server import Site


def slugs() -> list[str]:
    """Slugs of the demo's clinics, in the order of the alphabet: all without `demo: false`."""
    return [slug for slug in every_slug() if load(slug).extra.get("demo", True)]


def every_slug() -> list[str]:
    """Slugs of all imitation clinics, in the order of the alphabet: at least one per platform."""
    return sorted(folder.parent.name for folder in CLINICS.glob("*/clinic.yaml"))


def site(slug: str) -> Site:
    """The site of one imitation clinic; raises FileNotFoundError for an unknown slug."""
    clinic = load(slug)
    platform = import_module(f"tests.sites.platforms.{clinic.platform}")
    return Site(
        slug=slug,
        clinic=clinic.row,
        respond=platform.build(clinic),
        gzip=bool(clinic.extra.get("gzip")),
    )
