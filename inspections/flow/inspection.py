"""An inspection: proposed by the plan, ordered by the head, closed with its last visit.

It is withdrawn before the order by those who plan, after it by the head while nothing is drawn up;
a follow-up by the head alone, who decided on it.

Basis: ПУФРУО чл. 17в, 18 (domain.md 5.2).
"""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inspections import effects, following, rules, terms
from inspections import rules_of_orders as orders
from inspections.models import Inspection
from inspections.states import InspectionState as S
from institutions.rights import Right
from workflows.flow import After, Flow, Holder, Letter, Work, machine, step

HEAD = Holder(Right.ORDER_INSPECTION, "institution")
PLANNERS = Holder(Right.PLAN_INSPECTIONS, "institution")


class InspectionFlow(Flow):
    """An inspection with its order."""

    slug = "inspection"
    title = _("Inspection")
    states = S
    initial = S.PROPOSED
    route = (S.PROPOSED, S.ORDERED, S.CLOSED)
    state = machine(S)
    document: Inspection
    clashes: ClassVar = {
        "inspection_order_number_once": _(
            "An order of this day with this number was entered just now: enter another number."
        )
    }

    @step(
        state,
        source=S.PROPOSED,
        target=S.ORDERED,
        label=_("Order the inspection"),
        done=pgettext_lazy("done", "Order issued"),
        by=HEAD,
        basis="чл. 18, ал. 1–3 ПУФРУО",
        rules=(
            rules.schools_are_known,
            rules.target_is_met,
            rules.order_number_is_free,
            rules.team_is_named,
            rules.criteria_are_named,
            *orders.TERMS,
        ),
        form="inspections.forms.OrderForm",
    )
    def order(self) -> None:
        """The head orders: number, team, object, subject, form, aim, terms."""
        self._stamp_order()

    @step(
        state,
        source=S.ORDERED,
        target=S.ORDERED,
        label=_("Change the order"),
        done=pgettext_lazy("done", "Order changed"),
        by=HEAD,
        basis="чл. 18, ал. 2 ПУФРУО",
        rules=(
            rules.order_number_is_free,
            rules.team_is_named,
            rules.criteria_are_named,
            *orders.TERMS,
            rules.dated_visits_fit,
        ),
        form="inspections.forms.OrderForm",
    )
    def amend_order(self) -> None:
        """A new order replaces members or extends the term."""
        self._stamp_order()

    @step(
        state,
        source=S.ORDERED,
        target=S.CLOSED,
        label=_("Close"),
        done=pgettext_lazy("done", "Closed"),
        by=HEAD,
        basis="чл. 18, ал. 7 ПУФРУО",
        rules=(rules.all_visits_ended,),
    )
    def close(self) -> None:
        """All visits are closed."""
        self.document.closed_on = self.taken.on

    @step(
        state,
        source=S.PROPOSED,
        target=S.WITHDRAWN,
        label=_("Withdraw the proposal"),
        done=pgettext_lazy("done", "Proposal withdrawn"),
        by=PLANNERS,
        basis="чл. 17в и чл. 18, ал. 1 ПУФРУО",
        rules=(rules.row_is_behind_it,),
        form="workflows.forms.ReasonForm",
        danger=True,
    )
    def withdraw(self) -> None:
        """What is not ordered yet is given up, with a reason."""
        self.document.withdrawn_on = self.taken.on

    @step(
        state,
        source=S.PROPOSED,
        target=S.WITHDRAWN,
        label=_("Withdraw the follow-up"),
        done=pgettext_lazy("done", "Follow-up withdrawn"),
        by=HEAD,
        basis="чл. 17в, ал. 5 и чл. 19, ал. 5 ПУФРУО",
        rules=(rules.visit_is_behind_it,),
        form="workflows.forms.ReasonForm",
        danger=True,
    )
    def withdraw_follow_up(self) -> None:
        """The head decided on it, the head gives it up."""
        self.document.withdrawn_on = self.taken.on

    @step(
        state,
        source=S.ORDERED,
        target=S.WITHDRAWN,
        label=_("Withdraw the order"),
        done=pgettext_lazy("done", "Order withdrawn"),
        by=HEAD,
        basis="чл. 18, ал. 1 и 4 ПУФРУО",
        rules=(rules.no_protocol_is_drawn,),
        form="workflows.forms.ReasonForm",
        danger=True,
    )
    def withdraw_order(self) -> None:
        """Who ordered the inspection calls it off; its visits are cancelled with it."""
        self.document.withdrawn_on = self.taken.on

    @step(
        state,
        source=S.ORDERED,
        target=S.ORDERED,
        label=_("Carry on"),
        done=pgettext_lazy("done", "Order left in force"),
        by=HEAD,
        basis="чл. 17в и чл. 18, ал. 1 ПУФРУО",
        rules=(rules.row_left_the_plan,),
        form="workflows.forms.ReasonForm",
    )
    def carry_on(self) -> None:
        """The row left the plan, the order stays: what is ordered is carried out."""
        self.document.carried_on = self.taken.on

    def _stamp_order(self) -> None:
        inspection, facts = self.document, self.taken.facts
        inspection.order_number, inspection.ordered_on = facts["order_number"], self.taken.on
        inspection.ordered_by = self.taken.actor
        for name in (
            "aim",
            "criteria",
            "visits_until",
            "protocol_days",
            "report_days",
            "documents_only",
        ):
            setattr(inspection, name, facts[name])

    desks = {
        S.PROPOSED: (
            Work(
                "choose_schools",
                _("Choose schools"),
                due=terms.order_due,
                when=effects.lacks_schools,
                by=PLANNERS,
            ),
            Work(
                "order",
                pgettext_lazy("verb", "Order"),
                due=terms.order_due,
                when=effects.has_its_schools,
            ),
        ),
        S.ORDERED: (
            Work("close", _("Close"), due=terms.visits_due, when=effects.visits_have_ended),
            Work("carry_on", _("Decide"), when=effects.is_to_decide),
            Work("withdraw_order", _("Withdraw the order"), when=effects.nothing_was_visited),
        ),
    }

    after = {
        "order": After(
            tell=(
                Letter("inspection_ordered", effects.team_of, Right.INSPECT),
                Letter("visits_to_date", PLANNERS),
            ),
            effects=(effects.name_team, effects.open_visits),
        ),
        "amend_order": After(
            tell=(Letter("inspection_ordered", effects.team_of, Right.INSPECT),),
            effects=(effects.name_team, effects.settle_visits),
        ),
        "close": After(),
        "withdraw": After(tell=(Letter("inspection_withdrawn", PLANNERS),)),
        "withdraw_follow_up": After(
            tell=(Letter("inspection_withdrawn", PLANNERS),), effects=(following.let_go,)
        ),
        "withdraw_order": After(
            tell=(
                Letter("inspection_withdrawn", effects.team_of, Right.INSPECT),
                Letter("inspection_withdrawn", PLANNERS),
            ),
            effects=(effects.cancel_visits, following.let_go),
        ),
        "carry_on": After(tell=(Letter("inspection_carried_on", PLANNERS),)),
    }
