"""The loopback server behaves like a web server and logs its requests."""

import csv
import gzip
import http.client
import json
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.sites.catalog import slugs
from tests.sites.numbered import numbered_site
from tests.sites.server import Served, serve
from tests.sites.truth import truth
from tests.sites.visits import get


def test_if_modified_since_is_answered_where_the_site_says_last_modified(harbor: Served) -> None:
    path = truth("harbor-infusion")[0].path
    modified = get(harbor, path).headers["Last-Modified"]
    assert get(harbor, path, If_Modified_Since=modified).status == 304
    assert get(harbor, path, If_Modified_Since="Mon, 01 Jan 2001 00:00:00 GMT").status == 200
    assert get(harbor, path, If_Modified_Since="yesterday").status == 200


def test_head_gives_the_headers_of_get_and_no_body(prairie: Served) -> None:
    whole, head = get(prairie, "/"), get(prairie, "/", method="HEAD")
    assert head.body == b""
    assert head.headers["Content-Length"] == str(len(whole.body))


def test_a_body_is_compressed_only_for_a_client_that_accepts_it(summit: Served) -> None:
    packed = get(summit, "/blog", Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == get(summit, "/blog").body


def test_every_request_is_remembered_with_its_time_and_headers(prairie: Served) -> None:
    before = time.monotonic()
    get(prairie, "/hours.html?from=test", User_Agent="probe")
    logged = prairie.requests[-1]
    assert (logged.path, logged.status) == ("/hours.html?from=test", 200)
    assert logged.headers["user-agent"] == "probe"
    assert before <= logged.seconds <= time.monotonic()


def test_a_stopped_site_hangs_up_and_refuses_new_connections() -> None:
    one = serve(numbered_site(posts=1))
    kept = http.client.HTTPConnection(one.url.removeprefix("http://"))
    kept.request("GET", "/")
    kept.getresponse().read()
    one.stop()
    assert kept.sock.recv(1) == b""
    kept.close()
    with pytest.raises(ConnectionRefusedError):
        get(one, "/")


def test_the_module_serves_all_sites_and_writes_where_they_are(tmp_path: Path) -> None:
    files = ["--csv", str(tmp_path / "c.csv"), "--port-file", str(tmp_path / "p.json")]
    command = [sys.executable, "-m", "tests.sites", *files]
    root = Path(__file__).parent.parent
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdout is not None
        addresses = dict(process.stdout.readline().split() for _ in slugs())
        page = http.client.HTTPConnection(urlsplit(addresses["harbor-infusion"]).netloc)
        page.request("GET", "/")
        status = page.getresponse().status
        page.close()
        process.terminate()
    rows = csv.DictReader((tmp_path / "c.csv").read_text("utf-8").splitlines())
    assert status == 200
    assert addresses == json.loads((tmp_path / "p.json").read_text("utf-8"))
    assert addresses == {row["slug"]: row["website"] for row in rows}
