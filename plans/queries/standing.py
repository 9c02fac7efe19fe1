"""How a plan stands: its badge, the ground of its state, which text a person is shown."""

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from institutions.models import Person
from plans.lint import judged
from plans.models import Plan, Revision
from plans.shown import last_number
from plans.states import FILED, PlanKind, PlanState
from workflows.display import State, Text, Tone
from workflows.templatetags.house import state_of
from workflows.wording import table_date

#: The law by which each kind of plan is made.
BASIS = {
    PlanKind.MUNICIPAL: "чл. 197, ал. 3 ЗПУО",
    PlanKind.RUO: "чл. 16, ал. 1 ПУФРУО",
    PlanKind.SCHOOL: "чл. 258 и чл. 263, ал. 1 ЗПУО",
}


def badge(plan: Plan, number: int | None = None) -> State:
    """The badge of a plan; a draft that came back is shown as returned."""
    note = _("version %(number)s") % {"number": number} if number else ""
    if plan.is_returned:
        return State(_("Returned"), Tone.BAD, note)
    return state_of(plan, note)


def _numbered(text: str, number: str, day: Any) -> str:
    """„вх. № РД-318/09.03.2026“."""
    return f"{text} {number}/{table_date(day)}" if number else f"{text} {table_date(day)}"


def _at_ruo(plan: Plan) -> Text:
    if plan.incoming_number:
        return _numbered(_("incoming №"), plan.incoming_number, plan.incoming_on)
    return _("submitted on %(day)s") % {"day": table_date(plan.submitted_on)}


def _at_council(plan: Plan) -> Text:
    if plan.session_on:
        return _("session on %(day)s") % {"day": table_date(plan.session_on)}
    return _("put to the council on %(day)s") % {"day": table_date(plan.council_on)}


def _approved(plan: Plan) -> Text:
    return _numbered(_("order №"), plan.approval_order, plan.approved_on)


def _being_changed(plan: Plan) -> Text:
    if plan.returned_on:
        return _("returned on %(day)s") % {"day": table_date(plan.returned_on)}
    return _approved(plan)


def _reported(plan: Plan) -> Text:
    return _("reported on %(day)s") % {"day": table_date(plan.reported_on)}


def _grounds() -> dict[str, Callable[[Plan], Text]]:
    return {
        PlanState.AT_RUO: _at_ruo,
        PlanState.AT_MINISTRY: lambda p: (
            _("submitted on %(day)s") % {"day": table_date(p.submitted_on)}
        ),
        PlanState.AGREED: lambda p: _("agreed on %(day)s") % {"day": table_date(p.agreed_on)},
        PlanState.AT_COUNCIL: _at_council,
        PlanState.ON_AGENDA: lambda p: _("session on %(day)s") % {"day": table_date(p.session_on)},
        PlanState.ADOPTED: lambda p: _("decided on %(day)s") % {"day": table_date(p.decided_on)},
        PlanState.REJECTED: lambda p: _("decided on %(day)s") % {"day": table_date(p.decided_on)},
        PlanState.RETURNED: lambda p: _("decided on %(day)s") % {"day": table_date(p.decided_on)},
        PlanState.APPROVED: _approved,
        PlanState.AMENDING: _being_changed,
        PlanState.CHANGE_AT_MINISTRY: lambda p: (
            _("submitted on %(day)s") % {"day": table_date(p.submitted_on)}
        ),
        PlanState.IN_FORCE: lambda p: (
            _("in force from %(day)s") % {"day": table_date(p.in_force_on)}
        ),
        PlanState.IN_EXECUTION: lambda p: (
            _("in execution from %(day)s") % {"day": table_date(p.executed_from)}
        ),
        **dict.fromkeys((*FILED, PlanState.ARCHIVED), _reported),
    }


def ground(plan: Plan) -> Text:
    """By which act the plan is where it is; empty for a draft."""
    if plan.is_returned:
        return _("returned on %(day)s") % {"day": table_date(plan.returned_on)}
    tell = _grounds().get(plan.state)
    return tell(plan) if tell else ""


def revisions_open_to(plan: Plan, person: Person) -> list[Revision]:
    """The revisions that a person may read, the newest first."""
    every = list(plan.revisions.select_related("made_by").defer("source_text").order_by("-number"))
    limit = last_number(plan, person, judged(plan, every[0]).number)
    return [one for one in every if one.number <= limit]


def revision_or_404(revisions: list[Revision], number: int) -> Revision:
    """The revision of that number among those open to the person."""
    for revision in revisions:
        if revision.number == number:
            return revision
    raise Http404(f"revision {number}")
