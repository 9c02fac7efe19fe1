"""From the reader's object to rows, and rows copied from revision to revision."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from plans.models import Activity, ListedInstitution, PlannedInspection, Revision, Section
from plans.states import HeadingRole, InspectionForm, InspectionKind

NUMBER = re.compile(r"^\D{0,3}(\d{1,9}(?:[.,]\d{1,2})?)(?![.,]?\d)")
MOST_DIGITS = 9
TOO_LONG = re.compile(rf"\d{{{MOST_DIGITS + 1},}}")
NUMBERS = re.compile(r"\d+(?:[.,]\d+)?")
PLAIN_CELLS = (
    "deadline_raw",
    "deadline_kind",
    "unit",
    "baseline_raw",
    "target_raw",
    "responsible_raw",
    "financing",
    "indicator_raw",
    "expected_result",
    "note",
)
WITHOUT_KIND = ("monitoring",)


def amount(text: str) -> Decimal | None:
    """The one number that a cell begins with; None where there is none or there are several.

    „37 училища, 19 детски градини“ counts two things: it is kept as text. So is „1.500“, which
    may mean a thousand and a half or one and a half.
    """
    found = NUMBER.match(text.strip())
    if found is None or len(NUMBERS.findall(text)) != 1:
        return None
    try:
        return Decimal(found.group(1).replace(",", "."))
    except InvalidOperation:
        return None


def write_rows(revision: Revision, reading: dict[str, Any]) -> None:
    """Write the rows of a reading (the object of ``docs/documents.md``) into a new revision."""
    sections = _write_sections(revision, reading)
    inspections = {row["key"]: row for row in reading.get("inspections", ())}
    for position, row in enumerate(reading["activities"], start=1):
        activity = Activity.objects.create(
            revision=revision, position=position, section=_section_of(sections, row), **_cells(row)
        )
        if row["key"] in inspections:
            _write_inspection(activity, inspections[row["key"]])


Places = dict[tuple[str, str], Section]


def _write_sections(revision: Revision, reading: dict[str, Any]) -> Places:
    """Headings in the order in which they stand: each first-level one before those under it."""
    made: Places = {}
    lower = _lower_headings(reading)
    for below in lower:
        if below["section"] is None:
            _make(revision, made, ("", below["key"] or ""), below, None)
    for head in reading["sections"]:
        above = _make(revision, made, (head["key"], ""), head, None)
        for below in lower:
            if below["section"] == head["key"]:
                place = (head["key"], below.get("key") or below["number"] or "")
                _make(revision, made, place, below, above)
    return made


def _lower_headings(reading: dict[str, Any]) -> list[dict[str, Any]]:
    """Goals, measures and groups, in the order of the document."""
    goals = [head | {"role": HeadingRole.GOAL} for head in reading.get("goals", ())]
    measures = [head | {"role": HeadingRole.MEASURE} for head in reading.get("measures", ())]
    heads = [*reading.get("subsections", ()), *goals, *measures]
    return sorted(heads, key=_place) if goals else heads


def _place(head: dict[str, Any]) -> list[Any]:
    return next(iter(head.get("source_rows") or [head.get("source_lines") or []]), [])


def _make(
    revision: Revision,
    made: Places,
    key: tuple[str, str],
    head: dict[str, Any],
    above: Section | None,
) -> Section:
    section = Section.objects.create(
        revision=revision,
        position=len(made) + 1,
        level=2 if above else 1,
        number=head["number"] or "",
        printed=(head.get("number_printed") or "")[:120],
        role=head.get("role", HeadingRole.GROUP),
        measures=head.get("measures") or "",
        title=head["title"] or "",
        above=above,
    )
    made[key] = section
    return section


def _section_of(sections: Places, row: dict[str, Any]) -> Section | None:
    number = row.get("section") or ""
    lower = [row.get(name) for name in ("subsection", "goal", "measure")]
    homes = (sections.get((number, key)) for key in (*filter(None, lower), ""))
    return next((home for home in homes if home), None)


def _cells(row: dict[str, Any]) -> dict[str, Any]:
    cells: dict[str, Any] = {name: row.get(name) or "" for name in PLAIN_CELLS}
    return cells | {
        "key": row["key"],
        "number": row["number"] or "",
        "text": row["text"],
        "deadline_start": row.get("deadline_start"),
        "deadline_end": row.get("deadline_end"),
        "baseline": amount(cells["baseline_raw"]),
        "target": amount(cells["target_raw"]),
        "source_lines": [line for line in row.get("source_lines") or () if isinstance(line, int)],
    }


def _write_inspection(activity: Activity, row: dict[str, Any]) -> None:
    kind = row.get("kind") or ""
    planned = PlannedInspection.objects.create(
        activity=activity,
        kind=kind if kind in InspectionKind.values else "",
        form=row.get("form")
        or (InspectionForm.MONITORING if kind == "monitoring" else InspectionForm.INSPECTION),
        subject=row["subject"],
        target_count=row["target_count"],
        responsible=row.get("responsible") or [],
    )
    ListedInstitution.objects.bulk_create(
        ListedInstitution(
            inspection=planned,
            position=place,
            name=one["name"],
            type=one.get("type") or "",
            settlement=one.get("settlement") or "",
        )
        for place, one in enumerate(row["institutions"], start=1)
    )


def copy_rows(source: Revision, target: Revision) -> None:
    """Copy all rows of a revision; a row keeps its identity."""
    sections: dict[int | None, Section | None] = {None: None}
    for section in source.sections.order_by("position"):
        old, above = section.pk, sections.get(section.above_id)
        section.pk, section.revision, section.above = None, target, above
        section._state.adding = True
        section.save()
        sections[old] = section
    for activity in source.activities.select_related("inspection").order_by("position"):
        _copy_activity(activity, target, sections)


def _copy_activity(
    activity: Activity, target: Revision, sections: dict[int | None, Section | None]
) -> None:
    planned = activity.inspection if activity.is_inspection else None
    listed = list(planned.listed.all()) if planned else []
    copy = Activity(
        **{
            field.attname: getattr(activity, field.attname)
            for field in Activity._meta.concrete_fields
            if field.name not in {"id", "revision", "section"}
        },
        revision=target,
        section=sections[activity.section_id],
    )
    copy.save()
    if planned:
        planned.pk, planned.activity = None, copy
        planned._state.adding = True
        planned.save()
        for one in listed:
            one.pk, one.inspection = None, planned
        ListedInstitution.objects.bulk_create(listed)
