"""`dripfeed page` explains real pages of every kind without stumbling."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines.cli.page import page

FOLDER = Path(__file__).parents[4] / "shared" / "corpus" / "html"
EVERY = 50
"""One page in so many: twenty of the corpus."""
PAGES = sorted(FOLDER.glob("*.html.gz"))[::EVERY]

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not PAGES, reason="the corpus of real pages lies beside the project, not in it"
    ),
]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_real_page_is_explained(path: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(page, [str(path), "--db", str(tmp_path / "none.db"), "--json"])
    assert result.exit_code == 0, result.output
    extraction = json.loads(result.output)
    assert extraction["verdict"], "every verdict has its signs"
    assert extraction["is_post"] == (extraction["reason"] is None)
