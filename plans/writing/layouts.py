"""The columns of the official papers of each kind, in their order and with their headings.

The headings are quoted from papers of these kinds and are not translated.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from plans.states import PlanKind

from .paper import Column

_MEASURED = "Индикатори за изпълнение"


@dataclass(frozen=True)
class Official:
    """A column: the cell of a row it shows, its heading; ``always``: also where nothing stands.

    ``over`` is the heading it shares; an empty one is left out where ``spared_by`` is filled in.
    """

    name: str
    label: str
    always: bool = True
    over: str = ""
    spared_by: str = ""

    @property
    def column(self) -> Column:
        """As it goes on paper."""
        return Column(self.label, self.over)


def _more(name: str, label: str) -> Official:
    """A column that papers of this kind have only when it is used."""
    return Official(name, label, always=False)


def _measured(baseline: str = "Базова стойност", *, always: bool = True) -> tuple[Official, ...]:
    return (
        Official("unit", "Мерна единица (брой, %)", always, _MEASURED),
        Official("baseline_raw", baseline, always, _MEASURED),
        Official("target_raw", "Целева стойност", always, _MEASURED),
    )


_NUMBER = Official("number", "№")
_INDICATOR = _more("indicator_raw", "Показател")
_EXPECTED = _more("expected_result", "Очакван резултат")
_FINANCING = _more("financing", "Финансиране")
_RESPONSIBLE = Official("responsible_raw", "Отговорник")
_NOTE = Official("note", "Забележка")

_RUO = (
    _NUMBER,
    Official("text", "Дейности по"),
    Official("deadline_raw", "Срок"),
    _INDICATOR,
    *_measured(),
    _EXPECTED,
    _RESPONSIBLE,
    _FINANCING,
    _NOTE,
)
_MUNICIPAL = (
    _NUMBER,
    Official("text", "Дейност"),
    Official("deadline_raw", "Срок за изпълнение"),
    Official("responsible_raw", "Отговорни институции"),
    Official("financing", "Финансиране"),
    Official("indicator_raw", "Индикатори за оценка на изпълнението", spared_by="unit"),
    *_measured(always=False),
    _EXPECTED,
    _more("note", "Забележка"),
)
_SCHOOL = (
    _NUMBER,
    Official("text", "Дейности"),
    Official("deadline_raw", "Срок"),
    _RESPONSIBLE,
    _INDICATOR,
    *_measured(),
    _EXPECTED,
    _FINANCING,
    _more("note", "Забележка"),
)
_SCHOOL_BY_AREAS = (
    _NUMBER,
    Official("text", "Цели/мерки/дейности по:"),
    Official("deadline_raw", "Срок за изпълнение"),
    _INDICATOR,
    *_measured("Текуща стойност"),
    _EXPECTED,
    _RESPONSIBLE,
    _FINANCING,
    _NOTE,
)
_OF_KIND: dict[str, tuple[Official, ...]] = {
    PlanKind.RUO: _RUO,
    PlanKind.MUNICIPAL: _MUNICIPAL,
    PlanKind.SCHOOL: _SCHOOL,
}
#: What a cell is called where a single one is meant.
LABELS = {one.name: one.label for kind in _OF_KIND.values() for one in kind}


def columns_of(
    kind: str, rows: Sequence[object], *, by_areas: bool = False
) -> tuple[Official, ...]:
    """The columns of a plan of a kind with these rows; ``by_areas``: laid out by goals."""
    every = _SCHOOL_BY_AREAS if by_areas and kind == PlanKind.SCHOOL else _OF_KIND[kind]
    used = {one.name for one in every if any(getattr(row, one.name) for row in rows)}
    return tuple(
        one for one in every if one.name in used or (one.always and one.spared_by not in used)
    )
