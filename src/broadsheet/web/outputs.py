"""The one list of public outputs: every address that shows readers anything is registered here.

Rooms add theirs in ``apps.ready``; a test crawls the URL map and fails on an address that is missing,
and the kill and embargo tests search every one of them for a marker sentence.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

Addresses = Callable[[], Iterable[str]]


@dataclass(frozen=True)
class Output:
    """A kind of public output. ``routes`` are URL names; ``addresses`` lists every live address of it."""

    name: str
    routes: frozenset[str]
    addresses: Addresses
    is_stored: bool = True


OUTPUTS: dict[str, Output] = {}


def register_output(
    name: str, *, routes: Iterable[str], addresses: Addresses, is_stored: bool = True
) -> None:
    """Add a public output to the list; the same name twice replaces it."""
    OUTPUTS[name] = Output(name, frozenset(routes), addresses, is_stored)
