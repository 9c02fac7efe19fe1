"""A deadline that was read: its kind, its days, and what was unclear about it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .months import Stretch


class DeadlineKind(StrEnum):
    """Kinds of deadlines, as the contract names them."""

    MONTH_RANGE = "month_range"
    MONTH = "month"
    DATE = "date"
    UNTIL_DATE = "until_date"
    SCHOOL_YEAR = "school_year"
    CALENDAR_YEAR = "calendar_year"
    MONTHLY = "monthly"
    EXTERNAL = "per_external_schedule"
    ONGOING = "ongoing"
    EVENT = "event"
    EMPTY = "empty"


class DeadlineDoubt(StrEnum):
    """What was unclear about a deadline that was read all the same."""

    NO_DASH = "no_dash"
    ORDER = "order"
    UNKNOWN = "unknown"
    SEVERAL = "several"


@dataclass(frozen=True)
class Deadline:
    """A deadline: kind, first and last day (inclusive) where known, and whether the year was
    printed.
    """

    kind: DeadlineKind
    start: dt.date | None = None
    end: dt.date | None = None
    basis: str | None = None
    parts: tuple[Stretch, ...] = ()
    doubt: DeadlineDoubt | None = None

    def as_json(self) -> Mapping[str, object]:
        """The deadline fields of an activity."""
        parts = [
            {"raw": p.raw, "start": p.start.isoformat(), "end": p.end.isoformat()}
            for p in self.parts
        ]
        return {
            "deadline_kind": self.kind.value,
            "deadline_start": self.start.isoformat() if self.start else None,
            "deadline_end": self.end.isoformat() if self.end else None,
            "date_basis": self.basis,
            **({"deadline_parts": parts} if parts else {}),
        }
