"""A plan before the municipal council: agenda, vote, dispatch, return, entry into force.

Basis: ЗМСМА чл. 22, 27, 45, 48; ЗПУО чл. 197, ал. 3 (domain.md 3.3, 4).
"""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from approvals import effects, rules, stamps, terms
from institutions.rights import Right
from plans.models import Plan
from plans.states import PlanState as S
from workflows.flow import After, Flow, Holder, Letter, Work, machine, step

MAYOR = Holder(Right.SUBMIT_PLAN, "institution")
HEAD = Holder(Right.AGREE_PLAN, "authority")
PUTS = Holder(Right.PUT_TO_COUNCIL, "institution")
CLERK = Holder(Right.RECORD_DECISION, "council")
AGENDA = Holder(Right.SCHEDULE_PLAN, "council")
RETURNS = Holder(Right.RETURN_DECISION, "institution")

STATE = machine(S)


class CouncilSteps(Flow):
    """What a council, its clerk and those who may return its act do with a plan."""

    title = _("Municipal plan")
    states = S
    initial = S.DRAFT
    route: ClassVar[tuple[S, ...]] = (S.AT_COUNCIL, S.ADOPTED, S.IN_FORCE)
    state = STATE
    document: Plan

    @step(
        STATE,
        source=S.AT_COUNCIL,
        target=S.AT_COUNCIL,
        label=_("Put on the agenda"),
        done=pgettext_lazy("done", "Entered on the agenda"),
        by=AGENDA,
        basis="чл. 27, ал. 1а и чл. 48 ЗМСМА",
        form="approvals.forms.AgendaForm",
    )
    def schedule(self) -> None:
        """Opinion of the standing committee, and the session on whose agenda the plan is."""
        stamps.copy_facts(self.document, self.taken, "committee", "session_on")

    @step(
        STATE,
        source=S.AT_COUNCIL,
        target=S.ADOPTED,
        label=_("Record the decision"),
        done=pgettext_lazy("done", "Adopted by the council"),
        by=CLERK,
        basis="чл. 197, ал. 3 ЗПУО; чл. 27, ал. 3 ЗМСМА",
        rules=(
            rules.session_after_proposal,
            rules.council_is_complete,
            rules.numbers_possible,
            rules.majority_reached,
        ),
        form="approvals.forms.DecisionForm",
    )
    def adopt(self) -> None:
        """The council adopted the plan."""
        self.document.decided_on = self.taken.on

    @step(
        STATE,
        source=S.AT_COUNCIL,
        target=S.REJECTED,
        label=_("Record the rejection"),
        done=pgettext_lazy("done", "Not adopted by the council"),
        by=CLERK,
        basis="чл. 27, ал. 3 ЗМСМА",
        rules=(
            rules.session_after_proposal,
            rules.council_is_complete,
            rules.numbers_possible,
            rules.majority_missed,
        ),
        form="approvals.forms.DecisionForm",
    )
    def reject(self) -> None:
        """The council did not adopt the plan."""
        self.document.decided_on = self.taken.on

    @step(
        STATE,
        source=S.ADOPTED,
        target=S.ADOPTED,
        label=_("Send the decision"),
        done=pgettext_lazy("done", "Decision sent"),
        by=CLERK,
        basis="чл. 22, ал. 1 ЗМСМА",
        rules=(rules.not_sent_before,),
        form="approvals.forms.PartyForm",
    )
    def dispatch(self) -> None:
        """To the mayor and to the regional governor, within 7 days of adoption."""

    @step(
        STATE,
        source=S.ADOPTED,
        target=S.ADOPTED,
        label=_("Record receipt"),
        done=pgettext_lazy("done", "Receipt recorded"),
        by=CLERK,
        basis="чл. 45, ал. 6 ЗМСМА",
        rules=(rules.sent_before_receipt,),
        form="approvals.forms.PartyForm",
    )
    def receive(self) -> None:
        """The addressee received the decision; the term for a return runs from this day."""

    @step(
        STATE,
        source=S.ADOPTED,
        target=S.RETURNED,
        label=_("Return the decision"),
        done=pgettext_lazy("done", "Returned by the mayor for new discussion"),
        by=RETURNS,
        basis="чл. 45, ал. 5–6 ЗМСМА",
        rules=(rules.returned_in_time,),
        form="approvals.forms.MayorReturnForm",
        danger=True,
    )
    def return_by_mayor(self) -> None:
        """The mayor returns an unlawful or inexpedient act for new discussion."""
        self.document.in_force_on = None

    @step(
        STATE,
        source=S.ADOPTED,
        target=S.RETURNED,
        label=_("Record return by the governor"),
        done=pgettext_lazy("done", "Returned by the governor for new discussion"),
        by=CLERK,
        basis="чл. 45, ал. 4 и 6 ЗМСМА",
        rules=(rules.returned_in_time,),
        form="approvals.forms.GovernorReturnForm",
        danger=True,
    )
    def return_by_governor(self) -> None:
        """The regional governor returned an unlawful act for new discussion."""
        self.document.in_force_on = None

    @step(
        STATE,
        source=S.RETURNED,
        target=S.ADOPTED,
        label=_("Record the new discussion"),
        done=pgettext_lazy("done", "Adopted after new discussion"),
        by=CLERK,
        basis="чл. 45, ал. 7–10 ЗМСМА",
        rules=(
            rules.session_after_proposal,
            rules.council_is_complete,
            rules.numbers_possible,
            rules.outcome_of_rediscussion,
            rules.majority_of_all_reached,
        ),
        form="approvals.forms.RediscussionForm",
    )
    def readopt(self) -> None:
        """Adopted again or amended, by more than half of all councillors."""
        self.document.decided_on = self.taken.on

    @step(
        STATE,
        source=S.RETURNED,
        target=S.REJECTED,
        label=_("Record the repeal"),
        done=pgettext_lazy("done", "Repealed by the council"),
        by=CLERK,
        basis="чл. 45, ал. 9 ЗМСМА",
        rules=(
            rules.session_after_proposal,
            rules.council_is_complete,
            rules.numbers_possible,
            rules.repeal_is_carried,
        ),
        form="approvals.forms.RediscussionForm",
    )
    def repeal(self) -> None:
        """Repealed, or not adopted again."""
        self.document.decided_on = self.taken.on

    @step(
        STATE,
        source=S.ADOPTED,
        target=S.IN_FORCE,
        label=_("Record entry into force"),
        done=pgettext_lazy("done", "Entered into force"),
        by=CLERK,
        basis="чл. 45, ал. 4–7 ЗМСМА",
        rules=(rules.windows_have_passed,),
    )
    def enter_force(self) -> None:
        """Nobody returned the act in time."""
        self.document.in_force_on = self.taken.on

    desks = {
        S.AT_COUNCIL: (Work("adopt", _("Record the decision"), due=terms.adoption_due),),
        S.ADOPTED: (
            Work("dispatch", _("Send"), due=terms.dispatch_due, when=terms.waits_for_dispatch),
            Work("receive", _("Record receipt"), when=terms.waits_for_receipt),
            Work("enter_force", _("In force"), due=terms.force_due, when=terms.waits_for_force),
        ),
        S.RETURNED: (Work("readopt", _("Discuss again"), due=terms.rediscussion_due),),
    }

    after = {
        "schedule": After(tell=(Letter("plan_scheduled", PUTS),)),
        "adopt": After(
            tell=(Letter("plan_decided", MAYOR), Letter("plan_decided", HEAD)),
            starts=("dispatch_of_act",),
            effects=(effects.record_decision,),
        ),
        "reject": After(
            tell=(Letter("plan_decided", MAYOR), Letter("plan_decided", HEAD)),
            effects=(effects.record_decision,),
        ),
        "dispatch": After(tell=(Letter("decision_sent", RETURNS),), effects=(effects.send_out,)),
        "receive": After(starts=("return_of_act",), effects=(effects.take_receipt,)),
        "return_by_mayor": After(
            tell=(Letter("decision_returned", CLERK), Letter("decision_returned", AGENDA)),
            starts=("rediscussion",),
            stops=("return_of_act", "dispatch_of_act"),
            effects=(effects.take_return,),
        ),
        "return_by_governor": After(
            tell=(Letter("decision_returned", MAYOR), Letter("decision_returned", AGENDA)),
            starts=("rediscussion",),
            stops=("return_of_act", "dispatch_of_act"),
            effects=(effects.take_return,),
        ),
        "readopt": After(
            tell=(Letter("plan_decided", MAYOR), Letter("plan_decided", HEAD)),
            starts=("dispatch_of_act",),
            stops=("rediscussion",),
            effects=(effects.record_decision,),
        ),
        "repeal": After(
            tell=(Letter("plan_decided", MAYOR), Letter("plan_decided", HEAD)),
            stops=("rediscussion",),
            effects=(effects.record_decision,),
        ),
        "enter_force": After(
            tell=(Letter("plan_in_force", MAYOR),),
            stops=("return_of_act",),
            effects=(effects.put_in_force,),
        ),
    }
