"""What is entered with the steps of inspections and visits."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from inspections.states import FollowUp
from institutions.models import Person
from institutions.rights import Right
from workflows import access
from workflows.forms import StepForm, offer
from workflows.widgets import DAYS, DayInput


def experts_of(document: Any) -> QuerySet[Person]:
    """The people who may carry out visits of an authority."""
    return access.holders(Right.INSPECT, document.authority).order_by("name")


class OrderForm(StepForm):
    """The order of the head (ПУФРУО чл. 18, ал. 2–3)."""

    wide = True
    order_number = forms.CharField(label=_("Order №"), max_length=60)
    team = forms.ModelMultipleChoiceField(
        Person.objects.none(), label=_("Experts"), widget=forms.CheckboxSelectMultiple
    )
    aim = forms.CharField(label=_("Aim and tasks"), widget=forms.Textarea(attrs={"rows": 3}))
    criteria = forms.CharField(
        label=_("Criteria and indicators"),
        help_text=_("One to a line; each becomes a question of the visit."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    visits_until = forms.DateField(label=_("Visits until"), widget=DayInput(), validators=DAYS)
    protocol_days = forms.IntegerField(
        label=_("Days for the protocol"), min_value=0, max_value=90, initial=7
    )
    report_days = forms.IntegerField(
        label=_("Days for the report"), min_value=0, max_value=120, initial=14
    )
    documents_only = forms.BooleanField(
        label=_("On documents only, without a visit"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "team", experts_of(self.document))
        for name in ("order_number", "aim", "visits_until", "protocol_days", "report_days"):
            if value := getattr(self.document, name):
                self.initial.setdefault(name, value)
        self.initial.setdefault("visits_until", self.document.ends_on)
        self.initial.setdefault("team", self.document.team)
        self.initial.setdefault("criteria", "\n".join(self.document.criteria))

    def clean_criteria(self) -> list[str]:
        """One criterion to a line."""
        lines = (line.strip(" \t–-•") for line in self.cleaned_data["criteria"].splitlines())
        return [line[:300] for line in lines if line]

    def clean_team(self) -> list[Person]:
        """The people themselves."""
        return list(self.cleaned_data["team"])


class ScheduleForm(StepForm):
    """Day and hours of a visit."""

    on_date = forms.DateField(label=_("Date"), widget=DayInput(), validators=DAYS)
    starts_at = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}))
    ends_at = forms.TimeField(label=_("Until"), widget=forms.TimeInput(attrs={"type": "time"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("on_date", "starts_at", "ends_at"):
            self.initial.setdefault(name, getattr(self.document, name))
        self.initial["starts_at"] = self.initial["starts_at"] or "09:00"
        self.initial["ends_at"] = self.initial["ends_at"] or "12:00"

    def clean(self) -> dict[str, Any]:
        """A visit ends after it starts."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", _("The visit has to end after it starts."))
        return cleaned


class ProtocolForm(StepForm):
    """The findings in short, before the protocol is closed."""

    summary = forms.CharField(
        label=_("Findings in short"), widget=forms.Textarea(attrs={"rows": 4}), max_length=8000
    )


class RegistersForm(StepForm):
    """Both registry numbers (ПУФРУО чл. 18, ал. 4)."""

    authority_number = forms.CharField(label=_("Register № of the authority"), max_length=60)
    school_number = forms.CharField(label=_("Register № of the institution"), max_length=60)


class ReportForm(StepForm):
    """The report to the head (ПУФРУО чл. 18, ал. 7)."""

    conclusions = forms.CharField(
        label=_("Analysis, conclusions, proposals"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=12000,
    )


class PrescribeForm(StepForm):
    """The head's order with the term for the director's report (ПУФРУО чл. 19, ал. 3)."""

    prescription_order = forms.CharField(label=_("Order №"), max_length=60)
    answer_due_on = forms.DateField(
        label=_("Term for the director's report"), widget=DayInput(), validators=DAYS
    )


class AnswerForm(StepForm):
    """The director's report on execution."""

    answer = forms.CharField(
        label=_("Report on execution"), widget=forms.Textarea(attrs={"rows": 4}), max_length=8000
    )


class FollowUpForm(StepForm):
    """How and by when execution is checked."""

    follow_up_mode = forms.ChoiceField(
        label=_("Follow-up"), choices=FollowUp.choices, widget=forms.RadioSelect
    )
    follow_up_on = forms.DateField(label=_("By"), widget=DayInput(), validators=DAYS)


class ConfirmForm(StepForm):
    """What the experts saw."""

    note = forms.CharField(
        label=_("How execution was established"), widget=forms.Textarea(attrs={"rows": 3})
    )


class EscalateForm(StepForm):
    """What was not carried out."""

    note = forms.CharField(
        label=_("What was not carried out"), widget=forms.Textarea(attrs={"rows": 3})
    )
