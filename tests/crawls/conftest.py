"""What the tests of whole crawls have in common."""

import pytest

from tests.crawls.site_crawls import SiteCrawls, shared_folder, shared_site_crawls


@pytest.fixture(scope="session")
def site_crawls(tmp_path_factory: pytest.TempPathFactory) -> SiteCrawls:
    """Two crawls of all imitation sites; a test that changes one takes a copy."""
    return shared_site_crawls(shared_folder(tmp_path_factory))
