"""Reading beside bare trafilatura on the same pages: CPU per page, and what a second worker adds.

    python -m benchmarks.extraction [--pages N] [--rounds N]

Pages: the shared corpus where it is present, else those of the imitation sites. Both readers see
each page in one process, one after the other and in changing order; of each page and reader the
fastest round counts. What a reader pays once per process is paid before.
"""

import argparse
import logging
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from statistics import mean, median, quantiles

import trafilatura

from benchmarks.pages import CORPUS, corpus_pages, page_of, site_pages
from pipelines.archive.warc import Archive
from pipelines.enrich.vocabulary_files import vocabulary_files
from pipelines.extract import extract
from pipelines.items.settled import Job
from pipelines.jobs.worker_pool import Workers
from scrapers.items import Page
from scrapers.state.timestamps import format_timestamp

Reader = Callable[[Page], object]
FREE_TEXT_DATE = b"<html><body><h1>A note</h1><p class='date'>3rd of May, 2021</p></body></html>"
"""The first such date that reaches dateparser costs trafilatura 1.4 s (measured)."""
SAMPLES = 1_000
COLUMNS = "{:24} {:>10} {:>12} {:>8}"


def main() -> None:
    """Measure and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, help="only every so many, N in all")
    parser.add_argument("--rounds", type=int, default=3, help="how often each page is read")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    named = corpus_pages() if CORPUS.is_dir() else site_pages()
    pages = some([page for _, page in named], options.pages)
    source = "the corpus" if CORPUS.is_dir() else "the imitation sites"
    print(f"{len(pages)} pages of {source}, load of the machine {os.getloadavg()[0]:.1f}\n")
    print_costs(costs(pages, options.rounds))
    print_rates(pages, options.rounds)


# -- pages ------------------------------------------------------------------------------------


def some(pages: Sequence[Page], count: int | None) -> Sequence[Page]:
    """Pages from all over the list."""
    return pages[:: max(1, len(pages) // count)][:count] if count else pages


# -- one process ------------------------------------------------------------------------------


def bare(page: Page) -> object:
    """Trafilatura alone with its metadata, comments off."""
    return trafilatura.bare_extraction(page.body, include_comments=False, with_metadata=True)


READERS: dict[str, Reader] = {"dripfeed": extract, "trafilatura": bare}


def costs(pages: Sequence[Page], rounds: int) -> list[dict[str, float]]:
    """CPU milliseconds of each reader on each page, the fastest of its rounds."""
    for page in (page_of("https://example.org/blog/a-note", FREE_TEXT_DATE), *pages[:10]):
        for read in READERS.values():
            read(page)
    return [cost(page, rounds) for page in pages]


def cost(page: Page, rounds: int) -> dict[str, float]:
    """CPU milliseconds of each extractor on one page; their order changes with each round."""
    names = list(READERS)
    best = dict.fromkeys(names, float("inf"))
    for _ in range(rounds):
        names.reverse()
        for name in names:
            start = time.process_time()
            READERS[name](page)
            best[name] = min(best[name], (time.process_time() - start) * 1000)
    return best


def print_costs(costs: Sequence[dict[str, float]]) -> None:
    """Print milliseconds per page, and the ratio with its spread."""
    print(COLUMNS.format("one process", "mean ms", "median ms", "pages/s"))
    for name in READERS:
        spent = [page_cost[name] for page_cost in costs]
        row = f"{mean(spent):.1f}", f"{median(spent):.1f}", f"{1000 / mean(spent):.1f}"
        print(COLUMNS.format(name, *row))
    low, high = interval(costs)
    lower, middle, upper = quantiles([ratio([page_cost]) for page_cost in costs], n=4)
    print(f"ratio of all CPU {ratio(costs):.3f} (95 % of resamples {low:.3f} to {high:.3f});")
    print(f"page by page median {middle:.3f}, half of them {lower:.3f} to {upper:.3f}\n")


def ratio(costs: Sequence[dict[str, float]]) -> float:
    """Our CPU time relative to trafilatura's."""
    return sum(page_cost["dripfeed"] for page_cost in costs) / sum(
        page_cost["trafilatura"] for page_cost in costs
    )


def interval(costs: Sequence[dict[str, float]]) -> tuple[float, float]:
    """The bootstrap interval of the ratio: 95 % of samples drawn with replacement."""
    random = Random(7)
    drawn = sorted(ratio(random.choices(costs, k=len(costs))) for _ in range(SAMPLES))
    return drawn[SAMPLES // 40], drawn[-SAMPLES // 40]


# -- workers ----------------------------------------------------------------------------------


def print_rates(pages: Sequence[Page], rounds: int) -> None:
    """Print pages per second of one and of two workers: the fastest of rounds in turn."""
    best = {1: 0.0, 2: 0.0}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        jobs = archived(folder, pages)
        for _ in range(rounds):
            best = {count: max(was, rate(folder, jobs, count)) for count, was in best.items()}
    print(COLUMNS.format("workers", "", "", "pages/s"))
    for count, value in best.items():
        print(COLUMNS.format(count, "", "", f"{value:.1f}"))
    print(f"two over one {best[2] / best[1]:.2f}")


def archived(folder: Path, pages: Sequence[Page]) -> list[Job]:
    """Put the pages into an archive, as a crawl does."""
    archive = Archive(folder)
    jobs = [
        Job(
            url=page.url,
            clinic=page.clinic,
            location=archive.put(page.url, 200, [], page.body, page.fetched_at),
            fetched_at=format_timestamp(page.fetched_at),
            platform=page.platform,
            refs=(),
        )
        for page in pages
    ]
    archive.close()
    return jobs


def rate(folder: Path, jobs: Sequence[Job], count: int) -> float:
    """Pages per second of so many workers that have read some pages before."""
    workers = Workers(folder / "none.db", folder, vocabulary_files(), count=count)
    try:
        read_all(workers, jobs[: 20 * count])
        start = time.perf_counter()
        read_all(workers, jobs)
        return len(jobs) / (time.perf_counter() - start)
    finally:
        workers.stop()


def read_all(workers: Workers, jobs: Sequence[Job]) -> None:
    """Let the workers read the pages, and wait for them."""
    for work in [workers.read(job) for job in jobs]:
        work.result()


if __name__ == "__main__":
    main()
