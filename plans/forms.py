"""What is entered about plans outside the steps: rows, answers, files."""

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution, Person
from institutions.rights import Right
from plans import editing
from plans.editing import RowText
from plans.fitting import HOLDERS
from plans.models import Activity, Plan, Remark
from plans.reading.days import Frame
from plans.reading.deadlines import read_deadline
from plans.reading.formats import SUFFIXES
from plans.rows import MOST_DIGITS, TOO_LONG
from plans.states import InspectionKind
from workflows import access
from workflows.widgets import DAYS, DayInput

#: As much as the reader takes (``plans.reading``).
LARGEST_FILE = 20 * 1024 * 1024


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def number_fits(text: str) -> None:
    """A value to be counted with is not longer than a plan can count."""
    if TOO_LONG.search(text):
        raise forms.ValidationError(
            _("The number is too long: write it with at most %(most)d digits."),
            params={"most": MOST_DIGITS},
        )


class SeenForm(forms.Form):
    """A form of a page that showed a version of a plan, and in it the part that is changed.

    ``mark`` is the mark of that part as it stands now.
    """

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, plan: Plan, mark: str = "", **kwargs: Any) -> None:
        self.plan, self.mark = plan, mark
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen_version", plan.version)
        self.initial["seen"] = mark

    @property
    def is_behind(self) -> bool:
        """Whether it was sent from a page that showed something else than what stands now."""
        if not self.is_bound or self.data.get("seen_version") == str(self.plan.version):
            return False
        return not self.mark or self.data.get("seen") != self.mark

    def catch_up(self) -> None:
        """Name the present version: the page shows it now, beside what was typed."""
        present = {"seen_version": str(self.plan.version), "seen": self.mark}
        self.data = {**{name: self.data[name] for name in self.data}, **present}

    def change(self, actor: Person) -> editing.Change:
        """Who changes what they saw."""
        seen = self.cleaned_data
        return editing.Change(self.plan, actor, seen["seen_version"], seen["seen"])


#: What the form of a row sends beside what stands in the row.
NOT_OF_THE_ROW = ("seen_version", "seen", "reason")


class RowForm(SeenForm):
    """The cells of a row. Dates left as they were follow the words of the term."""

    number = forms.CharField(label=_("№"), max_length=20, required=False)
    section = forms.TypedChoiceField(
        label=_("Section"), coerce=int, empty_value=None, required=False
    )
    text = forms.CharField(label=_("Activity"), widget=_area(3), max_length=8000)
    deadline_raw = forms.CharField(label=_("Term"), max_length=500, required=False)
    deadline_start = forms.DateField(
        label=_("From"), widget=DayInput(), required=False, validators=DAYS
    )
    deadline_end = forms.DateField(
        label=_("Until"), widget=DayInput(), required=False, validators=DAYS
    )
    responsible_raw = forms.CharField(
        label=_("Responsible"), widget=_area(2), max_length=4000, required=False
    )
    unit = forms.CharField(label=_("Unit"), max_length=300, required=False)
    baseline_raw = forms.CharField(
        label=_("Baseline"), max_length=300, required=False, validators=[number_fits]
    )
    target_raw = forms.CharField(
        label=_("Target"), max_length=500, required=False, validators=[number_fits]
    )
    indicator_raw = forms.CharField(
        label=_("Indicator"), widget=_area(2), max_length=4000, required=False
    )
    financing = forms.CharField(
        label=_("Financing"), widget=_area(2), max_length=4000, required=False
    )
    expected_result = forms.CharField(
        label=_("Expected result"), widget=_area(2), max_length=4000, required=False
    )
    note = forms.CharField(label=_("Note"), widget=_area(2), max_length=4000, required=False)
    inspection_kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", "–"), *InspectionKind.choices], required=False
    )
    target_count = forms.IntegerField(
        label=_("Schools to visit"), min_value=1, max_value=2000, required=False
    )
    reason = forms.CharField(
        label=_("Why the row changes"),
        help_text=_("Stands in the history and beside the change."),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, row: Activity | None = None, **kwargs: Any) -> None:
        super().__init__(*args, mark=editing.mark_of_row(row), **kwargs)
        self.row = row
        sections = self.plan.latest.sections.order_by("position")
        field = cast("forms.TypedChoiceField", self.fields["section"])
        field.choices = [("", "–"), *((one.position, str(one)[:120]) for one in sections)]
        if row is None or not row.is_inspection:
            del self.fields["inspection_kind"], self.fields["target_count"]
        if row:
            self.initial = {**self.initial, **_values(row)}

    def clean(self) -> dict[str, Any]:
        """Read the term anew when only its words changed; the term runs forward."""
        cleaned = super().clean() or {}
        changed = {"deadline_start", "deadline_end"} & set(self.changed_data)
        days_given = any(cleaned.get(name) for name in changed)
        if "deadline_raw" in self.changed_data and not days_given:
            read = read_deadline(cleaned.get("deadline_raw", ""), self._frame)
            cleaned["deadline_start"], cleaned["deadline_end"] = read.start, read.end
        start, end = cleaned.get("deadline_start"), cleaned.get("deadline_end")
        if start and end and end < start:
            self.add_error("deadline_end", _("The term ends before it starts."))
        return cleaned

    @property
    def _frame(self) -> Frame:
        return Frame(self.plan.starts_on, self.plan.ends_on)

    def row_text(self) -> RowText:
        """What was written."""
        cleaned = dict(self.cleaned_data)
        kind = read_deadline(cleaned["deadline_raw"], self._frame).kind.value
        for name in NOT_OF_THE_ROW:
            cleaned.pop(name)
        return RowText(deadline_kind=kind, **cleaned)


def _values(row: Activity) -> dict[str, Any]:
    not_cells = {*NOT_OF_THE_ROW, "section", "inspection_kind", "target_count"}
    names = set(RowForm.base_fields) - not_cells
    values = {name: getattr(row, name) for name in names}
    values["section"] = row.section.position if row.section else None
    if row.is_inspection:
        values |= {
            "inspection_kind": row.inspection.kind,
            "target_count": row.inspection.target_count,
        }
    return values


class DeleteForm(SeenForm):
    """A row goes; the reason stands beside the change."""

    reason = forms.CharField(label=_("Why the row is deleted"), max_length=1000)

    def __init__(self, *args: Any, row: Activity | None, **kwargs: Any) -> None:
        super().__init__(*args, mark=editing.mark_of_row(row), **kwargs)


class AnswerForm(SeenForm):
    """What was done about a remark."""

    answer = forms.CharField(label=_("Answer"), widget=_area(3), max_length=4000)

    def __init__(self, *args: Any, remark: Remark, **kwargs: Any) -> None:
        super().__init__(*args, mark=editing.mark_of_answer(remark), **kwargs)
        self.initial.setdefault("answer", remark.answer)


class CheckForm(forms.Form):
    """A document that is read."""

    file = forms.FileField(
        label=_("Document"),
        help_text=_("DOCX, ODT, PDF, DOC, XLSX or TXT, up to 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """Neither empty nor huge."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if file.size and file.size > LARGEST_FILE:
            raise forms.ValidationError(
                _("The file is larger than 20 MB: bring the plan without pictures.")
            )
        return file


class SignedForm(forms.Form):
    """A PDF that was downloaded here and signed with a certificate."""

    file = forms.FileField(
        label=_("Signed PDF"),
        help_text=_("The downloaded file with the signature in it, up to 10 MB."),
        max_length=250,
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf"}),
    )


class ImportForm(CheckForm):
    """A document, and whose plan it is."""

    institution = forms.ModelChoiceField(Institution.objects.none(), label=_("Whose plan"))
    field_order = ("institution", "file")

    def __init__(self, *args: Any, person: Person, plan: Plan | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Institution]", self.fields["institution"])
        kinds = {kind for kinds in HOLDERS.values() for kind in kinds}
        field.queryset = access.institutions_with(person, Right.PREPARE_PLAN).filter(kind__in=kinds)
        if plan:
            field.queryset = Institution.objects.filter(pk=plan.institution_id)
            field.widget = forms.HiddenInput()
            self.initial["institution"] = plan.institution_id
        elif field.queryset.count() == 1:
            self.initial["institution"] = field.queryset.first()
