"""Kills near-duplicate detection at random moments, and compares its file with an unbroken run's.

python -m benchmarks.copies_kills [POSTS] [KILLS] [SEED]
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from random import Random

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]  # pysqlite3 if installed

from tests.pipelines.examples.copied_posts import FOLLOWING

START_SECONDS = 0.7
"""Start-up time of a process before its first post."""
PROJECT = Path(__file__).parents[1]


def main(posts: int = 6_000, kills: int = 20, seed: int = 7) -> None:
    """Print the state after each kill, and whether the final file equals the unbroken one."""
    with tempfile.TemporaryDirectory() as folder:
        unbroken, broken = Path(folder) / "unbroken.db", Path(folder) / "broken.db"
        seconds = finished(unbroken, posts)
        for number, post_count in enumerate(killed(broken, posts, kills, seed, seconds), start=1):
            sys.stdout.write(
                f"kill {number}: {post_count} posts stored, integrity {integrity(broken)}\n"
            )
        finished(broken, posts)
        is_equal = digest(unbroken) == digest(broken)
        sys.stdout.write(f"finished; equal to an unbroken run: {'yes' if is_equal else 'NO'}\n")


def killed(path: Path, posts: int, kills: int, seed: int, seconds: float) -> Iterator[int]:
    """Start or continue the loading and kill it, `kills` times; yield the number of posts stored.

    seconds: how long an unbroken run takes.
    """
    random = Random(seed)
    for _ in range(kills):
        loading = subprocess.Popen(command(path, posts), cwd=PROJECT)
        time.sleep(START_SECONDS + random.uniform(0, 2 * seconds / kills))
        loading.kill()
        loading.wait()
        yield stored(path)


def finished(path: Path, posts: int) -> float:
    """Load what is missing; return the seconds that it took."""
    start = time.monotonic()
    subprocess.run(command(path, posts), cwd=PROJECT, check=True)
    return time.monotonic() - start


def command(path: Path, posts: int) -> list[str]:
    """The command that loads what a file lacks of a corpus."""
    return [sys.executable, "-m", "benchmarks.copies_loading", str(path), str(posts)]


def stored(path: Path) -> int:
    """How many posts the file has; 0 if it has no tables yet."""
    if not path.is_file():
        return 0
    db = sqlite3.connect(path)
    try:
        return int(db.execute("SELECT count(*) FROM posts").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        db.close()


def integrity(path: Path) -> str:
    """The result of SQLite's integrity check."""
    db = sqlite3.connect(path)
    result = str(db.execute("PRAGMA integrity_check").fetchone()[0])
    db.close()
    return result


def digest(path: Path) -> list[str]:
    """Hashes of all tables that are derived from the posts."""
    db = sqlite3.connect(path)
    try:
        rows = (db.execute(sql).fetchall() for sql in FOLLOWING.values())
        return [sha256(repr(table_rows).encode()).hexdigest() for table_rows in rows]
    finally:
        db.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
