"""What is entered on a visit outside its steps: answers, photos, measures, replies, evidence."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from inspections.answering import MeasureText, mark_of_measure
from inspections.models import Measure, Visit
from inspections.states import Answer, MeasureKind
from workflows.widgets import DayInput

LONGEST_FINDING = 4000


class AnswerInput(forms.Form):
    """The answer to one question, with the finding; ``seen`` is the mark that the page showed."""

    answer = forms.ChoiceField(choices=[("", ""), *Answer.choices], required=False)
    finding = forms.CharField(
        label=gettext_lazy("Finding"), max_length=LONGEST_FINDING, required=False
    )
    seen = forms.CharField(max_length=16, required=False)

    @property
    def problem(self) -> str:
        """What is wrong with it, in one sentence."""
        if "finding" in self.errors:
            return _("The finding is longer than %(most)d characters.") % {"most": LONGEST_FINDING}
        return _("Choose one of the four answers.")


class PhotoInput(forms.Form):
    """A photo of a finding."""

    photo = forms.FileField(label=pgettext_lazy("a camera", "Photo"))


class MeasureInput(forms.Form):
    """A recommendation, or a prescription proposed to the head (ПУФРУО чл. 19, ал. 1–2)."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of measure"),
        choices=MeasureKind.choices,
        initial=MeasureKind.RECOMMENDATION.value,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("What is to be done"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=4000,
    )
    due_on = forms.DateField(label=gettext_lazy("Term"), widget=DayInput())
    responsible = forms.CharField(
        label=gettext_lazy("Responsible"),
        max_length=150,
        initial=gettext_lazy("The director"),
        required=False,
    )
    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, visit: Visit, measure: Measure | None = None, **kw: Any) -> None:
        self.visit = visit
        if measure:
            kw["initial"] = {name: getattr(measure, name) for name in MeasureText.__annotations__}
            kw["initial"]["seen"] = mark_of_measure(measure)
        super().__init__(*args, **kw)

    def clean_due_on(self) -> datetime.date:
        """A term lies after the visit."""
        day: datetime.date = self.cleaned_data["due_on"]
        if self.visit.on_date and day <= self.visit.on_date:
            raise forms.ValidationError(
                _("The term has to be after the day of the visit, %(day)s.")
                % {"day": f"{self.visit.on_date:%d.%m.%Y}"}
            )
        return day

    def written(self) -> MeasureText:
        """The measure as it was entered."""
        kept = {name: self.cleaned_data[name] for name in MeasureText.__annotations__}
        return MeasureText(**kept)


class ReplyInput(forms.Form):
    """What the director says was done about one measure."""

    reply = forms.CharField(
        label=gettext_lazy("What was done"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )
    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)


class EvidenceInput(forms.Form):
    """A file that shows that a measure was carried out."""

    file = forms.FileField(
        label=gettext_lazy("Evidence"),
        help_text=gettext_lazy("PDF, JPEG, PNG, DOCX or ODT, up to 10 MB."),
    )
