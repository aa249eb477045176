"""The demo's clinics as sites that can be served."""

from importlib import import_module

from tests.sites.content import CLINICS, load
from tests.sites.server import Site


def slugs() -> list[str]:
    """Slugs of all demo clinics, in the order of the alphabet."""
    return sorted(folder.parent.name for folder in CLINICS.glob("*/clinic.yaml"))


def site(slug: str) -> Site:
    """The site of one demo clinic; raises FileNotFoundError for an unknown slug."""
    clinic = load(slug)
    platform = import_module(f"tests.sites.platforms.{clinic.platform}")
    return Site(
        slug=slug,
        clinic=clinic.row,
        answer=platform.build(clinic),
        gzip=bool(clinic.extra.get("gzip")),
    )
