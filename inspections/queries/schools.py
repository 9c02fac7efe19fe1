"""Who may be meant by a printed name, and the register for choosing a school."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from inspections.models import Inspection, Target
from institutions.models import Institution, InstitutionKind
from institutions.queries import found as register_search

MOST = 25


@dataclass(frozen=True)
class Guessed:
    """An institution of the register that a name may mean; likeness in percent."""

    institution: Institution
    likeness: int


@dataclass(frozen=True)
class Search:
    """A search in the register: for a waiting name (``target``) or for one school more.

    ``chosen`` are the keys of those to which the inspection goes already.
    """

    text: str
    target: int | None
    found: tuple[Institution, ...]
    chosen: frozenset[int]
    is_cut: bool


def guesses_of(targets: Iterable[Target]) -> dict[int, tuple[Guessed, ...]]:
    """The guesses kept at names that wait, as they are called in the register now; one query."""
    waiting = [target for target in targets if target.waits]
    keys = {int(guess["id"]) for target in waiting for guess in target.guesses}
    register = Institution.objects.in_bulk(keys)
    return {
        target.pk: tuple(
            Guessed(register[guess["id"]], int(guess["likeness"]))
            for guess in target.guesses
            if guess["id"] in register
        )
        for target in waiting
    }


def search(inspection: Inspection, text: str, target: str) -> Search:
    """The first institutions by name, other name, code or settlement."""
    rows = Institution.objects.inspected().filter(authority=inspection.authority_id)
    rows = rows.filter(register_search(text) if text else Q())
    chosen = inspection.targets.exclude(institution=None).values_list("institution", flat=True)
    found = list(rows.order_by("settlement", "name", "pk")[: MOST + 1])
    number = int(target) if target.isascii() and target.isdigit() and len(target) < 10 else None
    return Search(text, number, tuple(found[:MOST]), frozenset(chosen), len(found) > MOST)


def municipalities_of(authority: Institution) -> QuerySet[Institution]:
    """The municipalities of the authority, below which a new institution is entered."""
    rows = Institution.objects.filter(authority=authority, kind=InstitutionKind.MUNICIPALITY)
    return rows.order_by("name")
