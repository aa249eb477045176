"""Imitation clinics as files on disk, served by nginx on addresses of this machine."""

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
    """An imitation clinic whose pages lie in a folder."""

    url: str
    """Address of its home page, without a slash at the end."""
    folder: Path
    posts: int

    @property
    def post_files(self) -> list[Path]:
        """The pages of its posts."""
        return sorted(self.folder.glob("blog/note-*/index.html"))

    @property
    def post_urls(self) -> list[str]:
        """The addresses of its posts."""
        return [f"{self.url}/blog/note-{number}/" for number in range(1, self.posts + 1)]


@contextmanager
def clinics(folder: Path, hosts: int, posts: int) -> Iterator[list[Clinic]]:
    """So many clinics with so many posts of 60 KB each, served until the end of the block.

    Raises: SystemExit with what to do where there is no nginx.
    """
    if shutil.which("nginx") is None:
        raise SystemExit("nginx is missing, and Python serves too slowly: install nginx-light")
    port = free_port()
    made = [clinic(folder, number, port, posts) for number in range(1, hosts + 1)]
    (folder / "temp").mkdir()
    folder.chmod(0o755)  # nginx gives up the rights of root
    servers = (SERVER.format(host=host(one), port=port, root=one.folder) for one in made)
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, servers="\n".join(servers)))
    running = subprocess.Popen(["nginx", "-e", folder / "error.log", "-c", config])
    try:
        wait_for(host(made[0]), port)
        yield made
    finally:
        running.terminate()
        running.wait()


def clinic(folder: Path, number: int, port: int, posts: int) -> Clinic:
    """Write every page of the clinic with this number."""
    made = Clinic(
        url=f"http://127.0.0.{number}:{port}", folder=folder / f"clinic-{number}", posts=posts
    )
    site = numbered_site(posts, PAGE_BYTES, seed=number)
    waiting = ["/", "/blog/", "/robots.txt", "/sitemap.xml"]
    waiting += [url.removeprefix(made.url) for url in made.post_urls]
    while waiting:
        path = waiting.pop()
        html = ask(site, made.url, path)
        place = made.folder / path.strip("/") / ("index.html" if path.endswith("/") else "")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(html)
        waiting += re.findall(r'rel="next" href="([^"]+)"', html.decode())
    return made


def ask(site: Site, base_url: str, path: str) -> bytes:
    """What the site answers for a path."""
    request = Request(method="GET", path=path, query={}, headers={}, base_url=base_url)
    return site.respond(request).body


def host(one: Clinic) -> str:
    """The address of this machine on which a clinic is served."""
    return one.url.removeprefix("http://").split(":")[0]


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
