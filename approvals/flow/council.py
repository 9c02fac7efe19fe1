"""A plan before the municipal council: agenda, vote, dispatch, entry into force.

Basis: ЗМСМА чл. 22, 27, 45, 48; ЗПУО чл. 197, ал. 3 (domain.md 3.3, 4).
"""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from approvals import effects, rules, rules_of_acts, stamps, terms
from approvals.flow.holders import AGENDA, CLERK, HEAD, MAYOR, PUTS, RETURNS, STATE
from approvals.flow.rediscussion import ADOPTED, OF_THE_ACT, RediscussionSteps
from plans.models import Plan
from plans.states import PlanState as S
from workflows.flow import After, Letter, Work, step

ON_ITS_WAY = (
    Work("dispatch", _("Send"), due=terms.dispatch_due, when=terms.waits_for_dispatch),
    Work("receive", _("Record receipt"), when=terms.waits_for_receipt),
)
"""Open work about every act that was adopted."""
BEFORE_IT = (S.AT_COUNCIL, S.REPORTED)
"""A plan, or the report on it."""


class CouncilSteps(RediscussionSteps):
    """What a council, its clerk and those who may return its act do with a plan."""

    title = _("Municipal plan")
    states = S
    initial = S.DRAFT
    route: ClassVar[tuple[S, ...]] = (S.AT_COUNCIL, S.ADOPTED, S.IN_FORCE)
    state = STATE
    document: Plan

    @step(
        STATE,
        source=BEFORE_IT,
        target=BEFORE_IT,
        label=_("Put on the agenda"),
        done=pgettext_lazy("done", "Entered on the agenda"),
        by=AGENDA,
        basis="чл. 27, ал. 1а и чл. 48 ЗМСМА",
        form="approvals.forms.AgendaForm",
    )
    def schedule(self) -> None:
        """Opinion of the standing committee, and the session on whose agenda it is."""
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
        form="approvals.vote_forms.DecisionForm",
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
        form="approvals.vote_forms.DecisionForm",
        computed_in="adopt",
    )
    def reject(self) -> None:
        """The council did not adopt the plan."""
        self.document.decided_on = self.taken.on

    @step(
        STATE,
        source=ADOPTED,
        target=ADOPTED,
        label=_("Send the decision"),
        done=pgettext_lazy("done", "Decision sent"),
        by=CLERK,
        basis="чл. 22, ал. 1 ЗМСМА",
        rules=(rules_of_acts.not_sent_before,),
        form="approvals.forms.PartyForm",
    )
    def dispatch(self) -> None:
        """To the mayor and to the regional governor, within 7 days of adoption."""

    @step(
        STATE,
        source=ADOPTED,
        target=ADOPTED,
        label=_("Record receipt"),
        done=pgettext_lazy("done", "Receipt recorded"),
        by=CLERK,
        basis="чл. 45, ал. 6 ЗМСМА",
        rules=(rules_of_acts.receipt_is_awaited, rules_of_acts.sent_before_receipt),
        form="approvals.forms.PartyForm",
    )
    def receive(self) -> None:
        """The addressee received the decision; the term for a return runs from this day."""

    @step(
        STATE,
        source=ADOPTED,
        target=ADOPTED,
        label=_("Correct a receipt"),
        done=pgettext_lazy("done", "Receipt corrected"),
        by=CLERK,
        basis="чл. 45, ал. 6 ЗМСМА",
        rules=(rules_of_acts.receipt_is_recorded, rules_of_acts.corrected_receipt_is_possible),
        form="approvals.forms.CorrectReceiptForm",
    )
    def correct_receipt(self) -> None:
        """Another day was recorded than the true one: the term is counted anew."""

    @step(
        STATE,
        source=ADOPTED,
        target=ADOPTED,
        label=_("Record the announcement"),
        done=pgettext_lazy("done", "Announced to the population"),
        by=CLERK,
        basis="чл. 22, ал. 2 ЗМСМА",
        rules=(rules_of_acts.not_announced_before,),
        form="approvals.forms.AnnounceForm",
    )
    def announce(self) -> None:
        """To the population, on the site too; both windows for an appeal run from this day."""

    @step(
        STATE,
        source=S.ADOPTED,
        target=S.IN_FORCE,
        label=_("Record entry into force"),
        done=pgettext_lazy("done", "Entered into force"),
        by=CLERK,
        basis="чл. 45, ал. 4–7 ЗМСМА",
        rules=(rules_of_acts.windows_have_passed,),
    )
    def enter_force(self) -> None:
        """Nobody returned the act in time."""
        self.document.in_force_on = self.taken.on

    desks = {
        **RediscussionSteps.desks,
        S.AT_COUNCIL: (Work("adopt", _("Record the decision"), due=terms.adoption_due),),
        S.ADOPTED: (
            *ON_ITS_WAY,
            Work("enter_force", _("In force"), due=terms.force_due, when=terms.waits_for_force),
        ),
    }

    after = {
        **RediscussionSteps.after,
        "schedule": After(tell=(Letter("plan_scheduled", PUTS),)),
        "adopt": After(
            tell=(Letter("plan_decided", MAYOR), Letter("plan_decided", HEAD)),
            starts=OF_THE_ACT,
            stops=("adoption_of_plan",),
            effects=(effects.record_decision, effects.let_opinions_go),
        ),
        "reject": After(
            tell=(Letter("plan_decided", MAYOR), Letter("plan_decided", HEAD)),
            stops=("adoption_of_plan",),
            effects=(effects.record_decision, effects.let_opinions_go),
        ),
        "dispatch": After(tell=(Letter("decision_sent", RETURNS),), effects=(effects.send_out,)),
        "receive": After(starts=("return_of_act",), effects=(effects.take_receipt,)),
        "correct_receipt": After(
            tell=(Letter("receipt_corrected", RETURNS),), effects=(effects.correct_receipt,)
        ),
        "announce": After(starts=effects.APPEALS, stops=(effects.ANNOUNCEMENT,)),
        "enter_force": After(
            tell=(Letter("plan_in_force", MAYOR),),
            stops=("return_of_act",),
            effects=(effects.put_in_force,),
        ),
    }
