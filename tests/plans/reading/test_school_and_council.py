"""The two school plans and the council's report against readings made by hand, row by row.

The readings hold numbers, dates and lines; longer texts stand there as digests, as in
``ruo_reading.json``.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from .seeds import COUNCIL, SCHOOL_AREAS, SCHOOL_STACKED, Score, seed_object

BY_HAND = {
    SCHOOL_STACKED: "school_2020_reading.json",
    SCHOOL_AREAS: "school_2023_reading.json",
    COUNCIL: "council_reading.json",
}
TEXTS = ("title", "goal", "measures")


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def by_hand(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(__file__).with_name(BY_HAND[name]).read_text())
    return found


@pytest.fixture(scope="module", params=list(BY_HAND))
def pair(request: pytest.FixtureRequest) -> tuple[dict[str, Any], dict[str, Any]]:
    return by_hand(request.param), seed_object(request.param)


def test_every_row_is_found_and_none_is_invented(
    pair: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    expected, found = pair
    for rows, wanted in expected.items():
        lines = [row["source_lines"] for row in found[rows]]
        assert len(lines) == len(wanted), rows
        assert all(
            row["line"] - 1 <= first[0] <= row["line"]
            for row, first in zip(wanted, lines, strict=True)
        ), rows


def test_every_field_is_read_as_by_hand(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    expected, found = pair
    score = Score()
    for rows, wanted in expected.items():
        for row, other in zip(wanted, found[rows], strict=True):
            compare(f"{rows} {row['line']}", row, other, score)
    print(score)
    assert score.share == 1, str(score)


def compare(where: str, row: dict[str, Any], other: dict[str, Any], score: Score) -> None:
    for cell, value in row.items():
        if cell == "digests":
            for name, wanted in value.items():
                score.compare(f"{where} {name}", wanted, digest(other[name]))
        elif cell == "deadline":
            dates = [other[f"deadline_{name}"] for name in ("kind", "start", "end")]
            score.compare(f"{where} deadline", value, dates)
        elif cell in TEXTS and "digests" not in row:
            score.compare(f"{where} {cell}", value, digest(other[cell]))
        elif cell != "line":
            score.compare(f"{where} {cell}", value, other.get(cell))


def test_keys_are_unique_and_values_keep_place_and_confidence(
    pair: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    _expected, found = pair
    keys = [row["key"] for row in found["activities"]]
    assert len(keys) == len(set(keys))
    for row in found["activities"]:
        assert set(row["cells"]) == {
            name for name in (*row["cells"], "text") if row.get(name, row["deadline_raw"])
        }
        for cell in row["cells"].values():
            assert cell["source_lines"]
            assert 0 < cell["confidence"] <= 1


def warned(found: dict[str, Any], severity: str = "") -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {}
    for doubt in found["anomalies"]:
        if severity in ("", doubt["severity"]):
            kinds.setdefault(doubt["kind"], set()).update(doubt["keys"] or [doubt["where"]])
    return kinds


def test_head_of_the_stacked_plan() -> None:
    found = seed_object(SCHOOL_STACKED)
    assert (found["kind"], found["title"]) == ("school_annual_plan", None)
    assert found["institution"] == "ПГЕС-гр. Търговище"
    assert (found["period"]["label"], found["period"]["date_basis"]) == ("2020/2021", "rows")
    assert [[entry["list"], len(entry["items"])] for entry in found["priorities"]] == [
        ["I", 7],
        ["II", 11],
    ]
    assert [i["number"] for i in found["inspections"]] == ["16.1", "16.2", "16.3"]


def test_clerk_is_warned_of_the_stacked_plan() -> None:
    found = warned(seed_object(SCHOOL_STACKED))
    assert found["numbering_duplicate"] == {"10#2"}
    assert found["numbering_gap"] == {"9", "11"}
    assert found["section_without_number"] == {"#11"}
    assert found["section_empty"] == {"12"}
    assert found["target_below_baseline"] == {"1.4"}
    assert found["value_astray"] == {"1.7", "1.8", "2.2", "5.3", "6.3", "8.4", "8.5"}
    assert found["two_deadlines"] == {"6.2"}
    assert found["numbering_style"] >= {"7..1"}
    assert {"title_missing", "period_missing", "approval_missing", "markup"} <= found.keys()
    assert found["strategy_expired"] == {"1, 2, 3, 4, 5, 6"}


def test_head_and_inspections_of_the_plan_of_areas() -> None:
    found = seed_object(SCHOOL_AREAS)
    assert found["period"]["label"] == "2023/2024"
    assert found["institution"].startswith("Професионална гимназия по електротехника")
    kinds = [(i["key"], i["kind"]) for i in found["inspections"]]
    assert kinds == [
        ("I/8.1", "thematic"),
        ("I/9.1", "current"),
        ("II/6.1", "thematic"),
        ("II/6.2", "thematic"),
        *((f"II/7.{n}", "current") for n in range(1, 8)),
        ("II/8.1", "monitoring"),
    ]
    assert [i["target_count"] for i in found["inspections"]] == [1, 10, 1, 4, *[1] * 7, 2]


def test_clerk_is_warned_of_the_plan_of_areas() -> None:
    found = warned(seed_object(SCHOOL_AREAS))
    assert found["numbering_duplicate"] == {"II/1.9#2"}
    assert found["section_not_listed"] == {"VI"}
    assert found["foreign_post"] == {"I/3.2", "II/4.1.1", "V/2.1.1"}
    assert found["two_deadlines"] == {"VI/1.1"}
    assert found["unit_mismatch"] == {"II/1.12"}
    assert found["split_cell"] == {"I/3.1.1", "I/7.2", "II/4.1.1", "II/7.4", "V/1.5", "V/2.1.1"}
    assert {"II/3.1", "II/3.2", "I/3.2"} <= found["empty_cell"]
    assert {"II/1.1", "II/1.2"} <= found["broken_word"]
    assert "deadline_unclear" not in found
    assert "date_order" not in found
    assert "personal_name" not in found


def test_head_of_the_report() -> None:
    found = seed_object(COUNCIL)
    assert found["kind"] == "council_report"
    assert found["institution"] == "Община Казанлък"
    assert found["council"] == "Общински съвет – Казанлък"
    assert found["period"]["label"] == "2020"
    signoff = found["signoff"]
    blanks = ("council_decision_number", "protocol_number", "date")
    assert [signoff[name] for name in blanks] == [None] * 3
    assert signoff["agreed_by"]["post"].startswith("началник на Регионално управление")
    assert found["inspections"] == []


def test_duties_of_the_draft_decision() -> None:
    draft = seed_object(COUNCIL)["draft_decision"]
    assert [point["number"] for point in draft["points"]] == ["1", "2"]
    duties = [
        (d["point"], d["who"], len(d["addressees"]), d["deadline_days"], d["counted_from"])
        for d in draft["duties"]
    ]
    assert duties == [
        ("2", "кмета на община Казанлък", 1, None, None),
        (None, None, 2, 7, "приемането му"),
        (None, None, 1, None, None),
    ]
    assert draft["duties"][2]["addressees"] == ["Районна прокуратура – Казанлък"]
    assert draft["appeal"]["days"] == 14
    assert draft["appeal"]["court"] == "Административен съд, гр. Стара Загора"
    assert (draft["return"]["days"], draft["return"]["counted_from"]) == (7, "получаването му")
    assert draft["return"]["legal_basis"].startswith("чл.45, ал.5")
    assert draft["legal_basis"].startswith("чл.21, ал.1, т.23 от ЗМСМА и т.7")


def test_people_of_the_draft_decision() -> None:
    found = seed_object(COUNCIL)
    draft = found["draft_decision"]
    posts = {
        name: [person["post"] for person in draft[name]]
        for name in ("presenters", "coordinated_by", "prepared_by")
    }
    assert posts == {
        "presenters": ["старши експерт „Образование“", "Кмет на община Казанлък"],
        "coordinated_by": ["заместник-кмет на община Казанлък", "старши юриконсулт"],
        "prepared_by": ["ст. експерт „Образование“"],
    }
    assert all(person["name"] for name in posts for person in draft[name])
    assert draft["addressee"]["post"] == "Кмет на община Казанлък"
    assert found["proposal"]["by"]["post"] == "Кмет на община Казанлък"
    assert found["proposal"]["about"].startswith("Приемане на Отчет")


def test_clerk_is_warned_of_the_report() -> None:
    found = warned(seed_object(COUNCIL))
    rows = {f"1/5/#{n}" for n in range(2, 6)} | {f"5/1/#{n}" for n in range(1, 4)}
    assert found["shifted_columns"] == rows
    assert found["deadline_outside_period"] == {"5/3/#1"}
    assert found["lost_text"] == {"5/2/#3"}
    assert found["contradiction"] == {"1/3/#3", "1/3/#8", "1/4/#1", "5/2/#4"}
    assert found["measure_without_number"] == {"4/#1"}
    assert found["empty_cell"] == {"1/3/#9", "5/1/#2", "5/1/#3"}
    assert {"decision_blank", "duty_without_term"} <= found.keys()
    assert "personal_name" not in found
