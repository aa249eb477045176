"""A settled clinic comes out of a worker as it was, post by post."""

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


@given(told=clinics())
def test_a_parcel_holds_what_was_settled_and_leaves_no_file(told: list[History]) -> None:
    settled = settle("harbor", told)
    with tempfile.TemporaryDirectory() as folder:
        parcel = write_spool_file(settled, Path(folder))
        assert parcel.urls == settled.urls
        assert (tuple(parcel.posts), parcel.aliases) == (settled.posts, settled.aliases)
        assert list(Path(folder).iterdir()) == []


def test_a_parcel_gives_one_post_at_a_time(tmp_path: Path) -> None:
    settled = settle("harbor", [history(paragraph("Words."), url=f"{URL}-{n}") for n in "ab"])
    posts: Iterator[Post] = write_spool_file(settled, tmp_path).posts
    assert next(posts).url == f"{URL}-a"
    assert next(posts).url == f"{URL}-b"
