"""The law of what follows a visit: measures, answer, follow-up (ПУФРУО чл. 19).

Source: domain.md 5. The days of prescriptions, report and follow-up stand in the head's orders.
"""

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from inspections import following
from inspections.models import Visit
from inspections.rules import REWRITTEN
from inspections.states import MeasureKind, VisitState
from workflows.rules import rule
from workflows.taken import Case


@rule("чл. 19, ал. 1–2 ПУФРУО")
def nothing_was_proposed(case: Case) -> Any:
    """A visit closes at once only when nothing was recommended or proposed."""
    visit: Visit = case.document
    if visit.measures.exists():
        return _("There are recommendations or proposed prescriptions: they are tracked first.")
    return None


@rule("чл. 19, ал. 2 ПУФРУО")
def only_recommendations(case: Case) -> Any:
    """Recommendations are given by the experts; a proposed prescription goes to the head."""
    visit: Visit = case.document
    kinds = {measure.kind for measure in visit.measures.all()}
    if kinds == {MeasureKind.RECOMMENDATION.value}:
        return None
    if not kinds:
        return _("There are no recommendations.")
    return _("A prescription is proposed: the head decides.")


@rule("чл. 19, ал. 1 ПУФРУО")
def prescription_is_proposed(case: Case) -> Any:
    """The head issues prescriptions that the report proposes."""
    visit: Visit = case.document
    if visit.measures.filter(kind=MeasureKind.PRESCRIPTION).exists():
        return None
    return _("No prescription is proposed.")


@rule("чл. 19, ал. 3 ПУФРУО")
def prescriptions_have_terms(case: Case) -> Any:
    """Each prescription has its term in the order."""
    visit: Visit = case.document
    if visit.measures.filter(kind=MeasureKind.PRESCRIPTION, due_on=None).exists():
        return _("Give each prescription a term.")
    return None


@rule("чл. 19, ал. 3 ПУФРУО")
def every_measure_is_answered(case: Case) -> Any:
    """The director says about each measure what was done."""
    visit: Visit = case.document
    if visit.measures.filter(reply="").exists():
        return _("Write for each measure what was done.")
    return None


@rule("чл. 19, ал. 3 ПУФРУО")
def prescriptions_have_evidence(case: Case) -> Any:
    """The report on prescriptions comes with evidence."""
    visit: Visit = case.document
    bare = visit.measures.filter(kind=MeasureKind.PRESCRIPTION, evidence=None)
    return _("Attach evidence to each prescription.") if bare.exists() else None


@rule("чл. 19, ал. 3 и 5 ПУФРУО")
def answered_or_overdue(case: Case) -> Any:
    """The director has answered, or the term of the order has passed."""
    visit: Visit = case.document
    due = visit.answer_due_on
    if visit.state != VisitState.PRESCRIBED or due is None or case.on > due:
        return None
    return _("The director has until %(day)s to report on execution.") % {"day": f"{due:%d.%m.%Y}"}


@rule("чл. 19, ал. 5–6 ПУФРУО")
def prescriptions_are_followed_up(case: Case) -> Any:
    """Prescriptions are found carried out by a follow-up that the head ordered."""
    visit: Visit = case.document
    bound = visit.measures.filter(kind=MeasureKind.PRESCRIPTION).exists()
    if visit.state == VisitState.FOLLOW_UP or not bound:
        return None
    return _("The head orders a follow-up first: prescriptions were issued.")


def _is_ahead(case: Case, day: datetime.date) -> Any:
    """A term runs from the act that sets it."""
    if day >= case.on:
        return None
    return _("The term %(day)s lies before the day of the order, %(on)s.") % {
        "day": f"{day:%d.%m.%Y}",
        "on": f"{case.on:%d.%m.%Y}",
    }


@rule("чл. 19, ал. 3 ПУФРУО", of_facts=True)
def answer_is_due_ahead(case: Case) -> Any:
    """The term for the director's report does not lie before the order that sets it."""
    return _is_ahead(case, case.facts["answer_due_on"])


@rule("чл. 19, ал. 5 ПУФРУО", of_facts=True)
def follow_up_is_ahead(case: Case) -> Any:
    """A follow-up is not ordered for a day before the order."""
    return _is_ahead(case, case.facts["follow_up_on"])


@rule("чл. 19, ал. 5 ПУФРУО", valid_from=REWRITTEN)
def one_follow_up_at_a_time(case: Case) -> Any:
    """A follow-up is ordered anew when the one before it is closed, or its term has passed."""
    visit: Visit = case.document
    if following.is_under_way(visit):
        return _("A follow-up inspection of this visit is under way.")
    if not following.is_read_on(visit, case.on):
        return None
    return _("The follow-up by documents runs until %(day)s.") % {
        "day": f"{visit.follow_up_on:%d.%m.%Y}"
    }


@rule("чл. 17в, ал. 5 и чл. 19, ал. 5–6 ПУФРУО", valid_from=REWRITTEN)
def follow_up_visit_is_reported(case: Case) -> Any:
    """A follow-up by visit is judged by its own protocol, registered and reported to the head."""
    visit: Visit = case.document
    if visit.state != VisitState.FOLLOW_UP or following.is_known(visit):
        return None
    return _("The follow-up visit has to be registered and reported to the head first.")


@rule("чл. 19, ал. 6 ПУФРУО")
def nothing_was_found_undone(case: Case) -> Any:
    """What a follow-up visit found not carried out is not confirmed."""
    visit: Visit = case.document
    found = [f"„{one.text[:80]}“" for one in following.found_undone(visit)]
    if not found:
        return None
    return _(
        "Found not carried out: %(measures)s. The head escalates or orders another follow-up."
    ) % {"measures": "; ".join(found)}
