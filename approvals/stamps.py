"""What several bodies stamp alike, and how a stamp reads."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import pgettext

from plans.models import Plan
from plans.reporting import drafts
from workflows.taken import Case


def stamp_line(case: Case) -> str:
    """„Невена Радулова, Началник на РУО“; of a stand-in their own post, then for whom, in which
    post and by which order, in the language of the office.
    """
    capacity = case.capacity
    parts = [str(case.actor or ""), capacity.title if capacity else ""]
    with translation.override(settings.LANGUAGE_CODE):
        if capacity and capacity.substitution:
            parts.append(pgettext("stamp", "for %(name)s") % {"name": capacity.for_whom})
    return ", ".join(filter(None, parts))


def clear_agreement(plan: Plan) -> None:
    """The agreement is void: the text changes (follows from ЗПУО чл. 197, ал. 3)."""
    plan.agreed_on = plan.agreed_by = plan.agreed_revision = None
    plan.agreed_stamp = ""


def clear_decision(plan: Plan) -> None:
    """The plan goes to the council anew; where it was decided stays in the decisions.

    The council and the day of the first proposal stay: it goes on seeing what it decided.
    """
    plan.committee, plan.session_on, plan.decided_on = "", None, None
    plan.returned_on = None


def stamp_submission(plan: Plan, case: Case) -> None:
    """Submitted, by whom and with which number; the register entry is made anew."""
    plan.submitted_on, plan.submitted_by = case.on, case.actor
    plan.outgoing_number = case.facts.get("outgoing_number") or ""
    plan.incoming_number, plan.incoming_on = "", None


def stamp_return(plan: Plan, case: Case) -> None:
    """Sent back on this day."""
    plan.returned_on = case.on


def stamp_report(plan: Plan, case: Case) -> None:
    """Reported on this day; the record names the report by its fingerprint.

    Committee and session of the plan stand in its decision: those of the report come anew.
    """
    plan.reported_on = case.on
    plan.committee, plan.session_on = "", None
    if fingerprint := drafts.freeze(plan, case.on, case.actor):
        case.facts["report"] = fingerprint


def copy_facts(plan: Plan, case: Case, *names: str) -> None:
    """Take these facts over as they were entered."""
    for name in names:
        value: Any = case.facts.get(name)
        if value is not None:
            setattr(plan, name, value)
