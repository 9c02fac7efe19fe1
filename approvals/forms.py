"""What is entered with the steps of the three routes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from approvals.signing import SigningForm
from approvals.states import Ground, Party
from institutions.models import Institution, InstitutionKind
from workflows import records
from workflows.forms import StepForm, offer
from workflows.widgets import DayInput


class OutgoingForm(SigningForm):
    """A plan goes out with a number."""

    outgoing_number = forms.CharField(label=_("Outgoing №"), max_length=60, required=False)


class ProposalForm(OutgoingForm):
    """A motivated proposal of a change (ПУФРУО чл. 16, ал. 2): the reason is known already."""

    note = forms.CharField(
        label=_("Reasons"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        opened = records.of(self.document).filter(step="propose_change").last()
        self.initial.setdefault("note", opened.note if opened else "")


class SubmitForm(OutgoingForm):
    """A municipal plan goes for agreement and names the strategy that it carries out."""

    settles = frozenset({"strategy_expired"})

    strategy = forms.CharField(label=_("Municipal strategy"), max_length=300)
    strategy_until = forms.IntegerField(
        label=_("Last year of the strategy"), min_value=2016, max_value=2100
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("strategy", self.document.strategy)
        self.initial.setdefault("strategy_until", self.document.strategy_until)


class RegisterForm(StepForm):
    """The records office gives the incoming number."""

    incoming_number = forms.CharField(label=_("Incoming №"), max_length=60)


class AgreeForm(SigningForm):
    """The head agrees; the seen revision is confirmed."""

    extra_template = "approvals/_agree_extra.html"

    note = forms.CharField(
        label=_("Note to the municipality"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CouncilForm(StepForm):
    """The mayor's proposal goes to the council of the municipality."""

    council = forms.ModelChoiceField(Institution.objects.none(), label=_("Council"))
    council_number = forms.CharField(label=_("Council's incoming №"), max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        councils = Institution.objects.filter(
            kind=InstitutionKind.COUNCIL, above=self.document.institution
        )
        offer(self, "council", councils)
        self.initial.setdefault("council", councils.first())


class AgendaForm(StepForm):
    """Committee and session; the opinion is the note."""

    committee = forms.CharField(label=_("Standing committee"), max_length=200)
    session_on = forms.DateField(label=_("Session on"), widget=DayInput())
    note = forms.CharField(
        label=_("Opinion of the committee"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PartyForm(StepForm):
    """To whom, or by whom, and when."""

    party = forms.ChoiceField(label=_("Addressee"), choices=Party.choices, widget=forms.RadioSelect)
    on = forms.DateField(label=_("On"), widget=DayInput())


class CorrectReceiptForm(PartyForm):
    """The day on which an addressee had the decision in truth, and why another was recorded."""

    on = forms.DateField(label=_("Received in truth on"), widget=DayInput())
    note = forms.CharField(
        label=_("Reason of the correction"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class AnnounceForm(StepForm):
    """When and where the decision was announced to the population."""

    on = forms.DateField(label=_("Announced on"), widget=DayInput())
    announced_at_url = forms.URLField(
        label=_("Address of the announcement"), required=False, assume_scheme="https"
    )


class MayorReturnForm(StepForm):
    """The mayor returns an act with a ground and reasons."""

    ground = forms.ChoiceField(label=_("Ground"), choices=Ground.choices, widget=forms.RadioSelect)
    on = forms.DateField(label=_("Received by the chair of the council on"), widget=DayInput())
    note = forms.CharField(
        label=_("Reasons"), widget=forms.Textarea(attrs={"rows": 4}), max_length=8000
    )

    def facts(self) -> dict[str, Any]:
        """Returned by the mayor."""
        return {**super().facts(), "party": Party.MAYOR.value}


class GovernorReturnForm(StepForm):
    """The governor's return is recorded; legality is its only ground."""

    on = forms.DateField(label=_("Received by the chair of the council on"), widget=DayInput())
    note = forms.CharField(
        label=_("Reasons"), widget=forms.Textarea(attrs={"rows": 4}), max_length=8000
    )

    def facts(self) -> dict[str, Any]:
        """Returned by the governor."""
        return {**super().facts(), "party": Party.GOVERNOR.value, "ground": Ground.UNLAWFUL.value}


class PublishForm(StepForm):
    """Where the plan was published."""

    published_at_url = forms.URLField(
        label=_("Address of publication"), required=False, assume_scheme="https"
    )


class ApproveForm(SigningForm):
    """An order with a number."""

    approval_order = forms.CharField(label=_("Order №"), max_length=60)


class PedagogicalAgendaForm(SigningForm):
    """When the pedagogical council meets."""

    session_on = forms.DateField(label=_("Session on"), widget=DayInput())


class ProtocolForm(StepForm):
    """The pedagogical council's protocol."""

    protocol_number = forms.CharField(label=_("Protocol №"), max_length=60)
    on = forms.DateField(label=_("Session of"), widget=DayInput())
