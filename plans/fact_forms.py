"""What is entered about what was done by a plan, and written in its report."""

from typing import Any, cast

from django import forms
from django.core.validators import MaxValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plans.models import Activity
from plans.recording import Told
from plans.reporting.text import Clause
from plans.states import TELLS_ONLY, FactKind
from workflows.widgets import DAYS, DayInput

#: The kinds that people enter; those of inspections come by themselves.
BY_HAND = [one for one in FactKind if one is not FactKind.INSPECTION]
LONGEST = 400
"""Letters of what a fact says."""
#: What a kind cannot do without, and the sentence where it is missing.
NEEDS = {
    FactKind.DECISION: ("act_number", _("Give the number of the decision or order.")),
    FactKind.EVIDENCE: ("file", _("Evidence is a file: attach it.")),
    FactKind.MANUAL: ("reason", _("Say why this is entered by hand and on what ground.")),
    FactKind.NOT_DONE: ("reason", _("Say why the activity was not carried out.")),
}


class FactForm(forms.Form):
    """What was done for a row, when, and how much of its target it makes."""

    kind = forms.ChoiceField(label=_("Kind"), widget=forms.RadioSelect)
    what = forms.CharField(
        label=_("What was done"),
        help_text=_(
            "One sentence for the report, without names of people; not needed of what was not"
            " carried out."
        ),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    on = forms.DateField(label=_("On"), widget=DayInput(), validators=DAYS)
    amount = forms.DecimalField(
        label=_("How much it counts"),
        help_text=_("In the unit of the row; empty when it only tells."),
        max_digits=9,
        decimal_places=2,
        required=False,
        localize=True,
    )
    act_number = forms.CharField(
        label=_("№ of the decision or order"), max_length=60, required=False
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Why it is entered by hand, or why it was not carried out."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, JPEG, PNG, DOCX or ODT, up to 10 MB."),
        required=False,
        max_length=250,
    )

    def __init__(self, *args: Any, row: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        kinds = TELLS_ONLY if row.is_inspection else BY_HAND
        cast("forms.ChoiceField", self.fields["kind"]).choices = [
            (one.value, one.label) for one in kinds
        ]
        if self.initial.get("kind") not in kinds:
            self.initial["kind"] = kinds[0].value
        self.initial.setdefault("on", timezone.localdate())
        if row.is_inspection:
            del self.fields["amount"], self.fields["act_number"]

    def clean_on(self) -> Any:
        """What has not happened is no fact."""
        day = self.cleaned_data["on"]
        MaxValueValidator(timezone.localdate(), _("The day cannot be in the future."))(day)
        return day

    def clean(self) -> dict[str, Any]:
        """Each kind with what it cannot do without."""
        cleaned = super().clean() or {}
        kind = cleaned.get("kind")
        if not cleaned.get("what") and "what" not in self.errors:
            self._is_not_said(kind, cleaned)
        name, sentence = NEEDS.get(cast("FactKind", kind), ("", ""))
        if name and name not in self.errors and not cleaned.get(name):
            self.add_error(name, str(sentence))
        if kind == FactKind.NOT_DONE and cleaned.get("amount"):
            self.add_error("amount", _("This entry counts nothing: leave the amount empty."))
        return cleaned

    def _is_not_said(self, kind: str | None, cleaned: dict[str, Any]) -> None:
        """What was not carried out is the activity itself; what was done is said."""
        if kind == FactKind.NOT_DONE:
            cleaned["what"] = self.row.text[:LONGEST]
        else:
            self.add_error("what", _("Say in one sentence what was done."))

    def told(self) -> Told:
        """What was entered."""
        given = self.cleaned_data
        return Told(
            FactKind(given["kind"]),
            given["what"],
            given["on"],
            given.get("amount") or Told.amount,
            given["reason"],
            given.get("act_number", ""),
        )


class WithdrawForm(forms.Form):
    """Why a fact is taken back."""

    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )


class ClauseForm(forms.Form):
    """A clause of a report in other words; ``seen`` is how it read when the page was shown."""

    seen = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Text of the clause"),
        help_text=_("Only numbers that stand in its record or in its row; no names of people."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
    )

    def __init__(self, *args: Any, clause: Clause, **kwargs: Any) -> None:
        self.clause = clause
        super().__init__(*args, **kwargs)
        self.initial.update(seen=clause.text, text=clause.text)
