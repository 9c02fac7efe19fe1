"""What is entered about people, posts, stand-ins and the calendar."""

import datetime
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions import queries
from institutions.models import Appointment, CalendarDay, Institution, Person, Scope, Substitution
from institutions.rights import MATTERS, SEES


class DayInput(forms.DateInput):
    """A date in the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SignInForm(AuthenticationForm):
    """Signing in, refused in our own words."""

    error_messages = {  # noqa: RUF012 - as Django declares it
        **AuthenticationForm.error_messages,
        "invalid_login": _(
            "The user or the password is not right. Capital and small letters differ."
        ),
    }


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """Where letters go, in which language, and whether single keys do something."""

    language = forms.ChoiceField(label=_("Language of letters"), choices=settings.LANGUAGES)

    class Meta:
        model = Person
        fields = ("email", "language", "shortcuts")
        labels: ClassVar = {
            "email": _("E-mail for letters"),
            "shortcuts": _("Keyboard shortcuts with single keys"),
        }

    def save(self, commit: bool = True) -> Person:  # noqa: FBT001, FBT002 - Django's own
        """Save; a new address is not the one that was refused."""
        if "email" in self.changed_data:
            self.instance.email_refused_at, self.instance.email_refused_why = None, ""
        person: Person = super().save(commit)
        return person


class TokenForm(forms.Form):
    """A token: what for, what it opens, for how long."""

    label = forms.CharField(label=_("What for"), max_length=80)
    scope = forms.ChoiceField(label=_("Opens"), choices=Scope.choices, widget=forms.RadioSelect)
    days = forms.TypedChoiceField(
        label=_("Expires"),
        coerce=int,
        choices=[(30, _("in 30 days")), (90, _("in 90 days")), (365, _("in a year"))],
    )


class AppointmentForm(forms.Form):
    """A person in a post, by order."""

    person = forms.ModelChoiceField(
        Person.objects.filter(is_active=True).order_by("name"), label=_("Person")
    )
    order_number = forms.CharField(label=_("Order №"), max_length=60)
    since = forms.DateField(label=_("Holds the post from"), widget=DayInput())


class EndForm(forms.Form):
    """The last day in a post."""

    until = forms.DateField(label=_("Last day in the post"), widget=DayInput())


class SubstitutionForm(forms.ModelForm):  # type: ignore[type-arg]
    """An order: who stands in for whom, from and to."""

    held = forms.ModelChoiceField(Appointment.objects.none(), label=_("Who is away"))
    rights = forms.MultipleChoiceField(
        label=_("For which matters"),
        help_text=_(
            "Nothing chosen: for all matters of the post. With a choice the stand-in sees the "
            "documents of the post and does only what is chosen."
        ),
        choices=[
            (str(matter.label), [(right.value, right.label) for right in rights])
            for matter, rights in MATTERS.items()
        ],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("held", "substitute", "since", "until", "order_number", "order_date", "rights")

    class Meta:
        model = Substitution
        fields = ("substitute", "since", "until", "order_number", "order_date", "rights")
        labels: ClassVar = {
            "substitute": _("Who stands in"),
            "since": _("From"),
            "until": _("Until, included"),
            "order_number": _("Order №"),
            "order_date": _("Date of the order"),
        }
        widgets: ClassVar = {"since": DayInput(), "until": DayInput(), "order_date": DayInput()}

    def __init__(self, *args: Any, held: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose_from("held", held)
        self._choose_from("substitute", people)

    def _choose_from(self, name: str, rows: Any) -> None:
        field: Any = self.fields[name]
        field.queryset = rows

    def clean(self) -> dict[str, Any]:
        """The days run forward, and nobody stands in for themselves."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day cannot be before the first one."))
        ordered = cleaned.get("order_date")
        if since and ordered and ordered > since:
            self.add_error(
                "order_date",
                _("A stand-in is ordered on the first day of the absence or before it."),
            )
        held = cleaned.get("held")
        if held and held.person == cleaned.get("substitute"):
            self.add_error("substitute", _("Nobody stands in for themselves."))
        return cleaned

    def clean_rights(self) -> list[str]:
        """What is chosen, with the rights to see that go with it; nothing for all matters."""
        chosen: list[str] = self.cleaned_data["rights"]
        return [*chosen, *(right.value for right in SEES)] if chosen else []

    def order(self, named_by: Person) -> Substitution:
        """The order as entered."""
        held: Appointment = self.cleaned_data["held"]
        order: Substitution = self.instance
        order.post, order.absent, order.named_by = held.post, held.person, named_by
        return order


class CalendarDayForm(forms.Form):
    """A day that differs, with its ground."""

    day = forms.DateField(label=_("Day"), widget=DayInput())
    kind = forms.ChoiceField(label=_("What it is"))
    ground = forms.CharField(
        label=_("Ground"), max_length=200, help_text=_("The act or order that says so.")
    )

    def __init__(self, *args: Any, institution: Institution | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.institution = institution
        kind: Any = self.fields["kind"]
        kind.choices = queries.allowed_kinds(institution)

    def entered(self) -> CalendarDay:
        """The day as entered."""
        return CalendarDay(institution=self.institution, **self.cleaned_data)


def year_of(text: str | None) -> int:
    """The year that an address names; this year for nonsense."""
    today: datetime.date = timezone.localdate()
    if text and len(text) == 4 and text.isascii() and text.isdigit():
        return int(text) if 2000 <= int(text) <= 2100 else today.year
    return today.year
