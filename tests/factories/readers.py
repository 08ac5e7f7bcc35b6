"""Readers: guests with a cookie, accounts, moderators, and a browser that any of them sits at."""

from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.test import Client

from broadsheet.people.models import Person
from broadsheet.people.readers import Reader

HOST = "localhost:8000"
ORIGIN = f"http://{HOST}"
_numbers = count(1)


def a_guest(name: str = "", network: str = "net-1") -> Reader:
    """A reader known by a cookie alone."""
    return Reader(None, name or f"guest-{next(_numbers)}", network)


def a_person(email: str = "", *, is_verified: bool = True, group: str = "", **given: Any) -> Person:
    """An account; its password is "a long password"."""
    address = email or f"reader{next(_numbers)}@example.org"
    person = Person.objects.create_user(address, "a long password", **given)
    EmailAddress.objects.create(user=person, email=address, verified=is_verified, primary=True)
    if group:
        person.groups.add(Group.objects.get(name=group))
    return person


def an_account(person: Person, network: str = "net-1", guest: str = "") -> Reader:
    """The same person as a reader."""
    return Reader(person, guest, network)


def a_browser(person: Person | None = None, address: str = "203.0.113.7") -> Client:
    """A browser on one of the paper's own pages."""
    client = Client(HTTP_HOST=HOST, HTTP_ORIGIN=ORIGIN, REMOTE_ADDR=address)
    if person is not None:
        client.force_login(person)
    return client
