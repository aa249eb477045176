"""Datasette set up as the reading room: the folder `data/` and one database."""

from pathlib import Path
from typing import Any

from pipelines import data_folder

DATABASE = "dripfeed"
"""Name of the database in every address, whatever its file is called."""


def datasette_app(path: Path | str, *, public: bool = False, full_text: bool = False) -> Any:
    """A `datasette.app.Datasette` on the pages of `data/` and the database at that path.

    public: safe to be reached by everybody; see `browse.public`. full_text: whether a public room
    lets whole texts be downloaded.
    Raises: DripfeedError if the folder `data/` is missing.
    """
    from datasette.app import Datasette
    from datasette.database import Database

    configuration = _configuration()
    if public:
        _close_doors(configuration, full_text=full_text)
    room = Datasette([], **configuration)
    room.remove_database("_memory")
    room.add_database(Database(room, path=str(path)), name=DATABASE)
    return room


def _configuration() -> dict[str, Any]:
    """What `datasette data/` would read from the folder, without its databases."""
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


def _close_doors(configuration: dict[str, Any], *, full_text: bool) -> None:
    from pipelines.browse.public import PUBLIC_SETTINGS, metadata_for_public

    configuration["settings"] |= PUBLIC_SETTINGS
    metadata_for_public(configuration["metadata"], full_text=full_text)
