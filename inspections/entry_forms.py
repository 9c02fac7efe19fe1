"""What is entered about the schools of an inspection, beside its steps."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.choosing import NewInstitution
from inspections.models import Inspection, Target
from inspections.queries.schools import municipalities_of
from institutions.models import Institution, InstitutionKind, Ownership
from institutions.models.institution import INSPECTED
from workflows.forms import offer


class ChosenForm(forms.Form):
    """An institution of the register, chosen with one click; the version that was shown."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    institution = forms.ModelChoiceField(Institution.objects.none())

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Which of them is allowed is said by the service: it names the reason.
        offer(self, "institution", Institution.objects.filter(authority=inspection.authority_id))


class SeenForm(forms.Form):
    """The version of the inspection that was shown."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class RegisterForm(SeenForm):
    """An institution that the register lacks, as the plan prints it until changed."""

    kind = forms.ChoiceField(label=_("Kind"))
    name = forms.CharField(label=_("Name"), max_length=250)
    settlement = forms.CharField(
        label=_("Settlement"),
        help_text=_("As documents write it: „гр. …“ or „с. …“."),
        max_length=80,
    )
    above = forms.ModelChoiceField(
        Institution.objects.none(), label=_("Municipality"), empty_label=_("Choose")
    )
    ownership = forms.ChoiceField(
        label=_("Ownership"),
        help_text=_("It decides what follows when a prescription is not carried out."),
        choices=Ownership.choices,
    )

    def __init__(self, *args: Any, inspection: Inspection, target: Target, **kwargs: Any) -> None:
        printed = NewInstitution.as_printed(target)
        kwargs["initial"] = {
            "seen_version": inspection.version,
            "kind": printed.kind,
            "name": printed.name,
            "settlement": printed.settlement,
            "ownership": printed.ownership,
        }
        super().__init__(*args, **kwargs)
        kinds = self.fields["kind"]
        if isinstance(kinds, forms.ChoiceField):
            kinds.choices = [(kind.value, kind.label) for kind in INSPECTED]
        offer(self, "above", municipalities_of(inspection.authority))

    def entry(self) -> NewInstitution:
        """The institution as it is to be entered."""
        said = self.cleaned_data
        return NewInstitution(
            name=said["name"],
            kind=InstitutionKind(said["kind"]),
            settlement=said["settlement"],
            ownership=Ownership(said["ownership"]),
        )
