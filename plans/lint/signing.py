"""Signing over a grave finding: the reason that whoever signs gives, kept in the record's facts."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from plans.lint.rule import RULES, Finding
from workflows.models import Record

FACT = "signed_over"
"""Under which name a record's facts keep the reasons."""


@dataclass(frozen=True)
class SignedOver:
    """A reason given over a grave finding.

    ``finding`` is its key. What was found is not repeated: it may name a person, and the history
    is read by others than the text.
    """

    finding: str
    rule: str
    number: str
    reason: str

    @classmethod
    def of(cls, finding: Finding, reason: str) -> "SignedOver":
        """A reason for a finding."""
        number = finding.row.number if finding.row else ""
        return cls(finding.key, finding.rule.name, number, reason)

    def as_fact(self) -> dict[str, str]:
        """As the record keeps it."""
        return asdict(self)

    def __str__(self) -> str:
        """„Повтарящи се номера, ред 1.9: …“."""
        titles = {rule.name: str(rule.title) for rule in RULES}
        what = titles.get(self.rule, self.rule)
        at_row = _("row %(number)s") % {"number": self.number} if self.number else ""
        return f"{', '.join(filter(None, (what, at_row)))}: {self.reason}"


def reasons_in(facts: dict[str, Any]) -> list[SignedOver]:
    """The reasons that a record's facts keep."""
    return [SignedOver(**kept) for kept in facts.get(FACT, ())]


def reasons_by_finding(records: Iterable[Record]) -> dict[str, list[tuple[SignedOver, Record]]]:
    """All reasons of a history by the finding they were given for, the oldest first."""
    found: dict[str, list[tuple[SignedOver, Record]]] = {}
    for record in records:
        for given in reasons_in(record.facts):
            found.setdefault(given.finding, []).append((given, record))
    return found


def told_in(records: Iterable[Record]) -> Iterator[tuple[int, str]]:
    """The number of each record that was signed over something, and its reasons in words."""
    for record in records:
        if given := reasons_in(record.facts):
            reasons = "; ".join(map(str, given))
            yield record.sequence, _("Signed over: %(reasons)s") % {"reasons": reasons}


def without_reason(grave: Iterable[Finding], given: Iterable[SignedOver]) -> list[Finding]:
    """The grave findings for which no reason is given."""
    reasoned = {one.finding for one in given if one.reason.strip()}
    return [found for found in grave if found.key not in reasoned]
