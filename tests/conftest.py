"""What every test stands on: no network but this machine, and a database in memory."""

import ipaddress
import os
import socket
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings
from sqlite_utils import Database

from pipelines.store.database import open_database

settings.register_profile("house", settings(), deadline=None)  # a busy machine is no failure
settings.load_profile("house")

LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
CONNECTIONS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
refusals: list[str] | None = None
"""What was refused during the test that runs; None between tests."""


def is_here(host: object) -> bool:
    """Whether a host names this machine; None and "" are what servers listen on."""
    text = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if text in (None, "", "localhost", "0.0.0.0", "::"):
        return True
    try:
        return ipaddress.ip_address(str(text)).is_loopback
    except ValueError:
        return False


def refuse_the_network(event: str, args: tuple[Any, ...]) -> None:
    """Stop a connection or look-up that leaves this machine, whoever asked for it and however."""
    if refusals is None or event not in LOOKUPS | CONNECTIONS:
        return
    if event in LOOKUPS:
        host = args[0]
    elif args[0].family in (socket.AF_INET, socket.AF_INET6) and args[1]:
        host = args[1][0]
    else:
        return
    if is_here(host):
        return
    message = f"tests use no network but loopback, and this one wants {host!r} ({event})"
    if str(host).endswith(".invalid") and event in LOOKUPS:  # a name that never has an address
        raise socket.gaierror(socket.EAI_NONAME, message)
    refusals.append(message)
    raise OSError(message)


sys.addaudithook(refuse_the_network)


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fail a test that asks for the network, also where the code under test hides the refusal."""
    global refusals  # noqa: PLW0603 - an audit hook cannot be taken away, only told when to act
    asked: list[str] = []
    refusals = asked
    yield
    refusals = None
    assert not asked, asked[0]


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Number parameters of bytes: gzip writes the time into them, and workers must agree on ids."""
    return argname if isinstance(val, bytes) else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, exitstatus: int) -> None:
    """Say after a failure how to repeat it: the order of a set follows from the seed."""
    seed = os.environ.get("PYTHONHASHSEED")
    if exitstatus and seed:
        terminalreporter.write_line(f"to repeat it: PYTHONHASHSEED={seed} make test")


@pytest.fixture
def db() -> Iterator[Database]:
    """An empty database in memory with the newest tables."""
    database = open_database(":memory:")
    yield database
    database.close()
