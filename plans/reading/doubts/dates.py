"""Doubts about deadlines and the period."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from plans.reading.deadline import DeadlineDoubt, DeadlineKind
from plans.reading.facts import Period
from plans.reading.model import Activity, Anomaly, Severity

from .evidence import Evidence, at_document, at_row, at_rows


def date_doubts(evidence: Evidence) -> Iterator[Anomaly]:
    """Deadlines that are unclear, in the wrong order or outside of the period."""
    reading = evidence.reading
    if reading.period is None:
        yield at_document(
            Severity.HIGH,
            "period_missing",
            _("the whole document"),
            (),
            _("The document does not say for which year the plan is."),
            _("Enter the year of the plan."),
        )
    elif reading.period.basis == "rows":
        what = _("The year of the plan was taken from its deadlines.")
        yield at_document(
            Severity.HIGH,
            "period_missing",
            _("the whole document"),
            (),
            what,
            _("Write the year in the title of the plan."),
        )
    for activity in reading.activities:
        yield from _unclear(activity)
        if reading.period:
            yield from _outside(activity, reading.period)
    if reading.period:
        yield from _beyond(reading.activities, reading.period)
    lent = [
        a
        for a in reading.activities
        if a.deadline.basis == "period" and a.deadline.kind.value != "school_year"
    ]
    if lent:
        what = _("The deadline has no year; that of the plan was taken.")
        yield at_rows(Severity.LOW, "year_missing", lent, what, _("Check the year."))


def _unclear(activity: Activity) -> Iterator[Anomaly]:
    said = {"raw": activity.deadline_raw}
    if activity.deadline.doubt is DeadlineDoubt.NO_DASH:
        what = _("“%(raw)s”: two months without a dash, read as a range.") % said
        yield at_row(
            Severity.MEDIUM, "range_without_dash", activity, what, _("Check first and last month.")
        )
    elif activity.deadline.doubt is DeadlineDoubt.ORDER:
        what = _("“%(raw)s”: the later date stands first.") % said
        yield at_row(
            Severity.HIGH,
            "date_order",
            activity,
            what,
            _("Say whether these are two deadlines or a range."),
        )
    elif activity.deadline.doubt is DeadlineDoubt.SEVERAL:
        what = _("“%(raw)s”: two deadlines in one cell; the first was taken.") % said
        warn = _("Say which of them counts.")
        yield at_row(Severity.MEDIUM, "two_deadlines", activity, what, warn)
    elif activity.deadline.doubt is DeadlineDoubt.UNKNOWN:
        what = _("“%(raw)s” is not a deadline that can be read.") % said
        yield at_row(Severity.MEDIUM, "deadline_unclear", activity, what, _("Enter the deadline."))


def _outside(activity: Activity, period: Period) -> Iterator[Anomaly]:
    """A month that only partly lies outside counts little: plans begin with all of September."""
    start, end = activity.deadline.start, activity.deadline.end
    if activity.deadline.kind is DeadlineKind.SCHOOL_YEAR and start and start <= period.end:
        return  # a plan for a calendar year may well name the school year that begins in it
    said = {"raw": activity.deadline_raw, "period": period.label}
    early = start is not None and (start.year, start.month) < (
        period.start.year,
        period.start.month,
    )
    late = end is not None and (end.year, end.month) > (period.end.year, period.end.month)
    if early or late:
        what = _("The deadline “%(raw)s” is outside of %(period)s.") % said
        yield at_row(
            Severity.HIGH,
            "deadline_outside_period",
            activity,
            what,
            _("Check the year of the deadline."),
        )


def _beyond(activities: Sequence[Activity], period: Period) -> Iterator[Anomaly]:
    """Terms to the end of the month in which the plan ends: said once for all of them."""
    last = (period.end.year, period.end.month)
    late = [
        a
        for a in activities
        if (end := a.deadline.end)
        and end > period.end
        and (end.year, end.month) == last
        and a.deadline.kind is not DeadlineKind.SCHOOL_YEAR
    ]
    if late:
        what = _("The terms go beyond the end of %(period)s.") % {"period": period.label}
        warn = _("Check the last month.")
        yield at_rows(Severity.LOW, "deadline_outside_period", late, what, warn)
