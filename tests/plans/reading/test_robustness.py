"""Whatever happens to a plan on its way, it is read or refused: nothing else."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from plans.reading import Unreadable, read_document

SAMPLES = Path(__file__).parents[3] / "samples"
PLAN = (SAMPLES / "ruo-srednogorie-plan-2025-2026.txt").read_text(encoding="utf-8").splitlines()
WORD = (SAMPLES / "school-zahari-stoyanov-plan-2025-2026.docx").read_bytes()
scraps = st.sampled_from(
    ["", "\t", "№", "18.", "-", "„", "<p>", "Цел 1", "I.", "\t\t\t", "*", "ОУ"]
)


def read_or_refused(name: str, data: bytes) -> None:
    try:
        found = read_document(name, data)
    except Unreadable:
        return
    keys = [activity.key for activity in found.activities]
    assert len(keys) == len(set(keys))
    assert {inspection.key for inspection in found.inspections} <= set(keys)
    sections = {section.key for section in found.sections}
    assert {activity.section for activity in found.activities} <= sections | {None}
    assert sum(section.activity_count for section in found.sections) <= len(keys)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, len(PLAN) - 1), max_size=12), st.lists(scraps, max_size=4), st.randoms()
)
def test_lines_lost_moved_and_scribbled_on(lost, added, chance) -> None:
    lines = [line for at, line in enumerate(PLAN) if at not in set(lost)]
    for scrap in added:
        at = chance.randrange(len(lines))
        cut = chance.randrange(len(lines[at]) + 1)
        lines[at] = lines[at][:cut] + scrap + lines[at][cut:]
    if added:
        at = chance.randrange(len(lines))
        lines.insert(chance.randrange(len(lines)), lines.pop(at))
    read_or_refused("plan.txt", "\n".join(lines).encode())


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    read_or_refused("plan.txt", text.encode("utf-8", "replace"))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WORD) - 1), st.binary(max_size=8))
def test_any_damage_to_a_word_file(at: int, junk: bytes) -> None:
    read_or_refused("plan.docx", WORD[:at] + junk + WORD[at + len(junk) :])


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    for name in ("plan.txt", "plan.docx"):
        read_or_refused(name, data)
        read_or_refused(name, b"PK\x03\x04" + data)
