"""Reading what was written gives the same plan: of every kind, from DOCX, XLSX and PDF."""

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.reading import read_document
from plans.states import HeadingRole, PlanKind
from plans.writing import write

from .made import plans

CELLS = (
    "text", "deadline_raw", "responsible_raw", "financing", "indicator_raw", "unit",
    "baseline_raw", "target_raw", "note",
)  # fmt: skip
LAYOUTS = {
    "ruo": plans(PlanKind.RUO),
    "municipal": plans(PlanKind.MUNICIPAL),
    "school": plans(PlanKind.SCHOOL),
    "school by areas": plans(PlanKind.SCHOOL, by_areas=True),
}
EACH_LAYOUT = pytest.mark.parametrize("layout", LAYOUTS)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def plain(text):
    """White space, quotes and dashes aside: the end of a line does not show them."""
    return re.sub(r"[\s–„“\"-]+", "", str(text or ""))


def expected(made):
    """What the revision says, as the reader names it."""
    plan, sections = made.revision.plan, made.sections
    return {
        "kind": str(plan.plan_kind),
        "period": plan.period_label,
        "priorities": [("I", ["Четене с разбиране", "Обхват"])],
        "sections": [(s.number, plain(s.title)) for s in sections if s.above is None],
        "goals": [
            (s.number, plain(s.title), plain(s.measures))
            for s in sections
            if s.role == HeadingRole.GOAL
        ],
        "rows": [
            (
                row.number,
                (row.section.above or row.section).number,
                *(plain(getattr(row, name)) for name in CELLS),
            )
            for row in made.rows
        ],
    }


def found(name, data):
    """The same of a file."""
    reading: Any = read_document(name, data).as_json()
    return {
        "kind": reading["kind"],
        "period": reading["period"]["label"],
        "priorities": [
            (one["list"], [item["text"] for item in one["items"]]) for one in reading["priorities"]
        ],
        "sections": [(s["number"], plain(s["title"])) for s in reading["sections"]],
        "goals": [(g["number"], plain(g["goal"]), plain(g["measures"])) for g in reading["goals"]],
        "rows": [
            (row["number"], row["section"], *(plain(row.get(name)) for name in CELLS))
            for row in reading["activities"]
        ],
    }


@EACH_LAYOUT
@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(data=st.data())
def test_a_word_document_gives_the_same_plan(layout: str, data: st.DataObject) -> None:
    made = data.draw(LAYOUTS[layout])
    assert found("plan.docx", write(made.paper, "docx")) == expected(made)


@EACH_LAYOUT
@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(data=st.data())
def test_a_workbook_gives_the_same_plan(layout: str, data: st.DataObject) -> None:
    made = data.draw(LAYOUTS[layout])
    assert found("plan.xlsx", write(made.paper, "xlsx")) == expected(made)


@EACH_LAYOUT
@settings(max_examples=12, deadline=None, suppress_health_check=SLOW)
@given(data=st.data())
def test_a_pdf_gives_the_same_plan(layout: str, data: st.DataObject) -> None:
    made = data.draw(LAYOUTS[layout])
    assert found("plan.pdf", write(made.paper, "pdf")) == expected(made)
