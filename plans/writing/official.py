"""The official text of a revision as it goes on paper: its own columns, nothing of the system."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from plans.models import Activity, Revision, Section
from plans.states import HeadingRole, PlanKind
from workflows.display import Stamp
from workflows.wording import document_date

from .layouts import Official, columns_of
from .paper import Block, Box, Heading, Paper, Row, Source, Table, Text

_PLAIN_NUMBER = re.compile(r"[\d.]*\d|[IVXІХ]{1,5}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TITLES = {
    PlanKind.RUO: "ПЛАН за дейността на {house}",
    PlanKind.MUNICIPAL: (
        "ГОДИШЕН ПЛАН на дейностите за подкрепа за личностно развитие на децата и учениците в "
        "{house}"
    ),
    PlanKind.SCHOOL: "ГОДИШЕН ПЛАН за дейността на {house}",
}


@dataclass(frozen=True)
class OfficialText:
    """What stands before the table, and the table."""

    before: tuple[Block, ...]
    table: Table


@dataclass(frozen=True)
class Around:
    """What stands around the text of a revision: who signs, by which law, the last lines."""

    stamp: Stamp
    basis: str
    closing: tuple[str, ...]
    foot: str


@dataclass(frozen=True)
class Content:
    """The rows of a revision and its headings, each in their order."""

    rows: Sequence[Activity]
    sections: Sequence[Section]


def content_of(revision: Revision, rows: Sequence[Activity] = ()) -> Content:
    """The content of a kept revision.

    ``rows`` where they are fetched already, with the headings that they stand under: a page that
    has them does not ask for headings without rows, which only files and the printed page show.
    """
    if rows:
        return Content(rows, sorted(_headings_over(rows), key=lambda head: head.position))
    rows = list(revision.activities.select_related("section").order_by("position"))
    return Content(rows, list(revision.sections.order_by("position")))


def _headings_over(rows: Sequence[Activity]) -> set[Section]:
    found: set[Section] = set()
    for row in rows:
        head = row.section
        while head and head not in found:
            found.add(head)
            head = head.above
    return found


def paper_of(revision: Revision, content: Content, around: Around) -> Paper:
    """The paper of a revision."""
    plan, text = revision.plan, official_text(revision, content)
    return Paper(
        house=plan.institution.name,
        title=title_of(revision),
        under=(*_period_line(revision), f"На основание {around.basis}"),
        box=_box(around.stamp),
        blocks=(*text.before, text.table),
        closing=around.closing,
        foot=around.foot,
        source=Source(str(plan.pk), revision.number, revision.fingerprint),
    )


def official_text(revision: Revision, content: Content) -> OfficialText:
    """The text of a revision in full."""
    by_areas = any(head.role == HeadingRole.GOAL for head in content.sections)
    columns = columns_of(revision.plan.plan_kind, content.rows, by_areas=by_areas)
    table = Table(tuple(one.column for one in columns), tuple(_rows(content, columns)))
    return OfficialText(tuple(_before(revision.preamble)), table)


def title_of(revision: Revision) -> str:
    """The title as printed; of a document without one, what its kind is called."""
    printed = revision.preamble.get("title")
    plan = revision.plan
    return printed or _TITLES[PlanKind(plan.plan_kind)].format(house=plan.institution.name)


def _period_line(revision: Revision) -> tuple[str, ...]:
    """The period, where the title does not say it."""
    plan = revision.plan
    if _YEAR.search(title_of(revision)):
        return ()
    if plan.period_kind == "school_year":
        return (f"за учебната {plan.period_label} година",)
    if plan.period_label.isdigit():
        return (f"за {plan.period_label} година",)
    return (f"за периода {document_date(plan.starts_on)} – {document_date(plan.ends_on)}",)


def _box(stamp: Stamp) -> Box:
    signed = f"{document_date(stamp.date)} {stamp.number}".strip() if stamp.date else ""
    lines = (
        "" if signed else "…………………………………",
        stamp.person,
        str(stamp.post),
        f"за {stamp.acting_for}" if stamp.acting_for else "",
        signed or "Дата: ……………",
    )
    return Box(f"{stamp.head}:", tuple(line for line in lines if line), bool(signed))


def _before(preamble: dict[str, Any]) -> Iterator[Block]:
    shortened = preamble.get("abbreviations") or ()
    if shortened:
        yield Heading("Използвани съкращения:")
    yield from (Text(f"{one['abbr']} – {one['meaning']}") for one in shortened)
    for one in preamble.get("priorities") or ():
        yield Heading(f"{_dotted(one.get('list') or '')} {one.get('title') or ''}".strip())
        for item in one.get("items") or ():
            yield Text(f"{_dotted(item.get('number') or '')} {item.get('text') or ''}".strip())


def _dotted(number: str) -> str:
    """„1.1“ is printed „1.1.“, „IV“ is printed „IV.“; what is more than a number stays."""
    return f"{number}." if _PLAIN_NUMBER.fullmatch(number) else number


def _rows(content: Content, columns: Sequence[Official]) -> Iterator[Row]:
    """Rows under their headings, each heading once, in the order of the document."""
    waiting = deque(content.sections)
    for row in content.rows:
        while row.section and waiting and waiting[0].position <= row.section.position:
            yield from headings_of(waiting.popleft())
        yield Row(_cells(row, columns))
    for head in waiting:
        yield from headings_of(head)


def _cells(row: Activity, columns: Sequence[Official]) -> tuple[str, ...]:
    """The cells of a row; one that says nothing beside what is done gets a dash for its term.

    A number and a text alone would look like a heading.
    """
    cells = {one.name: _cell(row, one.name) for one in columns}
    if not any(text for name, text in cells.items() if name not in ("number", "text")):
        cells["deadline_raw"] = "–"
    return tuple(cells.values())


def _cell(row: Activity, name: str) -> str:
    text: str = getattr(row, name)
    return _dotted(text) if name == "number" else text


def headings_of(section: Section) -> Iterator[Row]:
    """The rows of a heading: number and title; a goal has its measures under it."""
    number = section.printed or _dotted(section.number)
    if section.role == HeadingRole.GOAL:
        yield Row((number, f"Цел: {section.title}"), is_heading=True)
        if section.measures:
            yield Row((f"Мерки: {section.measures}",), is_heading=True)
        yield Row(("Дейности:",), is_heading=True)
    elif not number:
        yield Row((section.title,), is_heading=True)
    elif _PLAIN_NUMBER.fullmatch(number.rstrip(".")):
        yield Row((number, section.title), is_heading=True)
    else:
        yield Row((f"{number} {section.title}",), is_heading=True)
