"""Raw responses in WARC files (ISO 28500), byte for byte: put, get, all.

Undoes the Content-Encoding of an archived response with the code that the crawl uses.

Both must see the same bytes: their hash says which reading belongs to which fetch. warcio's own
unpacking knows one encoding in lower case only, and fails at `br` with brotli 1.2 (measured).
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

BODY_BYTES = 32 * 1024 * 1024
"""The most that is unpacked of a response: more than a crawl keeps, so only a bomb stays packed."""


def unpack(url: str, headers: Iterable[tuple[str, str]], body: bytes) -> bytes:
    """The body unpacked; as it is where it cannot be, or would be larger than BODY_BYTES."""
    encodings = [value for name, value in headers if name.lower() == "content-encoding"]
    if not encodings:
        return body
    packed = Response(url, headers=Headers({"Content-Encoding": encodings}), body=body)
    middleware = _middleware()
    try:
        answer = middleware.process_response(Request(url), packed)
    except Exception:  # every encoding has an error of its own
        return body
    assert isinstance(answer, Response)
    return answer.body


@cache
def _middleware() -> HttpCompressionMiddleware:
    """The crawl's own, without a crawl: making a Crawler would reset the log of the running one."""
    sizes = {"DOWNLOAD_MAXSIZE": BODY_BYTES, "DOWNLOAD_WARNSIZE": BODY_BYTES}
    crawl = SimpleNamespace(settings=Settings(sizes), stats=None, signals=SignalManager())
    return HttpCompressionMiddleware(crawler=cast("Crawler", crawl))


FILE_BYTES = 1_000_000_000
"""Size after which a new file is begun. Source: the WARC guidelines recommend about 1 GB."""

DAMAGE = (EOFError, ArchiveLoadFailed, AttributeError, ValueError, TypeError)
"""What warcio ends with at a record that is cut or damaged. Source: files cut at every byte."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedResponse:
    """A response as it lies in the archive."""

    url: str
    status: int
    headers: dict[str, str]
    """Names in lower case; of a repeated header the values joined by a comma."""
    body: bytes = field(repr=False)
    """Unpacked."""
    fetched_at: datetime
    location: Location


class Archive:
    """A folder of WARC files. Each process writes files of its own; any may read all."""

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
        """Append a response as it came from the wire, and hand it to the operating system.

        headers: decoded as latin-1. body: as sent, still packed if the headers say so.
        Raises: StoreError if the disk is full or the folder cannot be written; the file is then
        cut back to its last whole record.
        """
        packed = _packed_response(url, status, headers, body, fetched_at)
        try:
            return _append(self._open_file(), packed)
        except OSError as error:
            raise StoreError(f"cannot write to the archive {self.folder}: {error}") from error

    def get(self, location: Location) -> ArchivedResponse:
        """The response that lies at a location.

        Raises: StoreError if the file is missing or holds no whole response there.
        """
        try:
            with (self.folder / location.file).open("rb") as file:
                file.seek(location.offset)
                packed = file.read(location.length)
            record = next(iter(ArchiveIterator(io.BytesIO(packed))))
            return _answer(record, _whole(record), location)
        except (OSError, StopIteration, *DAMAGE) as error:
            raise StoreError(f"the archive has no response at {location}: {error!r}") from error

    def all(self) -> Iterator[ArchivedResponse]:
        """Every response, file by file, oldest first; a file that was cut is read to the cut."""
        for path in sorted(self.folder.glob("*.warc.gz")):
            with path.open("rb") as file, suppress(*DAMAGE):
                records = ArchiveIterator(file)
                for record in records:
                    if record.rec_type == "warcinfo":
                        continue
                    raw = _whole(record)
                    at, length = records.get_record_offset(), records.get_record_length()
                    location = Location(file=path.name, offset=at, length=length)
                    yield _answer(record, raw, location)

    def close(self) -> None:
        """Finish the file that is being written."""
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
            _append(self._file, _packed_info(Path(self._file.name).name))
        return self._file


class WireHeaders(StatusAndHeaders):  # type: ignore[misc]
    """Headers that are written as they came; warcio itself fails at a name that is not ASCII."""

    def to_ascii_bytes(self, header_filter: Any = None) -> bytes:
        """Status line and headers, byte for byte."""
        return cast("bytes", self.to_bytes(header_filter, "latin-1"))


def _new_file(folder: Path) -> FileIO:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    name = f"dripfeed-{moment}-{os.getpid()}.warc.gz"
    return (folder / name).open("xb", buffering=0)  # a buffer would try again to fill a full disk


def _append(file: FileIO, packed: bytes) -> Location:
    """Write a record to the end of a file, whole or not at all."""
    start = file.tell()
    rest = memoryview(packed)
    try:
        while rest:
            rest = rest[file.write(rest) :]
    except OSError:
        file.truncate(start)
        file.seek(start)
        raise
    return Location(file=Path(file.name).name, offset=start, length=len(packed))


def _packed_info(name: str) -> bytes:
    """The record that begins a file."""
    writer = WARCWriter(io.BytesIO(), gzip=True)
    info = {"software": f"dripfeed/{__version__}", "format": "WARC File Format 1.0"}
    return _packed(writer, writer.create_warcinfo_record(name, info))


def _packed_response(
    url: str, status: int, headers: list[tuple[str, str]], body: bytes, fetched_at: datetime
) -> bytes:
    writer = WARCWriter(io.BytesIO(), gzip=True)
    kept = [pair for pair in headers if pair[0].lower() != "transfer-encoding"]
    record = writer.create_warc_record(
        url,
        "response",
        payload=io.BytesIO(body),
        length=len(body),  # else warcio copies the body to temporary files to count it
        http_headers=WireHeaders(f"{status} ", kept, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")},
    )
    return _packed(writer, record)


def _packed(writer: WARCWriter, record: ArcWarcRecord) -> bytes:
    writer.write_record(record)
    return cast("bytes", writer.out.getvalue())


def _whole(record: ArcWarcRecord) -> bytes:
    """The body of a record as it was sent.

    Raises: EOFError if the file ends before it does.
    """
    body = cast("bytes", record.raw_stream.read())
    if record.raw_stream.limit:
        raise EOFError(f"{record.raw_stream.limit} bytes are missing")
    return body


def _answer(record: ArcWarcRecord, raw: bytes, location: Location) -> ArchivedResponse:
    url = record.rec_headers.get_header("WARC-Target-URI")
    headers: dict[str, str] = {}
    for name, value in record.http_headers.headers:
        key = name.lower()
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    return ArchivedResponse(
        url=url,
        status=int(record.http_headers.get_statuscode()),
        headers=headers,
        body=unpack(url, record.http_headers.headers, raw),
        fetched_at=datetime.fromisoformat(record.rec_headers.get_header("WARC-Date")),
        location=location,
    )
