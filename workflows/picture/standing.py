"""Where one document stands in the picture of its flow: for the page of its route."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from institutions.models import Person
from workflows import access, desks, records
from workflows.display import Text
from workflows.flow import Flow, Step, flow_of
from workflows.models import Desk, Record
from workflows.picture.drawing import Picture, Place, Standing, Waiting, Way, drawn, held
from workflows.steps import missing_for, reached
from workflows.wording import table_date


def picture_of(document: Any, person: Person) -> Picture:
    """The flow of a document with what it passed, where it is, whom it waits for.

    A person reads of it what they read of its history; what is missing is told to those alone
    who read the whole.
    """
    flow = flow_of(document)
    shown = list(document.records_open_to(person).select_related("actor", "acting_for"))
    whole = len(shown) == records.of(document).count()
    view = _View(document, flow, shown, _posts(document, flow), person if whole else None)
    found = drawn(flow)
    return Picture(
        slug=found.slug,
        title=document.subject,
        places=tuple(view.place(place) for place in found.places),
        waiting=view.waiting(),
    )


def _posts(document: Any, flow: type[Flow]) -> dict[tuple[str, int], str]:
    """Who holds each right that the flow asks for, where this document asks for it."""
    asked = [(told.by.right, told.by.place_id(document)) for told in flow.steps.values()]
    return {
        key: ", ".join(dict.fromkeys(str(post) for post in posts))
        for key, posts in access.posts_by_right(asked).items()
    }


@dataclass(frozen=True)
class _View:
    """What is known of a document while its picture is made; ``reader`` reads the whole."""

    document: Any
    flow: type[Flow]
    records: list[Record]
    posts: dict[tuple[str, int], str]
    reader: Person | None

    def place(self, place: Place) -> Place:
        """A place with whether the document was there, and since when."""
        arrived = [one for one in self.records if one.target == place.value != one.source]
        here = place.value == self.document.state
        passed = Standing.PASSED if arrived else Standing.AHEAD
        return replace(
            place,
            standing=Standing.HERE if here else passed,
            reached=reached(arrived[-1]) if arrived else "",
            ways=tuple(self._way(way) for way in place.ways),
        )

    def _way(self, way: Way) -> Way:
        taken = [one for one in self.records if (one.step, one.source) == (way.step, way.source)]
        who = self._who(self.flow.steps[way.step])
        return replace(way, who=who, passed=reached(taken[-1]) if taken else "")

    def _who(self, told: Step) -> Text:
        place = told.by.place_id(self.document)
        named = self.posts.get((told.by.right.value, place)) if place and not told.only else None
        return named or held(told)

    def waiting(self) -> tuple[Waiting, ...]:
        """Open work, one for each step, whoever may do it."""
        found: dict[str, list[Desk]] = {}
        for desk in desks.on(self.document):
            found.setdefault(desk.step, []).append(desk)
        return tuple(self._waiting(work) for work in found.values())

    def _waiting(self, work: list[Desk]) -> Waiting:
        first = work[0]
        return Waiting(
            step=first.step,
            work=first.asks,
            who=_names(work),
            due=table_date(first.due_on),
            missing=self._missing(first.step),
        )

    def _missing(self, step: str) -> tuple[Text, ...]:
        told = self.flow.steps.get(step)
        if told is None or self.reader is None:
            return ()
        return tuple(one.sentence for one in missing_for(told, self.document, self.reader))


def _names(work: Iterable[Desk]) -> str:
    return ", ".join(str(desk.post or desk.person) for desk in work)
