"""Numbers of rows and headings: by them orders, remarks and reports name the rows."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.lint.model import Column, Gravity, Heading, Row, Text
from plans.lint.rule import Hit, lint_rule

WIDEST_GAP = 4
"""A jump further than this is another way of numbering, no row that was lost."""


def _place(row: Row) -> int:
    return row.heading.position if row.heading else 0


@lint_rule(gettext_lazy("Repeated numbers of rows"), Gravity.GRAVE, column=Column.NUMBER)
def number_repeated(text: Text) -> Iterator[Hit]:
    """Under one heading each number stands once."""
    seen: set[tuple[int, str]] = set()
    for row in text.rows:
        if row.number and (_place(row), row.number) in seen:
            sentence = _("Number %(number)s stands at an earlier row too.")
            yield Hit(sentence % {"number": row.number}, row)
        seen.add((_place(row), row.number))


@lint_rule(gettext_lazy("Repeated numbers of headings"), Gravity.WARNING, column=Column.NUMBER)
def heading_repeated(text: Text) -> Iterator[Hit]:
    """Headings of one level have different numbers."""
    seen: set[tuple[int, str]] = set()
    for heading in text.headings:
        place = (heading.above.position if heading.above else 0, heading.number)
        if heading.number and place in seen:
            said = {"number": heading.number, "title": heading.title[:60]}
            sentence = _("Heading %(number)s stands earlier too: “%(title)s”.") % said
            yield Hit(sentence, text.first_under(heading))
        seen.add(place)


@lint_rule(gettext_lazy("Missing numbers"), Gravity.WARNING, column=Column.NUMBER)
def number_missing(text: Text) -> Iterator[Hit]:
    """Numbers follow each other: a gap may be a row that was lost."""
    last: dict[tuple[int, str], int] = defaultdict(int)
    told = _told(text)
    for row, place, number in _numbered(text):
        parent, _dot, digits = number.rpartition(".")
        if not digits.isdigit():
            continue
        before, value = last[place, parent], int(digits)
        counts = number == row.number or not (parent or text.hides_a_heading_before(row.heading))
        missing = f"{parent}.{before + 1}".lstrip(".")
        is_gap = before + 1 < value <= before + WIDEST_GAP
        if counts and is_gap and (_top(row), missing) not in told:
            sentence = _("Number %(missing)s is missing before %(number)s.")
            yield Hit(sentence % {"missing": missing, "number": number}, row)
        last[place, parent] = max(before, value)


def _told(text: Text) -> set[tuple[int, str]]:
    """Numbers that the rows below them tell: „1.1“ of a heading without rows, by „1.1.2“."""
    return {
        (_top(row), ".".join(parts[:length]))
        for row in text.rows
        for parts in [row.number.split(".")]
        for length in range(1, len(parts))
    }


def _top(row: Row) -> int:
    chain = _chain(row.heading)
    return chain[0].position if chain else 0


def _numbered(text: Text) -> Iterator[tuple[Row, int, str]]:
    """Rows and headings as they are met: at which row, inside which heading, the number.

    Lower headings may stand without rows, so only those of the first level are counted; a row
    below one continues its numbers.
    """
    opened: set[int] = set()
    for row in text.rows:
        for heading in _chain(row.heading):
            if heading.position not in opened:
                opened.add(heading.position)
                yield row, _series(heading.above, heading.number), heading.number
        if row.number:
            yield row, _series(row.heading, row.number), row.number


def _chain(heading: Heading | None) -> list[Heading]:
    return [*_chain(heading.above), heading] if heading else []


def _series(heading: Heading | None, number: str) -> int:
    """Where a number counts: in the document if it repeats that of its heading, else under it."""
    if heading is None or number.startswith(f"{heading.number}."):
        return 0
    return heading.position


@lint_rule(gettext_lazy("Rows without a number"), Gravity.NOTE, column=Column.NUMBER)
def number_blank(text: Text) -> Iterator[Hit]:
    """Where rows are numbered, each has a number."""
    blank = [row for row in text.rows if not row.number]
    if len(blank) < len(text.rows) / 2:
        for row in blank:
            yield Hit(_("The row has no number, the others have."), row)
