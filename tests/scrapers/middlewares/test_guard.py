"""No disguise of an internal address passes for a public one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request, Spider
from scrapy.crawler import Crawler

from scrapers.errors import FetchError
from scrapers.middlewares.guard import Guard, PrivateAddressError, _raise_for_private, is_public
from scrapers.reasons import Reason

LOOPBACK = [
    "127.0.0.1",
    "127.0.0.2",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "127.0.0.1.",
    "0.0.0.0",
    "0",
    "::1",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[0:0:0:0:0:0:0:1]",
]
INTERNAL = [
    "10.0.0.1",
    "10.255.255.255",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "192.168.257",
    "100.64.0.1",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[fec0::1]",
]
LINK_LOCAL_AND_METADATA = [
    "169.254.169.254",
    "0xa9fea9fe",
    "2852039166",
    "0251.0376.0251.0376",
    "[::ffff:169.254.169.254]",
    "[fe80::1]",
    "fe80::1%eth0",
    "[fd00:ec2::254]",
    "100.100.100.200",
]
WRAPPED = ["[2002:7f00:1::]", "[2002:a9fe:a9fe::1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]"]
UNUSABLE = ["224.0.0.1", "[ff02::1]", "255.255.255.255", "240.0.0.1", "192.0.2.1", "[2001:db8::1]"]
PUBLIC = ["8.8.8.8", "93.184.216.34", "172.32.0.1", "[2606:4700:4700::1111]", "[::ffff:8.8.8.8]"]


@pytest.mark.parametrize(
    "address", [*LOOPBACK, *INTERNAL, *LINK_LOCAL_AND_METADATA, *WRAPPED, *UNUSABLE]
)
def test_an_address_inside_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_outside_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("name", ["clinic.example", "localhost", "127.clinic.example", "0x", "a.1"])
def test_a_name_is_left_to_the_resolver(name: str) -> None:
    assert is_public(name)


@given(number=st.integers(0, 2**32 - 1))
def test_all_notations_of_an_address_are_judged_alike(number: int) -> None:
    a, b, c, d = number.to_bytes(4, "big")
    written = [
        f"{a}.{b}.{c}.{d}",
        f"{a}.{b}.{c * 256 + d}",
        f"{a}.{(b * 256 + c) * 256 + d}",
        str(number),
        hex(number),
        f"0{a:o}.0{b:o}.0{c:o}.0{d:o}",
        f"[::ffff:{a}.{b}.{c}.{d}]",
    ]
    assert len({is_public(address) for address in written}) == 1


def test_the_resolver_refuses_a_name_that_leads_inside() -> None:
    assert _raise_for_private("8.8.8.8", "clinic.example") == "8.8.8.8"
    with pytest.raises(PrivateAddressError, match=r"clinic\.example has .* 127\.0\.0\.1"):
        _raise_for_private("127.0.0.1", "clinic.example")


def guard(*, allow_private: bool = False) -> Guard:
    return Guard(Crawler(Spider, {"DRIPFEED_ALLOW_PRIVATE": allow_private}))


def reason(url: str, *, allow_private: bool = False, **meta: str) -> str | None:
    try:
        guard(allow_private=allow_private).process_request(Request(url, meta=meta))
    except FetchError as error:
        return error.reason
    return None


@pytest.mark.parametrize(
    "url",
    ["http://１２７.0.0.1/", "http://127。0。0。1/", "http://2130706433/", "https://[::1]:8443/x"],
)
def test_a_request_to_an_address_inside_is_stopped_unless_allowed(url: str) -> None:
    assert reason(url) == Reason.PRIVATE_ADDRESS
    assert reason(url, allow_private=True) is None


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "ftp://clinic.example/", "data:,x", "http://us:pw@clinic.example/"]
)  # fmt: skip
def test_what_is_no_plain_web_address_is_stopped_always(url: str) -> None:
    assert reason(url) == Reason.UNSAFE_URL
    assert reason(url, allow_private=True) == Reason.UNSAFE_URL


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://clinic.com/a", None),
        ("http://www.clinic.com/a", None),
        ("https://blog.clinic.com/a", None),
        ("https://other.com/a", Reason.REDIRECTED_AWAY),
        ("https://clinic.com:8080/a", Reason.REDIRECTED_AWAY),
    ],
)
def test_a_request_that_must_stay_on_its_site_does(url: str, expected: str | None) -> None:
    assert reason(url, stay_on="https://www.clinic.com/") == expected


def test_each_host_and_port_has_a_queue_of_its_own() -> None:
    request = Request("http://127.0.0.1:8001/a")
    guard(allow_private=True).process_request(request)
    assert request.meta["download_slot"] == "127.0.0.1:8001"
