"""The report on paper: the plan's own columns with the result, or those of a council's report."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.reporting.text import Line, Part, ReportText
from plans.states import PlanKind
from plans.writing import Column as PaperColumn
from plans.writing import Row, Table
from plans.writing.layouts import columns_of
from plans.writing.official import OfficialText
from workflows.display import Text


@dataclass(frozen=True)
class Column:
    """A column: its heading, what of a row stands in it, the heading it shares."""

    label: Text
    cell: Callable[[Part, Line], str]
    over: str = ""


def _expected(line: Line) -> str:
    """What a council's report calls the expected result; else by what the row is measured."""
    cells = line.cells
    measured = " ".join(filter(None, [cells.unit, cells.target_raw]))
    return cells.expected_result or cells.indicator_raw or measured


COUNCIL = (
    # Printed once, above the activities that belong to it.
    Column(_("Measure"), lambda part, line: part.measure if line is part.lines[0] else ""),
    Column(_("Activities"), lambda part, line: line.cells.text),
    Column(_("Term"), lambda part, line: line.cells.deadline_raw),
    Column(_("Sources of financing"), lambda part, line: line.cells.financing),
    Column(_("Responsible institutions"), lambda part, line: line.cells.responsible_raw),
    Column(_("Expected results"), lambda part, line: _expected(line)),
    Column(_("Activities carried out"), lambda part, line: line.told),
)
RESULT = (
    Column(pgettext_lazy("a column on paper", "Reached"), lambda part, line: line.reached),
    Column(pgettext_lazy("a column on paper", "Fulfilment"), lambda part, line: line.percent),
    Column(_("Activities carried out"), lambda part, line: line.told),
)


def _columns(kind: str, text: ReportText) -> tuple[Column, ...]:
    if kind == PlanKind.MUNICIPAL:
        return COUNCIL
    own = columns_of(kind, [line.cells for line in text.lines])
    return (*(Column(one.label, _cell(one.name), one.over) for one in own), *RESULT)


def _cell(name: str) -> Callable[[Part, Line], str]:
    return lambda _part, line: str(getattr(line.cells, name))


def paper(kind: str, text: ReportText) -> OfficialText:
    """The report as the table that is printed, in the language of the office."""
    columns = _columns(kind, text)
    with translation.override(settings.LANGUAGE_CODE):
        heads = tuple(PaperColumn(str(one.label), one.over) for one in columns)
    rows = (row for part in text.parts for row in _rows(part, columns))
    return OfficialText((), Table(heads, tuple(rows)))


def _rows(part: Part, columns: Sequence[Column]) -> Iterator[Row]:
    yield from (Row((str(heading),), is_heading=True) for heading in part.headings)
    yield from (Row(tuple(one.cell(part, line) for one in columns)) for line in part.lines)
