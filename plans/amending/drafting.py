"""Paragraphs of an amending act: per heading its rows, per row its cells.

The usual technique of normative acts: § per heading, points per row, letters per column; words
are replaced, deleted, added after others, or the column is changed „така“; rows keep the names
that they have in the text which is amended.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from plans.amending.edits import Edit, Way, edits_of
from plans.amending.naming import Names, capital, heading, letter, listed
from plans.compare import Comparison, HeadingChange, OpeningChange, RowChange
from plans.compare.cells import CELLS, NUMBER, SECTION
from plans.models import Revision, Section

#: What stands in a row on paper: the days were only read from the term.
PRINTED = tuple(cell for cell in CELLS if cell.name not in (NUMBER, SECTION, "dates"))


@dataclass
class Point:
    """A numbered point: its sentence, or its opening with letters under it."""

    text: str
    letters: list[str] = field(default_factory=list)

    def lines(self, number: int) -> Iterator[str]:
        """As it is printed."""
        if not self.letters:
            yield f"{number}. {capital(self.text)}."
            return
        yield f"{number}. {capital(self.text)}:"
        for place, said in enumerate(self.letters):
            end = "." if place == len(self.letters) - 1 else ";"
            yield f"{letter(place)}) {said}{end}"


@dataclass
class Paragraph:
    """A §: what is done with a heading, and the points under it."""

    text: str
    points: list[Point] = field(default_factory=list)

    def lines(self, number: int) -> Iterator[str]:
        """As it is printed."""
        yield f"§ {number}. {capital(self.text)}{':' if self.points else '.'}"
        for place, point in enumerate(self.points, start=1):
            yield from point.lines(place)


@dataclass(frozen=True)
class Draft:
    """The text of the act, without its opening and signature."""

    title: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """As it is copied."""
        parts = (
            "\n".join(paragraph.lines(number))
            for number, paragraph in enumerate(self.paragraphs, start=1)
        )
        return "\n\n".join([self.title, *parts]) + "\n"


def draft_of(before: Revision, after: Revision, comparison: Comparison) -> Draft:
    """The act that leads from one revision to another, in the language of the office."""
    with translation.override(settings.LANGUAGE_CODE):
        paragraphs = tuple(_Drafting(comparison).paragraphs())
        numbers = {"from": before.number, "to": after.number, "plan": after.plan.subject}
        title = _("Draft of changes of: %(plan)s (version %(to)s against version %(from)s)")
        return Draft(title % numbers, paragraphs)


class _Drafting:
    def __init__(self, comparison: Comparison) -> None:
        self.rows = comparison.rows
        self.headings = comparison.headings
        self.opening = [one for one in comparison.opening if one.is_text]
        old = [change.before for change in self.rows if change.before]
        self.names = Names(old)
        self.new_names = Names([change.after for change in self.rows if change.after])
        self.heading_of = {one.after.pk: one for one in self.headings if one.after}
        self.old_heading_of = {one.before.pk: one for one in self.headings if one.before}

    def paragraphs(self) -> Iterator[Paragraph]:
        """What stands outside the table, then each heading, the rows without one first."""
        under = self._under()
        points = [Point(_outside(one)) for one in self.opening]
        yield from _about_rows(_("the text outside the table"), points)
        yield from _about_rows(_("the table of the plan"), self._points(under.pop(None, [])))
        for one in self.headings:
            points = self._points(under.get(one, []))
            yield from self._of_heading(one, points)

    def _under(self) -> dict[HeadingChange | None, list[RowChange]]:
        """Rows by the heading under which they stood; new ones by that under which they come."""
        under: dict[HeadingChange | None, list[RowChange]] = defaultdict(list)
        for change in self.rows:
            if change.before:
                place = self.old_heading_of.get(change.before.section_id or 0)
            else:
                place = self.heading_of.get(change.row.section_id or 0)
            under[place].append(change)
        return under

    def _of_heading(self, one: HeadingChange, points: list[Point]) -> Iterator[Paragraph]:
        if one.before is None and one.after:
            made = _("%(heading)s is made") % {"heading": heading(one.after)}
            with_rows = _("%(made)s, with the following rows") % {"made": made}
            yield Paragraph(with_rows if points else made, points)
            return
        if one.before is None:
            return
        yield from self._renamed(one.before, one.after)
        yield from _about_rows(heading(one.before), points)
        if one.after is None:
            yield Paragraph(_("%(name)s falls away") % {"name": heading(one.before)})

    def _renamed(self, before: Section, after: Section | None) -> Iterator[Paragraph]:
        if after is None or str(before) == str(after):
            return
        if before.title != after.title:
            words = {"heading": heading(before), "title": after.title}
            yield Paragraph(_("the name of %(heading)s is changed to: “%(title)s”") % words)
        if before.number != after.number:
            words = {"heading": heading(before), "number": after.number or "–"}
            yield Paragraph(_("the number of %(heading)s becomes %(number)s") % words)

    def _points(self, changes: Sequence[RowChange]) -> list[Point]:
        made = [point for change in changes for point in self._point(change)]
        return [*made, *self._renumbered(changes)]

    def _point(self, change: RowChange) -> Iterator[Point]:
        if change.before is None:
            yield self._made(change)
        elif change.after is None:
            yield Point(_("%(row)s falls away") % {"row": self.names.of(change.before)})
        else:
            yield from self._changed(change)
            if change.is_moved:
                yield Point(self._moved(change))

    def _made(self, change: RowChange) -> Point:
        said = ((cell, cell.words(change.row)) for cell in PRINTED)
        cells = [
            _("%(column)s: “%(words)s”") % {"column": str(cell.label).lower(), "words": words}
            for cell, words in said
            if words
        ]
        return Point(_("%(row)s is made") % {"row": self.new_names.of(change.row)}, cells)

    def _changed(self, change: RowChange) -> Iterator[Point]:
        edits = _edits_of(change)
        if not edits or change.before is None:
            return
        name = self.names.of(change.before)
        if len(edits) == 1:
            yield Point(_("in %(row)s, %(change)s") % {"row": name, "change": edits[0]})
        else:
            yield Point(_("in %(row)s") % {"row": name}, edits)

    def _moved(self, change: RowChange) -> str:
        row = change.row
        words = {
            "row": self.names.of(change.before) if change.before else "",
            "heading": heading(row.section) if row.section else _("the table of the plan"),
            "now": self.new_names.of(row),
        }
        if row.section and SECTION in {cell.name for cell in change.cells}:
            return _("%(row)s is moved to %(heading)s as %(now)s") % words
        after = self._before_in_order(change)
        if after is None:
            return _("%(row)s is moved to the first place as %(now)s") % words
        return _("%(row)s is moved after %(after)s as %(now)s") % {**words, "after": after}

    def _before_in_order(self, change: RowChange) -> str | None:
        """The row after which a row now stands under its heading."""
        last = None
        for one in self.rows:
            if one is change:
                break
            if one.after and one.after.section_id == change.row.section_id:
                last = self.new_names.of(one.after)
        return last

    def _renumbered(self, changes: Sequence[RowChange]) -> list[Point]:
        pairs = [
            (change.before.number or "–", change.after.number or "–")
            for change in changes
            if change.before and change.after and not change.is_moved
            if change.before.number != change.after.number
        ]
        if not pairs:
            return []
        words = {"old": listed([old for old, _new in pairs]), "new": listed([n for _o, n in pairs])}
        if len(pairs) == 1:
            return [Point(_("the former row № %(old)s becomes row № %(new)s") % words)]
        return [Point(_("the former rows № %(old)s become rows № %(new)s in this order") % words)]


def _outside(one: OpeningChange) -> str:
    words = {"place": str(one.label), "old": one.old, "new": one.new}
    if not one.old:
        return _("%(place)s: “%(new)s” is added") % words
    if not one.new:
        return _("%(place)s: “%(old)s” falls away") % words
    return _("%(place)s is changed to: “%(new)s”") % words


def _about_rows(name: str, points: list[Point]) -> Iterator[Paragraph]:
    if points:
        yield Paragraph(_("in %(name)s the following changes are made") % {"name": name}, points)


def _edits_of(change: RowChange) -> list[str]:
    """The changes of the cells of a row, each as a clause."""
    before, after = change.before, change.after
    if before is None or after is None:
        return []
    return [
        _clause(edit, str(cell.label))
        for cell in PRINTED
        for edit in edits_of(cell.words(before), cell.words(after))
    ]


def _clause(edit: Edit, column: str) -> str:
    told = {
        Way.REPLACE: _("in the column “%(column)s” the words “%(old)s” are replaced by “%(new)s”"),
        Way.DELETE: _("in the column “%(column)s” the words “%(old)s” are deleted"),
        Way.INSERT_AFTER: _(
            "in the column “%(column)s” after the words “%(old)s” “%(new)s” is added"
        ),
        Way.INSERT_FIRST: _("at the beginning of the column “%(column)s” “%(new)s” is added"),
        Way.APPEND: _("at the end of the column “%(column)s” “%(new)s” is added"),
        Way.REWRITE: _("the column “%(column)s” is changed to: “%(new)s”"),
        Way.FILL: _("in the column “%(column)s” “%(new)s” is written"),
        Way.EMPTY: _("in the column “%(column)s” the words “%(old)s” are deleted"),
    }
    return told[edit.way] % {"column": column, "old": edit.old, "new": edit.new}
