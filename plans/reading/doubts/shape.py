"""Doubts about the build of a plan: headings without rows, rows without place, what is missing."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from plans.reading.columns import Column
from plans.reading.drafts import Role
from plans.reading.model import Anomaly, Kind, Section, Severity, Subsection
from plans.reading.rows import clean

from .evidence import Evidence, at_document, at_row, at_rows

_RUO_POST = re.compile(r"\bотдел\b|началник на|старши експерт|ст\. ?експерт", re.IGNORECASE)
_ODD_NUMBER = re.compile(r"\d\.\.|\d \.")
_ADOPTED = re.compile(
    r"\bприе(?:т|та)\b.{0,80}педагогическ|педагогическ\w+ съвет.{0,60}протокол", re.IGNORECASE
)
_ALIKE = 70
_FEWEST = 3


def shape_doubts(evidence: Evidence) -> Iterator[Anomaly]:
    """What a careful clerk sees before reading any cell."""
    yield from _untitled(evidence)
    yield from _glued(evidence)
    yield from _hollow(evidence)
    yield from _odd_numbers(evidence)
    yield from _off_list(evidence)
    if evidence.reading.kind is Kind.SCHOOL:
        yield from _of_a_school(evidence)


def _untitled(evidence: Evidence) -> Iterator[Anomaly]:
    if evidence.reading.title is None:
        what, warn = _("The document has no title."), _("Write the title of the plan.")
        yield at_document(Severity.HIGH, "title_missing", _("the whole document"), (), what, warn)


def _glued(evidence: Evidence) -> Iterator[Anomaly]:
    """A heading that hangs on the row above, its number and the end of that row lost."""
    drafts = {draft.heading.title: draft for draft in evidence.draft.sections}
    for section in evidence.reading.sections:
        draft = drafts.get(section.title)
        if draft and section.number is None and not draft.outside:
            what = _("The heading “%(title)s” has no number.") % {"title": section.title[:60]}
            warn = _("Check where the section begins.")
            yield at_document(
                Severity.HIGH, "section_without_number", section.key, draft.places, what, warn
            )


def _hollow(evidence: Evidence) -> Iterator[Anomaly]:
    """Sections and goals under which nothing stands."""
    reading = evidence.reading
    if len(reading.sections) < 2:
        return
    full = {sub.section for sub in reading.subsections if sub.activity_count}
    empty: list[tuple[str, Section | Subsection]] = [
        (one.number or one.key, one)
        for one in reading.sections
        if not one.activity_count and one.key not in full
    ]
    goals = [sub for sub in reading.subsections if sub.role is not Role.GROUP]
    empty += [(f"{one.section}/{one.key}", one) for one in goals if not one.activity_count]
    for where, heading in empty:
        what = _("Nothing stands under “%(title)s”.") % {"title": heading.title[:60]}
        warn = _("Add the activities or take the heading out.")
        yield at_document(Severity.MEDIUM, "section_empty", where, heading.places, what, warn)


def _odd_numbers(evidence: Evidence) -> Iterator[Anomaly]:
    for activity in evidence.reading.activities:
        if _ODD_NUMBER.search(activity.number_printed):
            what = _("The number is misprinted: %(number)s.") % {"number": activity.number_printed}
            warn = _("Give the row its own number, or say that both stay.")
            yield at_row(Severity.MEDIUM, "numbering_style", activity, what, warn)


def _off_list(evidence: Evidence) -> Iterator[Anomaly]:
    """Areas of the table that the list before it does not name."""
    reading = evidence.reading
    if not any(sub.role is Role.GOAL for sub in reading.subsections):
        return
    for listed in reading.priorities:
        titles = [item.text for item in listed.items]
        off = [s for s in reading.sections if not _is_listed(s.title, titles)]
        if len(reading.sections) - len(off) >= _FEWEST and off:
            for section in off:
                what = _("“%(title)s” is not in the list of priorities before the table.") % {
                    "title": section.title[:60]
                }
                warn = _("Complete the list or check the section.")
                yield at_document(
                    Severity.MEDIUM, "section_not_listed", section.key, section.places, what, warn
                )
            return


def _is_listed(title: str, listed: list[str]) -> bool:
    return any(fuzz.ratio(title.lower(), other.lower()) >= _ALIKE for other in listed)


def _says_adopted(evidence: Evidence) -> bool:
    """Whether a line outside of the table tells of the council of teachers that adopted it."""
    return any(_ADOPTED.search(clean(row.cells[0])) for row in evidence.rows if row.is_paragraph)


def _of_a_school(evidence: Evidence) -> Iterator[Anomaly]:
    """The council of teachers adopts the school's plan; posts of others do not act in it."""
    reading, signoff = evidence.reading, evidence.reading.signoff
    if not (signoff.agreed_by or signoff.approved_by or signoff.raw or _says_adopted(evidence)):
        what = _("The plan does not say who adopted or approved it, and when.")
        yield at_document(
            Severity.MEDIUM,
            "approval_missing",
            _("the whole document"),
            (),
            what,
            _("It is adopted by the pedagogical council and approved by the director."),
        )
    foreign = [
        a for a in reading.activities if _RUO_POST.search(a.field(Column.RESPONSIBLE.value) or "")
    ]
    if foreign:
        what = _("The responsible post is one of the regional authority, not of the school.")
        yield at_rows(
            Severity.MEDIUM, "foreign_post", foreign, what, _("Name a post of the school.")
        )
