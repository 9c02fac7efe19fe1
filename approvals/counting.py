"""What a count comes to before it is recorded: the result is shown, never typed."""

from collections.abc import Callable
from dataclasses import dataclass

from django.forms import Form

from approvals.queries import Vote, vote_of
from approvals.states import Majority, Result
from approvals.votes import Count
from workflows.display import Text

NUMBERS = ("members", "present", "in_favour", "against", "abstained")


@dataclass(frozen=True)
class Preview:
    """How many votes are needed, and the result once all numbers are there."""

    majority: Text
    members: int | None
    quorum: int | None
    needed: int | None
    result: Text
    adopted: bool
    faults: tuple[str, ...]
    vote: Vote | None


def preview_of(form: Form, majority: Majority, came_to: Callable[[Result], Text]) -> Preview:
    """From what stands in the form, valid or not; ``came_to`` says a result in words."""
    values = {name: _whole(form[name].value()) for name in NUMBERS}
    numbers = [value for value in values.values() if value is not None]
    members, present = values["members"], values["present"]
    base = present if majority is Majority.SIMPLE else members
    count = Count(*numbers) if len(numbers) == len(NUMBERS) else None
    faults = tuple(count.impossible()) if count else ()
    counted = count if count and not faults else None
    result = counted.result(majority) if counted else None
    return Preview(
        majority=majority.label,
        members=members,
        quorum=members // 2 + 1 if members else None,
        needed=base // 2 + 1 if base else None,
        result=came_to(result) if result else "",
        adopted=result is Result.ADOPTED,
        faults=faults,
        vote=vote_of(counted, majority) if counted else None,
    )


def _whole(value: object) -> int | None:
    text = str(value if value is not None else "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None
