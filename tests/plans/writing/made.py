"""Plans made up for the writers: revisions that no database has seen, of each kind and layout."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from institutions.models import Institution
from plans.models import Activity, Plan, Revision, Section
from plans.states import HeadingRole, PlanKind
from plans.writing.official import Around, Content, paper_of
from workflows.display import Stamp

HOUSES = {
    PlanKind.RUO: "Регионално управление на образованието – Загорие",
    PlanKind.MUNICIPAL: "Община Ясенково",
    PlanKind.SCHOOL: "Основно училище „Климент“ – с. Ясенково",
}
TITLES = {
    PlanKind.RUO: (
        "ПЛАН ЗА ДЕЙНОСТТА НА РЕГИОНАЛНО УПРАВЛЕНИЕ НА ОБРАЗОВАНИЕТО – ЗАГОРИЕ ЗА УЧЕБНАТА "
        "2025/2026 ГОДИНА"
    ),
    PlanKind.MUNICIPAL: (
        "ГОДИШЕН ПЛАН ЗА ПОДКРЕПА ЗА ЛИЧНОСТНО РАЗВИТИЕ В ОБЩИНА ЯСЕНКОВО ЗА 2026 ГОДИНА"
    ),
    PlanKind.SCHOOL: None,
}
TERMS = {
    PlanKind.RUO: ["октомври 2025 г.", "до 30.11.2025 г.", "ежемесечно", "учебна 2025/2026 година"],
    PlanKind.MUNICIPAL: ["м. юли 2026 г.", "до 30.09.2026 г.", "постоянен", "2026 година"],
    PlanKind.SCHOOL: ["май – юни 2026 г.", "до края на м. май 2026 г.", "постоянен"],
}
ROMAN = ("I", "II", "III", "IV", "V")
LETTERS = "абвгдежзийклмнопрстуфхцчшщъьюя"


@dataclass(frozen=True)
class Made:
    """A revision with its rows."""

    revision: Revision
    rows: list[Activity]

    @property
    def sections(self):
        """Its headings, each once, in the order of the document."""
        found: dict[int, Section] = {}
        row: Any
        for row in self.rows:
            for head in (row.section.above, row.section):
                if head is not None:
                    found.setdefault(head.pk, head)
        return list(found.values())

    @property
    def paper(self):
        """As it goes on paper, not signed yet."""
        stamp = Stamp("СЪГЛАСУВАЛ", "Мария Ненова", "Началник на РУО – Загорие")
        closing = ("Приет с Решение № ……… по протокол № ……… на Общински съвет – Ясенково.",)
        around = Around(stamp, "чл. 197, ал. 3 ЗПУО", closing, "Версия 1 · отпечатък ABCD-1234")
        return paper_of(self.revision, Content(self.rows, self.sections), around)


word = st.text(LETTERS, min_size=2, max_size=13)
compound = st.tuples(word, word).map("-".join)
quoted = st.tuples(word, word).map(lambda two: f"„{two[0].title()} {two[1]}“")
piece = st.one_of(
    word, word, word, compound, quoted, st.sampled_from(["и", "№ 12", "5 %", "I клас"])
)


def sentence(least: int, most: int) -> st.SearchStrategy[str]:
    """Words that begin with a capital one, so that no cell goes on the one above it."""
    rest = st.lists(piece, min_size=least, max_size=most).map(" ".join)
    return st.tuples(word, rest).map(lambda two: f"{two[0].capitalize()} {two[1]}".strip())


@st.composite
def cells(draw: st.DrawFn, kind: PlanKind) -> dict[str, str]:
    """The cells of a row; a term always, the others now and then."""
    maybe = st.one_of(st.just(""), sentence(0, 6))
    found = {
        "text": draw(sentence(2, 60)),
        "deadline_raw": draw(st.sampled_from(TERMS[kind])),
        "responsible_raw": draw(maybe),
        "indicator_raw": draw(maybe),
        "note": draw(maybe),
    }
    if kind == PlanKind.MUNICIPAL:
        return found | {"financing": draw(maybe)}
    counted = st.one_of(st.just(""), st.integers(0, 400).map("{} училища".format))
    return found | {
        "unit": draw(st.sampled_from(["", "брой", "%", "брой проверки"])),
        "baseline_raw": draw(counted),
        "target_raw": draw(counted),
    }


@st.composite
def plans(draw: st.DrawFn, kind: PlanKind, *, by_areas: bool = False) -> Made:
    """A plan of a kind: a few sections with a few rows each."""
    revision = _revision(kind)
    rows: list[Activity] = []
    for at in range(draw(st.integers(1, 4))):
        section = Section(
            pk=10 * at + 1, revision=revision, position=10 * at, title=draw(sentence(1, 9)),
            **_numbered(kind, at, by_areas=by_areas),
        )  # fmt: skip
        home = _goal(section, draw(sentence(1, 9)), draw(sentence(1, 20))) if by_areas else section
        for n in range(1, draw(st.integers(1, 5)) + 1):
            number = f"{n}" if kind == PlanKind.MUNICIPAL else f"{1 if by_areas else at + 1}.{n}"
            row = Activity(
                revision=revision, section=home, number=number, position=len(rows) + 1,
                **draw(cells(kind)),
            )  # fmt: skip
            rows.append(row)
    return Made(revision, rows)


def _numbered(kind: PlanKind, at: int, *, by_areas: bool) -> dict[str, str]:
    if by_areas:
        return {"number": ROMAN[at], "printed": f"{ROMAN[at]}."}
    if kind == PlanKind.MUNICIPAL:
        return {"number": str(at + 1), "printed": f"Стратегическа цел №{at + 1}."}
    return {"number": str(at + 1)}


def _goal(area: Section, title: str, measures: str) -> Section:
    return Section(
        pk=area.pk + 1, revision=area.revision, position=area.position + 1, level=2, number="1",
        title=title, measures=measures, role=HeadingRole.GOAL, above=area,
    )  # fmt: skip


def _revision(kind: PlanKind) -> Revision:
    is_school_year = kind != PlanKind.MUNICIPAL
    plan = Plan(
        pk=UUID(int=7),
        plan_kind=kind,
        institution=Institution(name=HOUSES[kind], short_name=HOUSES[kind]),
        period_kind="school_year" if is_school_year else "calendar_year",
        period_label="2025/2026" if is_school_year else "2026",
        starts_on=datetime.date(2025, 9, 15) if is_school_year else datetime.date(2026, 1, 1),
        ends_on=datetime.date(2026, 9, 14) if is_school_year else datetime.date(2026, 12, 31),
    )
    listed = {
        "list": "I",
        "title": "Основни приоритети",
        "items": [{"number": "1", "text": "Четене с разбиране"}, {"number": "2", "text": "Обхват"}],
    }
    preamble = {"title": TITLES[kind], "priorities": [listed]}
    return Revision(plan=plan, number=3, fingerprint="ab" * 32, preamble=preamble)
