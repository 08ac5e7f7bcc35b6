"""Where a request comes from, and windows of time."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.people.rules import Limit, client_address, network_prefix

PROXY = "10.0.0.1"


@pytest.mark.parametrize(
    ("remote", "forwarded", "trusted", "client"),
    [
        ("203.0.113.7", "", [], "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", [], "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", [PROXY], "203.0.113.7"),
        (PROXY, "198.51.100.1", [PROXY], "198.51.100.1"),
        (PROXY, "1.2.3.4, 198.51.100.1", [PROXY], "198.51.100.1"),
        (PROXY, "198.51.100.1, 10.0.0.2", [PROXY, "10.0.0.2"], "198.51.100.1"),
        (PROXY, "", [PROXY], PROXY),
        (PROXY, " , ", [PROXY], PROXY),
    ],
)
def test_a_proxy_is_believed_only_when_trusted_and_only_for_the_last_hop(remote, forwarded, trusted, client):
    assert client_address(remote, forwarded, trusted) == client


@pytest.mark.parametrize(
    ("address", "prefix"),
    [
        ("203.0.113.7", "203.0.113.0/24"), ("2001:db8:1:2::7", "2001:db8:1::/48"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"), ("fe80::1%eth0", "fe80::/48"),
        ("[2001:db8::1]", "2001:db8::/48"),
        ("", "unknown"), ("nonsense", "unknown"), ("1.2.3.4:80", "unknown"),
    ],
)  # fmt: skip
def test_the_prefix_of_an_address(address, prefix):
    assert network_prefix(address) == prefix


@given(st.ip_addresses())
def test_an_address_lies_in_its_prefix(address):
    prefix = network_prefix(str(address))
    mapped = getattr(address, "ipv4_mapped", None)

    assert ip_address(mapped or address) in ip_network(prefix)


@given(st.floats(0, 4e9), st.integers(1, 86400))
def test_a_moment_lies_in_its_window(moment, seconds):
    now = datetime.fromtimestamp(moment, UTC)
    end = Limit("x", 1, seconds).window_end(now)

    assert timedelta(0) < end - now <= timedelta(seconds=seconds)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_header_gives_some_prefix(remote, forwarded):
    assert network_prefix(client_address(remote, forwarded, [remote]))
