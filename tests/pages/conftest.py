"""Pages as a person opens them."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from lxml import html

from institutions.models import Person

BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class Browser:
    """A person at a browser without JavaScript."""

    client: Client

    def open(self, address: str, status: int = 200, **query: Any) -> Any:
        """The page at an address as an element tree."""
        reply = self.client.get(address, query)
        assert reply.status_code == status, reply.status_code
        return html.fromstring(reply.content)

    def send(self, address: str, status: int = 302, **data: Any) -> Any:
        """What a form answers."""
        reply = self.client.post(address, data)
        assert reply.status_code == status, reply.status_code
        return reply


@pytest.fixture
def at():
    """``at(person)``: a browser in which the person is signed in."""

    def sign_in(person: Person) -> Browser:
        client = Client()
        client.force_login(person, backend=BACKEND)
        return Browser(client)

    return sign_in
