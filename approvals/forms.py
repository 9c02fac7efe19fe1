"""What is entered with the steps of the three routes."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from approvals.signing import SigningForm
from approvals.states import Ground, Majority, Outcome, Party, Result
from approvals.votes import Count, said
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


def number_field(label: Any) -> forms.IntegerField:
    """A count of councillors: 0 to 61 (ЗМСМА чл. 19, ал. 1)."""
    return forms.IntegerField(label=label, min_value=0, max_value=61)


class DecisionForm(StepForm):
    """The decision on one page; the result is computed from the count, never typed."""

    extra_template = "approvals/_count_extra.html"
    wide = True

    number = forms.CharField(label=_("Decision №"), max_length=20)
    protocol_number = forms.CharField(label=_("Protocol №"), max_length=20)
    on = forms.DateField(label=_("Session of"), widget=DayInput())
    members = number_field(_("Councillors in all"))
    present = number_field(_("Present"))
    in_favour = number_field(_("For"))
    against = number_field(_("Against"))
    abstained = number_field(_("Abstained"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        council = self.document.council
        self.initial.setdefault("members", council.seats if council else None)
        self.initial.setdefault("on", self.document.session_on)
        self.order_fields(["number", "protocol_number", "on", "members", "present"])

    def clean(self) -> dict[str, Any]:
        """Put the numbers together; impossible ones are refused with the reason."""
        cleaned = super().clean() or {}
        names = ("members", "present", "in_favour", "against", "abstained")
        if all(cleaned.get(name) is not None for name in names):
            count = Count(*(cleaned[name] for name in names))
            cleaned["count"] = count
            for sentence in count.impossible():
                self.add_error(None, sentence)
        return cleaned

    @property
    def majority(self) -> Majority:
        """What the vote takes, as far as the page knows."""
        return Majority.SIMPLE

    def came_to(self, result: Result) -> str:
        """What a count would come to, in a word."""
        return str(result.label)

    def step_to_take(self) -> str:
        """Adopt or reject, as the numbers say."""
        result = self.cleaned_data["count"].result(Majority.SIMPLE)
        return "adopt" if result is Result.ADOPTED else "reject"

    def result(self) -> str:
        """„Решение № 112: приет с 20 „за“ от 25 присъстващи.“"""
        cleaned = self.cleaned_data
        return said(
            self.step_to_take(), cleaned.get("outcome"), cleaned["number"], cleaned["count"]
        )

    def facts(self) -> dict[str, Any]:
        """The count stands in the facts once."""
        dropped = ("members", "present", "in_favour", "against", "abstained")
        return {key: value for key, value in super().facts().items() if key not in dropped}


CARRIED = {
    Outcome.READOPTED: "readopt",
    Outcome.AMENDED: "amend",
    Outcome.REPEALED: "repeal",
}
"""The step that a proposal about a returned act leads to once it has its majority."""


class RediscussionForm(DecisionForm):
    """A vote on one proposal about a returned act (ЗМСМА чл. 45, ал. 9–10).

    To adopt again, to amend or to repeal; a proposal that fails is no ruling.
    """

    extra_template = "approvals/_rediscussion_extra.html"

    outcome = forms.ChoiceField(
        label=_("Put to the vote"),
        choices=[
            (Outcome.READOPTED.value, _("to adopt again")),
            (Outcome.AMENDED.value, _("to amend")),
            (Outcome.REPEALED.value, _("to repeal")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The session known is the one whose act was returned.
        self.initial.pop("on", None)

    @property
    def majority(self) -> Majority:
        """That of the proposal chosen."""
        return self._proposed.majority

    @property
    def _proposed(self) -> Outcome:
        """What was put to the vote, as far as the page knows."""
        chosen = self["outcome"].value()
        return Outcome(chosen) if chosen in CARRIED else Outcome.READOPTED

    def came_to(self, result: Result) -> str:
        """As proposed, or no ruling: a proposal that fails rejects nothing."""
        if result is Result.REJECTED:
            return gettext("no ruling")
        return str(self._proposed.label)

    def step_to_take(self) -> str:
        """As proposed when the proposal has its majority, else no ruling."""
        outcome = Outcome(self.cleaned_data["outcome"])
        if self.cleaned_data["count"].result(outcome.majority) is Result.REJECTED:
            return "no_ruling"
        return CARRIED[outcome]


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
