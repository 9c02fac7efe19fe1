"""Units, base values and targets: what the report will be measured against."""

import re
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.lint.model import Column, Gravity, Row, Text
from plans.lint.rule import Hit, lint_rule

DIGIT = re.compile(r"\d")
WORD = re.compile(r"\w")
BARE = re.compile(r"^\s*(\d+(?:[.,]\d+)?)\s*%?\s*$")
FALLS = re.compile(r"намал|отпад|отсъств|преждевр|напус|неуспе|слаб|нарушен|агреси", re.IGNORECASE)
"""What is to become less: there a lower target is the aim."""
CONTROL = re.compile(r"\W*(?:\w+ на )?(?:контрол|проверк|мониторинг|инспектиране)", re.IGNORECASE)


def _is_blank(cell: str) -> bool:
    return WORD.search(cell) is None


@lint_rule(gettext_lazy("Base values without a number"), Gravity.WARNING, column=Column.BASELINE)
def baseline_without_number(text: Text) -> Iterator[Hit]:
    """A base value is a number, or holds one."""
    for row in text.rows:
        if not _is_blank(row.baseline) and not DIGIT.search(row.baseline):
            yield Hit(_("The base value “%(value)s” has no number.") % _value(row.baseline), row)


@lint_rule(gettext_lazy("Targets below the base value"), Gravity.WARNING, column=Column.TARGET)
def target_below_baseline(text: Text) -> Iterator[Hit]:
    """A target is not below its base value, unless something is to become less."""
    for row in text.rows:
        base, target = _bare(row, row.baseline), _bare(row, row.target)
        if base is None or target is None or target >= base or _falls(row):
            continue
        said = {"target": row.target, "base": row.baseline}
        yield Hit(_("The target %(target)s is below the base value %(base)s.") % said, row)


def _is_of_all(row: Row) -> bool:
    """A row of control: its base value says how many there are, its target how many are visited."""
    return bool(row.control or CONTROL.match(row.text))


def _falls(row: Row) -> bool:
    return bool(FALLS.search(f"{row.text} {row.unit} {row.indicator}"))


def _bare(row: Row, cell: str) -> Decimal | None:
    """A number without words. „37 училища“ says of how many the target is a part; so does the base
    of control: neither is compared.
    """
    found = None if _is_of_all(row) else BARE.match(cell)
    return Decimal(found[1].replace(",", ".")) if found else None


@lint_rule(gettext_lazy("Measured rows without a target"), Gravity.WARNING, column=Column.TARGET)
def target_missing(text: Text) -> Iterator[Hit]:
    """A row with a unit or a base value says what is to be reached."""
    for row in text.rows:
        measured = not (_is_blank(row.unit) and _is_blank(row.baseline))
        if measured and _is_blank(row.target) and "%" not in row.target and row.control is None:
            yield Hit(_("A unit or a base value is given, and no target."), row)


@lint_rule(gettext_lazy("Targets in words"), Gravity.NOTE, column=Column.TARGET)
def target_in_words(text: Text) -> Iterator[Hit]:
    """A target without a number is reported in words."""
    for row in text.rows:
        if not _is_blank(row.target) and not DIGIT.search(row.target):
            yield Hit(_("The target “%(value)s” is not a number.") % _value(row.target), row)


@lint_rule(
    gettext_lazy("Rows that say nothing beyond their text"), Gravity.GRAVE, column=Column.TEXT
)
def row_bare(text: Text) -> Iterator[Hit]:
    """A row of work says until when, by whom and how it is measured."""
    for row in text.work:
        if row.is_bare:
            yield Hit(_("No term, nobody responsible and no measure is written."), row)


@lint_rule(gettext_lazy("Blank cells among filled ones"), Gravity.WARNING)
def cell_blank(text: Text) -> Iterator[Hit]:
    """A cell that most rows fill in is filled in wherever there is more than number and text."""
    for column in (Column.UNIT, Column.BASELINE, Column.INDICATOR, Column.FINANCING):
        cells = [(row, str(getattr(row, column.value))) for row in text.rows if not row.is_bare]
        blank = [row for row, cell in cells if not cell.strip()]
        if len(blank) * 2 < len(cells):
            said = {"column": str(column.label).lower()}
            for row in blank:
                yield Hit(_("Nothing is written under: %(column)s.") % said, row, column)


def _value(cell: str) -> dict[str, str]:
    return {"value": cell[:80]}
