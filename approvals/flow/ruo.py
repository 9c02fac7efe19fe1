"""The annual plan of a regional authority: to the ministry, approved by the minister.

Basis: ПУФРУО чл. 16, ал. 1–4 and чл. 26, ал. 2–3 (domain.md 3.1).
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from approvals import effects, rules, rules_of_reports, rules_of_signing, stamps, terms
from approvals.flow.holders import PREPARED
from institutions.models import Person
from institutions.rights import Right
from plans.models import Plan
from plans.states import PlanKind
from plans.states import PlanState as S
from workflows import access, records
from workflows.flow import After, Flow, Holder, Letter, Work, machine, step

HEAD = Holder(Right.SUBMIT_PLAN, "institution")
PREPARERS = Holder(Right.PREPARE_PLAN, "institution")
MINISTER = Holder(Right.APPROVE_PLAN, "institution")
REVIEWERS = Holder(Right.REVIEW_PLAN, "institution")
CARRIES = Holder(Right.CARRY_OUT_PLAN, "institution")
RECORDS = Holder(Right.REGISTER_PLAN, "institution")


def told_of_change(plan: Plan) -> list[Person]:
    """Those to whom a withdrawn change was submitted; nobody when it never left its house."""
    steps = records.of(plan).filter(step__in=["propose_change", "submit_change"])
    if steps.last().step == "propose_change":
        return []
    return [one for to in (MINISTER, REVIEWERS) for one in access.holders(to.right, to.place(plan))]


class RuoPlanFlow(Flow):
    """Annual plan of a regional authority for a school year."""

    slug = "authority-plan"
    follow = {"plan_kind": PlanKind.RUO}
    title = _("Plan of the regional authority")
    states = S
    initial = S.DRAFT
    route = (S.DRAFT, S.AT_MINISTRY, S.APPROVED, S.IN_EXECUTION, S.REPORTED)
    state = machine(S)
    document: Plan
    opens = ("submission_to_ministry",)

    @step(
        state,
        source=S.DRAFT,
        target=S.AT_MINISTRY,
        label=_("Submit to the ministry"),
        done=pgettext_lazy("done", "Submitted to the ministry"),
        by=HEAD,
        basis="чл. 16, ал. 1 ПУФРУО",
        rules=(
            rules.has_activities,
            rules.remarks_answered,
            rules_of_signing.grave_findings_are_reasoned,
        ),
        form="approvals.forms.OutgoingForm",
    )
    def submit(self) -> None:
        """The head submits the plan, by 10 September."""
        stamps.stamp_submission(self.document, self.taken)

    @step(
        state,
        source=S.AT_MINISTRY,
        target=S.DRAFT,
        label=_("Return"),
        done=pgettext_lazy("done", "Returned for rework"),
        by=REVIEWERS,
        basis="чл. 16, ал. 1 ПУФРУО",
        form="approvals.returning.ReturnForm",
        back_to="submit",
    )
    def return_for_rework(self) -> None:
        """The ministry returns the plan with notes (practice; no term in law)."""
        stamps.stamp_return(self.document, self.taken)

    @step(
        state,
        source=S.AT_MINISTRY,
        target=S.APPROVED,
        label=_("Approve"),
        done=pgettext_lazy("done", "Approved"),
        by=MINISTER,
        basis="чл. 16, ал. 1 ПУФРУО",
        rules=(rules_of_signing.grave_findings_are_reasoned,),
        form="approvals.forms.ApproveForm",
        apart=PREPARED,
    )
    def approve(self) -> None:
        """The minister approves the plan; its inspections open."""
        self._stamp_approval()

    @step(
        state,
        source=S.APPROVED,
        target=S.IN_EXECUTION,
        label=_("Publish"),
        done=pgettext_lazy("done", "Published"),
        by=CARRIES,
        basis="чл. 16, ал. 4 ПУФРУО",
        rules=(rules.published_by_authority,),
        form="approvals.forms.PublishForm",
    )
    def publish(self) -> None:
        """Published on the authority's site: in execution."""
        stamps.copy_facts(self.document, self.taken, "published_at_url")
        self.document.published_on = self.document.executed_from = self.taken.on
        self.document.in_force_on = self.taken.on

    @step(
        state,
        source=S.IN_EXECUTION,
        target=S.AMENDING,
        label=_("Propose a change"),
        done=pgettext_lazy("done", "Change opened"),
        by=HEAD,
        basis="чл. 16, ал. 2 ПУФРУО",
        form="workflows.forms.ReasonForm",
    )
    def propose_change(self) -> None:
        """The text is opened for a change; what is in force stays in force."""
        # From now on the day says whether the ministry sent this change back.
        self.document.returned_on = None

    @step(
        state,
        source=S.AMENDING,
        target=S.CHANGE_AT_MINISTRY,
        label=_("Submit the change"),
        done=pgettext_lazy("done", "Change submitted"),
        by=HEAD,
        basis="чл. 16, ал. 2 ПУФРУО",
        rules=(
            rules.change_is_written,
            rules.remarks_answered,
            rules_of_signing.grave_findings_are_reasoned,
        ),
        form="approvals.forms.ProposalForm",
    )
    def submit_change(self) -> None:
        """The motivated proposal goes to the minister: its text no longer changes."""
        stamps.stamp_submission(self.document, self.taken)

    @step(
        state,
        source=S.CHANGE_AT_MINISTRY,
        target=S.AMENDING,
        label=_("Return the change"),
        done=pgettext_lazy("done", "Change returned"),
        by=REVIEWERS,
        basis="чл. 16, ал. 2 ПУФРУО",
        form="approvals.returning.ReturnForm",
        back_to="submit_change",
    )
    def return_change(self) -> None:
        """The ministry returns the change with remarks (practice; no term in law)."""
        stamps.stamp_return(self.document, self.taken)

    @step(
        state,
        source=S.CHANGE_AT_MINISTRY,
        target=S.IN_EXECUTION,
        label=_("Approve the change"),
        done=pgettext_lazy("done", "Change approved"),
        by=MINISTER,
        basis="чл. 16, ал. 2 ПУФРУО",
        rules=(rules_of_signing.grave_findings_are_reasoned,),
        form="approvals.forms.ApproveForm",
        apart=PREPARED,
    )
    def approve_change(self) -> None:
        """The minister or an authorised person approves the version submitted."""
        self._stamp_approval()

    @step(
        state,
        source=(S.AMENDING, S.CHANGE_AT_MINISTRY),
        target=S.IN_EXECUTION,
        label=_("Withdraw the change"),
        done=pgettext_lazy("done", "Change withdrawn"),
        by=HEAD,
        basis="чл. 16, ал. 2 ПУФРУО",
        form="workflows.forms.ReasonForm",
        danger=True,
    )
    def withdraw_change(self) -> None:
        """The proposal is withdrawn: the text in force goes on."""

    @step(
        state,
        source=S.IN_EXECUTION,
        target=S.REPORTED,
        label=_("Report"),
        done=pgettext_lazy("done", "Reported"),
        by=HEAD,
        basis="чл. 16, ал. 3 ПУФРУО",
        rules=(rules_of_reports.filed_after_its_day,),
        form="workflows.forms.NoteForm",
    )
    def report(self) -> None:
        """The report to the minister, by 10 September."""
        stamps.stamp_report(self.document, self.taken)

    @step(
        state,
        source=S.REPORTED,
        target=S.ARCHIVED,
        label=_("Archive"),
        done=pgettext_lazy("done", "Archived"),
        by=RECORDS,
        basis="чл. 26, ал. 2, т. 1 и ал. 3 ПУФРУО",
    )
    def archive(self) -> None:
        """Plan and report are kept by the records office."""

    def _stamp_approval(self) -> None:
        plan = self.document
        plan.approved_on, plan.approved_by = self.taken.on, self.taken.actor
        stamps.copy_facts(plan, self.taken, "approval_order")

    desks = {
        S.DRAFT: (
            Work("submit", _("Submit"), due=terms.ministry_due),
            Work(
                "answer_remarks",
                _("Answer the remarks"),
                due=terms.ministry_due,
                when=terms.has_open_remarks,
                by=PREPARERS,
            ),
        ),
        S.AT_MINISTRY: (Work("approve", _("Approve")),),
        S.APPROVED: (Work("publish", _("Publish")),),
        S.IN_EXECUTION: (Work("report", _("Report"), due=terms.report_due),),
        S.AMENDING: (
            Work("submit_change", _("Submit")),
            Work(
                "answer_remarks",
                _("Answer the remarks"),
                when=terms.has_open_remarks,
                by=PREPARERS,
            ),
        ),
        S.CHANGE_AT_MINISTRY: (Work("approve_change", _("Approve")),),
        S.REPORTED: (Work("archive", _("Archive")),),
    }

    after = {
        "submit": After(
            tell=(Letter("plan_submitted", MINISTER), Letter("plan_submitted", REVIEWERS)),
            stops=("submission_to_ministry",),
            effects=(effects.freeze_text, effects.resolve_remarks),
        ),
        "return_for_rework": After(
            tell=(Letter("plan_returned", HEAD), Letter("plan_returned", PREPARERS)),
            starts=("submission_to_ministry",),
            effects=(effects.keep_remarks,),
        ),
        "approve": After(
            tell=(Letter("plan_approved", HEAD), Letter("plan_approved", PREPARERS)),
            effects=(effects.put_in_force,),
        ),
        "publish": After(
            tell=(Letter("plan_in_execution", REVIEWERS),), starts=("report_to_ministry",)
        ),
        "propose_change": After(),
        "submit_change": After(
            tell=(
                Letter("plan_change_proposed", MINISTER),
                Letter("plan_change_proposed", REVIEWERS),
            ),
            effects=(effects.freeze_text, effects.resolve_remarks),
        ),
        "return_change": After(
            tell=(Letter("plan_returned", HEAD), Letter("plan_returned", PREPARERS)),
            effects=(effects.keep_remarks,),
        ),
        "approve_change": After(
            tell=(Letter("plan_approved", HEAD), Letter("plan_approved", PREPARERS)),
            effects=(effects.put_in_force,),
        ),
        "withdraw_change": After(
            tell=(Letter("plan_change_withdrawn", told_of_change),),
            effects=(effects.go_back_to_text_in_force, effects.resolve_remarks),
        ),
        "report": After(
            tell=(Letter("plan_reported", MINISTER), Letter("plan_reported", RECORDS)),
            stops=("report_to_ministry",),
        ),
        "archive": After(),
    }
