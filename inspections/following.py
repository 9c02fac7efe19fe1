"""A follow-up by visit: an inspection of its own, which tells the visit it follows what it found.

The full cycle that the law asks for (ПУФРУО чл. 17в, ал. 5 and чл. 19, ал. 5–6): order, day,
checklist, protocol, both registers, report. Until the report the visit that is followed waits.
"""

import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from inspections.models import Inspection, Measure, Member, Target, Visit
from inspections.states import INSPECTION_OPEN, Answer, FollowUp, MeasureKind
from plans.states import InspectionForm, InspectionKind
from workflows import gate
from workflows.models import Record
from workflows.official import official
from workflows.taken import Case

TOPIC = _(
    "Follow-up inspection on the prescriptions of the visit of %(day)s"
    " (protocol № %(number)s), %(school)s"
)
AIM = _("To check the execution of order № %(number)s/%(day)s:")
UNTIL = _("until %(day)s")


def to_be_checked(visit: Visit) -> QuerySet[Measure]:
    """The measures that nobody has found carried out yet, prescriptions first."""
    return visit.measures.exclude(executed=True).order_by("kind", "pk")


def found_undone(visit: Visit) -> QuerySet[Measure]:
    """The prescriptions that a follow-up found not, or only partly, carried out."""
    return visit.measures.filter(kind=MeasureKind.PRESCRIPTION, executed=False)


def latest(visit: Visit) -> Inspection | None:
    """The last follow-up of a visit by visit."""
    found: Inspection | None = visit.follow_ups.order_by("-created_at").first()
    return found


def is_under_way(visit: Visit) -> bool:
    """Whether a follow-up of the visit is proposed or ordered and not closed."""
    return visit.follow_ups.filter(state__in=INSPECTION_OPEN).exists()


def is_read_on(visit: Visit, day: datetime.date) -> bool:
    """Whether the execution is being judged on documents, in the term that the head set."""
    by_documents = visit.follow_up_mode == FollowUp.DOCUMENTS
    return by_documents and visit.follow_up_on is not None and day <= visit.follow_up_on


def is_known(visit: Visit) -> bool:
    """Whether execution can be judged: on documents, or by a follow-up visit that is reported."""
    if visit.follow_up_mode != FollowUp.VISIT:
        return True
    last = latest(visit)
    return last is not None and last.visits.filter(reported_on__isnull=False).exists()


def can_be_confirmed(visit: Visit) -> bool:
    """What was prescribed may have been carried out: the team's turn."""
    return is_known(visit) and not found_undone(visit).exists()


def is_found_undone(visit: Visit) -> bool:
    """A follow-up visit found a prescription not carried out: the head's turn."""
    return is_known(visit) and found_undone(visit).exists()


def has_fallen_through(visit: Visit) -> bool:
    """The follow-up visit will not be made after all: the head decides anew."""
    return not is_known(visit) and not is_under_way(visit)


def open_follow_up(case: Case, _record: Record) -> None:
    """The head decided on a visit: an inspection with the same team lies there to be ordered.

    What an earlier follow-up found not carried out is asked anew, by either way.
    """
    visit: Visit = case.document
    visit.measures.filter(executed=False).update(executed=None)
    if visit.follow_up_mode == FollowUp.VISIT:
        inspection = _follow_up_of(visit, case)
        gate.open_document(
            inspection,
            actor=case.actor,
            step="open_follow_up",
            capacity=case.capacity,
            tell=True,
            content=lambda: _fill(inspection, visit),
            follows=visit,
        )


def _follow_up_of(visit: Visit, case: Case) -> Inspection:
    before = visit.inspection
    return Inspection(
        follows=visit,
        kind_of=InspectionKind.FOLLOW_UP,
        form_of=InspectionForm.INSPECTION,
        topic=_topic(visit),
        aim=_aim(visit),
        period=official(UNTIL) % {"day": f"{visit.follow_up_on:%d.%m.%Y}"},
        starts_on=case.on,
        ends_on=visit.follow_up_on,
        visits_until=visit.follow_up_on,
        protocol_days=before.protocol_days,
        report_days=before.report_days,
        target_count=1,
        institution=visit.authority,
        authority=visit.authority,
    )


def _topic(visit: Visit) -> str:
    return official(TOPIC) % {
        "day": f"{visit.on_date:%d.%m.%Y}",
        "number": visit.authority_number,
        "school": visit.institution.full_name,
    }


def _aim(visit: Visit) -> str:
    title = official(AIM) % {
        "number": visit.prescription_order,
        "day": f"{visit.prescribed_on:%d.%m.%Y}",
    }
    asked = (f"{n}. {one.text}" for n, one in enumerate(to_be_checked(visit), start=1))
    return "\n".join([title, *asked])


def _fill(inspection: Inspection, visit: Visit) -> None:
    """The school of the visit that is followed, and its team as a proposal to the head."""
    school = visit.institution
    Target.objects.create(
        inspection=inspection,
        position=1,
        name=school.name[:250],
        settlement=school.settlement[:80],
        institution=school,
    )
    Member.objects.bulk_create(
        Member(inspection=inspection, person=person) for person in visit.inspection.team
    )


def tell_followed(case: Case, _record: Record) -> None:
    """A follow-up visit was reported: what it found goes to the visit that waits for it."""
    visit: Visit = case.document
    followed = visit.inspection.follows
    if followed is None:
        return
    for is_done, answers in ((True, [Answer.YES]), (False, [Answer.PARTLY, Answer.NO])):
        found = visit.answers.filter(answer__in=answers).values("checks")
        Measure.objects.filter(pk__in=found).update(executed=is_done)
    gate.note_change(
        followed,
        actor=case.actor,
        step="follow_up_reported",
        capacity=case.capacity,
        visit=visit,
    )


def let_go(case: Case, _record: Record) -> None:
    """A follow-up was withdrawn: what becomes of the visit that waits is the head's to decide."""
    followed = case.document.follows
    if followed:
        gate.note_change(
            followed,
            actor=case.actor,
            step="follow_up_withdrawn",
            capacity=case.capacity,
            inspection=case.document,
        )
