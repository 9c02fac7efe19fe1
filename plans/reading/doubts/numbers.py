"""Doubts about numbers and headings."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from django.utils.translation import gettext as _

from plans.reading.drafts import HeadingDraft
from plans.reading.headings import number_of
from plans.reading.merged import Share, merged_rows
from plans.reading.model import Activity, Anomaly, Severity, Subsection
from plans.reading.rows import Place

from .evidence import Evidence, at_document, at_row, at_rows, line_of


def number_doubts(evidence: Evidence) -> Iterator[Anomaly]:
    """Repeated, missing and odd numbers; headings that were put together."""
    merged = merged_rows(evidence.reading.activities)
    yield from _merged(evidence, merged)
    yield from _repeated(evidence)
    yield from _gaps(evidence, {one.number for shares in merged.values() for one in shares[1:]})
    yield from _restart(evidence)
    yield from _style(evidence)
    yield from _headings(evidence)
    yield from _noise(evidence)


def _repeated(evidence: Evidence) -> Iterator[Anomaly]:
    for activity in evidence.reading.activities:
        if activity.number is not None and "#" in activity.key.rpartition("/")[2]:
            yield at_row(
                Severity.HIGH,
                "numbering_duplicate",
                activity,
                _("Number %(number)s is printed once more.") % {"number": activity.number},
                _("Give the row its own number, or say that both stay."),
            )
    for section in evidence.reading.sections:
        if section.number is not None and "#" in section.key:
            what = _("Section %(number)s is printed once more.") % {"number": section.number}
            yield at_document(
                Severity.HIGH,
                "numbering_duplicate",
                section.key,
                section.places,
                what,
                _("Check the numbers of the sections."),
            )


def _merged(evidence: Evidence, merged: Mapping[str, Sequence[Share]]) -> Iterator[Anomaly]:
    """A row that holds the next one, whose number is missing among the rows."""
    for activity in evidence.reading.activities:
        if shares := merged.get(activity.key):
            numbers = ", ".join(one.number for one in shares)
            what = _("Several rows stand in one: %(numbers)s.") % {"numbers": numbers}
            warn = _("Make a row of each.")
            yield at_row(Severity.HIGH, "merged_rows", activity, what, warn)


def _gaps(evidence: Evidence, found: Set[str]) -> Iterator[Anomaly]:
    """A number left out among its neighbours, rows and headings together; one that stands inside
    a row is told there.
    """
    running = set(_running_on(evidence))
    series: dict[tuple[str, str], list[tuple[int, str, tuple[Place, ...]]]] = defaultdict(list)
    for section, number, places in _numbered(evidence):
        parent, _dot, last = number.rpartition(".")
        if last.isdigit():
            series[section, parent].append((int(last), number, places))
    for (section, parent), numbers in series.items():
        for before, (value, number, places) in zip(
            [0, *(n for n, _n, _p in numbers)], numbers, strict=False
        ):
            if before + 1 < value <= before + 4 and places[0] not in running:
                missing = f"{parent}.{before + 1}".lstrip(".")
                if missing in found:
                    continue
                yield _gap(f"{section}/{missing}" if section else missing, missing, number, places)


def _running_on(evidence: Evidence) -> Iterator[Place]:
    """The rows that count on from the one before them, whatever heading stands between."""
    for before, row in pairwise(evidence.reading.activities):
        parent, dot, last = (row.number or "").rpartition(".")
        if last.isdigit() and before.number == f"{parent}{dot}{int(last) - 1}":
            yield row.places[0]


def _gap(where: str, missing: str, number: str, places: tuple[Place, ...]) -> Anomaly:
    what = _("Number %(missing)s is missing before %(number)s.") % {
        "missing": missing,
        "number": number,
    }
    return at_document(
        Severity.MEDIUM, "numbering_gap", where, places, what, _("Check that no row was lost.")
    )


def _numbered(evidence: Evidence) -> Iterator[tuple[str, str, tuple[Place, ...]]]:
    """Section, number and place of everything numbered, in document order."""
    reading = evidence.reading
    found = [
        ("", section.number, section.places)
        for section in reading.sections
        if section.number and number_of(section.number)
    ]
    rows: tuple[Subsection | Activity, ...] = (*reading.subsections, *reading.activities)
    found += [(_above(row), row.number, row.places) for row in rows if row.number]
    for name, number, places in sorted(found, key=lambda entry: _order(entry[2][0])):
        own = number.partition(".")[0] == name or not name
        yield ("" if own and "." in number else name), number, places


def _above(row: Subsection | Activity) -> str:
    """What a number counts under: the section, and the subsection if numbers restart in it."""
    inside = isinstance(row, Activity) and row.key.count("/") > 1
    return row.key.rpartition("/")[0] if inside else row.section or ""


def _order(place: Place) -> tuple[int, int, int]:
    return place.line or 0, place.table or 0, place.row or 0


def _restart(evidence: Evidence) -> Iterator[Anomaly]:
    if any("/" in activity.key and activity.number for activity in evidence.reading.activities):
        yield at_document(
            Severity.LOW,
            "numbering_restart",
            _("the whole document"),
            (),
            _("Numbers begin anew in every section."),
            _("Rows are named by section and number."),
        )


def _style(evidence: Evidence) -> Iterator[Anomaly]:
    """A number without the dot that the others have, a row without any."""
    numbered = [activity for activity in evidence.reading.activities if activity.number]
    bare = [activity for activity in numbered if not activity.number_printed.endswith((".", ")"))]
    if bare and len(bare) < len(numbered) / 2:
        yield at_rows(
            Severity.LOW,
            "numbering_style",
            bare,
            _("The number is printed without the dot that the others have."),
            "",
        )
    without = [activity for activity in evidence.reading.activities if activity.number is None]
    if without and len(without) < len(numbered):
        yield at_rows(
            Severity.MEDIUM,
            "number_missing",
            without,
            _("The row has no number."),
            _("Check that it is a row of its own."),
        )


def _headings(evidence: Evidence) -> Iterator[Anomaly]:
    drafts = [*evidence.draft.sections, *(sub for _section, sub in evidence.draft.subsections)]
    for draft in drafts:
        if len(draft.titles) > 1:
            what = _("The heading “%(title)s” was put together from two lines.") % {
                "title": draft.titles[0][:60]
            }
            yield at_document(
                Severity.MEDIUM,
                "heading_split",
                _name(draft),
                draft.places,
                what,
                _("Check the title of the section."),
            )
    outside = [draft for draft in drafts if draft.outside]
    if outside and len(outside) < len(drafts):
        names = ", ".join(_name(draft) for draft in outside)
        what = _("Headings stand outside of the table while others stand in it.")
        yield Anomaly(
            Severity.LOW, "heading_outside_table", names, line_of(outside[0].places), what, ""
        )


def _name(draft: HeadingDraft) -> str:
    return draft.heading.number or draft.heading.title[:40]


def _noise(evidence: Evidence) -> Iterator[Anomaly]:
    noise = evidence.draft.noise
    if noise:
        lines = ", ".join(str(place.line or f"{place.table}:{place.row}") for place in noise)
        yield at_document(
            Severity.LOW,
            "noise_row",
            lines,
            noise,
            _("Rows of dashes left by a converter were passed over."),
            "",
        )
