"""Kills a crawl of 500 imitation pages twenty times at random points, and prints its state.

python benchmarks/kills.py [POSTS] [KILLS] [SEED]
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from pipelines.store.database import read_database
from tests.crawls.killing import Left, finished, killed, post_paths, repeats, slow_numbered
from tests.sites.numbered import marker

HEAD = "kill  when            requests  again  posts  integrity  records whole/warcio  orphans"


def line(name: object, now: Left) -> str:
    """One row of the table."""
    records = f"{now.whole_records}/{now.warcio_records}"
    return (
        f"{name!s:<5} {now.when:<18} {now.request_count:>5}  {now.twice:>5}  {now.stored:>5}"
        f"  {now.integrity:<9}  {records:<21} {now.orphans:>7}"
    )


def main(posts: int = 500, kills: int = 20, seed: int = 7) -> None:
    """Print the table and its totals."""
    with tempfile.TemporaryDirectory() as name, slow_numbered(posts, 60_000) as served:
        folder = Path(name)
        print(f"{posts} posts, {kills} kills, seed {seed}\n{HEAD}")
        pages = 2 * posts // kills
        for number, now in enumerate(
            killed(folder, served, kills=kills, pages=pages, seed=seed), start=1
        ):
            print(line(number, now), flush=True)
        print(line("end", finished(folder, served)))
        print(total(folder, posts), f"asked {len(post_paths(served))}, again {repeats(served)}")


def total(folder: Path, posts: int) -> str:
    """How many of the posts are stored exactly once."""
    db = read_database(folder / "dripfeed.db")
    texts = "\n".join(row["text"] for row in db.query("SELECT text FROM posts"))
    db.close()
    once = sum(texts.count(marker(number)) == 1 for number in range(1, posts + 1))
    return f"{once} of {posts} posts are there once;"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
