"""The real documents that reading is held against; they lie beside the project, not in it."""

import json
from pathlib import Path
from typing import Any

import pytest

from plans.reading import read_document

SHARED = Path(__file__).parents[4] / "shared"
MUNICIPAL = "municipality-kyustendil-plan-2019"
RUO = "ruo-kyustendil-plan-2020-2021"
SCHOOL_STACKED = "school-pges-plan-2020-2021"
SCHOOL_AREAS = "school-pges-plan-2023-2024"
COUNCIL = "council-kazanlak-report-2020"


def seed(name: str) -> bytes:
    """The bytes of a seed; the test is skipped, and says so, where it is missing."""
    path = SHARED / "seeds" / f"{name}.txt"
    if not path.exists():
        pytest.skip(f"the document {name} is not here: it was looked for in {path.parent}")
    return path.read_bytes()


def seed_object(name: str) -> dict[str, Any]:
    """What reading a seed gives, as it goes to JSON and back."""
    return as_object(read_document(f"{name}.txt", seed(name)))


def as_object(reading: Any) -> dict[str, Any]:
    """The object of the contract after a way through JSON."""
    found: dict[str, Any] = json.loads(json.dumps(reading.as_json()))
    return found


class Score:
    """Counts fields read right, and keeps what was not."""

    def __init__(self) -> None:
        self.right = 0
        self.wrong: list[str] = []

    def compare(self, where: str, expected: object, found: object) -> None:
        """One field."""
        if expected == found:
            self.right += 1
        else:
            self.wrong.append(f"{where}: expected {expected!r}, found {found!r}")

    @property
    def share(self) -> float:
        """Right fields of all."""
        return self.right / (self.right + len(self.wrong))

    def __str__(self) -> str:
        total = self.right + len(self.wrong)
        return "\n".join([f"{self.right} of {total} fields right ({self.share:.2%})", *self.wrong])
