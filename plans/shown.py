"""What of a plan is open to a person: text under work stays in its house until it is sent."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from institutions.models import Person
from institutions.rights import Right
from plans.models import Plan, Remark
from plans.states import CHANGING, UNFINISHED, PlanKind
from workflows import access, records
from workflows.models import Record

#: Who judges a change of an approved plan (ПУФРУО чл. 16, ал. 2).
JUDGES = (Right.APPROVE_PLAN, Right.REVIEW_PLAN)
#: Steps that end the work on a text without putting it before anybody.
WITHDRAWS = ("withdraw_change",)


def may_prepare(plan: Plan, person: Person) -> bool:
    """Whether the person may change the text of this plan."""
    return access.capacity(person, Right.PREPARE_PLAN, plan.institution, plan) is not None


def sees_drafts(plan: Plan, person: Person) -> bool:
    """Whether the person is of the plan's own house, or named on it: they see unfinished text."""
    held = access.capacity(person, Right.VIEW_DOCUMENTS, plan.institution, plan)
    return held is not None or may_prepare(plan, person)


def _judges_changes(plan: Plan, person: Person) -> bool:
    """Whether a change is submitted to the person (ПУФРУО чл. 16, ал. 2)."""
    if plan.plan_kind != PlanKind.RUO:
        return False
    places = (access.capacity(person, right, plan.institution) for right in JUDGES)
    return any(held is not None for held in places)


def last_number(plan: Plan, person: Person, newest: int = 0) -> int:
    """The last revision that is open to a person; ``newest`` is the last one, where it is known.

    While a plan is being reworked or changed in its house, others go on reading what was last
    put before them or is in force, not the unfinished text. A change that was submitted is read
    by those who judge it, by others once it is in force.
    """
    newest = newest or plan.latest.number
    if plan.state not in (*UNFINISHED, *CHANGING) or sees_drafts(plan, person):
        return newest
    others = last_number_for_others(plan, newest)
    if plan.is_changing and plan.in_force_revision and _judges_changes(plan, person):
        return max(others, _last_submitted(plan))
    return others


def last_number_for_others(plan: Plan, newest: int = 0) -> int:
    """The last revision that is open to those who see the plan and are not of its house."""
    newest = newest or plan.latest.number
    if plan.state not in (*UNFINISHED, *CHANGING):
        return newest
    if plan.is_changing and plan.in_force_revision:
        return plan.in_force_revision
    put_before_others = records.of(plan).exclude(target__in=UNFINISHED)
    last = put_before_others.exclude(revision=None).last()
    return last.revision if last and last.revision else newest


def _last_submitted(plan: Plan) -> int:
    last = records.of(plan).filter(step="submit_change").last()
    return last.revision or 0 if last else 0


def records_shown(plan: Plan, person: Person) -> QuerySet[Record]:
    """The records that a person reads: changes of a text only with a text they may read.

    A change is open to others once the step that ended the work put it before them;
    of a change that was withdrawn nothing is.
    """
    found: QuerySet[Record] = records.of(plan)
    if sees_drafts(plan, person):
        return found
    unseen = UNFINISHED if _judges_changes(plan, person) else (*UNFINISHED, *CHANGING)
    ended = Record.objects.filter(document_id=plan.pk, sequence__gt=OuterRef("sequence"))
    first = ended.exclude(target__in=unseen).order_by("sequence")
    edited = Q(source=F("target"), target__in=UNFINISHED)
    sent = Q(ended_by__isnull=False) & ~Q(ended_by__in=WITHDRAWS)
    return found.annotate(ended_by=Subquery(first.values("step")[:1])).filter(~edited | sent)


def rows_shown(plan: Plan, person: Person) -> list[tuple[str, str]]:
    """The rows of the last text that is open to a person: place on the page and words."""
    revision = plan.revisions.get(number=last_number(plan, person))
    return [
        (row.anchor, f"{row.number} {row.text}"[:80])
        for row in revision.activities.order_by("position")
    ]


def remarks_shown(plan: Plan, person: Person) -> list[Remark]:
    """Remarks on the texts open to a person; an answer not sent yet is the house's own."""
    found = plan.remarks.select_related("author").order_by("-pk")
    if sees_drafts(plan, person):
        return list(found)
    remarks = list(found.filter(revision__lte=last_number(plan, person)))
    for remark in remarks:
        # Only what is shown: the rows are not saved from here.
        remark.answer = "" if remark.is_open else remark.answer
    return remarks
