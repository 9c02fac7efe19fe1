"""The other lists of „За мен“: what is on its way to me, what I started, what I did."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.db.models.fields import CharField

from institutions.models import Person
from workflows import access, desks
from workflows.display import Text
from workflows.flow import Flow, Work, kinds, routes_of
from workflows.models import Desk, Record
from workflows.queries.naming import documents_of
from workflows.telling import done as told

BEGINNINGS = ("submit", "submit_change")
"""Steps by which somebody makes a document theirs, besides its first record."""


class Named(NamedTuple):
    """A document named by a list."""

    document_kind: str
    document_id: UUID


@dataclass(frozen=True)
class Standing:
    """A document where it is now: what is asked there, of whom."""

    document: Any
    desks: tuple[Desk, ...]


@dataclass(frozen=True)
class Done:
    """Something that I did; ``document`` only while it is open to me."""

    record: Record
    document: Any
    step: Text


def coming_to(person: Person) -> QuerySet[Any, Any]:
    """Documents whose route leads to the person: a later step is of a right that they hold there.

    Also where the present state will ask them when a term passes; not what waits already.
    """
    held = access.rights_of(person)
    waiting = desks.waiting_for(person).values("document_id")

    def narrowed(kind: str, documents: Any) -> Any:
        ways = Q(pk__in=[])
        for flow in routes_of(kind):
            ways |= Q(**flow.follow) & _ways(flow, person, held)
        return documents.filter(ways).exclude(pk__in=waiting)

    return _listed(person, narrowed)


def _ways(flow: type[Flow], person: Person, held: set[str]) -> Q:
    """The states before which work of the person lies ahead, with where they may do it."""
    states, ways = [state.value for state in flow.route], Q(pk__in=[])
    for place, state in enumerate(flow.route, start=1):
        for work in flow.desks.get(state, ()):
            holder = _holder(flow, work)
            if holder and holder.right.value in held:
                places = access.institutions_with(person, holder.right)
                ways |= Q(state__in=states[:place], **{f"{holder.at}__in": places.values("pk")})
    return ways


def _holder(flow: type[Flow], work: Work) -> Any:
    return None if work.people else work.by or flow.steps[work.step].by


def started_by(person: Person) -> QuerySet[Any, Any]:
    """Documents whose first record, or the one that sent them on, is the person's."""
    first = Record.objects.filter(Q(sequence=1) | Q(step__in=BEGINNINGS), actor=person)
    return _listed(person, lambda _kind, rows: rows.filter(pk__in=first.values("document_id")))


def _listed(person: Person, narrowed: Callable[[str, Any], Any]) -> QuerySet[Any, Any]:
    """Keys of documents of all kinds that are open to the person, the last changed first."""
    parts = [
        narrowed(kind, model.objects.open_to(person))
        .annotate(listed_as=Value(kind, output_field=CharField()))
        .values_list("listed_as", "id", "changed_at")
        for kind, model in kinds().items()
    ]
    joined: QuerySet[Any, Any] = parts[0].union(*parts[1:])
    return joined.order_by("-changed_at", "id")


def standings(rows: Iterable[Any]) -> list[Standing]:
    """The documents of a page of such a list, where each is now."""
    named = [Named(kind, pk) for kind, pk, _changed in rows]
    documents = documents_of(named)
    found: dict[Any, list[Desk]] = {}
    work = Desk.objects.filter(document_id__in=list(documents), closed_at=None)
    for desk in work.select_related("post__institution", "person").order_by("due_on", "pk"):
        found.setdefault(desk.document_id, []).append(desk)
    return [
        Standing(documents[one.document_id], tuple(found.get(one.document_id, ())))
        for one in named
        if one.document_id in documents
    ]


def done_by(person: Person) -> QuerySet[Record]:
    """What the person did, the newest first."""
    return Record.objects.filter(actor=person).order_by("-at", "-pk")


def as_done(records: Iterable[Record], person: Person) -> list[Done]:
    """The records of a page with their documents, in the reader's language."""
    shown = list(records)
    every = documents_of(shown)
    open_now = documents_of(shown, lambda rows: rows.open_to(person))
    return [
        Done(one, open_now.get(one.document_id), told(every[one.document_id], one.step))
        for one in shown
        if one.document_id in every
    ]
