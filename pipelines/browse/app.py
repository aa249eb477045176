"""Datasette with the configuration in `data/` and one database."""

from pathlib import Path
from typing import Any

from pipelines import data_folder

DATABASE = "dripfeed"
"""Name of the database in every URL, whatever its file is called."""


def datasette_app(path: Path | str, *, public: bool = False, full_text: bool = False) -> Any:
    """A `datasette.app.Datasette` with dripfeed's pages and the database at that path.

    public: safe to expose to the internet; see `browse.public`. full_text: whether a public site
    lets whole texts be downloaded.
    Raises: DripfeedError if the folder `data/` is missing.
    """
    from datasette.app import Datasette
    from datasette.database import Database

    configuration = _configuration()
    if public:
        _restrict(configuration, full_text=full_text)
    datasette = Datasette([], **configuration)
    datasette.remove_database("_memory")
    datasette.add_database(Database(datasette, path=str(path)), name=DATABASE)
    return datasette


def _configuration() -> dict[str, Any]:
    """The configuration that `datasette data/` reads from the folder, without databases."""
    import json

    from datasette.utils import parse_metadata

    folder = data_folder()
    return {
        "metadata": parse_metadata((folder / "metadata.yaml").read_text(encoding="utf-8")),
        "settings": json.loads((folder / "settings.json").read_text(encoding="utf-8")),
        "template_dir": str(folder / "templates"),
        "plugins_dir": str(folder / "plugins"),
        "static_mounts": [("static", str(folder / "static"))],
    }


def _restrict(configuration: dict[str, Any], *, full_text: bool) -> None:
    from pipelines.browse.public import PUBLIC_SETTINGS, metadata_for_public

    configuration["settings"] |= PUBLIC_SETTINGS
    metadata_for_public(configuration["metadata"], full_text=full_text)
