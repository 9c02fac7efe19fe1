"""Each kind of doubt with the repair that is proposed for it, on documents made up for it."""

import pytest

from plans.reading.changes import Part

from .papers import MUNICIPAL_HEAD
from .test_layouts import read, row, ruo

SECTION = "1.\tРаздел\t\t\t\t\t\t"


def municipal(*rows):
    return read(*MUNICIPAL_HEAD, "Цел №1. Подкрепа\t\t\t\t\t", *rows)


def line(number, text="Дейност", term="май 2026 г.", unit="брой", base="1", target="2", who="екип"):
    return f"{number}\t{text}\t{term}\t{unit}\t{base}\t{target}\t{who}\t"


def control(text, target):
    return f"18.1.1.\t{text}\tмай 2026 г.\tброй\t9 училища\t{target}\tначалник на РУО\t"


ONE = "ОУ „Ясен“ – с. Брод"

CHECKS = ("18.\tКонтрол\t\t\t\t\t\t", "18.1.\tТематични проверки\t\t\t\t\t\t")
CASES = {
    "a number that is free behind it": (
        "numbering_duplicate",
        ruo(SECTION, row("1.1."), row("1.2."), row("1.2."), row("1.4.")),
        [("number", "1.2", "1.3")],
    ),
    "a letter where no number is free": (
        "numbering_duplicate",
        ruo(SECTION, row("1.1."), row("1.1."), row("1.2.")),
        [("number", "1.1", "1.1а")],
    ),
    "sections counted through": (
        "numbering_duplicate",
        ruo(
            "1.\tПърви\t\t\t\t\t\t", row("1.1."),
            "3.\tВтори\t\t\t\t\t\t", row("3.1."),
            "3.\tТрети\t\t\t\t\t\t", row("3.2."),
            "4.\tЧетвърти\t\t\t\t\t\t", row("4.1."),
        ),
        [("number", "3", "2")],
    ),
    "the year that brings the term into the plan": (
        "deadline_outside_period",
        ruo(SECTION, row("1.1.", deadline="януари 2025 г. – април 2026 г.")),
        [("deadline_raw", "януари 2025 г. – април 2026 г.", "януари 2026 г. – април 2026 г.")],
    ),
    "a dash": (
        "range_without_dash",
        ruo(SECTION, row("1.1.", deadline="октомври 2025 г. май 2026 г.")),
        [("deadline_raw", "октомври 2025 г. май 2026 г.", "октомври 2025 г. – май 2026 г.")],
    ),
    "two terms in their order": (
        "date_order",
        ruo(SECTION, row("1.1.", deadline="месец май 2026 г. месец октомври 2025 г.")),
        [
            (
                "deadline_raw",
                "месец май 2026 г. месец октомври 2025 г.",
                "месец октомври 2025 г. и месец май 2026 г.",
            )
        ],
    ),
    "base value and target change places": (
        "target_below_baseline",
        ruo(SECTION, line("1.1.", unit="%", base="100%", target="90%")),
        [("baseline_raw", "100%", "90%"), ("target_raw", "90%", "100%")],
    ),
    "the unit of what is counted": (
        "unit_mismatch",
        ruo(SECTION, line("1.1.", unit="брой учители", base="3 групи", target="4 групи")),
        [("unit", "брой учители", "брой групи")],
    ),
    "as many as are listed": (
        "target_mismatch",
        ruo(*CHECKS, control("Контрол ОУ „Ясен“ – с. Брод ДГ „Дъга“ – с. Мост", "3 училища")),
        [("target_raw", "3 училища", "2 училища")],
    ),
    "a school listed once": (
        "institution_twice",
        ruo(*CHECKS, control(f"Контрол: {ONE}, {ONE}", "2")),
        [("text", f"Контрол: {ONE}, {ONE}", f"Контрол: {ONE}")],
    ),
    "no name of a person": (
        "personal_name",
        ruo(SECTION, row("1.1.", "Открит урок. Учител: Снежина Златарева")),
        [("text", "Открит урок. Учител: Снежина Златарева", "Открит урок")],
    ),
    "the usual spelling": (
        "department_spelling",
        ruo(
            SECTION, line("1.1.", who="отдел АПФСИО"), line("1.2.", who="отдел АПФСИО"),
            line("1.3.", who="отдел АП-ФСЮ"),
        ),
        [("responsible_raw", "отдел АП-ФСЮ", "отдел АПФСИО")],
    ),
    "a comma between posts": (
        "missing_separator",
        ruo(SECTION, line("1.1.", who="директор учители по БЕЛ")),
        [("responsible_raw", "директор учители по БЕЛ", "директор, учители по БЕЛ")],
    ),
    "one column to the right": (
        "value_astray",
        ruo(SECTION, line("1.1.", unit="3 групи", base="", target="")),
        [("unit", "3 групи", ""), ("baseline_raw", "", "3 групи")],
    ),
    "a preposition back to its cell": (
        "shifted_words",
        municipal("1.\tСреща\t2026 година\tучилища\tБюджет училището\tна Брой срещи"),
        [
            ("financing", "Бюджет училището", "Бюджет на училището"),
            ("indicator_raw", "на Брой срещи", "Брой срещи"),
        ],
    ),
    "a word put together": (
        "broken_word",
        ruo(SECTION, row("1.1.", deadline="до края на септемвр и 2025 г.")),
        [("deadline_raw", "до края на септемвр и 2025 г.", "до края на септември 2025 г.")],
    ),
    "one alphabet": (
        "mixed_alphabet",
        ruo(SECTION, row("1.1.", "Срещи с педaгози")),
        [("text", "Срещи с педaгози", "Срещи с педагози")],
    ),
    "no mark for a note": (
        "stray_mark",
        ruo(SECTION, row("1.1.") + "."),
        [("note", ".", "")],
    ),
    "a quotation closed": (
        "punctuation",
        ruo(SECTION, row("1.1.", "Модул „Заедно за всеки")),
        [("text", "Модул „Заедно за всеки", "Модул „Заедно за всеки“")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_doubt_has_its_most_probable_repair(name) -> None:
    kind, reading, changes = CASES[name]
    (doubt,) = [one for one in reading.anomalies if one.kind == kind]
    assert [(one.field, one.was, one.now) for one in doubt.repair] == changes


def test_a_repair_is_proposed_and_not_made() -> None:
    _kind, reading, _changes = CASES["a comma between posts"]
    assert reading.activities[0].field("responsible_raw") == "директор учители по БЕЛ"


def test_a_repair_names_the_section_that_it_is_about() -> None:
    _kind, reading, _changes = CASES["sections counted through"]
    (change,) = next(one for one in reading.anomalies if one.repair).repair
    assert (change.part, change.key) == (Part.SECTION, "3")


def test_a_term_to_the_end_of_the_last_month_is_left_alone() -> None:
    reading = ruo(SECTION, row("1.1.", deadline="септември 2025 г. – септември 2026 г."))
    (doubt,) = [one for one in reading.anomalies if one.kind == "deadline_outside_period"]
    assert doubt.repair == ()
