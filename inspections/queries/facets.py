"""Filters with counts: what each choice would show."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from workflows.display import Text


@dataclass(frozen=True)
class Facet:
    """A choice of a filter: how many rows it would show."""

    value: str
    label: Text
    count: int
    current: bool


def counted(rows: QuerySet[Any], column: str) -> dict[str, int]:
    """How many rows have each value of a column."""
    found = rows.order_by().values(column).annotate(n=Count("pk", distinct=True))
    return dict(found.values_list(column, "n"))


def facets(
    choices: Iterable[tuple[str, Text]], counts: dict[str, int], current: str
) -> list[Facet]:
    """The choices that rows have, in the order given; the chosen one stays even when empty."""
    return [
        Facet(value, label, counts.get(value, 0), value == current)
        for value, label in choices
        if value in counts or value == current
    ]


def with_all(found: Sequence[Facet], total: int) -> list[Facet]:
    """The same with „All“ before them."""
    return [Facet("", _("All"), total, not any(one.current for one in found)), *found]


def tally(values: Iterable[Iterable[str]]) -> dict[str, int]:
    """How often each value occurs among rows that may have several."""
    return dict(Counter(value for row in values for value in set(row)))
