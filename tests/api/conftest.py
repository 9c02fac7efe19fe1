"""A program that holds a token of a person."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from institutions import tokens
from institutions.models import Scope


@dataclass(frozen=True)
class Program:
    """Asks the interface as a program does."""

    token: str
    client: Client = field(default_factory=Client)

    @property
    def header(self) -> str:
        return f"Bearer {self.token}"

    def get(self, path: str, status: int = 200, **query: Any) -> Any:
        reply = self.client.get(f"/api{path}", query, headers={"Authorization": self.header})
        assert reply.status_code == status, reply.content
        return reply

    def take(self, document: Any, step: str, status: int = 200, **given: Any) -> Any:
        """Take a step on the present version, unless ``seen`` names another."""
        headers = {
            "Authorization": self.header,
            "If-Match": f'"{given.pop("seen", document.version)}"',
        }
        if key := given.pop("key", None):
            headers["Idempotency-Key"] = key
        reply = self.client.post(
            f"/api/documents/{document.kind}/{document.pk}/steps/{step}",
            json.dumps(given),
            content_type="application/json",
            headers=headers,
        )
        assert reply.status_code == status, reply.content
        return reply


@pytest.fixture
def program():
    """``program(people.mayor)``: a program with a token that lets act."""

    def start(person, scope=Scope.ACT, days=30):
        return Program(tokens.make(person, "тест", scope, days)[1])

    return start
