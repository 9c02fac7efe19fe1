"""The report on a municipal plan before the council: filed, voted, sent, closed (domain.md 3.4).

Its adoption is an act of the council like that of the plan: agenda, dispatch, receipt, return and
announcement are the same steps with the same terms (``council``, ``rediscussion``). Basis: ЗМСМА
чл. 21, ал. 1, т. 23; чл. 22, 27, 44, 45. Neither agreement nor a day is asked for by law.
"""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from approvals import effects, rules, rules_of_acts, rules_of_rediscussion, rules_of_reports, terms
from approvals.flow.council import ON_ITS_WAY, CouncilSteps
from approvals.flow.holders import AGENDA, CARRIES, CLERK, HEAD, MAYOR, STATE
from approvals.flow.rediscussion import OF_THE_ACT
from approvals.stamps import stamp_report
from plans.models import Plan
from plans.states import PlanState as S
from workflows.flow import After, Letter, Work, step

GROUND = "чл. 21, ал. 1, т. 23 ЗМСМА"


class ReportSteps(CouncilSteps):
    """What a municipality and its council do with the report on a plan."""

    title = _("Municipal plan")
    states = S
    initial = S.DRAFT
    route: ClassVar[tuple[S, ...]] = (S.IN_EXECUTION, S.REPORTED, S.REPORT_ADOPTED, S.CLOSED)
    state = STATE
    document: Plan

    @step(
        STATE,
        source=S.IN_EXECUTION,
        target=S.REPORTED,
        label=_("Report"),
        done=pgettext_lazy("done", "Reported"),
        by=CARRIES,
        basis="чл. 44, ал. 1, т. 7 ЗМСМА",
        rules=(rules_of_reports.every_row_is_reported, rules_of_reports.filed_after_its_day),
        form="workflows.forms.NoteForm",
    )
    def report(self) -> None:
        """The year is over and reported to the council; by practice, no term in law."""
        stamp_report(self.document, self.taken)

    @step(
        STATE,
        source=S.REPORTED,
        target=S.REPORT_ADOPTED,
        label=_("Record the decision on the report"),
        done=pgettext_lazy("done", "Report adopted by the council"),
        by=CLERK,
        basis=f"{GROUND}; чл. 27, ал. 3 ЗМСМА",
        rules=(
            rules_of_reports.report_is_not_adopted,
            rules.council_is_complete,
            rules.numbers_possible,
            rules.majority_reached,
        ),
        form="approvals.vote_forms.ReportDecisionForm",
    )
    def adopt_report(self) -> None:
        """The council adopted the report."""

    @step(
        STATE,
        source=S.REPORTED,
        target=S.IN_EXECUTION,
        label=_("Record that the report was not adopted"),
        done=pgettext_lazy("done", "Report not adopted by the council"),
        by=CLERK,
        basis=f"{GROUND}; чл. 27, ал. 3 ЗМСМА",
        rules=(
            rules_of_reports.report_is_not_adopted,
            rules.council_is_complete,
            rules.numbers_possible,
            rules.majority_missed,
        ),
        form="approvals.vote_forms.ReportDecisionForm",
        computed_in="adopt_report",
    )
    def reject_report(self) -> None:
        """The council did not adopt the report: it is written anew and filed again."""

    @step(
        STATE,
        source=S.REPORT_ADOPTED,
        target=S.CLOSED,
        label=_("Close the plan"),
        done=pgettext_lazy("done", "Closed with its report"),
        by=CLERK,
        basis="чл. 45, ал. 4–7 ЗМСМА",
        rules=(rules_of_acts.windows_have_passed,),
    )
    def close(self) -> None:
        """Nobody returned the decision on the report in time."""

    @step(
        STATE,
        source=S.REPORT_RETURNED,
        target=S.REPORT_ADOPTED,
        label=_("Record the new discussion of the report"),
        done=pgettext_lazy("done", "Report adopted after new discussion"),
        by=CLERK,
        basis="чл. 45, ал. 7–10 ЗМСМА",
        rules=(
            rules_of_rediscussion.session_after_the_one_before,
            rules.council_is_complete,
            rules.numbers_possible,
            rules_of_rediscussion.outcome_of_rediscussion,
            rules_of_rediscussion.majority_of_all_reached,
        ),
        form="approvals.vote_forms.ReportRediscussionForm",
    )
    def readopt_report(self) -> None:
        """Adopted again as it was filed, by more than half of all councillors."""

    @step(
        STATE,
        source=S.REPORT_RETURNED,
        target=S.IN_EXECUTION,
        label=_("Record the repeal of the decision on the report"),
        done=pgettext_lazy("done", "Decision on the report repealed by the council"),
        by=CLERK,
        basis="чл. 45, ал. 9 ЗМСМА",
        rules=(
            rules_of_rediscussion.session_after_the_one_before,
            rules.council_is_complete,
            rules.numbers_possible,
            rules_of_rediscussion.repeal_is_said,
            rules_of_rediscussion.repeal_is_carried,
        ),
        form="approvals.vote_forms.ReportRediscussionForm",
        computed_in="readopt_report",
    )
    def repeal_report(self) -> None:
        """Repealed by more than half of those present: the report is written anew."""

    desks = {
        **CouncilSteps.desks,
        S.IN_EXECUTION: (Work("report", _("Report"), due=terms.year_end),),
        S.REPORTED: (
            Work("adopt_report", _("Record the decision"), when=terms.report_waits_for_council),
        ),
        S.REPORT_ADOPTED: (
            *ON_ITS_WAY,
            Work("close", _("Close"), due=terms.force_due, when=terms.waits_for_force),
        ),
        S.REPORT_RETURNED: (
            Work("readopt_report", _("Discuss again"), due=terms.rediscussion_due),
        ),
    }

    after = {
        **CouncilSteps.after,
        "report": After(
            tell=(
                Letter("plan_reported", HEAD),
                Letter("report_at_council", CLERK),
                Letter("report_at_council", AGENDA),
            )
        ),
        "adopt_report": After(
            tell=(Letter("report_decided", MAYOR), Letter("report_decided", HEAD)),
            starts=OF_THE_ACT,
            effects=(
                effects.record_decision,
                effects.stamp_adopted_report,
                effects.let_opinions_go,
            ),
        ),
        "reject_report": After(
            tell=(Letter("report_decided", MAYOR), Letter("report_decided", HEAD)),
            effects=(
                effects.record_decision,
                effects.begin_report_again,
                effects.let_opinions_go,
            ),
        ),
        "close": After(tell=(Letter("report_closed", MAYOR),), stops=("return_of_act",)),
        "readopt_report": After(
            tell=(Letter("report_decided", MAYOR), Letter("report_decided", HEAD)),
            starts=OF_THE_ACT,
            stops=("rediscussion", "contest_after_silence"),
            effects=(effects.record_decision, effects.stamp_adopted_report),
        ),
        "repeal_report": After(
            tell=(Letter("report_decided", MAYOR), Letter("report_decided", HEAD)),
            stops=("rediscussion", "contest_after_silence"),
            effects=(effects.record_decision, effects.begin_report_again),
        ),
    }
