"""Asking one rule about a document, as the gate would."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tests.making import TODAY
from workflows import storing
from workflows.rules import Rule
from workflows.taken import Case


def sentence(rule: Rule, document: Any, *, on: datetime.date | None = None, **facts: Any) -> str:
    """What the official reads; empty when the rule is met or was not in force."""
    with transaction.atomic():
        tail = storing.locked(type(document), document.pk).tail
    case = Case(document, None, None, on or TODAY(), timezone.now(), "", facts, tail)
    unmet = rule.unmet(case)
    return str(unmet.sentence) if unmet else ""
