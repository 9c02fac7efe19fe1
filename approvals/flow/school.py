"""The annual plan of a school: the pedagogical council adopts it, the director's order confirms it.

Basis: ЗПУО чл. 258, 262–263; Наредба № 8, приложение 2 (domain.md 3.2). The regional authority
neither agrees nor approves this plan.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from approvals import effects, rules, rules_of_reports, rules_of_signing, stamps, terms
from institutions.rights import Right
from plans.models import Plan
from plans.states import PlanKind
from plans.states import PlanState as S
from workflows.flow import After, Flow, Holder, Letter, Work, machine, step

DIRECTOR = Holder(Right.SUBMIT_PLAN, "institution")
CARRIES = Holder(Right.CARRY_OUT_PLAN, "institution")
AUTHORITY = Holder(Right.PLAN_INSPECTIONS, "authority")


class SchoolPlanFlow(Flow):
    """Annual plan of a school, kindergarten or support centre."""

    slug = "school-plan"
    follow = {"plan_kind": PlanKind.SCHOOL}
    title = _("School plan")
    states = S
    initial = S.DRAFT
    route = (S.DRAFT, S.ON_AGENDA, S.ADOPTED, S.IN_FORCE, S.IN_EXECUTION, S.REPORTED)
    state = machine(S)
    document: Plan

    @step(
        state,
        source=S.DRAFT,
        target=S.ON_AGENDA,
        label=_("Put to the pedagogical council"),
        done=pgettext_lazy("done", "Submitted to the pedagogical council"),
        by=DIRECTOR,
        basis="чл. 262, ал. 3 и 5 ЗПУО",
        rules=(
            rules.has_activities,
            rules.remarks_answered,
            rules_of_signing.grave_findings_are_reasoned,
        ),
        form="approvals.forms.PedagogicalAgendaForm",
    )
    def submit(self) -> None:
        """The director as chair; the public council is invited in writing."""
        self.document.session_on = self.taken.facts["session_on"]

    @step(
        state,
        source=S.ON_AGENDA,
        target=S.DRAFT,
        label=_("Record refusal"),
        done=pgettext_lazy("done", "Not adopted by the pedagogical council"),
        by=DIRECTOR,
        basis="чл. 263, ал. 1, т. 5 ЗПУО",
        form="approvals.returning.ReturnForm",
        back_to="submit",
    )
    def return_by_council(self) -> None:
        """The pedagogical council did not adopt the plan."""
        stamps.stamp_return(self.document, self.taken)

    @step(
        state,
        source=S.ON_AGENDA,
        target=S.ADOPTED,
        label=_("Record adoption"),
        done=pgettext_lazy("done", "Adopted by the pedagogical council"),
        by=DIRECTOR,
        basis="чл. 263, ал. 1, т. 5 ЗПУО",
        rules=(rules.protocol_is_dated,),
        form="approvals.forms.ProtocolForm",
    )
    def adopt(self) -> None:
        """The pedagogical council adopted the plan by protocol."""
        stamps.copy_facts(self.document, self.taken, "protocol_number")
        self.document.protocol_on = self.document.decided_on = self.taken.on

    @step(
        state,
        source=S.ADOPTED,
        target=S.IN_FORCE,
        label=_("Confirm by order"),
        done=pgettext_lazy("done", "Confirmed by order"),
        by=DIRECTOR,
        basis="чл. 258, ал. 1 ЗПУО",
        rules=(rules_of_signing.grave_findings_are_reasoned,),
        form="approvals.forms.ApproveForm",
    )
    def confirm(self) -> None:
        """The director's order (practice)."""
        plan = self.document
        stamps.copy_facts(plan, self.taken, "approval_order")
        plan.approved_on, plan.approved_by = self.taken.on, self.taken.actor
        plan.in_force_on = self.taken.on

    @step(
        state,
        source=S.IN_FORCE,
        target=S.IN_EXECUTION,
        label=_("Publish"),
        done=pgettext_lazy("done", "Published"),
        by=CARRIES,
        basis="чл. 263, ал. 3 ЗПУО",
        form="approvals.forms.PublishForm",
    )
    def publish(self) -> None:
        """On the school's site."""
        stamps.copy_facts(self.document, self.taken, "published_at_url")
        self.document.published_on = self.document.executed_from = self.taken.on

    @step(
        state,
        source=S.IN_EXECUTION,
        target=S.DRAFT,
        label=_("Change the plan"),
        done=pgettext_lazy("done", "Opened for change"),
        by=DIRECTOR,
        basis="чл. 263, ал. 1, т. 5 ЗПУО",
        form="workflows.forms.ReasonForm",
        danger=True,
    )
    def change(self) -> None:
        """A new version goes the same way; until then the text in force stays."""

    @step(
        state,
        source=S.IN_EXECUTION,
        target=S.REPORTED,
        label=_("Report"),
        done=pgettext_lazy("done", "Reported"),
        by=CARRIES,
        basis="чл. 263, ал. 1, т. 1 и ал. 6 ЗПУО",
        rules=(rules_of_reports.filed_after_its_day,),
        form="workflows.forms.NoteForm",
    )
    def report(self) -> None:
        """The year is over."""
        stamps.stamp_report(self.document, self.taken)

    desks = {
        S.DRAFT: (Work("submit", _("Put to the council")),),
        S.ON_AGENDA: (Work("adopt", _("Record"), due=lambda plan: plan.session_on),),
        S.ADOPTED: (Work("confirm", _("Confirm")),),
        S.IN_FORCE: (Work("publish", _("Publish")),),
        S.IN_EXECUTION: (Work("report", _("Report"), due=terms.year_end),),
    }

    after = {
        "submit": After(effects=(effects.freeze_text, effects.resolve_remarks)),
        "return_by_council": After(effects=(effects.keep_remarks,)),
        "adopt": After(),
        "confirm": After(effects=(effects.put_in_force,)),
        "publish": After(tell=(Letter("plan_in_execution", AUTHORITY),)),
        "change": After(),
        "report": After(),
    }
