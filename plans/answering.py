"""Which button of a review was pressed, what it does, and where the page goes on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from institutions.models import Person
from plans import deciding, rereading
from plans.models import Import
from plans.queries.importing import Show, next_asked

CELL = "cell-"
COLUMN = "column-"
LONGEST = 8000


@dataclass(frozen=True)
class Next:
    """Where the page goes on; ``said`` when it shows by itself what was done."""

    query: Mapping[str, str] = field(default_factory=dict)
    fragment: str = ""
    said: bool = False


def answer(import_: Import, sent: Mapping[str, str], *, actor: Person) -> Next:
    """Do what the pressed button says; the tab that was shown stays, unless another was pressed."""
    shown = {"show": _show(sent)}
    for name, act in _ACTS.items():
        if name in sent:
            made = act(import_, sent[name], sent, actor)
            return Next(shown | dict(made.query), made.fragment, said=True)
    turned = "show" in sent
    return Next(shown, "#h-rows" if turned else "", said=turned)


def _accept(import_: Import, index: str, sent: Mapping[str, str], actor: Person) -> Next:
    deciding.accept(import_, index, actor=actor)
    return _go_on(import_, index, sent)


def _leave(import_: Import, index: str, sent: Mapping[str, str], actor: Person) -> Next:
    deciding.leave(import_, index, actor=actor)
    return _go_on(import_, index, sent)


def _undo(import_: Import, key: str, sent: Mapping[str, str], actor: Person) -> Next:
    undone = deciding.undo(import_, key, actor=actor)
    return Next({"at": undone}, f"#d-{undone}") if deciding.is_index(undone) else Next()


def _open(import_: Import, at: str, sent: Mapping[str, str], actor: Person) -> Next:
    return Next({"row": at}, f"#r{at}") if deciding.is_index(at) else Next()


def _correct(import_: Import, at: str, sent: Mapping[str, str], actor: Person) -> Next:
    keys = import_.keys()
    if not deciding.is_index(at) or int(at) >= len(keys):
        return Next()
    cells = {
        name: " ".join(sent[f"{CELL}{name}"].split())[:LONGEST]
        for name in deciding.EDITED
        if f"{CELL}{name}" in sent
    }
    deciding.correct(import_, keys[int(at)], cells, actor=actor)
    return Next({}, f"#r{at}")


def _read(import_: Import, index: str, sent: Mapping[str, str], actor: Person) -> Next:
    column = sent.get(f"{COLUMN}{index}", "")
    if deciding.is_index(index):
        rereading.read_column(import_, int(index), column, actor=actor)
    return Next()


def _show(sent: Mapping[str, str]) -> Show:
    return Show.asked(sent.get("show", sent.get("showing")))


def _go_on(import_: Import, index: str, sent: Mapping[str, str]) -> Next:
    place = next_asked(import_, index, _show(sent))
    return Next({"at": place}, f"#d-{place}") if place else Next()


_ACTS: dict[str, Callable[[Import, str, Mapping[str, str], Person], Next]] = {
    "accept": _accept,
    "leave": _leave,
    "undo": _undo,
    "open": _open,
    "correct": _correct,
    "read": _read,
}
