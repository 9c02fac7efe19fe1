"""A visit: date, protocol, report, measures, answer, follow-up.

Basis: ПУФРУО чл. 18, ал. 4–7 and чл. 19; what follows non-fulfilment: domain.md 5.4.
"""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inspections import effects, rules, stamps
from inspections import rules_of_measures as measures
from inspections.flow.visit_work import (
    AFTER,
    ANSWERED,
    DESKS,
    DIRECTOR,
    HEAD,
    INSPECTED,
    PLANNERS,
    RECORDS,
    TEAM,
)
from inspections.models import Visit
from inspections.states import VisitState as S
from workflows import records
from workflows.flow import Flow, machine, step


class VisitFlow(Flow):
    """A visit to one institution."""

    slug = "visit"
    title = _("Visit")
    states = S
    initial = S.PLANNED
    above = "inspection"
    route = (
        S.PLANNED,
        S.SCHEDULED,
        S.DRAWN,
        S.REGISTERED,
        S.REPORTED,
        S.PRESCRIBED,
        S.ANSWERED,
        S.FOLLOW_UP,
        S.CLOSED,
    )
    state = machine(S)
    document: Visit
    clashes: ClassVar = {
        "visit_register_number_once": _(
            "A protocol of this day with this number was entered just now: enter another number."
        )
    }

    @step(
        state,
        source=(S.PLANNED, S.SCHEDULED),
        target=S.SCHEDULED,
        label=_("Set the date"),
        done=pgettext_lazy("done", "Date set"),
        by=PLANNERS,
        basis="чл. 18, ал. 2 ПУФРУО; чл. 101–105 ЗПУО",
        rules=(
            rules.inspection_is_ordered,
            rules.within_the_order,
            rules.on_a_school_day,
            rules.in_working_hours,
        ),
        form="inspections.forms.ScheduleForm",
    )
    def schedule(self) -> None:
        """Day and hours, on a school day, with nobody of the team elsewhere."""
        visit, facts = self.document, self.taken.facts
        for name in ("on_date", "starts_at", "ends_at"):
            setattr(visit, name, facts[name])
        visit.announced_on = visit.announced_on or self.taken.on

    @step(
        state,
        source=(S.PLANNED, S.SCHEDULED),
        target=S.CANCELLED,
        label=_("Cancel the visit"),
        done=pgettext_lazy("done", "Visit cancelled"),
        by=PLANNERS,
        basis="чл. 17в и чл. 18, ал. 2 ПУФРУО",
        form="workflows.forms.ReasonForm",
        danger=True,
    )
    def cancel(self) -> None:
        """It does not take place, with a reason; it never counts towards the plan."""
        self.document.cancelled_on = self.taken.on

    @step(
        state,
        source=S.SCHEDULED,
        target=S.DRAWN,
        label=_("Draw up the protocol"),
        done=pgettext_lazy("done", "Protocol drawn up"),
        by=TEAM,
        basis="чл. 18, ал. 4–5 ПУФРУО",
        rules=(rules.answers_are_complete, rules.findings_are_written, rules.after_the_visit),
        form="inspections.forms.ProtocolForm",
        only=effects.in_team,
    )
    def draw_protocol(self) -> None:
        """Two copies; recommendations stand in it; from here its text is fixed."""
        visit = self.document
        visit.drawn_on, visit.drawn_by = self.taken.on, self.taken.actor
        visit.summary = self.taken.facts["summary"]
        visit.present = [person.name for person in visit.inspection.team]
        visit.protocol = stamps.protocol_of(visit)
        visit.protocol_print = records.fingerprint(visit.protocol)

    @step(
        state,
        source=S.DRAWN,
        target=S.REGISTERED,
        label=_("Enter in both registers"),
        done=pgettext_lazy("done", "Entered in both registers"),
        by=RECORDS,
        basis="чл. 18, ал. 4 и чл. 26, ал. 1, т. 3 ПУФРУО",
        rules=(rules.register_number_is_free,),
        form="inspections.forms.RegistersForm",
    )
    def register_protocol(self) -> None:
        """Number of the authority and number of the institution; then unchangeable."""
        visit, facts = self.document, self.taken.facts
        for name in ("authority_number", "school_number"):
            setattr(visit, name, facts[name])
        visit.registered_on = self.taken.on

    @step(
        state,
        source=S.REGISTERED,
        target=S.REPORTED,
        label=_("Report to the head"),
        done=pgettext_lazy("done", "Reported to the head"),
        by=TEAM,
        basis="чл. 18, ал. 7 ПУФРУО",
        form="inspections.forms.ReportForm",
        only=effects.in_team,
    )
    def report(self) -> None:
        """Analysis, conclusions, proposed prescriptions."""
        visit = self.document
        visit.conclusions = self.taken.facts["conclusions"]
        visit.reported_on, visit.reported_by = self.taken.on, self.taken.actor

    @step(
        state,
        source=S.REPORTED,
        target=S.CLOSED,
        label=_("Close without measures"),
        done=pgettext_lazy("done", "Closed without measures"),
        by=HEAD,
        basis="чл. 18, ал. 7 ПУФРУО",
        rules=(measures.nothing_was_proposed,),
        apart=INSPECTED,
    )
    def close(self) -> None:
        """No violation was found."""
        self.document.closed_on = self.taken.on

    @step(
        state,
        source=S.REPORTED,
        target=S.RECOMMENDED,
        label=_("Track the recommendations"),
        done=pgettext_lazy("done", "Recommendations handed over for execution"),
        by=TEAM,
        basis="чл. 19, ал. 2 и чл. 20, ал. 3 ПУФРУО",
        rules=(measures.only_recommendations,),
        only=effects.in_team,
    )
    def recommend(self) -> None:
        """The director carries them out and answers."""

    @step(
        state,
        source=S.REPORTED,
        target=S.PRESCRIBED,
        label=_("Prescribe by order"),
        done=pgettext_lazy("done", "Prescriptions issued"),
        by=HEAD,
        basis="чл. 19, ал. 1 и 3 ПУФРУО",
        rules=(
            measures.prescription_is_proposed,
            measures.prescriptions_have_terms,
            measures.answer_is_due_ahead,
        ),
        form="inspections.forms.PrescribeForm",
        apart=INSPECTED,
    )
    def prescribe(self) -> None:
        """Mandatory prescriptions by the head's order, each with a term."""
        visit, facts = self.document, self.taken.facts
        visit.prescription_order, visit.prescribed_on = facts["prescription_order"], self.taken.on
        visit.prescribed_by, visit.answer_due_on = self.taken.actor, facts["answer_due_on"]

    @step(
        state,
        source=S.REPORTED,
        target=S.CLOSED,
        label=_("Close without prescribing"),
        done=pgettext_lazy("done", "Closed without prescribing"),
        by=HEAD,
        basis="чл. 19, ал. 1 ПУФРУО",
        rules=(measures.prescription_is_proposed,),
        form="workflows.forms.ReasonForm",
        danger=True,
        apart=INSPECTED,
    )
    def decline(self) -> None:
        """Experts propose, the head decides: the proposed prescriptions are not issued."""
        self.document.closed_on = self.taken.on

    @step(
        state,
        source=(S.RECOMMENDED, S.PRESCRIBED),
        target=S.ANSWERED,
        label=pgettext_lazy("verb", "Answer"),
        done=pgettext_lazy("done", "Answered"),
        by=DIRECTOR,
        basis="чл. 19, ал. 3 ПУФРУО",
        rules=(measures.every_measure_is_answered, measures.prescriptions_have_evidence),
        form="inspections.forms.AnswerForm",
        apart=INSPECTED,
    )
    def answer(self) -> None:
        """The director reports what was done, with evidence."""
        visit = self.document
        visit.answered_on, visit.answer = self.taken.on, self.taken.facts["answer"]

    @step(
        state,
        source=(S.ANSWERED, S.PRESCRIBED, S.FOLLOW_UP),
        target=S.FOLLOW_UP,
        label=_("Order a follow-up"),
        done=pgettext_lazy("done", "Follow-up ordered"),
        by=HEAD,
        basis="чл. 17, ал. 5, чл. 17в, ал. 5 и чл. 19, ал. 5–6 ПУФРУО",
        rules=(
            measures.answered_or_overdue,
            measures.one_follow_up_at_a_time,
            measures.follow_up_is_ahead,
        ),
        form="inspections.forms.FollowUpForm",
        apart=INSPECTED,
    )
    def follow_up(self) -> None:
        """By a visit, which is an inspection of its own, or by documents; anew if need be."""
        self.document.follow_up_mode = self.taken.facts["follow_up_mode"]
        self.document.follow_up_on = self.taken.facts["follow_up_on"]

    @step(
        state,
        source=(S.RECOMMENDED, S.ANSWERED, S.FOLLOW_UP),
        target=S.CLOSED,
        label=_("Confirm execution"),
        done=pgettext_lazy("done", "Execution confirmed"),
        by=TEAM,
        basis="чл. 19, ал. 6 ПУФРУО",
        rules=(
            measures.prescriptions_are_followed_up,
            measures.follow_up_visit_is_reported,
            measures.nothing_was_found_undone,
        ),
        form="inspections.forms.ConfirmForm",
        only=effects.in_team,
        apart=ANSWERED,
    )
    def confirm(self) -> None:
        """The measures were carried out: the visit is closed.

        Recommendations may be found carried out without an answer: no term in law asks for one.
        """
        self.document.closed_on = self.taken.on

    @step(
        state,
        source=(S.PRESCRIBED, S.FOLLOW_UP),
        target=S.ESCALATED,
        label=_("Escalate"),
        done=pgettext_lazy("done", "Escalated"),
        by=HEAD,
        basis="чл. 3, ал. 2, т. 24, 28 и 52 и чл. 19, ал. 4 ПУФРУО",
        rules=(measures.answered_or_overdue, measures.follow_up_visit_is_reported),
        form="inspections.forms.EscalateForm",
        danger=True,
        apart=INSPECTED,
    )
    def escalate(self) -> None:
        """Not carried out: what follows depends on whose the institution is."""
        visit = self.document
        visit.escalation, visit.closed_on = stamps.escalation_of(visit.institution), self.taken.on

    desks = DESKS
    after = AFTER
