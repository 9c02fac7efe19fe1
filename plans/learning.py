"""What a decision teaches for the next document, and how the next document uses it.

Learnt is what a clerk decided once about a spelling or a name: a heading, a department, a school,
whose plan it is. It is used with a note that says from where, and undone like any decision.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from institutions.models import Institution, Person
from plans.models import Import
from plans.models.importing import Learnt, LearntKind
from plans.reading.changes import Change, Part
from plans.reading.columns import Column
from plans.reading.listed import listing_of

LONGEST = 300
KEY = "learnt-"
OWNER_DIFFERS = "institution_differs"
WORDS_OF = {"department_spelling": LearntKind.RESPONSIBLE, "post_unlike": LearntKind.RESPONSIBLE}
CELLS = {LearntKind.RESPONSIBLE: Column.RESPONSIBLE, LearntKind.SCHOOL: Column.TEXT}
_WORD = re.compile(r"[\w-]+")
Pair = tuple[LearntKind, str, str]


def known_at(institution: Institution) -> QuerySet[Learnt]:
    """What holds for documents of an institution."""
    held = Learnt.objects.filter(institution=institution, forgotten_at=None)
    return held.select_related("learnt_by")


def learn(
    import_: Import, doubt: Mapping[str, Any], changes: Sequence[Change], *, actor: Person
) -> list[int]:
    """Keep what the accepted repair of a doubt teaches; the keys of what was new."""
    made = [
        Learnt.objects.get_or_create(
            institution=import_.institution,
            kind=kind,
            printed=printed[:LONGEST],
            forgotten_at=None,
            defaults={
                "meaning": meaning[:LONGEST],
                "document": import_.name,
                "learnt_by": actor,
                "learnt_at": timezone.now(),
            },
        )
        for kind, printed, meaning in dict.fromkeys(_taught(import_, doubt, changes))
    ]
    return [one.pk for one, is_new in made if is_new]


def _taught(import_: Import, doubt: Mapping[str, Any], changes: Sequence[Change]) -> Iterator[Pair]:
    kind = doubt["kind"]
    if kind == OWNER_DIFFERS:
        yield LearntKind.OWNER, str(import_.reading["institution"]), import_.institution.label
    elif "meant" in doubt:
        yield LearntKind(doubt["meant"]["kind"]), doubt["meant"]["printed"], doubt["meant"]["name"]
    else:
        for change in changes if kind in _TEACHES else ():
            yield from _TEACHES[kind](change)


def _departments(change: Change) -> Iterator[Pair]:
    """The words that are spelled otherwise."""
    for was, now in zip(_WORD.findall(change.was), _WORD.findall(change.now), strict=False):
        if was != now:
            yield LearntKind.RESPONSIBLE, was, now


def _schools(change: Change) -> Iterator[Pair]:
    """The schools that are called otherwise, each with its settlement."""
    was, now = (listing_of(text).institutions for text in (change.was, change.now))
    for old, new in zip(was, now, strict=False):
        if old.printed != new.printed:
            yield LearntKind.SCHOOL, old.printed, new.printed


_TEACHES: dict[str, Callable[[Change], Iterator[Pair]]] = {
    "school_spelling": _schools,
    "department_spelling": _departments,
}


def learn_heading(import_: Import, printed: str, column: Column, *, actor: Person) -> None:
    """From now on a column with this heading holds what the person says."""
    held = Learnt.objects.filter(
        institution=import_.institution, kind=LearntKind.HEADING, printed=printed[:LONGEST]
    )
    held.filter(forgotten_at=None).update(forgotten_by=actor, forgotten_at=timezone.now())
    held.create(
        institution=import_.institution,
        kind=LearntKind.HEADING,
        printed=printed[:LONGEST],
        meaning=column.value,
        document=import_.name,
        learnt_by=actor,
        learnt_at=timezone.now(),
    )


def unlearn(keys: Iterable[int], *, actor: Person) -> None:
    """Forget what a decision taught that is taken back."""
    held = Learnt.objects.filter(pk__in=list(keys), forgotten_at=None)
    held.update(forgotten_by=actor, forgotten_at=timezone.now())


@transaction.atomic
def forget(learnt: Learnt, *, actor: Person) -> None:
    """The next document is read without it; harmless when it was forgotten before."""
    unlearn([learnt.pk], actor=actor)


def headings(institution: Institution) -> dict[str, str]:
    """The columns that headings of its documents mean, for the reader."""
    held = known_at(institution).filter(kind=LearntKind.HEADING)
    return dict(held.values_list("printed", "meaning"))


def remembered(
    reading: dict[str, Any], institution: Institution, text: str
) -> dict[str, dict[str, Any]]:
    """The decisions that earlier documents have made about this one, with the note from where.

    ``text`` is the original, in which a heading stands as printed.
    """
    made: dict[str, dict[str, Any]] = {}
    for learnt in known_at(institution):
        if learnt.kind == LearntKind.OWNER:
            made |= _owner(reading, learnt)
        elif learnt.kind == LearntKind.HEADING and learnt.printed in text:
            made[f"{KEY}{learnt.pk}"] = _note(learnt)
        elif changes := _changes(reading, learnt):
            kept = {"changes": [one.as_json() for one in changes]}
            made[f"{KEY}{learnt.pk}"] = _note(learnt) | kept
    return made


def _owner(reading: dict[str, Any], learnt: Learnt) -> dict[str, dict[str, Any]]:
    differs = (
        str(index)
        for index, doubt in enumerate(reading["anomalies"])
        if doubt["kind"] == OWNER_DIFFERS and reading["institution"] == learnt.printed
    )
    return {index: _note(learnt) for index in differs}


def _changes(reading: dict[str, Any], learnt: Learnt) -> list[Change]:
    """Every cell in which the printed words stand by themselves."""
    column = CELLS.get(LearntKind(learnt.kind))
    if column is None:
        return []
    words = re.compile(rf"(?<![\w-]){re.escape(learnt.printed)}(?![\w-])")
    return [
        Change(Part.ROW, row["key"], column.value, text, words.sub(lambda _: learnt.meaning, text))
        for row in reading["activities"]
        if words.search(text := row.get(column.value) or "")
    ]


def _note(learnt: Learnt) -> dict[str, Any]:
    said = {"document": learnt.document, "what": str(learnt)}
    return {
        "done": _("%(what)s (remembered from “%(document)s”)") % said,
        "by": learnt.learnt_by.username,
        "at": timezone.now().isoformat(),
        "remembered": learnt.pk,
    }
