"""Doubts about who is named: persons in a public table, departments and schools in several
spellings.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from rapidfuzz.distance import Levenshtein

from plans.reading.columns import Column
from plans.reading.model import Activity, Anomaly, Severity
from plans.reading.posts import glued_posts, persons_in
from plans.reading.spellings import named_in, spellings_of

from .evidence import Evidence, at_row, at_rows

_DEPARTMENT = re.compile(r"(?<!\w)[А-Я]{2,}(?:-[А-Я]{2,})?(?!\w)")
_SHORTEST = 5
_NEAR = 2


def people_doubts(evidence: Evidence) -> Iterator[Anomaly]:
    """Names of persons, spellings of departments, posts without a comma."""
    activities = evidence.reading.activities
    for activity in activities:
        for text in (
            activity.text,
            activity.field(Column.RESPONSIBLE.value) or "",
            activity.field(Column.NOTE.value) or "",
        ):
            if persons_in(text):
                what = _("A person is named in the table: %(name)s.") % {
                    "name": persons_in(text)[0]
                }
                yield at_row(
                    Severity.HIGH,
                    "personal_name",
                    activity,
                    what,
                    _("The plan is public; name the post instead."),
                )
    yield from _departments(activities)
    yield from _schools(evidence)
    glued = [a for a in activities if glued_posts(a.field(Column.RESPONSIBLE.value) or "")]
    if glued:
        what = _("Posts stand side by side without a comma.")
        yield at_rows(Severity.LOW, "missing_separator", glued, what, "")


def _departments(activities: Sequence[Activity]) -> Iterator[Anomaly]:
    """Abbreviations after "отдел" that differ by a letter or a hyphen."""
    spelled: dict[str, set[str]] = defaultdict(set)
    for activity in activities:
        cell = activity.field(Column.RESPONSIBLE.value) or ""
        for name in _DEPARTMENT.findall(cell) if "отдел" in cell.lower() else ():
            spelled[name].add(activity.key)
    counts = Counter({name: len(keys) for name, keys in spelled.items() if len(name) >= _SHORTEST})
    while counts:
        main = counts.most_common(1)[0][0]
        near = [name for name in counts if _close(name, main)]
        keys = set().union(*(spelled[name] for name in near))
        if len(near) > 1:
            rows = [activity for activity in activities if activity.key in keys]
            said = {"names": ", ".join(sorted(near))}
            what = _("One department in several spellings: %(names)s.") % said
            warn = _("Choose one spelling.")
            yield at_rows(Severity.MEDIUM, "department_spelling", rows, what, warn)
        for name in near:
            del counts[name]


def _schools(evidence: Evidence) -> Iterator[Anomaly]:
    """Schools that inspections list under names that differ."""
    by_key = {activity.key: activity for activity in evidence.reading.activities}
    for one in spellings_of(named_in(evidence.reading.inspections)):
        said = {"names": "; ".join(one.names)}
        what = _("One institution in several spellings: %(names)s.") % said
        rows, warn = [by_key[key] for key in one.rows], _("Choose one spelling.")
        yield at_rows(Severity.MEDIUM, "school_spelling", rows, what, warn)


def _close(name: str, main: str) -> bool:
    return Levenshtein.distance(name.replace("-", ""), main.replace("-", "")) <= _NEAR
