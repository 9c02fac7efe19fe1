"""What a plan says outside its rows: title, period, priorities, sign-off, compared fact by fact."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from plans.compare import matching
from plans.compare.matching import Document, Heading, Line
from plans.compare.words import Pieces, word_difference
from workflows.display import Text

#: The preamble of a revision: the object of the reader outside its rows (``docs/documents.md``).
Preamble = Mapping[str, Any]


@dataclass(frozen=True)
class OpeningChange:
    """A fact before and after; empty where it is not said.

    ``is_text`` when it is a text of the plan, which an act may change; the others tell how the
    plan was signed.
    """

    label: Text
    old: str
    new: str
    is_text: bool = True

    @cached_property
    def words(self) -> tuple[Pieces, Pieces]:
        """The two wordings with what differs marked."""
        return word_difference(self.old, self.new)


#: Facts of the sign-off by their names in the reading.
SIGNED: dict[str, Text] = {
    "legal_basis": _("Legal basis"),
    "implements": _("Strategy"),
    "agreed_by": _("Agreed by"),
    "approved_by": _("Approved by"),
    "council": _("Council"),
    "council_decision_number": _("Decision №"),
    "protocol_number": _("Protocol №"),
    "date": _("Date of the decision"),
}


def opening_changes(before: Preamble, after: Preamble) -> tuple[OpeningChange, ...]:
    """The facts that differ, in the order in which a plan has them."""
    found = (*_facts(before, after), *_priorities(before, after), *_signed(before, after))
    return tuple(one for one in found if one.old != one.new)


def _facts(before: Preamble, after: Preamble) -> Iterator[OpeningChange]:
    for label, words in (
        (_("Title"), lambda said: _plain(said.get("title"))),
        (_("Institution"), lambda said: _plain(said.get("institution"))),
        (_("Period"), lambda said: _period(said.get("period") or {})),
        (_("Abbreviations"), _abbreviations),
    ):
        yield OpeningChange(label, words(before), words(after))


def _signed(before: Preamble, after: Preamble) -> Iterator[OpeningChange]:
    old, new = (said.get("signoff") or {} for said in (before, after))
    for name, label in SIGNED.items():
        yield OpeningChange(label, _plain(old.get(name)), _plain(new.get(name)), is_text=False)


def _plain(value: object) -> str:
    """A fact in words; of a person the name, the post and the date."""
    if isinstance(value, Mapping):
        return ", ".join(str(value[name]) for name in ("name", "post", "date") if value.get(name))
    return " ".join(str(value or "").split())


def _period(period: Mapping[str, Any]) -> str:
    days = [period[name] for name in ("start", "end") if period.get(name)]
    return " ".join(filter(None, (period.get("label"), "–".join(days))))


def _abbreviations(said: Preamble) -> str:
    listed = said.get("abbreviations") or ()
    return "; ".join(f"{one['abbr']} – {one['meaning']}" for one in listed)


def _priorities(before: Preamble, after: Preamble) -> Iterator[OpeningChange]:
    """Titles of lists and their items, matched as rows are; other numbers alone change nothing."""
    old, new = _Lists(before), _Lists(after)
    found = matching.match(old.document, new.document)
    yield from _pairs(old.titles, new.titles, found.headings, found.moved_headings)
    yield from _pairs(old.items, new.items, found.lines, found.moved)


@dataclass(frozen=True)
class _Said:
    """A line of a list: what it is called and says, and with its number."""

    label: str
    words: str
    numbered: str


class _Lists:
    """The lists before the table of one text."""

    def __init__(self, said: Preamble) -> None:
        lists = said.get("priorities") or ()
        self.titles = [_said(_plain(one.get("list")), one.get("title")) for one in lists]
        numbered = [(place, item) for place, one in enumerate(lists) for item in one["items"]]
        self.items = [_item(lists[place], item) for place, item in numbered]
        self.document = Document(
            tuple(
                Line(said.words, _plain(item.get("number")), place)
                for said, (place, item) in zip(self.items, numbered, strict=True)
            ),
            tuple(Heading(_plain(one.get("title")), _plain(one.get("list"))) for one in lists),
        )


def _item(one: Mapping[str, Any], item: Mapping[str, Any]) -> _Said:
    number = _plain(item.get("number"))
    place = ", ".join(filter(None, (_plain(one.get("list")), number)))
    said = _said(place, item.get("text"))
    return _Said(said.label, said.words, f"{number} {said.words}".strip())


def _said(place: str, text: object) -> _Said:
    words = _plain(text)
    return _Said(place, words, f"{place} {words}".strip())


def _pairs(
    old: Sequence[_Said],
    new: Sequence[_Said],
    pairs: Sequence[tuple[int, int]],
    moved: frozenset[tuple[int, int]],
) -> Iterator[OpeningChange]:
    """What went on with other words or elsewhere, what came, what went."""
    before_of = {new: old for old, new in pairs}
    for place, said in enumerate(new):
        at = before_of.get(place)
        if at is None:
            yield _listed(said, "", said.words)
        elif (at, place) in moved:
            yield _listed(said, old[at].numbered, said.numbered)
        else:
            yield _listed(said, old[at].words, said.words)
    gone = set(range(len(old))) - set(before_of.values())
    yield from (_listed(old[place], old[place].words, "") for place in sorted(gone))


def _listed(said: _Said, old: str, new: str) -> OpeningChange:
    label = _("Priorities %(place)s") if said.label else _("Priorities")
    return OpeningChange(str(label) % {"place": said.label}, old, new)
