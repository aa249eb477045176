"""Raw responses go into WARC files and come back byte for byte, whatever happens to the disk."""

import gzip
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from pipelines.archive.warc import MAX_BODY_BYTES, Archive
from scrapers.errors import StoreError
from scrapers.items import Location

URL = "https://clinic.example/blog/a?page=2"
MOMENT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
BODY = b"<p>one drip after the other</p>" * 40_000
SMALL = b"<p>one drip</p>"


def bare_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    new_archive = Archive(tmp_path)
    yield new_archive
    new_archive.close()


def put(archive: Archive, body: bytes = SMALL, *headers: tuple[str, str]) -> Location:
    return archive.put(URL, 200, list(headers), body, MOMENT)


@pytest.mark.parametrize(
    ("encoding", "sent"),
    [
        ("gzip", gzip.compress(BODY)),
        ("x-gzip", gzip.compress(BODY)),
        ("GZIP", gzip.compress(BODY)),
        ("deflate", zlib.compress(BODY)),
        ("deflate", bare_deflate(BODY)),
        ("br", brotli.compress(BODY, quality=1)),
        ("br, gzip", gzip.compress(brotli.compress(BODY, quality=1))),
        ("identity", BODY),
    ],
)
def test_a_packed_body_comes_back_unpacked(archive: Archive, encoding: str, sent: bytes) -> None:
    at = put(archive, sent, ("Content-Encoding", encoding))
    assert archive.get(at).body == BODY
    assert [answer.body for answer in archive.all()] == [BODY]


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "made-up"])
def test_a_body_that_is_not_what_its_encoding_says_stays_as_sent(
    archive: Archive, encoding: str
) -> None:
    assert archive.get(put(archive, BODY, ("Content-Encoding", encoding))).body == BODY


def test_a_bomb_stays_packed(archive: Archive) -> None:
    bomb = brotli.compress(bytes(MAX_BODY_BYTES + 1), quality=1)
    assert archive.get(put(archive, bomb, ("Content-Encoding", "br"))).body == bomb


@pytest.mark.parametrize("body", [b"", b"\0", b"a\0b\r\n\r\nHTTP/1.1 200", bytes(range(256))])
def test_any_bytes_come_back_as_they_were(archive: Archive, body: bytes) -> None:
    assert archive.get(put(archive, body)).body == body


def test_an_answer_keeps_address_status_and_moment(archive: Archive) -> None:
    answer = archive.get(archive.put(URL, 404, [], b"", MOMENT))
    assert answer.url == URL
    assert answer.status == 404
    assert answer.fetched_at == MOMENT


def test_repeated_headers_are_joined_and_names_are_in_lower_case(archive: Archive) -> None:
    at = put(archive, SMALL, ("Link", "<a>"), ("ETag", '"x"'), ("link", "<b>"), ("Empty", ""))
    assert archive.get(at).headers == {"link": "<a>, <b>", "etag": '"x"', "empty": ""}


def test_headers_that_are_not_ascii_do_no_harm(archive: Archive) -> None:
    at = put(archive, SMALL, ("X-Größe", "5"), ("X-Place", "Zürich"))
    assert archive.get(at).headers["x-place"] == "Zürich"
    assert archive.get(at).body == SMALL


def test_a_chunked_answer_is_stored_without_its_chunks(archive: Archive) -> None:
    at = put(archive, SMALL, ("Transfer-Encoding", "chunked"))
    assert archive.get(at).body == SMALL


def test_all_gives_every_answer_with_its_location(archive: Archive) -> None:
    places = [put(archive, bytes([number])) for number in range(5)]
    assert [answer.location for answer in archive.all()] == places
    assert [answer.body for answer in archive.all()] == [bytes([number]) for number in range(5)]


def test_two_archives_in_one_folder_write_files_of_their_own(tmp_path: Path) -> None:
    first, second = Archive(tmp_path), Archive(tmp_path)
    assert put(first).file != put(second).file
    first.close()
    second.close()
    assert len(list(Archive(tmp_path).all())) == 2


def test_a_full_file_is_followed_by_another(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.archive.warc.FILE_BYTES", 10)
    first, second = put(archive), put(archive)
    assert first.file != second.file
    assert [answer.location for answer in archive.all()] == [first, second]


def test_plain_warcio_reads_the_files(archive: Archive) -> None:
    at = put(archive, gzip.compress(BODY), ("Content-Encoding", "gzip"))
    with (archive.folder / at.file).open("rb") as file:
        bodies = [
            (record.rec_type, record.content_stream().read()) for record in ArchiveIterator(file)
        ]
    assert [kind for kind, _ in bodies] == ["warcinfo", "response"]
    assert bodies[1][1] == BODY


def test_its_check_sums_are_true(archive: Archive) -> None:
    at = put(archive, BODY, ("Content-Type", "text/html"))
    with (archive.folder / at.file).open("rb") as file:
        bodies = [
            record.content_stream().read()
            for record in ArchiveIterator(file, check_digests="raise")
        ]
    assert bodies[1] == BODY


def test_a_large_body_needs_no_temporary_file(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(archive.folder / "nowhere"))
    assert archive.get(put(archive, BODY)).body == BODY


def archive_bytes() -> tuple[bytes, list[Location]]:
    """A file of five answers, and where each lies."""
    with tempfile.TemporaryDirectory() as folder:
        new_archive = Archive(Path(folder))
        places = [put(new_archive, bytes([number]) * 300 * number) for number in range(5)]
        new_archive.close()
        return (new_archive.folder / places[0].file).read_bytes(), places


WHOLE, PLACES = archive_bytes()


@given(cut=st.integers(0, len(WHOLE)))
def test_a_file_cut_at_any_byte_is_read_to_the_cut(cut: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / PLACES[0].file).write_bytes(WHOLE[:cut])
        bodies = [answer.body for answer in Archive(Path(folder)).all()]
    whole = sum(place.offset + place.length <= cut for place in PLACES)
    assert len(bodies) in {whole, whole + 1}  # a record may lack no more than its check sum
    assert bodies == [bytes([number]) * 300 * number for number in range(len(bodies))]


@pytest.mark.parametrize(
    ("offset", "length"),
    [(0, 100), (5, 100), (10**9, 100), (-5, 3), (PLACES[4].offset, PLACES[4].length - 30)],
    ids=["cut", "inside", "past the end", "before the start", "without its end"],
)
def test_a_location_without_a_whole_response_is_a_store_error(
    tmp_path: Path, offset: int, length: int
) -> None:
    (tmp_path / "a.warc.gz").write_bytes(WHOLE)
    with pytest.raises(StoreError, match=r"no response at .*a\.warc\.gz"):
        Archive(tmp_path).get(Location(file="a.warc.gz", offset=offset, length=length))


@pytest.mark.parametrize("file", ["gone.warc.gz", ""])
def test_a_location_in_no_file_is_a_store_error(tmp_path: Path, file: str) -> None:
    with pytest.raises(StoreError, match="no response at"):
        Archive(tmp_path).get(Location(file=file, offset=0, length=10))


def test_a_folder_that_cannot_be_made_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="cannot write to the archive"):
        put(Archive(tmp_path / "file" / "archive"))


FULL_DISK = """
import os, resource, sys
from datetime import UTC, datetime
from pathlib import Path
from pipelines.archive.warc import Archive
from scrapers.errors import StoreError

resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
archive = Archive(Path(sys.argv[1]))
kept = refused = 0
for _ in range(10):
    try:
        archive.put("https://clinic.example/", 200, [], os.urandom(3000), datetime.now(UTC))
        kept += 1
    except StoreError:
        refused += 1
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
archive.put("https://clinic.example/", 200, [], b"room again", datetime.now(UTC))
archive.close()
print(kept, refused)
"""


@pytest.mark.parametrize(("room", "kept"), [(10_000, 2), (100, 0)])
def test_a_full_disk_leaves_whole_records_and_room_is_used_again(
    tmp_path: Path, room: int, kept: int
) -> None:
    words = [sys.executable, "-c", FULL_DISK, str(tmp_path), str(room)]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.stderr == ""
    assert done.stdout.split() == [str(kept), str(10 - kept)]
    bodies = [answer.body for answer in Archive(tmp_path).all()]
    assert [len(body) for body in bodies] == [3000] * kept + [10]
