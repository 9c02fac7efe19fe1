"""Random people at one document, against a model written by hand.

The model knows states, who may what, and what is entered rightly; it never looks at a flow. For
every press of a button it says beforehand what the gate answers: taken, Stale, NotYours or
NotReady, in this order of precedence; and what holds afterwards.
"""

import datetime
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.making import TODAY
from workflows import gate, records
from workflows.models import Record
from workflows.refusals import NotReady, NotYours, Stale

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Attempt:
    """What is entered with a step, and whether the model finds it right."""

    entered: dict[str, Any] = field(default_factory=dict)
    right: bool = True


class Model:
    """What is known of a document; the subclasses know the law of theirs."""

    steps: ClassVar[dict[str, tuple[set[str], set[str]]]]
    """Step: the states in which it starts, the people who may take it."""

    def __init__(self, state: str, version: int) -> None:
        self.state, self.version = state, version

    def attempt(self, step: str, draw: Any) -> Attempt:
        """What a person enters with a step, on which day."""
        raise NotImplementedError

    def take(self, step: str, entered: dict[str, Any]) -> None:
        """The step was taken."""
        raise NotImplementedError

    def answer(self, step: str, who: str, seen: int, *, right: bool) -> str:
        """What the gate will say."""
        starts, may = self.steps[step]
        if seen != self.version or self.state not in starts:
            return "Stale"
        if who not in may:
            return "NotYours"
        return "taken" if right else "NotReady"


class Play(RuleBasedStateMachine):
    """People press buttons; whatever was done is undone when the play is over."""

    people: ClassVar[Any]
    places: ClassVar[Any]

    def __init__(self) -> None:
        super().__init__()
        self.mark = transaction.savepoint()
        self.document = self.begun()
        self.model = self.modelled()

    def begun(self) -> Any:
        """The document in the first state."""
        raise NotImplementedError

    def modelled(self) -> Model:
        """Its model."""
        raise NotImplementedError

    def teardown(self) -> None:
        """The history is whole; then everything is forgotten."""
        try:
            assert records.verify(self.document) == []
        finally:
            transaction.savepoint_rollback(self.mark)

    @rule(data=st.data())
    def press(self, data: Any) -> None:
        """Somebody presses something, more often than not somebody who may."""
        model, draw = self.model, data.draw
        fitting = [step for step, (states, _) in model.steps.items() if model.state in states]
        step = draw(st.sampled_from((fitting * 4) + list(model.steps)), label="step")
        may = sorted(model.steps[step][1])
        cast = [name for name, _person in self.people]
        who = draw(st.sampled_from(may * (len(cast) * 3 // len(may)) + cast), label="who")
        seen = model.version - draw(st.sampled_from([0] * 9 + [1]), label="versions missed")
        # What is entered matters only where the step starts; elsewhere nothing is asked.
        known = model.state in model.steps[step][0]
        tried = model.attempt(step, draw) if known else Attempt()
        expected = model.answer(step, who, seen, right=tried.right)
        assert self._said(step, who, seen, tried.entered) == expected, (step, who, tried)
        if expected == "taken":
            model.take(step, tried.entered)
            model.version += 1

    def _said(self, step: str, who: str, seen: int, entered: dict[str, Any]) -> str:
        document = type(self.document).objects.get(pk=self.document.pk)
        actor = getattr(self.people, who)
        try:
            gate.perform(document, step, actor=actor, seen_version=seen, **entered)
        except (Stale, NotYours, NotReady) as refused:
            return type(refused).__name__
        return "taken"

    @invariant()
    def document_is_what_the_model_says(self) -> None:
        """State and version, with one record for each change."""
        self.document.refresh_from_db()
        assert self.document.state == self.model.state
        assert self.document.version == self.model.version
        assert Record.objects.filter(document_id=self.document.pk).count() == self.model.version


__all__ = ["DAY", "TODAY", "Attempt", "Model", "Play", "precondition", "rule", "st"]
