"""What a person may change about themselves."""

from typing import ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from institutions.models import Person


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
