"""The text twin of a picture: the same places and ways, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from workflows.display import Text
from workflows.picture.drawing import Picture, Place, Standing, Turn, Waiting, Way

#: The sign before a way in the drawing.
SIGNS = {Turn.ON: "→", Turn.BACK: "↩", Turn.ASIDE: "↳", Turn.STAY: "↻"}


@dataclass(frozen=True)
class Line:
    """A row of the table „State · Step · Who · When, what is missing“."""

    place: Place
    step: Text = ""
    leads: Text = ""
    who: Text = ""
    when: str = ""
    missing: tuple[Text, ...] = ()

    @property
    def is_here(self) -> bool:
        """Whether the document stands there now."""
        return self.place.standing is Standing.HERE


def lines(picture: Picture) -> list[Line]:
    """The picture as rows, in the order of its places."""
    return [line for place in picture.places for line in _of_place(picture, place)]


def _of_place(picture: Picture, place: Place) -> Iterator[Line]:
    labels = {one.value: one.label for one in picture.places}
    asked = {one.step: one for one in picture.waiting} if place == picture.here else {}
    for way in place.ways:
        yield _of_way(place, way, labels[way.target], asked.pop(way.step, None))
    for work in asked.values():
        yield Line(place, work.work, "", work.who, until(work), work.missing)
    if not place.ways and not asked:
        yield Line(place, when=place.reached)


def _of_way(place: Place, way: Way, leads: Text, work: Waiting | None) -> Line:
    target = _leads(way, leads)
    if work is None:
        return Line(place, way.label, target, way.who, way.passed)
    return Line(place, way.label, target, work.who, until(work), work.missing)


def _leads(way: Way, label: Text) -> Text:
    target = "" if way.turn is Turn.STAY else label
    if not way.back_to:
        return target
    back = _("back to “%(step)s”") % {"step": way.back_to}
    return f"{target}, {back}" if target else back


def until(work: Waiting) -> str:
    """The day by which it is asked, in words."""
    return _("by %(day)s") % {"day": work.due} if work.due else ""


def waits(work: Waiting) -> str:
    """Open work as one sentence."""
    words = {"work": work.work, "who": work.who, "day": work.due}
    if not work.due:
        return _("Waits for: “%(work)s” – %(who)s.") % words
    return _("Waits for: “%(work)s” – %(who)s, by %(day)s.") % words


def lacks(work: Waiting) -> list[str]:
    """What stands in the way of it, a sentence each."""
    return [_("Missing: %(what)s") % {"what": one} for one in work.missing]


def said(picture: Picture) -> list[str]:
    """What stands under the drawing of a document: where it is, whom it waits for, what lacks."""
    if picture.here is None:
        return []
    now = _("Now: %(state)s.") % {"state": picture.here.label}
    return [now, *(text for work in picture.waiting for text in (waits(work), *lacks(work)))]


def described(picture: Picture) -> str:
    """The picture in a few sentences, for who does not see it."""
    route = ", ".join(str(place.label) for place in picture.places if not place.beside)
    beside = ", ".join(str(place.label) for place in picture.places if place.beside)
    parts = [_("The route: %(states)s.") % {"states": route}]
    if beside:
        parts.append(_("Beside the route: %(states)s.") % {"states": beside})
    return " ".join([*said(picture), *parts, _("The table below says the same.")])
