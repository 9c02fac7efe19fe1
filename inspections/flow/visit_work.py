"""What follows each step of a visit, and what waits for whom in each of its states."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inspections import effects, following, stamps, terms
from inspections.states import VisitState as S
from institutions.rights import Right
from workflows.apart import Apart
from workflows.flow import After, Holder, Letter, Work

TEAM = Holder(Right.INSPECT, "authority")
PLANNERS = Holder(Right.PLAN_INSPECTIONS, "authority")
RECORDS = Holder(Right.REGISTER_PROTOCOL, "authority")
HEAD = Holder(Right.ORDER_INSPECTION, "authority")
DIRECTOR = Holder(Right.ANSWER_INSPECTION, "institution")

#: Who inspected decides nothing on the visit; ПУФРУО has no such bar (domain.md 1).
INSPECTED = Apart(
    ("draw_protocol", "report"),
    named=effects.team_of_visit,
    why=_(
        "%(name)s is named in the team of this visit: who inspected does not take this step, and "
        "neither does who stands in for them."
    ),
)
#: Who answered for the institution does not find that the answer is true.
ANSWERED = Apart(("answer",))

DESKS: dict[Any, tuple[Work, ...]] = {
    S.PLANNED: (Work("schedule", _("Set the date"), due=terms.visits_due),),
    S.SCHEDULED: (
        Work(
            "draw_protocol",
            pgettext_lazy("verb", "Visit"),
            due=terms.visit_due,
            people=effects.team_of_visit,
        ),
    ),
    S.DRAWN: (Work("register_protocol", _("Register")),),
    S.REGISTERED: (
        Work(
            "report",
            _("Report to the head"),
            due=terms.report_due,
            people=effects.team_of_visit,
        ),
    ),
    S.REPORTED: (
        Work("close", _("Close"), when=stamps.without_measures),
        Work("prescribe", _("Prescribe"), when=stamps.with_prescriptions),
        Work(
            "recommend",
            _("Track"),
            people=effects.team_of_visit,
            when=stamps.with_recommendations_only,
        ),
    ),
    S.RECOMMENDED: (
        Work("answer", pgettext_lazy("verb", "Answer"), due=terms.answer_due),
        Work("confirm", _("Check"), due=terms.answer_due, people=effects.team_of_visit),
    ),
    S.PRESCRIBED: (
        Work("answer", pgettext_lazy("verb", "Answer"), due=terms.answer_due),
        Work("follow_up", _("Decide"), due=terms.answer_due, when=terms.is_overdue),
    ),
    S.ANSWERED: (
        Work(
            "confirm",
            _("Check"),
            people=effects.team_of_visit,
            when=stamps.with_recommendations_only,
        ),
        Work("follow_up", _("Decide"), when=stamps.with_prescriptions),
    ),
    S.FOLLOW_UP: (
        Work(
            "confirm",
            _("Check"),
            due=lambda visit: visit.follow_up_on,
            people=effects.team_of_visit,
            when=following.can_be_confirmed,
        ),
        Work("escalate", _("Decide"), when=following.is_found_undone),
        Work("follow_up", _("Decide"), when=following.has_fallen_through),
    ),
}

AFTER: dict[str, After] = {
    "schedule": After(
        tell=(
            Letter("visit_announced", DIRECTOR),
            Letter("visit_announced", effects.team_of_visit, Right.INSPECT),
        ),
        starts=terms.OF_VISIT,
        effects=(effects.book_team, effects.lay_out_checklist),
    ),
    "cancel": After(
        tell=(
            Letter("visit_cancelled", effects.directors_who_know, Right.ANSWER_INSPECTION),
            Letter("visit_cancelled", effects.team_that_waits, Right.INSPECT),
        ),
        stops=terms.OF_VISIT,
        effects=(effects.free_team, effects.settle_inspection),
    ),
    "draw_protocol": After(tell=(Letter("protocol_drawn", RECORDS),), stops=("protocol_of_visit",)),
    "register_protocol": After(
        tell=(
            Letter("protocol_registered", DIRECTOR),
            Letter("protocol_registered", effects.team_of_visit, Right.INSPECT),
        )
    ),
    "report": After(
        tell=(Letter("visit_reported", HEAD),),
        stops=("report_of_visit",),
        effects=(following.tell_followed,),
    ),
    "close": After(tell=(Letter("visit_closed", DIRECTOR),), effects=(effects.settle_inspection,)),
    "decline": After(
        tell=(
            Letter("visit_closed", DIRECTOR),
            Letter("visit_closed", effects.team_of_visit, Right.INSPECT),
        ),
        effects=(effects.issue_recommendations, effects.settle_inspection),
    ),
    "recommend": After(
        tell=(Letter("measures_issued", DIRECTOR),), effects=(effects.issue_recommendations,)
    ),
    "prescribe": After(
        tell=(Letter("measures_issued", DIRECTOR),),
        starts=("answer_to_prescriptions",),
        effects=(effects.issue_prescriptions,),
    ),
    "answer": After(
        tell=(
            Letter("director_answered", HEAD),
            Letter("director_answered", effects.team_of_visit, Right.INSPECT),
        ),
        stops=("answer_to_prescriptions",),
    ),
    "follow_up": After(
        tell=(
            Letter("follow_up_ordered", DIRECTOR),
            Letter("follow_up_ordered", effects.team_of_visit, Right.INSPECT),
        ),
        stops=("answer_to_prescriptions",),
        effects=(following.open_follow_up,),
    ),
    "confirm": After(
        tell=(Letter("visit_closed", DIRECTOR), Letter("visit_closed", HEAD)),
        effects=(effects.mark_executed, effects.settle_inspection),
    ),
    "escalate": After(
        tell=(Letter("visit_escalated", DIRECTOR),),
        stops=("answer_to_prescriptions",),
        effects=(effects.mark_not_executed, effects.settle_inspection),
    ),
}
