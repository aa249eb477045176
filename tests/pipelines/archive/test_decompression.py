"""Unpacking an archived response: the bytes that the crawl saw, and nothing else changed."""

import gzip
import logging
from collections.abc import Iterator

import pytest
from scrapy.settings import Settings
from scrapy.utils.log import get_scrapy_root_handler, install_scrapy_root_handler

from pipelines.archive import warc
from pipelines.archive.warc import decompress

PACKED = [("Content-Encoding", "gzip")]


@pytest.fixture
def quiet_log() -> Iterator[logging.Handler]:
    """The log of a crawl that tells of warnings only, and no middleware made before."""
    warc._compression_middleware.cache_clear()
    install_scrapy_root_handler(Settings({"LOG_LEVEL": "WARNING"}))
    handler = get_scrapy_root_handler()
    assert handler is not None
    yield handler
    logging.root.removeHandler(handler)


def test_a_compressed_body_is_decompressed() -> None:
    assert decompress("http://clinic.example/", PACKED, gzip.compress(b"a drip")) == b"a drip"


def test_a_body_without_encoding_stays_as_it_is() -> None:
    assert decompress("http://clinic.example/", [], b"a drip") == b"a drip"


def test_a_body_that_lies_about_its_encoding_stays_as_it_is() -> None:
    assert decompress("http://clinic.example/", PACKED, b"no gzip") == b"no gzip"


def test_decompression_leaves_the_log_of_a_running_crawl_alone(quiet_log: logging.Handler) -> None:
    decompress("http://clinic.example/", PACKED, gzip.compress(b"a drip"))
    assert (get_scrapy_root_handler(), quiet_log.level) == (quiet_log, logging.WARNING)
