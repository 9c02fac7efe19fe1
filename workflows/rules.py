"""A rule is a function with an article, dates of force and the sentence for the official."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workflows.taken import Case, Probe

Sentence = Any  # a str or a lazy translation of one


def with_article(sentence: Sentence, article: Sentence) -> str:
    """„There are no recommendations. (чл. 19, ал. 2 ПУФРУО)“; no bracket where no law says it."""
    return f"{sentence} ({article})" if article else str(sentence)


@dataclass(frozen=True)
class Lead:
    """A link to where something can be mended."""

    label: Sentence
    url: str


@dataclass(frozen=True)
class Leading:
    """A sentence with links to the places that it is about."""

    sentence: Sentence
    leads: tuple[Lead, ...]


@dataclass(frozen=True)
class Unmet:
    """A rule that is not met, with the sentence that says what to do.

    ``article`` is empty where no law says it: a number that was given already, a day in the future.
    """

    name: str
    sentence: Sentence
    article: str = ""
    leads: tuple[Lead, ...] = ()

    def __str__(self) -> str:
        return with_article(self.sentence, self.article)


@dataclass(frozen=True)
class Rule:
    """A named question about a case.

    ``article`` is empty for the rules of the gate itself, which stand in no law.
    ``asks`` returns None when the rule is met, else the sentence, or one that leads somewhere.
    ``of_facts`` marks rules about what is entered with the step, which a page cannot answer
    beforehand. ``probes`` are what it asks the case whether it ``holds``.
    """

    name: str
    asks: Callable[[Case], Sentence | Leading | None]
    article: str
    summary: str
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    of_facts: bool = False
    probes: tuple[Probe, ...] = ()

    def in_force(self, day: datetime.date) -> bool:
        """Whether the rule held on the day of the act."""
        after = self.valid_from is None or day >= self.valid_from
        return after and (self.valid_to is None or day <= self.valid_to)

    def unmet(self, case: Case) -> Unmet | None:
        """The rule as unmet, or None when it is met or was not in force on that day."""
        if not self.in_force(case.on):
            return None
        said = self.asks(case)
        if said is None:
            return None
        if isinstance(said, Leading):
            return Unmet(self.name, said.sentence, self.article, said.leads)
        return Unmet(self.name, said, self.article)


def rule(
    article: str = "",
    *,
    valid_from: datetime.date | None = None,
    valid_to: datetime.date | None = None,
    of_facts: bool = False,
    probes: tuple[Probe, ...] = (),
) -> Callable[[Callable[[Case], Sentence | None]], Rule]:
    """Declare a function as a rule: its name is the rule's, its docstring the rule's text."""

    def declare(asks: Callable[[Case], Sentence | None]) -> Rule:
        summary = (asks.__doc__ or "").strip().split("\n")[0]
        return Rule(asks.__name__, asks, article, summary, valid_from, valid_to, of_facts, probes)

    return declare


def unmet(rules: tuple[Rule, ...], case: Case, *, with_facts: bool) -> list[Unmet]:
    """All rules that are not met, in the order of declaration."""
    asked = (rule for rule in rules if with_facts or not rule.of_facts)
    return [found for rule in asked if (found := rule.unmet(case)) is not None]
