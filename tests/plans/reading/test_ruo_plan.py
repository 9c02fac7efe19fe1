"""The RUO plan of 2020/2021 against a reading made by hand, row by row.

``ruo_reading.json`` holds numbers, dates, types and settlements, and a digest of each longer text
instead of
its words: the first 12 hexadecimal digits of the SHA-256 of the cell with white space folded.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from plans.reading import read_document

from .seeds import RUO, Score, as_object, seed, seed_object


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@pytest.fixture(scope="module")
def by_hand() -> dict[str, Any]:
    path = Path(__file__).with_name("ruo_reading.json")
    expected: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return expected


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    return seed_object(RUO)


def test_every_row_is_found_and_none_is_invented(
    by_hand: dict[str, Any], found: dict[str, Any]
) -> None:
    for rows in ("sections", "subsections", "activities"):
        assert [row["source_lines"] for row in found[rows]] == [
            row["source_lines"] for row in by_hand[rows]
        ]


def test_every_field_is_read_as_by_hand(by_hand: dict[str, Any], found: dict[str, Any]) -> None:
    score = Score()
    score.compare("title", by_hand["title"], digest(found["title"]))
    for name, value in by_hand["period"].items():
        score.compare(f"period {name}", value, found["period"][name])
    for rows in ("sections", "subsections"):
        for row, other in zip(by_hand[rows], found[rows], strict=True):
            for cell, value in row.items():
                read = digest(other[cell]) if cell == "title" else other[cell]
                score.compare(f"{rows} {row['number']} {cell}", value, read)
    for row, other in zip(by_hand["activities"], found["activities"], strict=True):
        compare_row(row, other, score)
    print(score)
    assert score.share == 1, str(score)


def compare_row(row: dict[str, Any], other: dict[str, Any], score: Score) -> None:
    for cell in (
        "key",
        "number",
        "section",
        "subsection",
        "deadline_kind",
        "deadline_start",
        "deadline_end",
    ):
        score.compare(f"{row['key']} {cell}", row[cell], other[cell])
    for cell, wanted in row["digests"].items():
        score.compare(f"{row['key']} {cell}", wanted, digest(other[cell]))


def test_head_of_the_document(found: dict[str, Any], by_hand: dict[str, Any]) -> None:
    assert found["kind"] == by_hand["kind"]
    assert found["institution"] == "Регионално управление на образованието – Кюстендил"
    assert found["council"] is None
    assert [[entry["list"], len(entry["items"])] for entry in found["priorities"]] == by_hand[
        "priorities"
    ]
    assert found["signoff"]["agreed_by"] is None
    assert found["signoff"]["council_decision_number"] is None


def test_section_18_is_complete(by_hand: dict[str, Any], found: dict[str, Any]) -> None:
    expected = [row for row in by_hand["activities"] if "inspection" in row]
    assert [i["number"] for i in found["inspections"]] == [row["number"] for row in expected]
    for row, other in zip(expected, found["inspections"], strict=True):
        wanted = row["inspection"]
        assert other["kind"] == wanted["kind"]
        assert other["target_count"] == wanted["target_count"], row["number"]
        listed = [[i["type"], i["settlement"]] for i in other["institutions"]]
        assert listed == wanted["institutions"], row["number"]
        dates = (row["deadline_start"], row["deadline_end"])
        assert (other["period_start"], other["period_end"]) == dates


def test_section_18_in_numbers(found: dict[str, Any]) -> None:
    kinds = [i["kind"] for i in found["inspections"]]
    assert (len(kinds), kinds.count("thematic"), kinds.count("current")) == (26, 6, 20)
    assert sum(len(i["institutions"]) for i in found["inspections"]) == 75
    assert sum(i["target_count"] or 0 for i in found["inspections"]) == 162
    assert [i["number"] for i in found["inspections"] if i["form"] == "monitoring"] == ["18.2.18"]
    assert not any(i["target_equals_listed"] is False for i in found["inspections"])


def test_subjects_keep_no_school_and_posts_keep_no_name(found: dict[str, Any]) -> None:
    for inspection in found["inspections"]:
        assert not any(i["printed"] in inspection["subject"] for i in inspection["institutions"])
    assert found["inspections"][3]["responsible"] == ["ст. експерт по ЧЕМЕ"]


def test_clerk_is_warned(found: dict[str, Any]) -> None:
    """Seen in the document by a person: what must be warned of, and where."""
    warned: dict[str, set[str]] = {}
    for anomaly in found["anomalies"]:
        warned.setdefault(anomaly["kind"], set()).update(anomaly["keys"] or [anomaly["where"]])
    assert warned["personal_name"] == {"10.3", "18.1.4"}
    assert warned["range_without_dash"] == {"18.2.7"}
    assert "12.1" in warned["deadline_outside_period"]
    assert "18.2.5" in warned["baseline_without_number"]
    assert warned["shifted_columns"] == {"8.5"}
    assert warned["unit_mismatch"] >= {"7.11"}
    assert warned["control_elsewhere"] == {
        "1.2",
        "1.3",
        "3.1",
        "7.8",
        "14.1",
        "14.2",
        "14.3",
        "16.3",
        "16.5",
        "16.7",
    }
    assert {"7.4", "8.1", "8.6", "1.1"} <= warned["department_spelling"]
    assert warned["mixed_alphabet"] == {"8.3"}
    assert warned["stray_mark"] == {"17.1", "17.2"}
    assert "target_mismatch" not in warned


@pytest.mark.parametrize("order", [(6, 5, 7, 4, 1, 3, 2), (5, 2, 3, 4, 6, 7, 1)])
def test_order_of_the_columns_changes_nothing(
    order: tuple[int, ...], found: dict[str, Any]
) -> None:
    lines = []
    for line in seed(RUO).decode().split("\n"):
        cells = line.split("\t")
        if len(cells) == 8 and any(cells[1:]):
            cells = [cells[0], *(cells[at] for at in order)]
        lines.append("\t".join(cells))
    other = as_object(read_document("plan.txt", "\n".join(lines).encode()))
    assert other["inspections"] == found["inspections"]
    for activity in (*other["activities"], *found["activities"]):
        activity.pop("joined_from", None)
        activity.pop("cells", None)
    assert other["activities"] == found["activities"]
