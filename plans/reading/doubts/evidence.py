"""What the checks look at, and how they say what they found."""

from collections.abc import Sequence
from dataclasses import dataclass

from plans.reading.assemble import Plan
from plans.reading.drafts import TableDraft
from plans.reading.joining import Vocabulary
from plans.reading.model import Activity, Anomaly, Reading, Severity
from plans.reading.rows import Place, Row


@dataclass(frozen=True)
class Evidence:
    """A reading and everything it was made from."""

    reading: Reading
    plan: Plan
    draft: TableDraft
    rows: Sequence[Row]
    vocabulary: Vocabulary


def at_row(severity: Severity, kind: str, activity: Activity, what: str, warn: str) -> Anomaly:
    """A doubt about one row."""
    return Anomaly(
        severity, kind, activity.key, line_of(activity.places), what, warn, (activity.key,)
    )


def at_rows(
    severity: Severity, kind: str, activities: Sequence[Activity], what: str, warn: str
) -> Anomaly:
    """The same doubt about several rows, said once."""
    keys = tuple(activity.key for activity in activities)
    return Anomaly(severity, kind, ", ".join(keys), line_of(activities[0].places), what, warn, keys)


def at_document(
    severity: Severity, kind: str, where: str, places: Sequence[Place], what: str, warn: str
) -> Anomaly:
    """A doubt about the document as a whole."""
    return Anomaly(severity, kind, where, line_of(places), what, warn)


def line_of(places: Sequence[Place]) -> int | None:
    """The first line in a text; None where the source has tables."""
    return next((place.line for place in places if place.line is not None), None)
