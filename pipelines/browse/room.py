"""Datasette set up as the reading room: the folder `data/` and one database."""

from pathlib import Path
from typing import Any

import pipelines
from scrapers.errors import StoreError

DATABASE = "dripfeed"
"""Name of the database in every address, whatever its file is called."""

FOLDER = Path(pipelines.__file__).parents[1] / "data"


def reading_room(path: Path | str, *, public: bool = False, full_text: bool = False) -> Any:
    """A `datasette.app.Datasette` on the pages of `data/` and the database at that path.

    public: safe to be reached by everybody; see `browse.public`. full_text: whether a public room
    lets whole texts be downloaded.
    Raises: StoreError if the folder `data/` is missing, as it is in an installed wheel.
    """
    from datasette.app import Datasette
    from datasette.database import Database

    if not (FOLDER / "metadata.yaml").is_file():
        raise StoreError(
            f"the reading room's pages are missing: there is no {FOLDER / 'metadata.yaml'}; "
            "run dripfeed from a checkout of the project"
        )
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

    return {
        "metadata": parse_metadata((FOLDER / "metadata.yaml").read_text(encoding="utf-8")),
        "settings": json.loads((FOLDER / "settings.json").read_text(encoding="utf-8")),
        "template_dir": str(FOLDER / "templates"),
        "plugins_dir": str(FOLDER / "plugins"),
        "static_mounts": [("static", str(FOLDER / "static"))],
    }


def _close_doors(configuration: dict[str, Any], *, full_text: bool) -> None:
    from pipelines.browse.public import PUBLIC_SETTINGS, metadata_for_public

    configuration["settings"] |= PUBLIC_SETTINGS
    metadata_for_public(configuration["metadata"], full_text=full_text)
