"""What surrounds a crawl: its settings, its lock, and the code that it ends with."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.jobs.crawl import crawl_settings, exclusive_lock, exit_code
from scrapers.codes.end_states import EndState
from scrapers.errors import StoreError
from scrapers.items import Clinic

CLINICS = [Clinic(slug=slug, website=f"https://{slug}.example/") for slug in ("a", "b")]


@pytest.mark.parametrize("state", EndState)
def test_a_failed_clinic_makes_the_code_3(state: EndState) -> None:
    ends = {"a": EndState.DONE, "b": state}
    assert exit_code(CLINICS, ends) == (3 if state.has_failed else 0)


def test_a_clinic_whose_visit_was_cut_short_is_no_failure() -> None:
    assert exit_code(CLINICS, {"a": EndState.DONE}) == 0


def test_settings_are_the_project_s_with_some_changed() -> None:
    settings = crawl_settings({"DOWNLOAD_DELAY": "0", "DRIPFEED_LIMIT": 3})
    assert settings["BOT_NAME"] == "dripfeed"
    assert settings.getfloat("DOWNLOAD_DELAY") == 0
    assert settings.getint("DRIPFEED_LIMIT") == 3
    assert settings.getbool("ROBOTSTXT_OBEY")


HOLD = """
import sys
from pathlib import Path
from pipelines.jobs.crawl import exclusive_lock
with exclusive_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_told_to_wait_and_a_killed_one_frees_the_database(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.db"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match="another crawl or extraction is writing"):
            exclusive_lock(path).__enter__()
        holder.kill()
    with exclusive_lock(path):
        pass


def test_the_database_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), exclusive_lock(tmp_path / "a.db"):
        _ = 1 / 0
    with exclusive_lock(tmp_path / "a.db"):
        pass


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    with exclusive_lock(tmp_path / "new" / "a.db"):
        assert (tmp_path / "new").is_dir()


def test_a_folder_that_cannot_be_made_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="--db"):
        exclusive_lock(tmp_path / "file" / "a.db").__enter__()
