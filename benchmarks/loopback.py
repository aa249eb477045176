"""Imitation clinics as files on disk, served by nginx on loopback addresses."""

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.sites.numbered import numbered_site
from tests.sites.server import Request, Site

PAGE_BYTES = 60_000
NGINX = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    default_type text/html;
    types {{ application/xml xml; text/plain txt; }}
    charset utf-8;
    charset_types application/xml text/plain;
    access_log off;
    sendfile on;
    keepalive_requests 1000000;
    client_body_temp_path {folder}/temp; proxy_temp_path {folder}/temp;
    fastcgi_temp_path {folder}/temp; uwsgi_temp_path {folder}/temp; scgi_temp_path {folder}/temp;
{servers}
}}
"""
SERVER = "    server {{ listen {host}:{port}; root {root}; }}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    """An imitation clinic whose pages are in a folder."""

    url: str
    """URL of its home page, without a slash at the end."""
    folder: Path
    posts: int

    @property
    def post_files(self) -> list[Path]:
        """The pages of its posts."""
        return sorted(self.folder.glob("blog/note-*/index.html"))

    @property
    def post_urls(self) -> list[str]:
        """The URLs of its posts."""
        return [f"{self.url}/blog/note-{number}/" for number in range(1, self.posts + 1)]


@contextmanager
def clinics(folder: Path, hosts: int, posts: int) -> Iterator[list[Clinic]]:
    """Serve `hosts` clinics with `posts` posts of 60 KB each until the end of the block.

    Raises: SystemExit with instructions if nginx is missing.
    """
    if shutil.which("nginx") is None:
        raise SystemExit("nginx is missing, and Python serves too slowly: install nginx-light")
    port = free_port()
    served = [clinic(folder, number, port, posts) for number in range(1, hosts + 1)]
    (folder / "temp").mkdir()
    folder.chmod(0o755)  # nginx gives up the rights of root
    servers = (SERVER.format(host=host(one), port=port, root=one.folder) for one in served)
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, servers="\n".join(servers)))
    running = subprocess.Popen(["nginx", "-e", folder / "error.log", "-c", config])
    try:
        wait_for(host(served[0]), port)
        yield served
    finally:
        running.terminate()
        running.wait()


def clinic(folder: Path, number: int, port: int, posts: int) -> Clinic:
    """Write every page of the clinic with this number."""
    new_clinic = Clinic(
        url=f"http://127.0.0.{number}:{port}", folder=folder / f"clinic-{number}", posts=posts
    )
    site = numbered_site(posts, PAGE_BYTES, seed=number)
    waiting = ["/", "/blog/", "/robots.txt", "/sitemap.xml"]
    waiting += [url.removeprefix(new_clinic.url) for url in new_clinic.post_urls]
    while waiting:
        path = waiting.pop()
        html = get(site, new_clinic.url, path)
        place = new_clinic.folder / path.strip("/") / ("index.html" if path.endswith("/") else "")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(html)
        waiting += re.findall(r'rel="next" href="([^"]+)"', html.decode())
    return new_clinic


def get(site: Site, base_url: str, path: str) -> bytes:
    """The body of the site's response for a path."""
    request = Request(method="GET", path=path, query={}, headers={}, base_url=base_url)
    return site.respond(request).body


def host(clinic: Clinic) -> str:
    """The loopback address on which a clinic is served."""
    return clinic.url.removeprefix("http://").split(":")[0]


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, port: int) -> None:
    """Wait until a server accepts connections; raises TimeoutError after ten seconds."""
    for _ in range(100):
        try:
            socket.create_connection((address, port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("nginx does not answer")
