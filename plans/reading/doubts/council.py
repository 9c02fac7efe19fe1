"""Doubts about a report and the papers that bring it to a council; strategies that have ended."""

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from plans.reading.columns import Column
from plans.reading.drafts import Role
from plans.reading.joining import is_cut
from plans.reading.model import Anomaly, Kind, Section, Severity

from .evidence import Evidence, at_document, at_row, at_rows

_NOT_DONE = re.compile(
    r"не (?:се|са|бяха|беше|бе|е) (?:\w+ ){0,2}?"
    r"(?:реализира|проведоха|проведен|изпълнен|въведен)\w*"
    r"|не можаха да се|нямаше възможност",
    re.IGNORECASE,
)
_ALL_DONE = re.compile(r"всички\b[^.]{0,60}\b(?:бяха|са)\s+(?:реализиран|изпълнен)", re.IGNORECASE)
_STRATEGY = re.compile(
    r"(?:стратеги|план|програм)\w*.{0,160}?(20\d\d)\s*(?:г\.)?\s*[–—-]\s*(20\d\d)", re.IGNORECASE
)
_RETURNS = re.compile(r"ал\.\s*([45])\b")
_WORD = re.compile(r"[^\W\d_]+")
_LONG = 4


def council_doubts(evidence: Evidence) -> Iterator[Anomaly]:
    """What would be asked at the session of the council."""
    yield from _expired(evidence)
    yield from _lost_text(evidence)
    if evidence.reading.kind is Kind.COUNCIL_REPORT:
        yield from _without_term(evidence)
        yield from _half_return(evidence)
        yield from _not_done(evidence)
        yield from _unnumbered(evidence)


def _expired(evidence: Evidence) -> Iterator[Anomaly]:
    """Sections that carry out a strategy whose years are over, or end while the plan runs."""
    reading = evidence.reading
    if reading.period is None:
        return
    named = [(one, _STRATEGY.search(one.title)) for one in reading.sections]
    ends = [(section, int(years[2])) for section, years in named if years]
    for section, last in ends:
        if last < reading.period.start.year:
            yield _over(section, last)
    soon = [
        one for one, last in ends if reading.period.start.year <= last < reading.period.end.year
    ]
    if soon:
        names = ", ".join(section.key for section in soon)
        what = _("The strategies that these sections carry out end while the plan runs.")
        warn = _("Check what is in force after them.")
        yield at_document(Severity.MEDIUM, "strategy_expired", names, soon[0].places, what, warn)


def _over(section: Section, last: int) -> Anomaly:
    said = {"year": last, "title": section.title[:60]}
    what = _("The years of “%(title)s” ended with %(year)s, before the plan begins.") % said
    warn = _("Name the document that is in force now.")
    return at_document(Severity.HIGH, "strategy_expired", section.key, section.places, what, warn)


def _lost_text(evidence: Evidence) -> Iterator[Anomaly]:
    """A cell goes on after a page with the end of a word whose beginning is not there."""
    for activity in evidence.reading.activities:
        cells = [activity.text_pieces, *(field.pieces for field in activity.fields)]
        for before, later in (pair for cell in cells for pair in pairwise(cell)):
            word = _WORD.match(later)
            if word and not is_cut(before) and _is_ending(word[0], evidence):
                what = _("Before “%(words)s” a part of the text is lost.") % {"words": later[:40]}
                warn = _("Complete the cell from the signed document.")
                yield at_row(Severity.HIGH, "lost_text", activity, what, warn)


def _is_ending(word: str, evidence: Evidence) -> bool:
    if len(word) < _LONG or not word.islower() or evidence.vocabulary.count(word) > 1:
        return False
    return any(
        whole.endswith(word) and len(whole) > len(word) + _LONG
        for whole in evidence.vocabulary.words()
    )


def _without_term(evidence: Evidence) -> Iterator[Anomaly]:
    draft = evidence.reading.draft_decision
    if draft is None:
        what, warn = _("The draft of the decision was not found."), _("Add it to the papers.")
        where = _("the whole document")
        yield at_document(Severity.MEDIUM, "draft_missing", where, (), what, warn)
        return
    for duty in draft.duties:
        if duty.term.days is None and duty.term.until is None:
            where = _("draft decision")
            what = _("No term is set: %(duty)s.") % {"duty": duty.what[:80]}
            warn = _("Set a term, or say that it is the one of the law.")
            yield at_document(Severity.MEDIUM, "duty_without_term", where, duty.places, what, warn)


def _half_return(evidence: Evidence) -> Iterator[Anomaly]:
    """Both the governor and the mayor return acts (ZMSMA 45(4) and (5)); a draft that tells of one
    of them leaves the other out.
    """
    draft = evidence.reading.draft_decision
    clause = draft.returned if draft else None
    if clause and len(set(_RETURNS.findall(clause.raw))) == 1:
        what = _("The clause on return tells of one only; mayor and governor both return acts.")
        warn = _("Art. 45(4) and (5) ZMSMA.")
        where = _("draft decision")
        yield at_document(Severity.MEDIUM, "return_half_told", where, clause.places, what, warn)


def _not_done(evidence: Evidence) -> Iterator[Anomaly]:
    """Rows that tell what did not happen, while the proposal says that all was carried out."""
    reading = evidence.reading
    rows = [a for a in reading.activities if _NOT_DONE.search(a.field(Column.REPORTED.value) or "")]
    motives = " ".join(reading.proposal.motives) if reading.proposal else ""
    if rows and _ALL_DONE.search(motives):
        what = _("The proposal says that all was carried out; these rows say that it was not.")
        warn = _("Make proposal and table agree.")
        yield at_rows(Severity.HIGH, "contradiction", rows, what, warn)
    elif rows:
        what, warn = _("The report says that something was not carried out."), _("Check it.")
        yield at_rows(Severity.LOW, "not_carried_out", rows, what, warn)


def _unnumbered(evidence: Evidence) -> Iterator[Anomaly]:
    """A measure without a number while the others have one."""
    measures = [sub for sub in evidence.reading.subsections if sub.role is Role.MEASURE]
    bare = [sub for sub in measures if sub.number is None]
    for sub in bare if len(bare) < len(measures) else ():
        what = _("The heading “%(title)s” has no number.") % {"title": sub.title[:60]}
        warn = _("Give it a number.")
        where = f"{sub.section}/{sub.key}"
        yield at_document(Severity.MEDIUM, "measure_without_number", where, sub.places, what, warn)
