"""The network is out of reach of tests, and this machine is not."""

import asyncio
import socket
import threading

import pytest

from tests import conftest


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the test is refused, not counted against it."""
    asked: list[str] = []
    monkeypatch.setattr(conftest, "refusals", asked)
    return asked


@pytest.mark.parametrize(
    "look_up",
    [
        lambda: socket.getaddrinfo("clinic.example", 80),
        lambda: socket.gethostbyname("clinic.example"),
        lambda: socket.create_connection(("192.0.2.1", 80), timeout=1),
        lambda: socket.create_connection(("clinic.example", 80), timeout=1),
        lambda: socket.socket().connect_ex(("10.0.0.1", 80)),
        lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53)),
    ],
)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_leaves_this_machine_is_refused(look_up: object, refused: list[str]) -> None:
    assert callable(look_up)
    with pytest.raises(OSError, match="no network but loopback"):
        look_up()
    assert len(refused) == 1


def test_a_refusal_in_a_thread_is_noted_too(refused: list[str]) -> None:
    def look_up() -> None:
        try:
            socket.gethostbyname("clinic.example")
        except OSError:
            return

    thread = threading.Thread(target=look_up)
    thread.start()
    thread.join()
    assert "clinic.example" in refused[0]


def test_an_invalid_name_has_no_address_and_counts_as_no_attempt(refused: list[str]) -> None:
    with pytest.raises(socket.gaierror):
        socket.gethostbyname("nowhere.invalid")
    assert refused == []


async def test_loopback_and_unix_sockets_work() -> None:
    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("localhost", port, family=socket.AF_INET)
    assert await reader.read() == b""
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"x")
        assert other.recv(1) == b"x"
