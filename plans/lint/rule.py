"""A rule of the linter: a pure function over a text, with all that is said of it."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from plans.lint.model import Column, Gravity, Row, Text

Sentence = Any  # a str or a lazy translation of one


@dataclass(frozen=True)
class Hit:
    """What a rule met: at a row, or in the document as a whole; ``column`` where it varies."""

    sentence: str
    row: Row | None = None
    column: Column | None = None


@dataclass(frozen=True)
class Finding:
    """A hit with the rule that met it and the cell it points at."""

    rule: "LintRule"
    sentence: str
    row: Row | None
    column: Column | None

    @property
    def is_grave(self) -> bool:
        """Whether nobody signs over it without a reason."""
        return self.rule.gravity is Gravity.GRAVE

    @property
    def key(self) -> str:
        """Names the finding: the rule and the cell; the same as long as the cell stands."""
        place = self.row.identity.hex[:12] if self.row else "plan"
        return "-".join(filter(None, (self.rule.name, place, self.column)))

    @property
    def where(self) -> str:
        """„18.1.4, отговорник“; empty where the whole document is meant."""
        if self.row is None:
            return ""
        return (
            f"{self.row.name}, {str(self.column.label).lower()}" if self.column else self.row.name
        )

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}" if self.where else self.sentence


@dataclass(frozen=True)
class LintRule:
    """A named rule.

    ``source`` is the article, or the practice where no law says it; ``title`` says in a few words
    what is looked for, ``summary`` in a sentence what is right.
    """

    name: str
    asks: Callable[[Text], Iterator[Hit]]
    title: Sentence
    summary: str
    source: str
    gravity: Gravity
    column: Column | None
    valid_from: datetime.date | None
    valid_to: datetime.date | None

    @property
    def article(self) -> str:
        """The article; empty where it is practice."""
        return self.source if "чл. " in self.source else ""

    def in_force(self, day: datetime.date) -> bool:
        """Whether the rule held on a day."""
        after = self.valid_from is None or day >= self.valid_from
        return after and (self.valid_to is None or day <= self.valid_to)

    def findings(self, text: Text) -> list[Finding]:
        """What it finds; nothing in a text whose period began when it was not in force."""
        if not self.in_force(text.starts_on):
            return []
        return [
            Finding(self, hit.sentence, hit.row, hit.column or self.column)
            for hit in self.asks(text)
        ]


RULES: list[LintRule] = []
"""All rules, in the order in which they are told."""


def lint_rule(
    title: Sentence,
    gravity: Gravity,
    *,
    column: Column | None = None,
    source: str = "practice",
    valid_from: datetime.date | None = None,
    valid_to: datetime.date | None = None,
) -> Callable[[Callable[[Text], Iterator[Hit]]], LintRule]:
    """Declare a function as a rule: its name is the rule's, its docstring says what is right."""

    def declare(asks: Callable[[Text], Iterator[Hit]]) -> LintRule:
        summary = (asks.__doc__ or "").strip().split("\n")[0]
        rule = LintRule(
            asks.__name__, asks, title, summary, source, gravity, column, valid_from, valid_to
        )
        RULES.append(rule)
        return rule

    return declare
