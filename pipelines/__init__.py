"""The data: everything that can be repeated without the network.

This module says where the files are that come with dripfeed and are not code.

A checkout has them in `data/` and `tests/sites/`. The wheel carries both inside the package, as
`[tool.hatch.build.targets.wheel]` in pyproject.toml maps them.
"""

from pathlib import Path

from scrapers.errors import DripfeedError

PACKAGE = Path(__file__).parent


def data_folder() -> Path:
    """The folder of Datasette's configuration and of the vocabulary.

    Raises: DripfeedError where it is missing.
    """
    return _folder_with("metadata.yaml", PACKAGE / "data", PACKAGE.parent / "data")


def demo_folder() -> Path:
    """The folder from which `python -m tests.sites` serves the imitation clinics.

    Raises: DripfeedError where it is missing.
    """
    return _folder_with("tests/sites/__main__.py", PACKAGE / "demo", PACKAGE.parent)


def _folder_with(file: str, in_wheel: Path, in_checkout: Path) -> Path:
    for folder in (in_wheel, in_checkout):
        if (folder / file).is_file():
            return folder
    raise DripfeedError(
        f"a file that comes with dripfeed is missing, {in_wheel / file}: install dripfeed again"
    )
