"""The demo's three clinics, served for the tests in this folder."""

from collections.abc import Iterator

import pytest

from tests.sites.catalog import site
from tests.sites.server import Served, serve


@pytest.fixture(scope="module")
def harbor() -> Iterator[Served]:
    with serve(site("harbor-infusion")) as one:
        yield one


@pytest.fixture(scope="module")
def summit() -> Iterator[Served]:
    with serve(site("summit-ketamine")) as one:
        yield one


@pytest.fixture(scope="module")
def prairie() -> Iterator[Served]:
    with serve(site("prairie-drip")) as one:
        yield one
