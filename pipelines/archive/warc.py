"""Archive of raw responses in WARC files (ISO 28500), byte for byte.

Content-Encoding is decoded by the code that the crawl uses, because both must see the same bytes:
their hash says which reading belongs to which fetch. warcio itself decodes a single encoding in
lower case only, and fails at `br` with brotli 1.2 (measured).
"""

import io
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from io import FileIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Headers, Response
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scrapers import __version__
from scrapers.errors import StoreError
from scrapers.items import Location

FILE_BYTES = 1_000_000_000
"""Size after which a new file begins. Source: the WARC guidelines recommend about 1 GB."""

DAMAGE_ERRORS = (EOFError, ArchiveLoadFailed, AttributeError, ValueError, TypeError)
"""Errors of warcio at a truncated or damaged record. Source: files cut at every byte."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedResponse:
    """A response in the archive."""

    url: str
    status: int
    headers: dict[str, str]
    """Names in lower case; the values of a repeated header are joined by a comma."""
    body: bytes = field(repr=False)
    """Decompressed."""
    fetched_at: datetime
    location: Location


class Archive:
    """A folder of WARC files. Each process writes its own files; every process can read all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file: FileIO | None = None

    def put(
        self,
        url: str,
        status: int,
        headers: list[tuple[str, str]],
        body: bytes,
        fetched_at: datetime,
    ) -> Location:
        """Append a response as it came from the wire, unbuffered.

        headers: decoded as latin-1. body: as sent, still compressed if the headers say so.
        Raises: StoreError if the disk is full or the folder cannot be written; the file is then
        truncated to its last complete record.
        """
        record = _response_record(url, status, headers, body, fetched_at)
        try:
            return _append(self._open_file(), record)
        except OSError as error:
            raise StoreError(f"cannot write to the archive {self.folder}: {error}") from error

    def get(self, location: Location) -> ArchivedResponse:
        """Return the response at a location.

        Raises: StoreError if the file is missing or has no complete response there.
        """
        try:
            with (self.folder / location.file).open("rb") as file:
                file.seek(location.offset)
                compressed = file.read(location.length)
            record = next(iter(ArchiveIterator(io.BytesIO(compressed))))
            return _archived_response(record, _complete_body(record), location)
        except (OSError, StopIteration, *DAMAGE_ERRORS) as error:
            raise StoreError(f"the archive has no response at {location}: {error!r}") from error

    def all(self) -> Iterator[ArchivedResponse]:
        """Yield all responses, file by file, oldest first; a truncated file is read to its end."""
        for path in sorted(self.folder.glob("*.warc.gz")):
            with path.open("rb") as file, suppress(*DAMAGE_ERRORS):
                records = ArchiveIterator(file)
                for record in records:
                    if record.rec_type == "warcinfo":
                        continue
                    raw_body = _complete_body(record)
                    offset, length = records.get_record_offset(), records.get_record_length()
                    location = Location(file=path.name, offset=offset, length=length)
                    yield _archived_response(record, raw_body, location)

    def close(self) -> None:
        """Close the file that is being written."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _open_file(self) -> FileIO:
        if self._file is not None and self._file.tell() > FILE_BYTES:
            self.close()
        if self._file is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._file = _new_file(self.folder)
        if self._file.tell() == 0:
            _append(self._file, _info_record(Path(self._file.name).name))
        return self._file


class WireHeaders(StatusAndHeaders):  # type: ignore[misc]
    """Headers written byte for byte; warcio itself fails at a name that is not ASCII."""

    def to_ascii_bytes(self, header_filter: Any = None) -> bytes:
        """Status line and headers, byte for byte."""
        return cast("bytes", self.to_bytes(header_filter, "latin-1"))


def _new_file(folder: Path) -> FileIO:
    timestamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    name = f"dripfeed-{timestamp}-{os.getpid()}.warc.gz"
    return (folder / name).open("xb", buffering=0)  # a buffer would retry on a full disk


def _append(file: FileIO, record: bytes) -> Location:
    """Write a record to the end of a file, completely or not at all."""
    start = file.tell()
    unwritten = memoryview(record)
    try:
        while unwritten:
            unwritten = unwritten[file.write(unwritten) :]
    except OSError:
        file.truncate(start)
        file.seek(start)
        raise
    return Location(file=Path(file.name).name, offset=start, length=len(record))


def _info_record(name: str) -> bytes:
    """Return the record at the start of a file."""
    writer = WARCWriter(io.BytesIO(), gzip=True)
    info = {"software": f"dripfeed/{__version__}", "format": "WARC File Format 1.0"}
    return _serialized(writer, writer.create_warcinfo_record(name, info))


def _response_record(
    url: str, status: int, headers: list[tuple[str, str]], body: bytes, fetched_at: datetime
) -> bytes:
    writer = WARCWriter(io.BytesIO(), gzip=True)
    stored_headers = [pair for pair in headers if pair[0].lower() != "transfer-encoding"]
    record = writer.create_warc_record(
        url,
        "response",
        payload=io.BytesIO(body),
        length=len(body),  # else warcio copies the body to temporary files to count it
        http_headers=WireHeaders(f"{status} ", stored_headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")},
    )
    return _serialized(writer, record)


def _serialized(writer: WARCWriter, record: ArcWarcRecord) -> bytes:
    writer.write_record(record)
    return cast("bytes", writer.out.getvalue())


def _complete_body(record: ArcWarcRecord) -> bytes:
    """Return the body of a record as it was sent.

    Raises: EOFError if the file ends before the body does.
    """
    body = cast("bytes", record.raw_stream.read())
    if record.raw_stream.limit:
        raise EOFError(f"{record.raw_stream.limit} bytes are missing")
    return body


def _archived_response(
    record: ArcWarcRecord, raw_body: bytes, location: Location
) -> ArchivedResponse:
    url = record.rec_headers.get_header("WARC-Target-URI")
    headers: dict[str, str] = {}
    for name, value in record.http_headers.headers:
        key = name.lower()
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    return ArchivedResponse(
        url=url,
        status=int(record.http_headers.get_statuscode()),
        headers=headers,
        body=decompress(url, record.http_headers.headers, raw_body),
        fetched_at=datetime.fromisoformat(record.rec_headers.get_header("WARC-Date")),
        location=location,
    )


MAX_BODY_BYTES = 32 * 1024 * 1024
"""The largest body that is decompressed: more than a crawl keeps, so only a decompression bomb
stays compressed."""


def decompress(url: str, headers: Iterable[tuple[str, str]], body: bytes) -> bytes:
    """Return the body decompressed; unchanged on an error or if it exceeds MAX_BODY_BYTES."""
    encodings = [value for name, value in headers if name.lower() == "content-encoding"]
    if not encodings:
        return body
    compressed = Response(url, headers=Headers({"Content-Encoding": encodings}), body=body)
    middleware = _compression_middleware()
    try:
        response = middleware.process_response(Request(url), compressed)
    except Exception:  # every encoding has its own error
        return body
    assert isinstance(response, Response)
    return response.body


@cache
def _compression_middleware() -> HttpCompressionMiddleware:
    """Return Scrapy's middleware without a crawl: a second Crawler would reset the running log."""
    sizes = {"DOWNLOAD_MAXSIZE": MAX_BODY_BYTES, "DOWNLOAD_WARNSIZE": MAX_BODY_BYTES}
    crawler = SimpleNamespace(settings=Settings(sizes), stats=None, signals=SignalManager())
    return HttpCompressionMiddleware(crawler=cast("Crawler", crawler))
