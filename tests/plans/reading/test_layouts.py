"""Other documents of these kinds: other columns, headings, numbers, boxes."""

import datetime as dt

import pytest

from plans.reading import Unreadable, read_document
from plans.reading.model import Reading

from .papers import MUNICIPAL_HEAD, RUO_HEAD, as_text


def read(*lines: str) -> Reading:
    return read_document("plan.txt", as_text(*lines))


def doubts(reading: Reading, kind: str) -> list[str]:
    return [anomaly.where for anomaly in reading.anomalies if anomaly.kind == kind]


def ruo(*rows: str) -> Reading:
    return read(*RUO_HEAD, *rows)


def row(
    number: str, text: str = "Дейност", deadline: str = "май 2026 г.", target: str = "2 срещи"
) -> str:
    return f"{number}\t{text}\t{deadline}\tброй срещи\t1 среща\t{target}\tначалник на РУО\t"


def test_columns_are_found_by_their_headings() -> None:
    found = read(
        RUO_HEAD[0],
        (
            "Отговорник\tНомер по ред\tСрок за изпълнение\tНаименование на "
            "дейността\tПоказатели\t\t\tБележки"
        ),
        "\t\t\t\tЦелева стойност\tБазова стойност\tМерна единица\t",
        "\t1.\t\tРаздел\t\t\t\t",
        "директор\t1.1.\tмай 2026 г.\tСреща\t5\t3\tброй\tда",
    )
    activity = found.activities[0]
    assert (activity.number, activity.text, activity.deadline_raw) == (
        "1.1",
        "Среща",
        "май 2026 г.",
    )
    cells = {field.name: field.text for field in activity.fields}
    assert cells == {
        "responsible_raw": "директор",
        "target_raw": "5",
        "baseline_raw": "3",
        "unit": "брой",
        "note": "да",
    }


def test_inspections_are_found_by_their_headings_whatever_the_number() -> None:
    found = ruo(
        "VI.\tКОНТРОЛНА ДЕЙНОСТ\t\t\t\t\t\t",
        "\tТематични проверки\t\t\t\t\t\t",
        row("1.", "Изпити ОУ „А“ – Мечи дол", target="1 училище"),
        "\tТекущи проверки\t\t\t\t\t\t",
        row("1.", "Дневници СУ „Б“, гр. Каменград ДГ „В“ – Каменград", target="2"),
        "\tМониторинг\t\t\t\t\t\t",
        row("1.", "Приемане на първокласници", target="3 училища"),
    )
    assert [(i.kind, i.form, len(i.institutions)) for i in found.inspections] == [
        ("thematic", "inspection", 1),
        ("current", "inspection", 2),
        ("monitoring", "monitoring", 0),
    ]  # fmt: skip
    assert len({activity.key for activity in found.activities}) == 3


def test_control_without_kinds_has_no_kind() -> None:
    found = ruo(
        "5.\tКонтрол по спазване на стандартите\t\t\t\t\t\t",
        row("5.1.", "Дневници"),
        row("5.2.", "Тематична проверка на изпитите"),
    )
    assert [i.kind for i in found.inspections] == [None, "thematic"]


def test_coordination_of_control_is_no_inspection() -> None:
    assert (
        ruo("5.\tКоординиране и контролиране на календара\t\t\t\t\t\t", row("5.1.")).inspections
        == ()
    )


def test_a_mountain_of_repeated_headers_is_no_rows() -> None:
    found = ruo("1.\tРаздел\t\t\t\t\t\t", row("1.1."), "", RUO_HEAD[1], "", row("1.2."))
    assert [a.key for a in found.activities] == ["1.1", "1.2"]


def test_cells_cut_by_a_page_are_joined() -> None:
    found = ruo(
        "1.\tРаздел\t\t\t\t\t\t",
        row("1.1.", "Среща с ръководствата и с пред-"),
        "",
        "\tставители на община АП-\t\t\t\t\t\t",
        "",
        "\tФСИО и на социално-\t\t\t\t\t\t",
        "",
        "\tпсихологическата служба\t\t\t\t\t\t",
        row("1.2.", "Работа на социално-психологическата служба"),
    )
    assert found.activities[0].text == (
        "Среща с ръководствата и с представители на община АП-ФСИО и на "
        "социално-психологическата служба"
    )
    assert doubts(found, "split_cell") == ["1.1"]


def test_numbers_are_watched() -> None:
    found = ruo(
        "1.\tА\t\t\t\t\t\t", row("1.1."), row("1.1."), row("1.4."), "3.\tБ\t\t\t\t\t\t", row("3.1.")
    )
    assert [a.key for a in found.activities] == ["1.1", "1.1#2", "1.4", "3.1"]
    assert doubts(found, "numbering_duplicate") == ["1.1#2"]
    assert set(doubts(found, "numbering_gap")) == {"2", "1.2"}


def test_row_without_number_gets_a_key_of_its_section() -> None:
    found = ruo(
        "1.\tА\t\t\t\t\t\t",
        row("1.1."),
        row("", "Друга дейност"),
        "2.\tБ\t\t\t\t\t\t",
        row("", "Трета"),
    )
    assert [a.key for a in found.activities] == ["1.1", "1/#1", "2/#1"]


def test_target_that_differs_from_the_list_is_doubted() -> None:
    found = ruo(
        "1.\tКонтрол\t\t\t\t\t\t", row("1.1.", "Дневници ОУ „А“ – Мечи дол", target="3 училища")
    )
    assert doubts(found, "target_mismatch") == ["1.1"]
    assert found.inspections[0].target_equals_listed is False


def test_deadline_of_another_year_is_doubted() -> None:
    found = ruo(
        "1.\tА\t\t\t\t\t\t",
        row("1.1.", deadline="май 2025 г."),
        row("1.2.", deadline="септември 2025 г."),
    )
    assert doubts(found, "deadline_outside_period") == ["1.1"]


def test_person_in_the_table_is_doubted() -> None:
    found = ruo("1.\tА\t\t\t\t\t\t", row("1.1.", "Открит урок. Учител: Снежина Златарева"))
    assert doubts(found, "personal_name") == ["1.1"]


@pytest.mark.parametrize(
    ("line", "council", "decision", "protocol", "date"),
    [
        (("Планът е приет с Решение № 112 по протокол № 7/26.03.2026 г. на Общински съвет – "
"Ясенково."), "Общински съвет – Ясенково", "112", "7", dt.date(2026, 3, 26)),
        (("Годишният план е приет с Решение №58 от 23.04.2026 г., Протокол №5 на Общински "
"съвет Ясенково"), "Общински съвет Ясенково", "58", "5", dt.date(2026, 4, 23)),
        ("Приет с Решение № …… по протокол № ……/……… г.", None, None, None, None),
    ],
)  # fmt: skip
def test_line_of_the_decision(
    line: str, council: str | None, decision: str | None, protocol: str | None, date: dt.date | None
) -> None:
    found = read(*MUNICIPAL_HEAD, "1.\tДейност\tпостоянен\tучилища\tбюджет\tброй", "", line)
    signoff = found.signoff
    assert (signoff.council, signoff.decision_number, signoff.protocol_number, signoff.date) == (
        council,
        decision,
        protocol,
        date,
    )
    assert bool(doubts(found, "decision_blank")) is (decision is None)


def test_decision_on_the_strategy_is_not_that_on_the_plan() -> None:
    found = read(
        *MUNICIPAL_HEAD[:2], "Планът изпълнява стратегията, приета с Решение № 9 от 01.02.2026 г.",
        MUNICIPAL_HEAD[2], "1.\tДейност\tпостоянен\tучилища\tбюджет\tброй", "",
        "Приет с Решение № 112 по протокол № 7/26.03.2026 г.",
    )  # fmt: skip
    assert found.signoff.decision_number == "112"


@pytest.mark.parametrize(
    "box",
    [
        ("СЪГЛАСУВАЛ: Албена Загорска, Началник на РУО – Загорие, 04.02.2026 г.",),
        ("СЪГЛАСУВАЛ:", "Албена Загорска", "Началник на РУО – Загорие", "Дата: 04.02.2026 г."),
        (
            "Съгласувал:...",
            "",
            "Албена Загорска",
            "",
            "Началник на РУО – Загорие",
            "",
            "04.02.2026 г.",
        ),
    ],
)
def test_box_of_the_agreement(box: tuple[str, ...]) -> None:
    found = read(*box, *MUNICIPAL_HEAD, "1.\tДейност\tпостоянен\tучилища\tбюджет\tброй")
    agreed = found.signoff.agreed_by
    assert agreed is not None
    assert (agreed.name, agreed.post, agreed.date) == (
        "Албена Загорска",
        "Началник на РУО – Загорие",
        dt.date(2026, 2, 4),
    )
    assert doubts(found, "signoff_incomplete") == []


def test_goals_of_a_municipality_are_sections() -> None:
    found = read(
        *MUNICIPAL_HEAD,
        "ЦЕЛ 1: Ранна грижа\t\t\t\t\t",
        "1.\tДейност\tпостоянен\tучилища\tбюджет\tброй",
        "2.\tГрупа\t\t\t\t",
        "2.1\tДейност\tпостоянен\tучилища\tбюджет\tброй",
        "Стратегическа цел № 2. Подкрепа\t\t\t\t\t",
        "1.\tДейност\tпостоянен\tучилища\tбюджет\tброй",
    )
    assert [(s.number, s.title, s.activity_count) for s in found.sections] == [
        ("1", "Ранна грижа", 2),
        ("2", "Подкрепа", 1),
    ]
    assert [a.key for a in found.activities] == ["1/1", "1/2.1", "2/1"]
    assert found.activities[1].subsection == "2"
    assert len(doubts(found, "numbering_restart")) == 1


@pytest.mark.parametrize(
    ("title", "kind", "institution", "label"),
    [
        (
            ["ПЛАН", "за дейността на РУО – Загорие", "за учебната 2024/2025 година"],
            "ruo_annual_plan", "РУО – Загорие", "2024/2025",
        ),
        (
            ["ПЛАН НА РЕГИОНАЛНО УПРАВЛЕНИЕ НА ОБРАЗОВАНИЕТО – ЗАГОРИЕ",
             "УЧЕБНА 2023 – 2024 ГОДИНА"],
            "ruo_annual_plan", "Регионално управление на образованието – Загорие", "2023/2024",
        ),
        (
            ["Годишен план за подкрепа за личностно развитие на община Ясенково за 2025 г."],
            "municipal_support_plan", "община Ясенково", "2025",
        ),
        (
            ["ОБЩИНА МЕЧИ ДОЛ", "ГОДИШЕН ПЛАН ЗА ПОДКРЕПА ЗА ЛИЧНОСТНО РАЗВИТИЕ", "2025 ГОДИНА"],
            "municipal_support_plan", "Община Мечи дол", "2025",
        ),
        (
            ["ГОДИШЕН ПЛАН", "за дейността на ОУ „Хан Крум“, с. Липа",
             "за учебната 2025/2026 година"],
            "school_annual_plan", "ОУ „Хан Крум“, с. Липа", "2025/2026",
        ),
    ],
)  # fmt: skip
def test_title_says_whose_plan_and_for_when(
    title: list[str], kind: str, institution: str, label: str
) -> None:
    found = read(
        *title,
        "№\tДейност\tСрок\tОтговорник\tФинансиране\tИндикатор",
        "1.\tДейност\tпостоянен\tучилища\tбюджет\tброй",
    )
    assert found.kind == kind
    assert found.institution == institution
    assert found.period is not None
    assert found.period.label == label
    assert found.title == " ".join(title if "ОБЩИНА МЕЧИ ДОЛ" not in title else title[1:])


def test_plan_without_year_is_read_with_a_warning() -> None:
    found = read(
        MUNICIPAL_HEAD[0],
        "ГОДИШЕН ПЛАН НА ОБЩИНА ЯСЕНКОВО",
        MUNICIPAL_HEAD[2],
        "1.\tДейност\tпостоянен\tучилища\tбюджет\tброй",
    )
    assert found.period is None
    assert doubts(found, "period_missing")


def test_column_that_is_not_known_is_said() -> None:
    found = read(
        *MUNICIPAL_HEAD[:2],
        "№\tДейност\tСрок\tОтговорник\tЦвят",
        "1.\tДейност\tпостоянен\tучилища\tсин",
    )
    assert doubts(found, "unknown_column")


def test_plan_that_names_nobody_is_refused() -> None:
    with pytest.raises(Unreadable):
        read(
            "ПЛАН ЗА 2026 ГОДИНА", "№\tДейност\tСрок\tОтговорник", "1.\tДейност\tпостоянен\tвсички"
        )


def test_row_that_speaks_like_a_header_is_a_row() -> None:
    found = read(
        *MUNICIPAL_HEAD,
        "1.\tДейности по проект\tсрок по проекта\tотговорни лица\tБюджет на общината\tпоказател",
    )
    assert [activity.text for activity in found.activities] == ["Дейности по проект"]


def test_numbers_that_restart_below_a_measure_are_named_by_it() -> None:
    found = read(
        *MUNICIPAL_HEAD,
        "Цел 1. Грижа\t\t\t\t\t",
        "Мярка 1.1. Ранна\t\t\t\t\t",
        "1.\tА\tпостоянен\tучилища\tбюджет\tброй",
        "Мярка 1.2. Късна\t\t\t\t\t",
        "1.\tБ\tпостоянен\tучилища\tбюджет\tброй",
        "2.\tВ\tпостоянен\tучилища\tбюджет\tброй",
    )
    assert [activity.key for activity in found.activities] == ["1/1.1/1", "1/1.2/1", "1/1.2/2"]
    assert [sub.activity_count for sub in found.subsections] == [1, 2]
    assert doubts(found, "numbering_duplicate") == []
    assert doubts(found, "numbering_gap") == []


def test_line_break_inside_a_cell_is_no_row() -> None:
    found = ruo("1.\tРаздел\t\t\t\t\t\t", row("1.1.", "Първо\x0bвторо"))
    assert found.activities[0].text == "Първо второ"


def test_school_title_that_names_its_municipality_is_a_school_plan() -> None:
    found = read(
        "ГОДИШЕН ПЛАН", "за дейността на ОУ „Хан Крум“, с. Липа, община Каменград",
        "за учебната 2025/2026 година",
        MUNICIPAL_HEAD[2], "1.\tДейност\tпостоянен\tучилища\tбюджет\tброй",
    )  # fmt: skip
    assert found.kind == "school_annual_plan"


def test_tables_under_roman_headings_are_sections() -> None:
    control = "№\tТема на проверката\tОбект\tСрок\tОтговорник\tЦелева стойност"
    found = read(
        RUO_HEAD[0], "ІІІ. ДЕЙНОСТИ",
        "№\tДейност\tСрок\tОтговорник", "1\tСреща\tмай 2026 г.\tначалник",
        "IV. КОНТРОЛНА ДЕЙНОСТ", "А. Тематични проверки", control,
        "1.\tДневници\tСУ „А“ – гр. Мечи дол, ОУ „Б“ – с. Липа\tX.2025 г.\tексперт\t2",
        "Б. Текущи проверки", control,
        "1.\tСъвет\tПГ – Каменград\tм. 02.2026 г.\tексперт\t1 училище",
        "V. ЗАКЛЮЧЕНИЕ", "Планът е отворен.",
    )  # fmt: skip
    assert [(s.number, s.title, s.activity_count) for s in found.sections] == [
        ("III", "ДЕЙНОСТИ", 1),
        ("IV", "КОНТРОЛНА ДЕЙНОСТ", 2),
    ]
    assert [a.key for a in found.activities] == ["III/1", "IV/#1/1", "IV/#2/1"]
    assert [(i.kind, len(i.institutions)) for i in found.inspections] == [
        ("thematic", 2),
        ("current", 1),
    ]
    assert doubts(found, "empty_cell") == []


def test_box_with_a_mark_for_the_signature() -> None:
    row_of_plan = "1.\tДейност\tпостоянен\tучилища\tбюджет\tброй"
    found = read(
        "СЪГЛАСУВАЛ:", "/П/", "Албена Загорска", "Началник на РУО", *MUNICIPAL_HEAD, row_of_plan
    )
    assert found.signoff.agreed_by is not None
    assert found.signoff.agreed_by.name == "Албена Загорска"


def test_second_row_that_hides_the_activity_is_no_header() -> None:
    found = read(
        *MUNICIPAL_HEAD,
        "\tМерна единица\tБазова стойност\tЦелева стойност\t\t",
        "1.\tДейност\tпостоянен\tучилища\tбюджет\tброй",
    )
    assert found.activities[-1].text == "Дейност"
