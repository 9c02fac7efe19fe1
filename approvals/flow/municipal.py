"""The municipal plan: draft, agreement, decision of the council, execution, its report.

Basis: ЗПУО чл. 197, ал. 1–4; ПУФРУО чл. 3, ал. 2, т. 42 and чл. 22
(domain.md 3.3).
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from approvals import effects, rules, rules_of_opinions, rules_of_signing, stamps, terms
from approvals.flow.holders import (
    AGENDA,
    CARRIES,
    CLERK,
    HEAD,
    MAYOR,
    PREPARED,
    PREPARERS,
    PUTS,
    STATE,
)
from approvals.flow.reports import ReportSteps
from institutions.rights import Right
from plans.models import Plan
from plans.states import PlanKind
from plans.states import PlanState as S
from workflows.flow import After, Asks, Holder, Letter, Work, step

RECORDS = Holder(Right.REGISTER_PLAN, "authority")
COMMITTEES = Asks(AGENDA, "council", "чл. 48 и 48а ЗМСМА", committees=True)


class MunicipalPlanFlow(ReportSteps):
    """Annual plan for support of personal development of a municipality."""

    slug = "municipal-plan"
    follow = {"plan_kind": PlanKind.MUNICIPAL}
    title = _("Municipal plan")
    states = S
    initial = S.DRAFT
    route = (
        S.DRAFT,
        S.AT_RUO,
        S.AGREED,
        S.AT_COUNCIL,
        S.ADOPTED,
        S.IN_FORCE,
        S.IN_EXECUTION,
        S.REPORTED,
        S.REPORT_ADOPTED,
        S.CLOSED,
    )
    state = STATE
    document: Plan
    opens = ("adoption_of_plan",)

    @step(
        STATE,
        source=S.DRAFT,
        target=S.AT_RUO,
        label=_("Submit"),
        done=pgettext_lazy("done", "Submitted for agreement"),
        by=MAYOR,
        basis="чл. 197, ал. 3 ЗПУО",
        rules=(
            rules.has_activities,
            rules.strategy_in_force,
            rules.remarks_answered,
            rules_of_signing.grave_findings_are_reasoned,
        ),
        form="approvals.forms.SubmitForm",
    )
    def submit(self) -> None:
        """The mayor sends the plan for agreement."""
        stamps.stamp_submission(self.document, self.taken)
        stamps.copy_facts(self.document, self.taken, "strategy", "strategy_until")

    @step(
        STATE,
        source=S.AT_RUO,
        target=S.AT_RUO,
        label=_("Enter in the register"),
        done=pgettext_lazy("done", "Entered in the register"),
        by=RECORDS,
        basis="чл. 22, ал. 1 ПУФРУО",
        form="approvals.forms.RegisterForm",
    )
    def register(self) -> None:
        """The records office gives the incoming number."""
        self.document.incoming_number = self.taken.facts["incoming_number"]
        self.document.incoming_on = self.taken.on

    @step(
        STATE,
        source=S.AT_RUO,
        target=S.AGREED,
        label=_("Agree"),
        done=pgettext_lazy("done", "Agreed"),
        by=HEAD,
        basis="чл. 197, ал. 3 ЗПУО; чл. 3, ал. 2, т. 42 ПУФРУО",
        rules=(
            rules.registered,
            rules_of_opinions.opinions_are_in,
            rules_of_signing.grave_findings_are_reasoned,
        ),
        form="approvals.forms.AgreeForm",
        by_yes=rules_of_signing.is_without_grave_findings,
        apart=PREPARED,
    )
    def agree(self) -> None:
        """The head of the regional authority agrees the text as it stands."""
        plan = self.document
        plan.agreed_on, plan.agreed_by = self.taken.on, self.taken.actor
        plan.agreed_stamp = stamps.stamp_line(self.taken)
        plan.agreed_revision = plan.judged_revision

    @step(
        STATE,
        source=S.AT_RUO,
        target=S.DRAFT,
        label=_("Return"),
        done=pgettext_lazy("done", "Returned for rework"),
        by=HEAD,
        basis="чл. 197, ал. 3 ЗПУО",
        form="approvals.returning.ReturnForm",
        back_to="submit",
    )
    def return_for_rework(self) -> None:
        """Back to the municipality with reasons."""
        stamps.stamp_return(self.document, self.taken)

    @step(
        STATE,
        source=S.AT_RUO,
        target=S.AT_RUO,
        label=_("Return to the records office"),
        done=pgettext_lazy("done", "Returned to the records office"),
        by=HEAD,
        basis="чл. 22, ал. 1 ПУФРУО",
        form="approvals.returning.ReturnForm",
        computed_in="return_for_rework",
        back_to="register",
    )
    def return_to_records(self) -> None:
        """The entry in the register is wrong: it is made anew, the text stays as it is."""
        self.document.incoming_number, self.document.incoming_on = "", None

    @step(
        STATE,
        source=S.AGREED,
        target=S.DRAFT,
        label=_("Change the text"),
        done=pgettext_lazy("done", "Text opened for change"),
        by=PREPARERS,
        basis="чл. 197, ал. 3 ЗПУО",
        form="workflows.forms.ReasonForm",
        danger=True,
    )
    def reopen(self) -> None:
        """The agreed text is to be changed: the agreement is void and must be repeated."""
        stamps.clear_agreement(self.document)

    @step(
        STATE,
        source=S.AGREED,
        target=S.AT_COUNCIL,
        label=_("Put to the council"),
        done=pgettext_lazy("done", "Submitted to the council"),
        by=PUTS,
        basis="чл. 197, ал. 3 ЗПУО",
        rules=(rules.agreement_holds, rules.put_after_agreement),
        form="approvals.forms.CouncilForm",
    )
    def put_to_council(self) -> None:
        """The mayor's proposal, with the agreed plan."""
        stamps.copy_facts(self.document, self.taken, "council", "council_number")
        self.document.council_on = self.taken.on

    @step(
        STATE,
        source=S.REJECTED,
        target=S.DRAFT,
        label=_("Bring again"),
        done=pgettext_lazy("done", "Opened to be brought again"),
        by=PREPARERS,
        basis="чл. 197, ал. 3 ЗПУО",
        rules=(rules.no_other_live_plan,),
        form="workflows.forms.ReasonForm",
    )
    def bring_again(self) -> None:
        """The last text is opened for a new revision, which is agreed and voted anew."""
        stamps.clear_agreement(self.document)
        stamps.clear_decision(self.document)

    @step(
        STATE,
        source=S.IN_FORCE,
        target=S.IN_EXECUTION,
        label=_("Start execution"),
        done=pgettext_lazy("done", "Execution started"),
        by=CARRIES,
        basis="чл. 197, ал. 3–4 ЗПУО",
        rules=(rules.published_by_municipality,),
        form="approvals.forms.PublishForm",
    )
    def start_execution(self) -> None:
        """Published on the municipality's site and carried out."""
        stamps.copy_facts(self.document, self.taken, "published_at_url")
        self.document.published_on = self.document.executed_from = self.taken.on

    desks = {
        **ReportSteps.desks,
        S.DRAFT: (
            Work("submit", _("Submit"), due=terms.adoption_due),
            Work(
                "answer_remarks",
                _("Answer the remarks"),
                due=terms.adoption_due,
                when=terms.has_open_remarks,
                by=PREPARERS,
            ),
        ),
        S.AT_RUO: (
            Work("register", _("Register"), when=lambda plan: not plan.incoming_number),
            Work(
                "agree",
                _("Agree"),
                due=terms.adoption_due,
                when=lambda plan: bool(plan.incoming_number),
            ),
        ),
        S.AGREED: (Work("put_to_council", _("Put to the council"), due=terms.adoption_due),),
        S.IN_FORCE: (Work("start_execution", _("Start")),),
    }

    opinions = {
        S.AT_RUO: Asks(HEAD, "authority", "чл. 12–14 и 23 ПУФРУО"),
        S.AT_COUNCIL: COMMITTEES,
        S.REPORTED: COMMITTEES,
    }

    clashes = {"plan_one_live_per_institution_and_period": rules.ANOTHER_IS_LIVE}

    after = {
        **ReportSteps.after,
        "submit": After(
            tell=(Letter("plan_submitted", RECORDS), Letter("plan_submitted", HEAD)),
            effects=(effects.freeze_text, effects.resolve_remarks),
        ),
        "register": After(tell=(Letter("plan_to_agree", HEAD),)),
        "agree": After(tell=(Letter("plan_agreed", MAYOR), Letter("plan_agreed", PREPARERS))),
        "return_for_rework": After(
            tell=(Letter("plan_returned", MAYOR), Letter("plan_returned", PREPARERS)),
            effects=(effects.keep_remarks, effects.let_opinions_go),
        ),
        "return_to_records": After(tell=(Letter("registration_returned", RECORDS),)),
        "reopen": After(tell=(Letter("plan_reopened", HEAD),)),
        "bring_again": After(starts=("adoption_of_plan",)),
        "put_to_council": After(
            tell=(Letter("plan_at_council", CLERK), Letter("plan_at_council", AGENDA))
        ),
        "start_execution": After(
            tell=(Letter("plan_in_execution", HEAD),), effects=(effects.announce_by_publication,)
        ),
    }
