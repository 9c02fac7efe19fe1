"""How a person wants letters: at once or once a day, and which not at all."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from institutions.models import Letters, Person
from workflows import letter_kinds

HOURS = [(hour, f"{hour}:00") for hour in range(24)]


class PreferencesForm(forms.ModelForm):  # type: ignore[type-arg]
    """The preferences of a person; ``wanted`` is what ``letters_off`` leaves."""

    letters = forms.ChoiceField(
        label=_("When letters come"), choices=Letters.choices, widget=forms.RadioSelect
    )
    digest_hour = forms.TypedChoiceField(
        label=_("Hour of the daily letter"), choices=HOURS, coerce=int
    )
    wanted = forms.MultipleChoiceField(
        label=_("By letter I want"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Everything stands under Notices in any case."),
    )

    class Meta:
        model = Person
        fields = ("letters", "digest_hour", "digest_on_working_days")
        labels: ClassVar = {"digest_on_working_days": _("The daily letter on working days only")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted: Any = self.fields["wanted"]
        optional, off = letter_kinds.optional(), set(self.instance.letters_off)
        wanted.choices = [(kind.name, kind.label) for kind in optional]
        wanted.initial = [kind.name for kind in optional if kind.name not in off]

    def save(self, commit: bool = True) -> Person:  # noqa: FBT001, FBT002 - Django's own
        """Save; what is not wanted is kept, so that a new kind of letter comes to everybody."""
        wanted = set(self.cleaned_data["wanted"])
        self.instance.letters_off = [
            kind.name for kind in letter_kinds.optional() if kind.name not in wanted
        ]
        person: Person = super().save(commit)
        return person
