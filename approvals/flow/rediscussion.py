"""An act that was returned: by whom, and what the council's new discussion made of it.

Basis: ЗМСМА чл. 45, ал. 4–10 (domain.md 4).
"""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from approvals import effects, rules, rules_of_acts, rules_of_rediscussion, terms
from approvals.flow.holders import AGENDA, CLERK, HEAD, MAYOR, RETURNS, STATE
from approvals.models import Decision
from approvals.states import Outcome
from plans import revising
from plans.models import Plan
from plans.states import PlanState as S
from workflows.flow import After, Flow, Letter, Work, step

ADOPTED = (S.ADOPTED, S.REPORT_ADOPTED)
RETURNED = (S.RETURNED, S.REPORT_RETURNED)
"""An act about the plan, or about the report on it."""
OF_THE_ACT = ("dispatch_of_act", effects.ANNOUNCEMENT)
"""What an act that was adopted sets going."""


class RediscussionSteps(Flow):
    """Return by the mayor or the governor; then adopted again, amended, repealed, or no ruling."""

    title = _("Municipal plan")
    states = S
    initial = S.DRAFT
    route: ClassVar[tuple[S, ...]] = (S.ADOPTED, S.RETURNED)
    state = STATE
    document: Plan

    @step(
        STATE,
        source=ADOPTED,
        target=RETURNED,
        label=_("Return the decision"),
        done=pgettext_lazy("done", "Returned by the mayor for new discussion"),
        by=RETURNS,
        basis="чл. 45, ал. 5–6 ЗМСМА",
        rules=(rules_of_acts.not_discussed_anew, rules_of_acts.returned_in_time),
        form="approvals.forms.MayorReturnForm",
        danger=True,
    )
    def return_by_mayor(self) -> None:
        """The mayor returns an unlawful or inexpedient act for new discussion."""

    @step(
        STATE,
        source=ADOPTED,
        target=RETURNED,
        label=_("Record return by the governor"),
        done=pgettext_lazy("done", "Returned by the governor for new discussion"),
        by=CLERK,
        basis="чл. 45, ал. 4 и 6 ЗМСМА",
        rules=(rules_of_acts.not_discussed_anew, rules_of_acts.returned_in_time),
        form="approvals.forms.GovernorReturnForm",
        danger=True,
    )
    def return_by_governor(self) -> None:
        """The regional governor returned an unlawful act for new discussion."""

    @step(
        STATE,
        source=S.RETURNED,
        target=S.ADOPTED,
        label=_("Record the new discussion"),
        done=pgettext_lazy("done", "Adopted after new discussion"),
        by=CLERK,
        basis="чл. 45, ал. 7–10 ЗМСМА",
        rules=(
            rules_of_rediscussion.session_after_the_one_before,
            rules.council_is_complete,
            rules.numbers_possible,
            rules_of_rediscussion.outcome_of_rediscussion,
            rules_of_rediscussion.majority_of_all_reached,
        ),
        form="approvals.vote_forms.RediscussionForm",
    )
    def readopt(self) -> None:
        """Adopted again as it was, by more than half of all councillors."""
        self._back_to_the_text_decided()
        self.document.decided_on = self.taken.on

    @step(
        STATE,
        source=S.RETURNED,
        target=S.ADOPTED,
        label=_("Record the amendment"),
        done=pgettext_lazy("done", "Amended by the council"),
        by=CLERK,
        basis="чл. 45, ал. 9–10 ЗМСМА",
        rules=(
            rules_of_rediscussion.session_after_the_one_before,
            rules.council_is_complete,
            rules.numbers_possible,
            rules_of_rediscussion.amendment_is_said,
            rules_of_rediscussion.amendment_is_written,
            rules_of_rediscussion.majority_of_all_reached,
        ),
        form="approvals.vote_forms.RediscussionForm",
        computed_in="readopt",
    )
    def amend(self) -> None:
        """Amended by more than half of all councillors: the text prepared for the session.

        The agreement stays with the content agreed. No rule of ЗМСМА asks for a new one when
        the council amends an act that was returned; pages say that the texts differ.
        """
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
            rules_of_rediscussion.session_after_the_one_before,
            rules.council_is_complete,
            rules.numbers_possible,
            rules_of_rediscussion.repeal_is_said,
            rules_of_rediscussion.repeal_is_carried,
        ),
        form="approvals.vote_forms.RediscussionForm",
        computed_in="readopt",
    )
    def repeal(self) -> None:
        """Repealed by more than half of those present."""
        self._back_to_the_text_decided()
        self.document.decided_on = self.taken.on

    @step(
        STATE,
        source=RETURNED,
        target=RETURNED,
        label=_("Record that there is no ruling"),
        done=pgettext_lazy("done", "No ruling: the proposal did not get its majority"),
        by=CLERK,
        basis="чл. 45, ал. 7–10 ЗМСМА",
        rules=(
            rules_of_rediscussion.session_after_the_one_before,
            rules.council_is_complete,
            rules.numbers_possible,
            rules_of_rediscussion.amendment_is_written,
            rules_of_rediscussion.proposal_failed,
        ),
        form="approvals.vote_forms.RediscussionForm",
        computed_in="readopt",
    )
    def no_ruling(self) -> None:
        """The proposal failed: the act stays returned and its term runs on (ADR 12)."""
        if self.taken.facts["outcome"] != Outcome.AMENDED:
            self._back_to_the_text_decided()

    def _back_to_the_text_decided(self) -> None:
        """A text prepared for an amendment that was not voted is left."""
        decided = Decision.returned(self.document)
        revising.go_back(self.document, decided.revision, actor=self.taken.actor)

    desks = {S.RETURNED: (Work("readopt", _("Discuss again"), due=terms.rediscussion_due),)}

    after = {
        "return_by_mayor": After(
            tell=(Letter("decision_returned", CLERK), Letter("decision_returned", AGENDA)),
            starts=("rediscussion",),
            stops=("return_of_act", *OF_THE_ACT, *effects.APPEALS),
            effects=(effects.take_return,),
        ),
        "return_by_governor": After(
            tell=(Letter("decision_returned", MAYOR), Letter("decision_returned", AGENDA)),
            starts=("rediscussion",),
            stops=("return_of_act", *OF_THE_ACT, *effects.APPEALS),
            effects=(effects.take_return,),
        ),
        "readopt": After(
            tell=(Letter("plan_decided", MAYOR), Letter("plan_decided", HEAD)),
            starts=OF_THE_ACT,
            stops=("rediscussion", "contest_after_silence"),
            effects=(effects.record_decision,),
        ),
        "amend": After(
            tell=(Letter("plan_decided", MAYOR), Letter("plan_decided", HEAD)),
            starts=OF_THE_ACT,
            stops=("rediscussion", "contest_after_silence"),
            effects=(effects.freeze_text, effects.record_decision),
        ),
        "repeal": After(
            tell=(Letter("plan_decided", MAYOR), Letter("plan_decided", HEAD)),
            stops=("rediscussion", "contest_after_silence"),
            effects=(effects.record_decision,),
        ),
        "no_ruling": After(
            tell=(Letter("no_ruling", MAYOR), Letter("no_ruling", AGENDA)),
            effects=(effects.freeze_text, effects.record_decision),
        ),
    }
