"""A settled clinic survives the spool file unchanged, post by post."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given

from pipelines.items import Post
from pipelines.items.settled import History
from pipelines.settle import settle
from pipelines.store.settled import write_spool_file
from tests.pipelines.examples.posts import URL, history, paragraph
from tests.pipelines.settle.test_settle import clinics


@given(histories=clinics())
def test_a_spool_file_has_all_that_was_settled_and_is_deleted(histories: list[History]) -> None:
    settled = settle("harbor", histories)
    with tempfile.TemporaryDirectory() as folder:
        spool_file = write_spool_file(settled, Path(folder))
        assert spool_file.urls == settled.urls
        assert (tuple(spool_file.posts), spool_file.aliases) == (settled.posts, settled.aliases)
        assert list(Path(folder).iterdir()) == []


def test_a_spool_file_yields_one_post_at_a_time(tmp_path: Path) -> None:
    settled = settle("harbor", [history(paragraph("Words."), url=f"{URL}-{n}") for n in "ab"])
    posts: Iterator[Post] = write_spool_file(settled, tmp_path).posts
    assert next(posts).url == f"{URL}-a"
    assert next(posts).url == f"{URL}-b"
