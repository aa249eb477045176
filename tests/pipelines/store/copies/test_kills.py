"""However often the comparison is killed, it ends as if it had not been."""

from pathlib import Path

from benchmarks.copies_kills import digest, finished, integrity, killed, stored

POSTS = 600
KILLS = 4


def test_a_comparison_that_was_killed_equals_an_unbroken_one(tmp_path: Path) -> None:
    unbroken, broken = tmp_path / "unbroken.db", tmp_path / "broken.db"
    seconds = finished(unbroken, POSTS)
    left = list(killed(broken, POSTS, kills=KILLS, seed=7, seconds=seconds))
    assert integrity(broken) == "ok"
    finished(broken, POSTS)
    assert sorted(left) == left
    assert stored(broken) == POSTS
    assert digest(broken) == digest(unbroken)
