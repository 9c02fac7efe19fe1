"""What plans hear after a commit: their own changes."""

from typing import Any

from django.db import transaction

from plans import lint
from plans.models import Plan
from workflows.signals import changed


def connect() -> None:
    """Listen."""
    changed.connect(read_text, sender=Plan)


@transaction.atomic
def read_text(*, document: Plan, **_signal: Any) -> None:
    """The linter reads a text when it has changed: at a step it is known whether it is clean."""
    if not document.has_ended:
        lint.remember_clean(document)
