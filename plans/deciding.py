"""What a person decides about an import: a repair accepted, a text left, a row corrected, undone.

A decision is kept beside the reading, which stays as it was read; what the plan will say is the
reading with the changes of all decisions (``Import.settled``). So each can be taken back by itself.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from institutions.models import Person
from plans import learning
from plans.importing import capacity_for, undecided
from plans.models import Import, ImportStatus
from plans.reading.changes import Change, Part
from plans.reading.columns import Column
from plans.reading.doubts.cells import label

PREFIX = "decision-"
ROW = "row-"
LONGEST = 500
EDITED = (
    "number",
    "text",
    "deadline_raw",
    "responsible_raw",
    "unit",
    "baseline_raw",
    "target_raw",
    "indicator_raw",
    "financing",
    "expected_result",
    "note",
)
"""The cells of a row that a plan keeps, in the order in which they are shown."""
DIGITS = 6
Decisions = dict[str, dict[str, Any]]


def decisions_in(values: Mapping[str, str]) -> dict[str, str]:
    """The decisions of a page by the index of the doubt; empty ones are left out."""
    found = {
        name.removeprefix(PREFIX): " ".join(str(text).split())[:LONGEST]
        for name, text in values.items()
        if name.startswith(PREFIX)
    }
    return {index: text for index, text in found.items() if text and is_index(index)}


def is_index(text: str) -> bool:
    """A short number in plain digits: „²“ is a digit too, and no number."""
    return text.isascii() and text.isdigit() and len(text) <= DIGITS


@transaction.atomic
def _decide(
    import_: Import, actor: Person, made: Callable[[Import], Mapping[str, dict[str, Any] | None]]
) -> None:
    """Add what was decided, take out what is None; ``ImportRefused`` when the person may not.

    Nothing happens to an import that is over: another page of it was quicker.
    """
    locked = Import.objects.select_for_update(of=("self",)).get(pk=import_.pk)
    capacity_for(actor, locked.institution, locked.plan)
    if locked.status != ImportStatus.READ:
        return
    merged = locked.decisions | made(locked)
    locked.decisions = {key: value for key, value in merged.items() if value is not None}
    locked.save(update_fields=["decisions"])
    import_.decisions = locked.decisions


def _stamp(actor: Person) -> dict[str, str]:
    return {"by": actor.username, "at": timezone.now().isoformat()}


def keep_decisions(import_: Import, decisions: Mapping[str, str], *, actor: Person) -> None:
    """Keep what was written about doubts.

    A page sends all its fields: a decision that reads as before stays its author's.
    """

    def made(locked: Import) -> Decisions:
        known = range(len(locked.reading.get("anomalies", ())))
        return {
            index: {"done": text} | _stamp(actor)
            for index, text in decisions.items()
            if int(index) in known and locked.decisions.get(index, {}).get("done") != text
        }

    if decisions:
        _decide(import_, actor, made)


def accept(import_: Import, index: str, *, actor: Person) -> None:
    """Accept the repair of a doubt, or what was read where there is none; learn what it teaches."""

    def made(locked: Import) -> Decisions:
        doubt = _doubt(locked, index)
        if doubt is None:
            return {}
        changes = [Change.of(one) for one in doubt.get("repair") or ()]
        taught = learning.learn(locked, doubt, changes, actor=actor)
        kept = {"changes": [one.as_json() for one in changes]} if changes else {}
        learnt = {"learnt": taught} if taught else {}
        done = told(changes) if changes else _("Accepted as it was read.")
        return {index: {"done": done} | _stamp(actor) | kept | learnt}

    _decide(import_, actor, made)


def leave(import_: Import, index: str, *, actor: Person) -> None:
    """Leave what a doubt is about as the document prints it."""

    def made(locked: Import) -> Decisions:
        if _doubt(locked, index) is None:
            return {}
        return {index: {"done": _("Left as it is printed.")} | _stamp(actor)}

    _decide(import_, actor, made)


def correct(import_: Import, key: str, cells: Mapping[str, str], *, actor: Person) -> None:
    """Write other cells into a row; together with what was corrected in it by hand before."""

    def made(locked: Import) -> Mapping[str, dict[str, Any] | None]:
        own = f"{ROW}{key}"
        row = _row(locked.settled(), key)
        if row is None:
            return {}
        before = locked.decisions.get(own, {}).get("changes", [])
        changes = [
            Change(Part.ROW, key, name, row.get(name) or "", text)
            for name, text in cells.items()
            if (row.get(name) or "") != text
        ]
        if not changes:
            return {}
        kept = [*before, *(one.as_json() for one in changes)]
        done = told([Change.of(one) for one in kept])
        return {own: {"done": done, "changes": kept} | _stamp(actor)}

    _decide(import_, actor, made)


def undo(import_: Import, key: str, *, actor: Person) -> str:
    """Take a decision back, with what it taught; ``last`` is the one made last. Its key."""
    asked = last_of(import_.decisions) if key == "last" else key

    def made(locked: Import) -> Mapping[str, dict[str, Any] | None]:
        kept = locked.decisions.get(asked)
        if kept is None:
            return {}
        learning.unlearn(kept.get("learnt", ()), actor=actor)
        return {asked: None}

    _decide(import_, actor, made)
    return asked


def last_of(decisions: Decisions) -> str:
    """The key of the decision that a person made last; empty where nobody has decided yet."""
    own = [key for key, made in decisions.items() if "remembered" not in made]
    return max(own, key=lambda key: decisions[key].get("at", ""), default="")


def _doubt(import_: Import, index: str) -> dict[str, Any] | None:
    doubts = import_.reading.get("anomalies") or ()
    return doubts[int(index)] if is_index(index) and int(index) < len(doubts) else None


def _row(reading: dict[str, Any], key: str) -> dict[str, Any] | None:
    return next((row for row in reading["activities"] if row["key"] == key), None)


def told(changes: Sequence[Change]) -> str:
    """„1.2, срок: „май“ → „юни““; of many only how many."""
    numbers = [one.now for one in changes if one.part is Part.SPLIT]
    if numbers:
        return _("Made rows of their own: %(numbers)s.") % {"numbers": ", ".join(numbers)}
    if len(changes) > 1:
        return ngettext("%(n)s cell corrected.", "%(n)s cells corrected.", len(changes)) % {
            "n": len(changes)
        }
    return "; ".join(map(told_change, changes))


def told_change(change: Change) -> str:
    """What changes where, before and after."""
    if change.part is Part.SPLIT:
        return _("%(number)s: a row of its own") % {"number": change.now}
    said = {"where": where(change), "was": change.was or "–", "now": change.now or "–"}
    return (_("%(where)s: “%(was)s” → “%(now)s”") % said)[:LONGEST]


def where(change: Change) -> str:
    """„1.2, срок“; „раздел 10“; „заглавие“."""
    if change.part is Part.PLAN:
        return _("title")
    if change.part is Part.SECTION:
        return _("section %(key)s") % {"key": change.key}
    return f"{change.key}, {field_label(change.field)}"


def field_label(field: str) -> str:
    """How a column is called; „№“ for the number."""
    return "№" if field == Column.NUMBER else str(label(Column(field)))


def keep_as_printed(import_: Import, *, actor: Person) -> None:
    """Leave every grave doubt that nobody has decided about as the document prints it."""
    words = _("Left as it is printed.")
    keep_decisions(import_, {str(index): words for index in undecided(import_)}, actor=actor)
