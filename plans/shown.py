"""What of a plan is open to a person: text under work stays in its house until it is sent."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from institutions.models import Person
from institutions.rights import Right
from plans.models import Plan, Remark
from plans.states import OPEN_FOR_EDIT, PlanKind, PlanState
from workflows import access, records
from workflows.models import Record

#: Who is asked about a change of an approved plan (ПУФРУО чл. 16, ал. 2).
ASKED = (Right.APPROVE_PLAN, Right.REVIEW_PLAN)
#: Steps that end the work on a text without putting it before anybody.
WITHDRAWS = ("withdraw_change",)


def may_prepare(plan: Plan, person: Person) -> bool:
    """Whether the person may change the text of this plan."""
    return access.capacity(person, Right.PREPARE_PLAN, plan.institution, plan) is not None


def sees_drafts(plan: Plan, person: Person) -> bool:
    """Whether the person is of the plan's own house, or named on it: they see unfinished text.

    A change of an approved plan is put before the minister as it is written (ПУФРУО чл. 16,
    ал. 2): those who decide about it read it too.
    """
    held = access.capacity(person, Right.VIEW_DOCUMENTS, plan.institution, plan)
    return held is not None or may_prepare(plan, person) or _is_asked(plan, person)


def _is_asked(plan: Plan, person: Person) -> bool:
    if plan.state != PlanState.AMENDING or plan.plan_kind != PlanKind.RUO:
        return False
    places = (access.capacity(person, right, plan.authority) for right in ASKED)
    return any(held is not None for held in places)


def last_number(plan: Plan, person: Person) -> int:
    """The last revision that is open to a person.

    While a plan is being reworked or changed in its house, others go on reading what was last
    put before them or is in force, not the unfinished text.
    """
    newest = plan.latest.number
    if not plan.editable or sees_drafts(plan, person):
        return newest
    if plan.state == PlanState.AMENDING and plan.in_force_revision:
        return plan.in_force_revision
    put_before_others = records.of(plan).exclude(target__in=OPEN_FOR_EDIT)
    last = put_before_others.exclude(revision=None).last()
    return last.revision if last and last.revision else newest


def records_shown(plan: Plan, person: Person) -> QuerySet[Record]:
    """The records that a person reads: changes of a text only with a text they may read.

    A change is open to others once the step that ended the work put it before them;
    of a change that was withdrawn nothing is.
    """
    found: QuerySet[Record] = records.of(plan)
    if sees_drafts(plan, person):
        return found
    ended = Record.objects.filter(document_id=plan.pk, sequence__gt=OuterRef("sequence"))
    first = ended.exclude(target__in=OPEN_FOR_EDIT).order_by("sequence")
    edited = Q(source=F("target"), target__in=OPEN_FOR_EDIT)
    sent = Q(ended_by__isnull=False) & ~Q(ended_by__in=WITHDRAWS)
    return found.annotate(ended_by=Subquery(first.values("step")[:1])).filter(~edited | sent)


def remarks_shown(plan: Plan, person: Person) -> list[Remark]:
    """All remarks; an answer that was not sent yet is the house's own."""
    remarks = list(plan.remarks.select_related("author").order_by("-pk"))
    if sees_drafts(plan, person):
        return remarks
    for remark in remarks:
        # Only what is shown: the rows are not saved from here.
        remark.answer = "" if remark.is_open else remark.answer
    return remarks
