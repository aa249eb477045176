"""Runs the same code in several processes, as a crawl and a later run over its archive do."""

import os
import subprocess
import sys
from pathlib import Path

SEEDS = (0, 1, 2, 3)
"""Seeds of Python's hashes. Source: https://docs.python.org/3/using/cmdline.html#envvar-PYTHONHASHSEED"""


def printed_under_seeds(module: str, function: str) -> set[str]:
    """What a function of a test module returns, as text, in a process for each seed."""
    program = f"from {module} import {function}; print({function}())"
    return {_printed(program, seed) for seed in SEEDS}


def _printed(program: str, seed: int) -> str:
    finished = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    return finished.stdout.strip()
