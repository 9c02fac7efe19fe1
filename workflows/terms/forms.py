"""What is asked of the calculator of terms."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from workflows.terms.counting import Ask, OfficeDays, count, in_days
from workflows.terms.explanation import Explanation, Pause
from workflows.terms.law import Term, Unit, declared, term_of
from workflows.widgets import DAYS, DayInput

AS_ENTERED = gettext_noop("as entered")


@dataclass(frozen=True)
class Counted:
    """The answer: the term, its last day and why."""

    term: Term
    explained: Explanation


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    """A day for which the calendar can be worked out."""
    return forms.DateField(label=label, widget=DayInput(), validators=DAYS, **kwargs)


class TermForm(forms.Form):
    """A rule and the day of its event; what an order sets; days on which the term stood still."""

    rule = forms.ChoiceField(label=gettext_lazy("Term"))
    day = day_field(
        gettext_lazy("Day of the event"),
        help_text=gettext_lazy("What the event is stands in the list below."),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days by the order"),
        help_text=gettext_lazy("Only for a term whose length an order sets."),
        min_value=1,
        max_value=1000,
        required=False,
    )
    paused_from = day_field(
        gettext_lazy("Stood still from"),
        help_text=gettext_lazy("When a court suspended it or a contest does."),
        required=False,
    )
    paused_until = day_field(gettext_lazy("Stood still until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.name, capfirst(one.label)) for one in declared() if not one.named_by]
        self.fields["rule"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A pause has both ends in order; a term of an order has its days."""
        entered = super().clean() or {}
        first, last = entered.get("paused_from"), entered.get("paused_until")
        if bool(first) != bool(last) and not self.errors:
            self.add_error("paused_until", _("Enter both days of the pause, or neither."))
        elif first and last and last < first:
            self.add_error("paused_until", _("The pause cannot end before it begins."))
        term = self._term(entered)
        if term and term.amount_of and not entered.get("days") and "days" not in self.errors:
            self.add_error("days", _("Enter the days that the order sets."))
        return entered

    def _term(self, entered: dict[str, Any]) -> Term | None:
        return term_of(entered["rule"]) if "rule" in entered else None

    def counted(self) -> Counted:
        """The last day with its reasons; the form is valid."""
        entered = self.cleaned_data
        term = term_of(entered["rule"])
        wording = term.wording_on(entered["day"])
        if term.amount_of and wording.unit is Unit.DAYS:
            wording = in_days(wording, entered["days"])
        ask = Ask(wording, entered["day"], self._pauses())
        return Counted(term, count(ask, OfficeDays()))

    def _pauses(self) -> tuple[Pause, ...]:
        first, last = self.cleaned_data["paused_from"], self.cleaned_data["paused_until"]
        return (Pause(first, last, AS_ENTERED),) if first and last else ()
