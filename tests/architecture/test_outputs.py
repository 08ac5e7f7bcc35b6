"""Every address that readers can ask for is in the one list of public outputs, or is said not to be one."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from broadsheet.web.outputs import OUTPUTS

# Addresses that show no story: what a reader sends, and what the machine is asked.
NOT_OUTPUTS: dict[str, str] = {
    "healthz": "says whether the paper runs",
}
NOT_OUTPUT_PREFIXES: dict[str, str] = {
    "desk/": "editors only",
    "account/": "one reader's own pages",
    "static/": "the paper's own style sheets, scripts and fonts",
}


def routes(
    resolver: URLResolver, address: str = "", space: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """Every route below ``resolver``: its pattern from the root, and its name with its name spaces."""
    for entry in resolver.url_patterns:
        here = address + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, here, (*space, entry.namespace) if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield here, ":".join((*space, entry.name or ""))


def public_routes() -> dict[str, str]:
    return {
        address: name
        for address, name in routes(get_resolver(settings.ROOT_URLCONF))
        if not address.startswith(tuple(NOT_OUTPUT_PREFIXES))
    }


def test_every_public_route_is_registered():
    registered = {route for output in OUTPUTS.values() for route in output.routes} | set(NOT_OUTPUTS)

    assert {address: name for address, name in public_routes().items() if name not in registered} == {}


def test_every_registered_route_exists():
    known = set(public_routes().values())

    assert sorted(route for output in OUTPUTS.values() for route in output.routes if route not in known) == []


def test_no_excuse_is_left_over():
    assert sorted(set(NOT_OUTPUTS) - set(public_routes().values())) == []
