"""States, routes, checks, history, notes, tasks, stamps: what stands around a document."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from workflows.display.ages import Age, Text, Tone


class StepStatus(StrEnum):
    """Where a step of the route stands; the value is used by ``_steps.html``."""

    DONE = "done"
    CURRENT = "current"
    TODO = "todo"
    SKIPPED = "skipped"
    RETURNED = "returned"


@dataclass(frozen=True)
class RouteStep:
    """One step of a document's route; ``sub`` is the date or the person under it."""

    label: Text
    sub: Text = ""
    status: str = StepStatus.TODO

    @property
    def css(self) -> str:
        """The class of the mockup's stepper."""
        return {"done": "is-done", "current": "is-now", "returned": "is-back"}.get(self.status, "")

    @property
    def is_here(self) -> bool:
        """Whether the document stands at this step now."""
        return self.status in (StepStatus.CURRENT, StepStatus.RETURNED)


@dataclass(frozen=True)
class Route:
    """The way of a document; ``waiting`` says in a few words what it waits for."""

    steps: Sequence[RouteStep]
    waiting: Text = ""

    @property
    def position(self) -> int:
        """The number of the step where the document stands, from 1; all of them when finished."""
        here = [n for n, step in enumerate(self.steps, start=1) if step.is_here]
        return here[0] if here else len(self.steps)

    @property
    def current(self) -> RouteStep:
        """The step where the document stands; the last one of a finished route."""
        return self.steps[self.position - 1]


@dataclass(frozen=True)
class State:
    """The badge of a document's state; ``note`` follows after a dot („версия 3“)."""

    label: Text
    tone: Tone = Tone.NONE
    note: Text = ""


@dataclass(frozen=True)
class Check:
    """One thing looked at before signing."""

    text: Text
    tone: Tone = Tone.OK
    url: str = ""
    sub: Text = ""

    @property
    def icon(self) -> str:
        """The sign for the tone."""
        return {Tone.WARN: "warn", Tone.BAD: "bad"}.get(self.tone, "ok")


@dataclass(frozen=True)
class Checks:
    """All checks of a document: what is wrong first, then what is in order."""

    items: Sequence[Check]

    #: so many fulfilled checks are written out, the others stand in a fold
    WRITTEN_OUT: ClassVar[int] = 3

    @property
    def open(self) -> list[Check]:
        """What is not in order, the worst first."""
        wrong = [item for item in self.items if item.tone is not Tone.OK]
        return sorted(wrong, key=lambda item: item.tone is not Tone.BAD)

    @property
    def passed(self) -> list[Check]:
        """What is in order."""
        return [item for item in self.items if item.tone is Tone.OK]

    @property
    def first(self) -> list[Check]:
        """What the card shows without opening the fold."""
        return self.open + self.passed[: self.WRITTEN_OUT]

    @property
    def more(self) -> list[Check]:
        """What the fold holds."""
        return self.passed[self.WRITTEN_OUT :]


@dataclass(frozen=True)
class LogLine:
    """One entry of the history: who, what, when; ``acting_for`` names the person stood in for."""

    what: Text
    when: dt.datetime
    who: str = ""
    acting_for: str = ""
    note: Text = ""
    is_key: bool = False


@dataclass(frozen=True)
class Message:
    """A note on a document; ``anchor`` names the row it stands at."""

    author: str
    text: Text
    when: dt.datetime
    anchor: Text = ""
    anchor_url: str = ""
    status: Text = ""


@dataclass(frozen=True)
class Task:
    """A row of „За мен“: one thing that waits, one verb."""

    title: Text
    url: str
    verb: Text
    sub: Text = ""
    icon: str = "plan"
    due: dt.date | None = None
    age: Age | None = None
    is_new: bool = False
    pick: str = ""
    kind: str = ""
    why: tuple[str, ...] = ()
    """Why it is due on that day, where a legal term says so."""
    row: int | None = None
    """Which row of the page it is, counted from nought."""


@dataclass(frozen=True)
class Action:
    """A button of the bar for several documents; its name and value go with the form."""

    label: Text
    name: str
    value: str
    icon: str = ""
    is_main: bool = False
    needs_same_kind: bool = False


@dataclass(frozen=True)
class Stamp:
    """The box „СЪГЛАСУВАЛ“: without a date it is the empty line of the paper form."""

    head: Text
    person: str
    post: Text
    date: dt.date | None = None
    number: str = ""
    acting_for: str = ""
    note: Text = ""


@dataclass(frozen=True)
class Choice:
    """The label of a radio card: its name and, in one line, what follows from it."""

    title: Text
    consequence: Text = ""

    def __str__(self) -> str:
        return str(self.title)


@dataclass(frozen=True)
class VisitChip:
    """A visit in the schedule; ``kind`` is ``tema``, ``tek`` or ``posl`` (the left edge)."""

    school: str
    kind: str
    date: dt.date
    code: Text = ""
    url: str = ""
    is_done: bool = False
    is_today: bool = False
    has_conflict: bool = False
