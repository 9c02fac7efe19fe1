"""The line of adoption in the many ways in which councils print it."""

import pytest

from plans.reading.front import Line
from plans.reading.rows import Place
from plans.reading.signing import signoff_of

LINES = """
Приет с Решение № 402/27.04.2021 г. на Общински съвет – Елхово, Протокол № 7 | 402 | 7 | 2021-04-27 | Общински съвет – Елхово
Планът е приет с Решение 402 / 27.04.2021 | 402 | ~ | 2021-04-27 | ~
Р Е Ш Е Н И Е № 58 ВЗЕТО С ПРОТОКОЛ № 2 ОТ 15. 02. 2024 г. | 58 | 2 | 2024-02-15 | ~
Планът е приет с Решение № РС-12-4 от 15.03.2024 г. на Общински съвет Ракита | РС-12-4 | ~ | 2024-03-15 | Общински съвет Ракита
Приет на заседание на Общински съвет – Бяла поляна, на 28.02.2025 г., с Решение №45, Протокол №4 | 45 | 4 | 2025-02-28 | Общински съвет – Бяла поляна
Планът е приет с Решение №..../......2025 г., Протокол № ..... | ~ | ~ | ~ | ~
Планът е приет от Общински съвет – Ново село с Решение № 33 от Протокол № 2 / 29.01.2024 г. | 33 | 2 | 2024-01-29 | Общински съвет – Ново село
Планът е приет с решение № 101 по протокол № 8 от 30 април 2024 г. | 101 | 8 | 2024-04-30 | ~
ПРИЕТ С РЕШЕНИЕ № 12 ПО ПРОТОКОЛ № 3/25.03.2026 Г. НА ОБЩИНСКИ СЪВЕТ – ГОРНО ПОЛЕ | 12 | 3 | 2026-03-25 | Общински съвет – Горно поле
"""  # noqa: E501


def said(signoff):
    day = signoff.date.isoformat() if signoff.date else None
    found = (signoff.decision_number, signoff.protocol_number, day, signoff.council)
    return [one or "~" for one in found]


@pytest.mark.parametrize("line", LINES.strip().splitlines())
def test_a_line_of_adoption(line: str) -> None:
    text, *expected = line.split(" | ")
    assert said(signoff_of([], [Line(text, Place(line=1))])) == expected


def test_a_box_ends_where_the_title_begins() -> None:
    box = ["СЪГЛАСУВАЛ:", "ИВЕЛИНА РАДКОВА", "НАЧАЛНИК НА РУО – ПОДГОРИЕ", "ПЛАН"]
    lines = [*box, "за периода 1 май 2024 г. – 30 април 2025 г.", "Решение № 5/01.02.2024 г."]
    agreed = signoff_of([Line(one, Place(line=at)) for at, one in enumerate(lines)], []).agreed_by
    assert agreed is not None
    assert (agreed.name, agreed.post) == ("Ивелина Радкова", "НАЧАЛНИК НА РУО – ПОДГОРИЕ")
    assert agreed.date is None
