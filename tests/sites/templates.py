"""The Jinja environment of a platform: its own folder of templates, strict about names."""

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.sites.inline import bare, spans


def environment(platform_file: str, **filters: Callable[..., object]) -> Environment:
    """Templates of the folder `templates` next to `platform_file`; pass `__file__`."""
    made = Environment(
        loader=FileSystemLoader(Path(platform_file).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"spans": spans, "bare": bare, **filters}
    return made
