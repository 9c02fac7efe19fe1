"""The law of inspections: each rule with its article and dates of force (ПУФРУО чл. 17–18).

Source: domain.md 5. No statutory days exist for protocol, report and prescriptions: they stand
in the orders, so the rules read them from there.
"""

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from inspections.models import Inspection, Visit
from inspections.queries.orders import first_day
from inspections.states import (
    VISIT_AHEAD,
    VISIT_ENDED,
    VISIT_OVER,
    InspectionState,
    VisitState,
)
from institutions.calendar import why_no_school
from plans.states import InspectionForm, InspectionKind
from workflows.rules import rule
from workflows.taken import Case

REWRITTEN = datetime.date(2020, 12, 22)
EARLIEST, LATEST = datetime.time(7), datetime.time(19)


@rule("чл. 18, ал. 2 ПУФРУО")
def schools_are_known(case: Case) -> Any:
    """The order names the schools: each listed one is matched to the register."""
    inspection: Inspection = case.document
    waiting = [target.printed for target in inspection.targets.all() if target.waits]
    if waiting:
        return _("Say which institutions are meant by: %(names)s.") % {"names": "; ".join(waiting)}
    if not inspection.targets.exists():
        return _("Choose at least one school.")
    return None


@rule("чл. 18, ал. 2 ПУФРУО")
def target_is_met(case: Case) -> Any:
    """As many schools are chosen as the plan promises."""
    inspection: Inspection = case.document
    chosen = inspection.targets.count()
    if inspection.target_count is None or chosen >= inspection.target_count:
        return None
    return _("Schools that the plan promises: %(target)d, chosen: %(chosen)d.") % {
        "target": inspection.target_count,
        "chosen": chosen,
    }


@rule("чл. 18, ал. 1 ПУФРУО", of_facts=True)
def team_is_named(case: Case) -> Any:
    """The order names at least one person."""
    return None if case.facts.get("team") else _("Name at least one expert.")


@rule("чл. 18, ал. 2 и чл. 26, ал. 1, т. 2 ПУФРУО", of_facts=True)
def order_number_is_free(case: Case) -> Any:
    """A number of the head's orders is given to one order a day."""
    inspection: Inspection = case.document
    number = case.facts["order_number"]
    taken = Inspection.objects.filter(
        institution=inspection.institution, order_number=number, ordered_on=case.on
    )
    if not taken.exclude(pk=inspection.pk).exists():
        return None
    return _("Order №%(number)s of this day is of another inspection.") % {"number": number}


@rule("чл. 18, ал. 4 и чл. 26, ал. 1, т. 3 ПУФРУО", of_facts=True)
def register_number_is_free(case: Case) -> Any:
    """A number of the authority's register is given to one protocol a day."""
    visit: Visit = case.document
    number = case.facts["authority_number"]
    taken = Visit.objects.filter(
        authority=visit.authority, authority_number=number, registered_on=case.on
    )
    if not taken.exclude(pk=visit.pk).exists():
        return None
    return _("Number %(number)s of this day is of another protocol.") % {"number": number}


@rule("чл. 18, ал. 3 ПУФРУО", valid_from=REWRITTEN, of_facts=True)
def criteria_are_named(case: Case) -> Any:
    """A thematic inspection and a monitoring have criteria and indicators in the order."""
    inspection: Inspection = case.document
    asked = (
        inspection.kind_of == InspectionKind.THEMATIC
        or inspection.form_of == InspectionForm.MONITORING
    )
    if not asked or case.facts.get("criteria"):
        return None
    return _("Write the criteria and indicators: they are required for this inspection.")


@rule("чл. 18, ал. 7 ПУФРУО")
def all_visits_ended(case: Case) -> Any:
    """An inspection closes when all its visits are closed, and at least one took place."""
    inspection: Inspection = case.document
    open_visits = inspection.visits.exclude(state__in=VISIT_OVER).count()
    if open_visits:
        return _("Visits that are not closed yet: %(count)d.") % {"count": open_visits}
    if inspection.visits.filter(state__in=VISIT_ENDED).exists():
        return None
    return _("No visit took place: the order can only be withdrawn.")


@rule("чл. 18, ал. 4 ПУФРУО")
def no_protocol_is_drawn(case: Case) -> Any:
    """An order is withdrawn only while no protocol was drawn up under it."""
    inspection: Inspection = case.document
    drawn = inspection.visits.exclude(state__in=[*VISIT_AHEAD, VisitState.CANCELLED]).count()
    if not drawn:
        return None
    return _("Protocols drawn up already: %(count)d. The order stands.") % {"count": drawn}


@rule("чл. 19, ал. 5 ПУФРУО")
def row_is_behind_it(case: Case) -> Any:
    """What the plan proposed is given up by those who plan, a follow-up is not."""
    inspection: Inspection = case.document
    if inspection.follows_id is None:
        return None
    return _("The head decided on this follow-up: the head withdraws it.")


@rule("чл. 19, ал. 5 ПУФРУО")
def visit_is_behind_it(case: Case) -> Any:
    """Only an inspection that follows a visit is given up as a follow-up."""
    inspection: Inspection = case.document
    return None if inspection.follows_id else _("This inspection follows no visit.")


@rule("чл. 17в ПУФРУО")
def row_left_the_plan(case: Case) -> Any:
    """Whether an order goes on is decided only when its row left the plan."""
    inspection: Inspection = case.document
    return None if inspection.is_to_decide else _("There is nothing to decide about this order.")


@rule("чл. 18, ал. 1 ПУФРУО")
def inspection_is_ordered(case: Case) -> Any:
    """Nobody visits without an order of the head."""
    visit: Visit = case.document
    if visit.inspection.state == InspectionState.ORDERED:
        return None
    return _("The head has to order the inspection first.")


@rule("чл. 18, ал. 2 ПУФРУО", of_facts=True)
def within_the_order(case: Case) -> Any:
    """The visit lies between the first order and the term of the last one."""
    visit: Visit = case.document
    day, order = case.facts["on_date"], visit.inspection
    first, last = first_day(order), order.visits_until
    if (first is None or day >= first) and (last is None or day <= last):
        return None
    return _("The order allows visits from %(first)s until %(last)s.") % {
        "first": f"{first:%d.%m.%Y}" if first else "…",
        "last": f"{last:%d.%m.%Y}" if last else "…",
    }


@rule("чл. 25 ПУФРУО", of_facts=True)
def in_working_hours(case: Case) -> Any:
    """A visit is in the hours in which schools and offices work.

    The authority works from 9.00 to 17.30; a school day begins earlier and may end later.
    """
    if case.facts["starts_at"] >= EARLIEST and case.facts["ends_at"] <= LATEST:
        return None
    return _("A visit is made between %(first)s and %(last)s: choose other hours.") % {
        "first": f"{EARLIEST:%H:%M}",
        "last": f"{LATEST:%H:%M}",
    }


@rule("чл. 18, ал. 2 ПУФРУО", of_facts=True)
def dated_visits_fit(case: Case) -> Any:
    """A changed order leaves no visit that is dated outside its term."""
    inspection: Inspection = case.document
    last = case.facts["visits_until"]
    late = inspection.visits.filter(state=VisitState.SCHEDULED, on_date__gt=last)
    days = ", ".join(f"{day:%d.%m.%Y}" for day in late.values_list("on_date", flat=True))
    return _("Visits are dated later than this term: %(days)s.") % {"days": days} if days else None


@rule("чл. 101–105 ЗПУО", of_facts=True)
def on_a_school_day(case: Case) -> Any:
    """A visit is on a school day of that institution, unless on documents only."""
    visit: Visit = case.document
    if visit.inspection.documents_only:
        return None
    day = case.facts["on_date"]
    ground = why_no_school(day, visit.institution)
    if ground is None:
        return None
    return _("%(day)s is not a school day there: %(why)s.") % {
        "day": f"{day:%d.%m.%Y}",
        "why": ground,
    }


@rule("чл. 18, ал. 4 ПУФРУО")
def answers_are_complete(case: Case) -> Any:
    """The protocol is drawn up when every question has an answer."""
    visit: Visit = case.document
    left = [str(one.position) for one in visit.answers.all() if not one.answer]
    if left:
        return _("Questions without an answer: %(numbers)s.") % {"numbers": ", ".join(left)}
    return None


@rule("чл. 18, ал. 4–5 ПУФРУО")
def findings_are_written(case: Case) -> Any:
    """An answer other than „yes“ says what was found."""
    visit: Visit = case.document
    left = [
        str(one.position)
        for one in visit.answers.all()
        if one.answer in {"partly", "no"} and not one.finding.strip()
    ]
    if left:
        return _("Write what was found at questions: %(numbers)s.") % {"numbers": ", ".join(left)}
    return None


@rule("чл. 18, ал. 4 ПУФРУО")
def after_the_visit(case: Case) -> Any:
    """A protocol is drawn up on the day of the visit or after it."""
    visit: Visit = case.document
    if visit.on_date is None or case.on >= visit.on_date:
        return None
    return _("The visit is on %(day)s: the protocol cannot be drawn up before it.") % {
        "day": f"{visit.on_date:%d.%m.%Y}"
    }
