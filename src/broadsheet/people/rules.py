"""Pure decisions about where a request comes from."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

V4_PREFIX = 24
V6_PREFIX = 48  # what one customer is commonly given (RFC 6177)


@dataclass(frozen=True)
class Limit:
    """At most ``most`` in each window of ``seconds``; ``name`` tells limits apart."""

    name: str
    most: int
    seconds: int

    def window_end(self, now: datetime) -> datetime:
        """The end of the fixed window in which ``now`` lies."""
        start = int(now.timestamp()) // self.seconds * self.seconds
        return datetime.fromtimestamp(start, UTC) + timedelta(seconds=self.seconds)


def client_address(remote: str, forwarded: str, trusted: Collection[str]) -> str:
    """Who asked: the connection's own address, or what trusted proxies say came to them.

    ``forwarded`` is ``X-Forwarded-For``; it is read from the right, and the first address that is no trusted
    proxy's is the client. Anything left of it could have been typed by the client itself.
    """
    if remote not in trusted:
        return remote
    for hop in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
        if hop not in trusted:
            return hop
    return remote


def network_prefix(address: str) -> str:
    """The network that ``address`` belongs to: its /24 (IPv4) or /48 (IPv6); "unknown" for no address."""
    try:
        parsed = ip_address(address.strip().strip("[]").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    bits = V4_PREFIX if parsed.version == 4 else V6_PREFIX
    return str(ip_network((parsed, bits), strict=False))
