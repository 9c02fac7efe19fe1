"""Doubts about title and signing."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from plans.reading.columns import Column
from plans.reading.model import Anomaly, Kind, Severity

from .evidence import Evidence, at_document


def signature_doubts(evidence: Evidence) -> Iterator[Anomaly]:
    """Blanks where a date, a number or a name is printed for."""
    reading, signoff = evidence.reading, evidence.reading.signoff
    where = _("the whole document")
    if reading.institution is None:
        what = _("The document does not say whose plan it is.")
        yield at_document(
            Severity.HIGH, "institution_missing", where, (), what, _("Choose the institution.")
        )
    agreed = signoff.agreed_by
    if agreed and not (agreed.date and agreed.name):
        what = _("The box of the agreement has no date or no name.")
        yield at_document(
            Severity.MEDIUM,
            "signoff_incomplete",
            where,
            signoff.places,
            what,
            _("The agreement is taken here, not from the paper."),
        )
    if signoff.blank:
        what = _("The line of the council's decision is blank.")
        yield at_document(
            Severity.HIGH if reading.kind is Kind.COUNCIL_REPORT else Severity.LOW,
            "decision_blank",
            where,
            signoff.places[-1:],
            what,
            _("It is filled in from the council's decision."),
        )
    yield from _late(evidence)
    if reading.kind is Kind.MUNICIPAL and signoff.decision_number and signoff.raw:
        what = _("The council's decision is printed with the text: number, protocol and day.")
        warn = _("They were taken from there; compare them with the minutes.")
        places = signoff.places[-1:]
        yield at_document(Severity.LOW, "signoff_position", where, places, what, warn)
    for role, name in zip(evidence.draft.columns.roles, evidence.draft.columns.names, strict=True):
        if role is Column.OTHER and name:
            what = _("The column “%(name)s” is not one that plans have; it was not read.") % {
                "name": name
            }
            yield at_document(
                Severity.MEDIUM, "unknown_column", name, (), what, _("Check what stands there.")
            )


def _late(evidence: Evidence) -> Iterator[Anomaly]:
    """The council adopts the municipal plan by 30 April (ZPUO 197(3)); no sanction is known."""
    reading, date = evidence.reading, evidence.reading.signoff.date
    if reading.kind is not Kind.MUNICIPAL or date is None or reading.period is None:
        return
    if date > dt.date(reading.period.start.year, 4, 30):
        what = _("The plan was adopted on %(date)s, after 30 April.") % {
            "date": date.strftime("%d.%m.%Y")
        }
        yield at_document(
            Severity.MEDIUM,
            "adopted_late",
            _("the whole document"),
            reading.signoff.places[-1:],
            what,
            _("Art. 197(3) ZPUO."),
        )
