"""What is entered when a plan goes back: a general remark, remarks at rows, or both."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.models import Activity
from plans.states import OPEN_FOR_EDIT, ReturnReason
from workflows import passing
from workflows.flow import flow_of
from workflows.forms import StepForm
from workflows.passing import WayBack
from workflows.steps import reached
from workflows.telling import done
from workflows.typed import Typed, typed_in

#: No reason stands chosen: whoever returns a plan says why.
REASONS = [("", gettext_lazy("– choose a reason –")), *ReturnReason.choices]


@dataclass(frozen=True)
class RowRemark:
    """A remark on one row, as entered."""

    identity: UUID
    number: str
    reason: str
    text: str

    def as_fact(self) -> dict[str, str]:
        """As the record keeps it."""
        return {
            "row": str(self.identity),
            "number": self.number,
            "reason": self.reason,
            "text": self.text,
        }


class RowForm(forms.Form):
    """A row of the plan: chosen or not, with a reason and a remark of its own."""

    chosen = forms.BooleanField(required=False)
    reason = forms.ChoiceField(label=gettext_lazy("Reason"), choices=REASONS, required=False)
    text = forms.CharField(
        label=gettext_lazy("What has to be changed"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any, row: Activity) -> None:
        self.row = row
        super().__init__(data, prefix=f"row-{row.identity}", use_required_attribute=False)

    def clean(self) -> dict[str, Any]:
        """A chosen row says why and what; what is written at another is not lost silently."""
        entered = super().clean() or {}
        if not entered.get("chosen"):
            if entered.get("text"):
                self.add_error("text", _("The row is not chosen: choose it or delete the text."))
            return entered
        if not entered.get("reason"):
            self.add_error("reason", _("Choose a reason."))
        if not entered.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write what has to be changed in this row."))
        return entered

    @property
    def name(self) -> str:
        """How the row is called in a sentence."""
        return self.row.number or f"{self.row.text[:40]}…"

    def typed(self) -> Iterator[Typed]:
        """What was typed at the row."""
        return (Typed(f"{self.name}: {one.label}", one.text) for one in typed_in(self))

    def remark(self) -> RowRemark:
        """What was entered."""
        entered = self.cleaned_data
        return RowRemark(self.row.identity, self.row.number, entered["reason"], entered["text"])


class ReturnForm(StepForm):
    """A general remark with a coded reason, and rows each with its own reason and text."""

    extra_template = "approvals/_return_rows.html"
    wide = True

    to = forms.ChoiceField(
        label=gettext_lazy("Return to"),
        help_text=gettext_lazy("The step chosen is taken anew."),
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason of the general remark"), choices=REASONS, required=False
    )
    note = forms.CharField(
        label=gettext_lazy("General remark"),
        help_text=gettext_lazy("About the plan as a whole; not needed when rows are chosen below."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["to", "on", "reason", "note"])
        self._offer(passing.ways_back(self.document, self.told))

    def _offer(self, ways: list[WayBack]) -> None:
        """Only steps that the document passed; with one there is nothing to choose."""
        if len(ways) < 2:
            del self.fields["to"]
            return
        field: Any = self.fields["to"]
        field.choices = [(way.step.name, self._named(way)) for way in ways]
        self.initial.setdefault("to", self.told.name)

    def _named(self, way: WayBack) -> str:
        passed, post = way.record, way.record.post
        place = f"{post.institution.label}: " if post else ""
        return f"{place}{done(self.document, passed.step)} – {reached(passed)}"

    def step_to_take(self) -> str:
        """The return that was chosen."""
        return self.cleaned_data.get("to") or self.told.name

    @property
    def opens_text(self) -> bool:
        """Whether the text is worked on after it: only then remarks are for somebody."""
        told = flow_of(self.document).steps[self.step_to_take()]
        return any(target in OPEN_FOR_EDIT for target in told.targets)

    def facts(self) -> dict[str, Any]:
        """Reason and remarks; where it goes is the step's own name."""
        return {key: value for key, value in super().facts().items() if key != "to"}

    @cached_property
    def rows(self) -> list[RowForm]:
        """A form for each row of the text that is judged, in its order."""
        sent = self.data if self.is_bound else None
        activities = self.document.latest.activities.select_related("section").order_by("position")
        return [RowForm(sent, row) for row in activities]

    def clean(self) -> dict[str, Any]:
        """At least one remark; each with its reason. The record's note says them in short."""
        entered = super().clean() or {}
        faults = self._faults if self.opens_text else self._faults_without_remarks
        for name, sentence in faults(entered):
            self.add_error(name, sentence)
        if not self.errors:
            chosen = self._chosen()
            entered["remarks"] = [form.remark() for form in chosen]
            numbers = ", ".join(form.name for form in chosen)
            entered["note"] = entered["note"] or _("Remarks at rows: %(rows)s.") % {"rows": numbers}
        return entered

    def typed(self) -> tuple[Typed, ...]:
        """The remarks at rows too, each with the number of its row."""
        return (*super().typed(), *(one for form in self.rows for one in form.typed()))

    def _chosen(self) -> list[RowForm]:
        return [form for form in self.rows if form.cleaned_data["chosen"]]

    def _faults_without_remarks(self, entered: dict[str, Any]) -> Iterator[tuple[str | None, str]]:
        if not entered.get("note"):
            yield "note", _("Write why the step is taken anew.")
        if any(form.errors or form.cleaned_data["chosen"] for form in self.rows):
            yield None, _("Remarks at rows are for those who write the text: return it to them.")

    def _faults(self, entered: dict[str, Any]) -> Iterator[tuple[str | None, str]]:
        note, reason = entered.get("note"), entered.get("reason")
        if note and not reason:
            yield "reason", _("Choose a reason.")
        if reason and not note:
            yield "note", _("Write the general remark.")
        wrong = [form.name for form in self.rows if not form.is_valid()]
        if wrong:
            yield None, _("Look at the remarks at rows %(rows)s.") % {"rows": ", ".join(wrong)}
        elif not (note or reason or self._chosen()):
            yield None, _("Say what has to be changed: choose rows or write a general remark.")
