"""Raw responses in WARC files (ISO 28500), byte for byte: put, get, all."""

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scrapers import __version__
from scrapers.errors import StoreError
from scrapers.items import Location

FILE_BYTES = 1_000_000_000
"""Size after which a new file is begun. Source: the WARC guidelines recommend about 1 GB."""
BODY_BYTES = 32 * 1024 * 1024
"""The most that is unpacked of a record: more than a crawl keeps, so only a bomb is cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
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
        self._file: BinaryIO | None = None
        self._writer: WARCWriter | None = None

    def put(
        self,
        url: str,
        status: int,
        headers: list[tuple[str, str]],
        body: bytes,
        fetched_at: datetime,
    ) -> Location:
        """Append a response as it came from the wire, and hand it to the operating system.

        body: as sent, still packed if the headers say so.
        Raises: StoreError if the disk is full or the folder cannot be written; the file is then
        cut back to its last whole record.
        """
        writer, file = self._open_writer()
        start = file.tell()
        try:
            writer.write_record(_record(writer, url, status, headers, body, fetched_at))
            file.flush()
        except OSError as error:
            file.truncate(start)
            file.seek(start)
            raise StoreError(f"cannot write to the archive {self.folder}: {error}") from error
        return Location(file=Path(file.name).name, offset=start, length=file.tell() - start)

    def get(self, location: Location) -> Answer:
        """The response that lies at a location.

        Raises: StoreError if the file is missing or holds no response there.
        """
        try:
            with (self.folder / location.file).open("rb") as file:
                file.seek(location.offset)
                packed = file.read(location.length)
            return _answer(next(iter(ArchiveIterator(io.BytesIO(packed)))), location)
        except (OSError, StopIteration, ValueError, AttributeError) as error:
            raise StoreError(f"the archive has no response at {location}: {error!r}") from error

    def all(self) -> Iterator[Answer]:
        """Every response, file by file, oldest first; a file that was cut is read to the cut."""
        for path in sorted(self.folder.glob("*.warc.gz")):
            with path.open("rb") as file:
                records = ArchiveIterator(file)
                for record in records:
                    if record.rec_type != "response":
                        continue
                    body = record.content_stream().read(BODY_BYTES)
                    offset = records.get_record_offset()
                    length = records.get_record_length()
                    location = Location(file=path.name, offset=offset, length=length)
                    yield _answer(record, location, body)

    def close(self) -> None:
        """Finish the file that is being written."""
        if self._file is not None:
            self._file.close()
            self._file = self._writer = None

    def _open_writer(self) -> tuple[WARCWriter, BinaryIO]:
        if self._file is not None and self._file.tell() > FILE_BYTES:
            self.close()
        if self._file is None or self._writer is None:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                self._file = _new_file(self.folder)
                self._writer = WARCWriter(self._file, gzip=True)
                info = {"software": f"dripfeed/{__version__}", "format": "WARC File Format 1.0"}
                name = Path(self._file.name).name
                self._writer.write_record(self._writer.create_warcinfo_record(name, info))
            except OSError as error:
                raise StoreError(f"cannot write to the archive {self.folder}: {error}") from error
        return self._writer, self._file


def _new_file(folder: Path) -> BinaryIO:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    return (folder / f"dripfeed-{moment}-{os.getpid()}.warc.gz").open("xb")


def _record(
    writer: WARCWriter,
    url: str,
    status: int,
    headers: list[tuple[str, str]],
    body: bytes,
    fetched_at: datetime,
) -> ArcWarcRecord:
    kept = [pair for pair in headers if pair[0].lower() != "transfer-encoding"]
    http = StatusAndHeaders(f"{status} ", kept, protocol="HTTP/1.1")
    return writer.create_warc_record(
        url,
        "response",
        payload=io.BytesIO(body),
        http_headers=http,
        warc_headers_dict={"WARC-Date": fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")},
    )


def _answer(record: ArcWarcRecord, location: Location, body: bytes | None = None) -> Answer:
    headers: dict[str, str] = {}
    for name, value in record.http_headers.headers:
        key = name.lower()
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    return Answer(
        url=record.rec_headers.get_header("WARC-Target-URI"),
        status=int(record.http_headers.get_statuscode()),
        headers=headers,
        body=record.content_stream().read(BODY_BYTES) if body is None else body,
        fetched_at=datetime.fromisoformat(record.rec_headers.get_header("WARC-Date")),
        location=location,
    )
