"""Forms of steps: what is entered when a step is taken."""

import datetime
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution, Person
from workflows.flow import Step, routes
from workflows.hooks import reaching
from workflows.taken import Capacity
from workflows.typed import Typed, typed_in
from workflows.widgets import DayInput

NEVER_FACTS = ("seen_version", "on", "note")


class StepForm(forms.Form):
    """Base of all step forms: the version that was shown, the day of the act, a note.

    ``on`` is the day on the paper when the act was not made in the system today.
    """

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    on = forms.DateField(
        label=_("Day of the act"),
        help_text=_("The day on the paper, when it is not today."),
        required=False,
        widget=DayInput(),
    )
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=4000
    )
    field_order: list[str] | None = None

    #: In which post the person would sign; the form says so when it is somebody else's.
    capacity: Capacity | None = None

    #: What the form shows under its fields: a preview, further fields.
    extra_template: ClassVar[str] = ""
    #: Too much for a dialog: the step is taken on its own page.
    wide: bool = False

    def __init__(
        self, *args: Any, document: Any, person: Person, told: Step, **kwargs: Any
    ) -> None:
        self.document, self.person, self.told = document, person, told
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen_version", document.version)
        self.order_fields(
            [*(name for name in self.fields if name not in NEVER_FACTS), "on", "note"]
        )

    def clean_on(self) -> datetime.date | None:
        """Not in the future: what has not happened is not recorded."""
        day: datetime.date | None = self.cleaned_data["on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("The day of the act cannot be in the future."))
        return day

    def step_to_take(self) -> str:
        """The step that follows from what was entered; the declared one unless told otherwise."""
        return self.told.name

    def result(self) -> str:
        """What the step came to, told before what it did; empty where there is nothing to count."""
        return ""

    def typed(self) -> tuple[Typed, ...]:
        """What was typed, to be given back when the step is not taken."""
        return typed_in(self)

    def facts(self) -> dict[str, Any]:
        """What was entered, as facts of the step."""
        return {key: value for key, value in self.cleaned_data.items() if key not in NEVER_FACTS}


def offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Give the choice field of that name its rows."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(f"{name} is not a choice of rows.")
    field.queryset = rows


class NoteForm(StepForm):
    """A step that says something: the note is required."""

    note = forms.CharField(
        label=_("Text"), widget=forms.Textarea(attrs={"rows": 4}), max_length=8000
    )


class ReasonForm(StepForm):
    """A step that has to be justified."""

    note = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )


class FilterForm(forms.Form):
    """A filter of „За мен“ with its name."""

    name = forms.CharField(max_length=60)
    verb = forms.CharField(max_length=40, required=False)
    kind = forms.CharField(max_length=20, required=False)
    due = forms.CharField(max_length=10, required=False)


class WebhookForm(forms.Form):
    """A system that is told of steps: whose, what for, where, of what."""

    institution = forms.ModelChoiceField(Institution.objects.none(), label=_("Institution"))
    purpose = forms.CharField(label=_("What for"), max_length=120)
    url = forms.CharField(
        label=_("Address"),
        help_text=_("It begins with https:// and is reached from the public internet."),
        max_length=300,
        widget=forms.URLInput,
    )
    flows = forms.MultipleChoiceField(
        label=_("Steps of which documents are told"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, institutions: QuerySet[Institution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "institution", institutions)
        self.initial.setdefault("institution", institutions.first())
        flows: Any = self.fields["flows"]
        flows.choices = [(flow.slug, flow.title) for flow in routes().values()]

    def clean_url(self) -> str:
        """An address that would be called: said now, not when the first call fails."""
        url: str = self.cleaned_data["url"]
        try:
            reaching.checked(reaching.place_of(url))
        except reaching.NotCalled as reason:
            raise forms.ValidationError(str(reason)) from reason
        return urlsplit(url).geturl()  # „HTTPS://“ in small letters
