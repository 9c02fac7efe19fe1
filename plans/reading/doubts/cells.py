"""Doubts about what stands in the cells: cut, shifted, marked-up, empty."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from plans.reading.broken import Words
from plans.reading.columns import Column
from plans.reading.headings import names_programme
from plans.reading.model import Activity, Anomaly, Severity
from plans.reading.posts import is_measure
from plans.reading.rows import has_markup

from .cut_words import cut_words
from .evidence import Evidence, at_document, at_row, at_rows

# To look for the seam alone is cheaper than for its whole word.
_SEAM = re.compile(r"[а-яА-Я][a-zA-Z]|[a-zA-Z][а-яА-Я]")
_MIXED = re.compile(r"[^\W\d_]*(?:[а-яА-Я][a-zA-Z]|[a-zA-Z][а-яА-Я])[^\W\d_]*")
_PREPOSITION = re.compile(r"(?:на|за|от|с|със|в|във|и|до|по)\s")
_QUOTES = re.compile(r"[„“”\"«»]")
_MARK = re.compile(r"[^\w]+")
_NUMBER = re.compile(r"\d+(?:\s+\w.*)?$")
_WANTED = (
    Column.DEADLINE,
    Column.UNIT,
    Column.BASELINE,
    Column.TARGET,
    Column.INDICATOR,
    Column.RESPONSIBLE,
    Column.FINANCING,
    Column.EXPECTED,
    Column.REPORTED,
)


def cell_doubts(evidence: Evidence) -> Iterator[Anomaly]:
    """Cells that were joined, moved, cleaned, or are empty or cut."""
    yield from _split(evidence)
    yield from _shifted(evidence)
    yield from _markup(evidence)
    yield from _letters(evidence.reading.activities)
    yield from _empty(evidence)
    yield from _edge(evidence)
    yield from _astray(evidence)
    yield from _broken(evidence)
    yield from _marks(evidence.reading.activities)
    yield from _inner_numbers(evidence.reading.activities)


def _split(evidence: Evidence) -> Iterator[Anomaly]:
    for activity, draft in zip(evidence.reading.activities, evidence.draft.rows, strict=True):
        if draft.cuts:
            columns = sorted({column for _place, cut in draft.cuts for column in cut})
            names = ", ".join(str(label(column)) for column in columns)
            what = _("The row was cut by a page; joined: %(columns)s.") % {"columns": names}
            yield at_row(
                Severity.MEDIUM,
                "split_cell",
                activity,
                what,
                _("Check the joined cells against the document."),
            )


def label(column: Column) -> str:
    """How a column is called in a sentence."""
    return {
        Column.TEXT: pgettext("column of a plan", "activity"),
        Column.DEADLINE: pgettext("column of a plan", "deadline"),
        Column.UNIT: pgettext("column of a plan", "unit"),
        Column.BASELINE: pgettext("column of a plan", "base value"),
        Column.TARGET: pgettext("column of a plan", "target value"),
        Column.INDICATOR: pgettext("column of a plan", "indicator"),
        Column.RESPONSIBLE: pgettext("column of a plan", "responsible"),
        Column.FINANCING: pgettext("column of a plan", "financing"),
        Column.NOTE: pgettext("column of a plan", "note"),
        Column.EXPECTED: pgettext("column of a plan", "expected result"),
        Column.REPORTED: pgettext("column of a plan", "reported result"),
    }.get(column, column.value)


def _shifted(evidence: Evidence) -> Iterator[Anomaly]:
    moved = {id(draft) for draft, _place in evidence.draft.shifted_rest}
    for activity, draft in zip(evidence.reading.activities, evidence.draft.rows, strict=True):
        if draft.shifted or id(draft) in moved:
            what = _("The cells stand one column to the left of their headings.")
            yield at_row(
                Severity.HIGH, "shifted_columns", activity, what, _("Check every cell of the row.")
            )


def _markup(evidence: Evidence) -> Iterator[Anomaly]:
    marked = [
        row.place
        for row in evidence.rows
        if not row.is_noise and any(has_markup(cell) for cell in row.cells)
    ]
    if marked:
        what = _("Mark-up of a converter was taken off; rows in which it stood: %(count)s.") % {
            "count": len(marked)
        }
        yield at_document(Severity.LOW, "markup", _("the whole document"), marked, what, "")


def _letters(activities: Sequence[Activity]) -> Iterator[Anomaly]:
    for activity in activities:
        texts = (activity.text, *(field.text for field in activity.fields))
        joined = "\n".join(texts)
        word = _MIXED.search(joined) if _SEAM.search(joined) else None
        if word:
            what = _("The word “%(word)s” mixes Cyrillic and Latin letters.") % {"word": word[0]}
            yield at_row(Severity.LOW, "mixed_alphabet", activity, what, _("Correct the word."))


def _empty(evidence: Evidence) -> Iterator[Anomaly]:
    """Rows that lack the same cells are named together; those that hold nothing weigh more."""
    wanted = [column for column in _WANTED if evidence.draft.columns.at(column) is not None]
    found: dict[tuple[Column, ...], list[Activity]] = defaultdict(list)
    for activity in evidence.reading.activities:
        missing = tuple(column for column in wanted if _is_missing(activity, column))
        if missing:
            found[missing].append(activity)
    for missing, rows in found.items():
        names = ", ".join(label(column) for column in missing)
        what = _("Nothing is written under: %(columns)s.") % {"columns": names}
        work = not all(names_programme(one.text) for one in rows)
        grave = work and (len(missing) == len(wanted) or Column.DEADLINE in missing)
        yield at_rows(
            Severity.HIGH if grave else Severity.MEDIUM,
            "empty_cell",
            rows,
            what,
            _("Fill the cell in."),
        )


def _is_missing(activity: Activity, column: Column) -> bool:
    """Nothing, or a dash where something is due; under financing a dash says that none is."""
    text = activity.deadline_raw if column is Column.DEADLINE else activity.field(column.value)
    if text is None:
        return False  # a table of its own, without this column
    return not text if column is Column.FINANCING else not _MARK.sub("", text.replace("%", "x"))


def _edge(evidence: Evidence) -> Iterator[Anomaly]:
    """The right edge of the table: words cut off, or moved over from the cell on the left."""
    cut = cut_words(evidence.reading.activities, evidence.vocabulary)
    if cut:
        sample = ", ".join(sorted({word for words in cut.values() for word in words})[:6])
        rows = [activity for activity in evidence.reading.activities if activity.key in cut]
        what = _("The right edge of the table is cut off: %(words)s.") % {"words": sample}
        yield at_rows(
            Severity.HIGH,
            "truncated_cells",
            rows,
            what,
            _("Write out the indicators from the signed document."),
        )
    moved = [
        a
        for a in evidence.reading.activities
        if _PREPOSITION.match(a.field(Column.INDICATOR.value) or "")
    ]
    if moved:
        what = _("The indicator begins with a word that belongs to the cell on its left.")
        yield at_rows(Severity.MEDIUM, "shifted_words", moved, what, _("Move the word back."))


def _astray(evidence: Evidence) -> Iterator[Anomaly]:
    """A count where a post is due, or a number where its unit is: the row lacks a cell."""
    moved = [
        a
        for a in evidence.reading.activities
        if is_measure(a.field(Column.RESPONSIBLE.value) or "")
        or _NUMBER.match(a.field(Column.UNIT.value) or "")
    ]
    if moved:
        what = _("A number or a unit stands in the column on the left of its own.")
        yield at_rows(Severity.HIGH, "value_astray", moved, what, _("Check every cell of the row."))


def _broken(evidence: Evidence) -> Iterator[Anomaly]:
    """A word that is broken at the edge of its cell or of a page: „дирек- тор“, „определен ите“."""
    words = Words(evidence.vocabulary.counts)
    found = [a for a in evidence.reading.activities if _is_broken(a, words)]
    if found:
        what = _("A word is broken apart inside its cell.")
        yield at_rows(Severity.LOW, "broken_word", found, what, _("Put the word together."))


def _is_broken(activity: Activity, words: Words) -> bool:
    cells = [(activity.text, activity.text_pieces), (activity.deadline_raw, ())]
    cells += [(field.text, field.pieces) for field in activity.fields]
    return any(words.whole(text, pieces) != text for text, pieces in cells)


def _marks(activities: Sequence[Activity]) -> Iterator[Anomaly]:
    stray = [
        a
        for a in activities
        if (a.field(Column.NOTE.value) or "")
        and not re.search(r"\w", a.field(Column.NOTE.value) or "")
    ]
    if stray:
        yield at_rows(
            Severity.LOW, "stray_mark", stray, _("The note holds nothing but a mark."), ""
        )
    quotes = [a for a in activities if len(_QUOTES.findall(a.text)) % 2]
    if quotes:
        yield at_rows(
            Severity.LOW,
            "punctuation",
            quotes,
            _("A quotation mark is left open or stands too much."),
            "",
        )
    dashes = [
        a for a in activities if re.match(r"[-–—]\s*\w", a.field(Column.RESPONSIBLE.value) or "")
    ]
    if dashes:
        yield at_rows(
            Severity.LOW, "punctuation", dashes, _("The responsible begin with a dash."), ""
        )


def _inner_numbers(activities: Sequence[Activity]) -> Iterator[Anomaly]:
    for activity in activities:
        if (
            activity.number
            and len(
                re.findall(rf"(?<!\d){re.escape(activity.number)}\.\d{{1,2}}\.?\s", activity.text)
            )
            > 1
        ):
            what = _("Several numbered points stand in one cell.")
            yield at_row(
                Severity.MEDIUM,
                "inner_numbers",
                activity,
                what,
                _("Say whether they are rows of their own."),
            )
