"""Reading a plan document from the first byte to the warnings."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from .align import with_numbers
from .assemble import Plan, assemble
from .columns import Columns, header_at
from .council import papers_of
from .doubts import Evidence, doubts_of
from .drafts import TableDraft
from .formats import rows_of
from .front import (
    Line,
    abbreviations_of,
    institution_of,
    lines_before,
    period_in_rows,
    period_of,
    priorities_of,
    title_of,
)
from .inspections import inspections_of
from .joining import Vocabulary
from .kinds import kind_of
from .lists import list_of
from .lost_cells import completed
from .model import Kind, Reading
from .problems import Unreadable
from .repairs import with_repair
from .rows import Row, clean
from .signing import report_signoff, signoff_of
from .stacked import unstacked
from .table import TableWalk


def read_document(
    name: str, data: bytes, *, progress: Callable[[int, int], None] | None = None
) -> Reading:
    """Read a plan of an RUO, a municipality or a school from a file of any format that is read.

    Args:
        name: the name of the file; its ending says the format, its first bytes must agree.
        data: the whole file, at most 20 MB.
        progress: called with rows read and rows in all.

    Raises:
        Unreadable: with one sentence for the person who brought the file.
    """
    return read_rows(rows_of(name, data), progress=progress)


def read_rows(
    rows: Sequence[Row], *, progress: Callable[[int, int], None] | None = None
) -> Reading:
    """Read the rows of a document, whatever format they came from.

    Raises:
        Unreadable: with one sentence for the person who brought the file.
    """
    rows = unstacked(rows)
    head, columns, body = _split(rows)
    if columns is None:
        head, columns, body = list_of(rows) or (head, columns, body)
    lines = lines_before(head)
    title = title_of(lines)
    kind = kind_of(title, lines, columns)
    opening = (lines[-1].text, lines[-1].place) if lines else None
    draft = TableWalk(columns, opening).read(body, progress) if columns else None
    if draft is None or not draft.rows:
        raise Unreadable(
            _("The table of the plan has no activities; check that they stand under the headings.")
        )
    return _reading(kind, title, lines, draft, rows)


def _split(rows: Sequence[Row]) -> tuple[Sequence[Row], Columns | None, Sequence[Row]]:
    """What stands before the first header, the columns, and what stands after it."""
    for index, row in enumerate(rows):
        header = header_at(row, rows[index + 1] if index + 1 < len(rows) else None)
        if header is not None:
            body = rows[index + header[1] :]
            columns = with_numbers(header[0], body)
            return rows[:index], columns, completed(body, columns)
    return rows, None, ()


def _reading(
    kind: Kind, title: str | None, lines: list[Line], draft: TableDraft, rows: Sequence[Row]
) -> Reading:
    vocabulary = Vocabulary(rows)
    tail = [Line(text, place) for text, place in draft.tail]
    period = period_of(title, lines) or period_in_rows(draft.deadlines)
    plan = assemble(draft, period, vocabulary)
    body = " ".join(clean(cell) for row in rows for cell in row.cells)
    signoff = signoff_of(lines, tail)
    reading = Reading(
        kind=kind,
        title=title,
        institution=institution_of(kind, title, lines, body),
        council=signoff.council,
        period=period,
        columns=tuple(name for name in draft.columns.names if name),
        priorities=priorities_of(lines),
        abbreviations=abbreviations_of(lines),
        sections=plan.sections,
        subsections=plan.subsections,
        activities=plan.activities,
        inspections=inspections_of(kind, plan),
        signoff=signoff,
        anomalies=(),
    )
    if kind is Kind.COUNCIL_REPORT:
        reading = _dossier(reading, lines, tail, body)
    return _with_doubts(reading, plan, draft, rows, vocabulary)


def _dossier(reading: Reading, lines: list[Line], tail: list[Line], body: str) -> Reading:
    """The reading of a report, with the papers that bring it to the council."""
    papers = papers_of(lines)
    motives = " ".join(papers.proposal.motives) if papers.proposal else ""
    signoff = report_signoff(papers.report, tail, papers.draft, motives)
    return replace(
        reading,
        title=papers.title,
        institution=institution_of(Kind.MUNICIPAL, papers.title, lines, body),
        council=signoff.council,
        period=period_of(papers.title, papers.report) or reading.period,
        signoff=signoff,
        proposal=papers.proposal,
        draft_decision=papers.draft,
        strategic_goal=papers.strategic_goal,
    )


def _with_doubts(
    reading: Reading, plan: Plan, draft: TableDraft, rows: Sequence[Row], vocabulary: Vocabulary
) -> Reading:
    evidence = Evidence(reading, plan, draft, rows, vocabulary)
    doubts = (with_repair(doubt, reading) for doubt in doubts_of(evidence))
    return replace(reading, anomalies=tuple(doubts))
