"""The signed files of a plan as its page lists them."""

from collections.abc import Sequence
from dataclasses import dataclass

from institutions.models import Person
from plans.models import Plan, Revision, SignedFile
from plans.printing import signed_in, stands
from plans.signing.attaching import may_attach, may_open
from workflows.display import Text
from workflows.models import Record
from workflows.telling import done


@dataclass(frozen=True)
class SignedStep:
    """A step by which a version was signed, with the files that prove it.

    ``stands``: its text was not opened again after it.
    """

    step: Record
    what: Text
    stands: bool
    files: tuple[SignedFile, ...]
    may_attach: bool
    may_open: bool


def signed_steps(
    plan: Plan, moves: Sequence[Record], shown: Sequence[Revision], person: Person
) -> list[SignedStep]:
    """The signing steps of the versions shown, the newest first; one query, two with files."""
    numbers = {one.number for one in shown}
    steps = [one for one in reversed(signed_in(plan, moves)) if one.revision in numbers]
    if not steps:
        return []
    every = SignedFile.objects.filter(plan=plan).select_related("record__actor", "step__actor")
    files = list(every.prefetch_related("signatures"))
    return [_told(plan, step, moves, files, person) for step in steps]


def _told(
    plan: Plan,
    step: Record,
    moves: Sequence[Record],
    files: Sequence[SignedFile],
    person: Person,
) -> SignedStep:
    own = tuple(one for one in files if one.step_id == step.pk)
    holds = stands(step, moves)
    attaches, opens = holds and may_attach(step, person), may_open(plan, step, person)
    return SignedStep(step, done(plan, step.step), holds, own, attaches, opens)
