"""The text that the linter looks at, made of a revision's rows."""

import datetime
from collections.abc import Sequence
from typing import Any

from plans.lint.model import Control, Heading, Row, Signing, Text
from plans.models import Activity, PlannedInspection, Revision, Section
from plans.states import PlanKind


def text_of(revision: Revision, rows: Sequence[Activity]) -> Text:
    """The text of a revision whose rows were fetched with all that they say."""
    plan, signoff = revision.plan, (revision.preamble or {}).get("signoff") or {}
    return Text(
        kind=PlanKind(plan.plan_kind),
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        rows=[_row(row) for row in rows],
        strategy=plan.strategy or signoff.get("implements") or "",
        strategy_until=plan.strategy_until,
        signing=_signing(signoff, plan.decided_on),
    )


def _row(row: Activity) -> Row:
    return Row(
        text=row.text,
        number=row.number,
        heading=_heading(row.section),
        term=row.deadline_raw,
        term_kind=row.deadline_kind,
        starts_on=_day(row.deadline_start),
        ends_on=_day(row.deadline_end),
        unit=row.unit,
        baseline=row.baseline_raw,
        target=row.target_raw,
        responsible=row.responsible_raw,
        financing=row.financing,
        indicator=row.indicator_raw or row.expected_result,
        note=row.note,
        control=_control(row.inspection) if row.is_inspection else None,
        identity=row.identity,
    )


def _heading(section: Section | None) -> Heading | None:
    if section is None:
        return None
    return Heading(section.position, section.number, section.title, _heading(section.above))


def _control(planned: PlannedInspection) -> Control:
    return Control(
        kind=planned.kind,
        form=planned.form,
        target_count=planned.target_count,
        listed=tuple((one.name, one.settlement) for one in planned.listed.all()),
        responsible=tuple(planned.responsible),
    )


def _signing(signoff: dict[str, Any], decided_on: datetime.date | None) -> Signing:
    """As the document prints it; what was decided since counts before that."""
    agreed = signoff.get("agreed_by") or {}
    number, raw = signoff.get("council_decision_number"), signoff.get("raw")
    return Signing(
        blank_decision=bool(raw) and not number and decided_on is None,
        decided_on=decided_on or _day(signoff.get("date")),
        agreed=bool(agreed),
        agreed_dated=bool(agreed.get("date") and agreed.get("name")),
    )


def _day(value: datetime.date | str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value
