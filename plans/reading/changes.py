"""A change of one place of a reading: what a repair consists of."""

from dataclasses import dataclass
from enum import StrEnum

from .facts import Json


class Part(StrEnum):
    """What a change is made in."""

    ROW = "row"
    SPLIT = "split"
    SECTION = "section"
    PLAN = "plan"


@dataclass(frozen=True)
class Change:
    """One field gets another text; ``key`` is that of the row or section, empty for the plan.

    A split makes a copy of the row behind it: ``field`` is the key of the new row, ``now`` its
    number. What else it says is changed like that of any row.

    ``was`` is what stood there when the change was thought of: where something else stands
    meanwhile, the change is not made.
    """

    part: Part
    key: str
    field: str
    was: str
    now: str

    @classmethod
    def of(cls, kept: dict[str, str]) -> "Change":
        """As a reading or a decision keeps it."""
        return cls(Part(kept["part"]), kept["key"], kept["field"], kept["was"], kept["now"])

    def as_json(self) -> Json:
        """As a reading or a decision keeps it."""
        return {
            "part": self.part.value,
            "key": self.key,
            "field": self.field,
            "was": self.was,
            "now": self.now,
        }
