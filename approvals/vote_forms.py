"""What is entered with a vote of the council: the count, and what was put to it."""

import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from approvals.states import Majority, Outcome, Result
from approvals.votes import Count, said
from workflows.forms import StepForm
from workflows.widgets import DayInput


def number_field(label: Any) -> forms.IntegerField:
    """A count of councillors: 0 to 61 (ЗМСМА чл. 19, ал. 1)."""
    return forms.IntegerField(label=label, min_value=0, max_value=61)


LONGEST_NUMBER = 20
LONGEST_LINE = 120
QUOTES = re.compile("[\"'„“”«»‚‘’]")
SIGN = re.compile(r"(?:решение|протокол)?\s*(?:№|no\b|n\b|номер)?[\s.:°º]*", re.IGNORECASE)
NUMBER = re.compile(r"[\w./–‑-]*\d[\w./–‑-]*")
#: „Решение №1030 по протокол №44/25.04.2019 г.“, as the council's papers print it.
WHOLE_LINE = re.compile(
    r"решение\s*№?\s*(?P<number>\S+)\s+по\s+протокол\s*№?\s*(?P<protocol>[^\s/]+)"
    r"\s*(?:/|от)\s*(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
    re.IGNORECASE,
)


def _plain(text: str) -> str:
    """The text without quotes, its gaps plain spaces."""
    return " ".join(QUOTES.sub("", text).split())


def _bare(text: str) -> str:
    """„№ 112“, „No 112“ and „112“ are one number, which is recorded once."""
    number = SIGN.sub("", _plain(text), count=1)
    if not number:
        raise forms.ValidationError(_("Enter the number after the sign „№“."))
    if not NUMBER.fullmatch(number) or len(number) > LONGEST_NUMBER:
        raise forms.ValidationError(_("Enter the number alone, for example 1030."))
    return number


class DecisionForm(StepForm):
    """The decision on one page; the result is computed from the count, never typed."""

    extra_template = "approvals/_count_extra.html"
    wide = True

    number = forms.CharField(label=_("Decision №"), max_length=LONGEST_LINE)
    protocol_number = forms.CharField(label=_("Protocol №"), max_length=LONGEST_LINE)
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
        if self.is_bound:
            self._take_whole_line()

    def _take_whole_line(self) -> None:
        """The printed line pasted into the first field fills number, protocol and day."""
        number, protocol, day = map(self.add_prefix, ("number", "protocol_number", "on"))
        line = WHOLE_LINE.search(_plain(self.data.get(number, "")))
        if line is None or self.data.get(protocol, "").strip():
            return
        held_on = f"{line['year']}-{line['month']:0>2}-{line['day']:0>2}"
        pasted = {number: line["number"], protocol: line["protocol"], day: held_on}
        # By items: unpacked as it is, a QueryDict would give lists.
        self.data = dict(self.data.items()) | pasted

    def clean_number(self) -> str:
        """The sign of a number is printed by the paper itself."""
        return _bare(self.cleaned_data["number"])

    def clean_protocol_number(self) -> str:
        """Likewise."""
        return _bare(self.cleaned_data["protocol_number"])

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

    #: The steps that a count leads to, by its result.
    steps: ClassVar = {Result.ADOPTED: "adopt", Result.REJECTED: "reject"}

    @property
    def majority(self) -> Majority:
        """What the vote takes, as far as the page knows."""
        return Majority.SIMPLE

    def came_to(self, result: Result) -> str:
        """What a count would come to, in a word."""
        return str(result.label)

    def step_to_take(self) -> str:
        """Adopt or reject, as the numbers say."""
        return self.steps[self.cleaned_data["count"].result(Majority.SIMPLE)]

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


class ReportDecisionForm(DecisionForm):
    """The decision on a report."""

    steps: ClassVar = {Result.ADOPTED: "adopt_report", Result.REJECTED: "reject_report"}


class RediscussionForm(DecisionForm):
    """A vote on one proposal about a returned act (ЗМСМА чл. 45, ал. 9–10).

    To adopt again, to amend or to repeal; a proposal that fails is no ruling.
    """

    extra_template = "approvals/_rediscussion_extra.html"
    #: The step that a proposal about a returned act leads to once it has its majority.
    carried: ClassVar = {
        Outcome.READOPTED: "readopt",
        Outcome.AMENDED: "amend",
        Outcome.REPEALED: "repeal",
    }

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
        return Outcome(chosen) if chosen in self.carried else Outcome.READOPTED

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
        return self.carried[outcome]


class ReportRediscussionForm(RediscussionForm):
    """A vote on a returned decision about a report.

    What was filed stays as it is: a report that is to be changed is repealed and filed anew.
    """

    extra_template = DecisionForm.extra_template
    carried: ClassVar = {
        Outcome.READOPTED: "readopt_report",
        Outcome.REPEALED: "repeal_report",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["outcome"]
        field.choices = [one for one in field.choices if one[0] in self.carried]
