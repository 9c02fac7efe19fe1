"""Opinions that a step waits for (ПУФРУО чл. 12–14 и 23: departments work for the head)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from workflows import opinions
from workflows.rules import rule
from workflows.taken import Case


@rule("чл. 12–14 и 23 ПУФРУО", probes=(opinions.AWAITED,))
def opinions_are_in(case: Case) -> Any:
    """Opinions that were asked for are awaited, or the request is withdrawn first."""
    if case.holds(opinions.AWAITED):
        return _("Opinions are still awaited: wait for them, or withdraw the request.")
    return None
