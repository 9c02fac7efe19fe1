"""The many ways in which officials print a deadline, and the days that a clerk takes them for."""

import datetime as dt

import pytest

from plans.reading.days import Frame
from plans.reading.deadlines import read_deadline

PERIODS = {
    "school": Frame(dt.date(2024, 9, 15), dt.date(2025, 9, 14)),
    "calendar": Frame(dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
    "may": Frame(dt.date(2025, 5, 1), dt.date(2026, 4, 30)),
    "none": None,
}
FORMS = """
school | м. октомври 2024 г. | month | 2024-10-01 | 2024-10-31
school | до 30.06. | until_date | ~ | 2025-06-30
school | до 30.06 | until_date | ~ | 2025-06-30
school | до 15.10 | until_date | ~ | 2024-10-15
calendar | до 30.06. | until_date | ~ | 2025-06-30
may | до 15.03. | until_date | ~ | 2026-03-15
may | м. юни | month | 2025-06-01 | 2025-06-30
school | І-во полугодие | event | ~ | ~
calendar | І-во полугодие | month_range | 2025-01-01 | 2025-06-30
calendar | II полугодие на 2025 г. | month_range | 2025-07-01 | 2025-12-31
calendar | второ полугодие 2025 г. | month_range | 2025-07-01 | 2025-12-31
calendar | първо шестмесечие | month_range | 2025-01-01 | 2025-06-30
calendar | III тримесечие | month_range | 2025-07-01 | 2025-09-30
calendar | първо тримесечие на 2025 г. | month_range | 2025-01-01 | 2025-03-31
calendar | четвърто тримесечие | month_range | 2025-10-01 | 2025-12-31
school | по график | per_external_schedule | ~ | ~
school | съгл. заповед | per_external_schedule | ~ | ~
school | по заповед на директора | per_external_schedule | ~ | ~
school | учебната 2024/2025 година | school_year | 2024-09-15 | 2025-09-14
school | учебна 2024 / 2025 г. | school_year | 2024-09-15 | 2025-09-14
school | уч. 2024/25 г. | school_year | 2024-09-15 | 2025-09-14
school | 2024/2025 уч. г. | school_year | 2024-09-15 | 2025-09-14
school | 2024 – 2025 учебна година | school_year | 2024-09-15 | 2025-09-14
school | през цялата учебна година | school_year | 2024-09-15 | 2025-09-14
school | от 01.10.2024 г. до 15.12.2024 г. | month_range | 2024-10-01 | 2024-12-15
school | 01 – 30.11.2024 г. | month_range | 2024-11-01 | 2024-11-30
school | 15-30.09.2024 г. | month_range | 2024-09-15 | 2024-09-30
school | 15.09.-30.09.2024 г. | month_range | 2024-09-15 | 2024-09-30
school | IX.2024 – VI.2025 г. | month_range | 2024-09-01 | 2025-06-30
school | м. ІХ – м. ХІІ | month_range | 2024-09-01 | 2024-12-31
school | XI – 2024 г. | month | 2024-11-01 | 2024-11-30
school | м. XI. | month | 2024-11-01 | 2024-11-30
school | IV-VI.2025 | month_range | 2025-04-01 | 2025-06-30
school | м.10.2024 г. | month | 2024-10-01 | 2024-10-31
school | 10.2024 | month | 2024-10-01 | 2024-10-31
school | 10 – 12.2024 г. | month_range | 2024-10-01 | 2024-12-31
school | до 15 октомври | until_date | ~ | 2024-10-15
school | до 15-ти октомври 2024 г. | until_date | ~ | 2024-10-15
school | не по-късно от 1 март 2025 г. | until_date | ~ | 2025-03-01
school | най-късно до 01.03.2025 г. | until_date | ~ | 2025-03-01
school | в срок до 10.09.2025 г. | until_date | ~ | 2025-09-10
school | октомври, декември 2024 г., март 2025 г. | month | ~ | ~
school | октомври 2024 г.; март 2025 г. | month | ~ | ~
school | септември - октомври | month_range | 2024-09-01 | 2024-10-31
school | септември/октомври 2024 г. | month_range | 2024-09-01 | 2024-10-31
school | м. ноември 2024 г. – м. април 2025 г. | month_range | 2024-11-01 | 2025-04-30
school | ноем. 2024 г. | month | 2024-11-01 | 2024-11-30
school | Ноември/2024 г. | month | 2024-11-01 | 2024-11-30
school | ноември'2024 | month | 2024-11-01 | 2024-11-30
school | до ноември 2024 г. | until_date | ~ | 2024-11-30
school | края на ноември 2024 г. | until_date | ~ | 2024-11-30
school | до края на I учебен срок | event | ~ | ~
school | до края на първия учебен срок | event | ~ | ~
school | І учебен срок | event | ~ | ~
school | втори учебен срок | event | ~ | ~
school | края на учебната година | event | ~ | ~
school | до края на уч. год. | until_date | ~ | 2025-09-14
school | в началото и в края на учебната година | event | ~ | ~
school | ежемесечно до 10-то число | monthly | ~ | ~
school | до 10-то число на всеки месец | monthly | ~ | ~
school | всеки последен петък на месеца | monthly | ~ | ~
school | всеки месец | monthly | ~ | ~
school | веднъж месечно | monthly | ~ | ~
school | веднъж на два месеца | ongoing | ~ | ~
school | два пъти годишно | ongoing | ~ | ~
school | на всяко тримесечие | ongoing | ~ | ~
school | текущо | ongoing | ~ | ~
school | текущ | ongoing | ~ | ~
school | целогодишен | ongoing | ~ | ~
school | при необходимост | event | ~ | ~
school | при възникнала необходимост | event | ~ | ~
school | след приключване на НВО | event | ~ | ~
school | 31.12.2024г. | date | 2024-12-31 | 2024-12-31
school | 31.12.24 г. | date | 2024-12-31 | 2024-12-31
school | до 31.12.24 г. | until_date | ~ | 2024-12-31
school | 31/12/2024 | date | 2024-12-31 | 2024-12-31
school | 2024-12-31 | date | 2024-12-31 | 2024-12-31
school | 3 и 4 декември 2024 г. | date | ~ | ~
school | от 3 до 7 февруари 2025 г. | month_range | 2025-02-03 | 2025-02-07
school | 3 – 7 февруари 2025 г. | month_range | 2025-02-03 | 2025-02-07
school | съгласно Национален календар на МОН | per_external_schedule | ~ | ~
school | по утвърден график | per_external_schedule | ~ | ~
school | според графика на РУО | per_external_schedule | ~ | ~
school | в сроковете, определени от МОН | per_external_schedule | ~ | ~
school | определен със заповед | per_external_schedule | ~ | ~
school | календарната 2025 г. | calendar_year | 2025-01-01 | 2025-12-31
calendar | 2025 | calendar_year | 2025-01-01 | 2025-12-31
calendar | през 2025 година | calendar_year | 2025-01-01 | 2025-12-31
calendar | 2025 г. – 2026 г. | month_range | 2025-01-01 | 2026-12-31
calendar | януари - декември | month_range | 2025-01-01 | 2025-12-31
calendar | цялата година | ongoing | ~ | ~
calendar | пролетта на 2025 г. | event | ~ | ~
calendar | есен 2025 | event | ~ | ~
calendar | 30 дни след приемане на бюджета | event | ~ | ~
calendar | в 14-дневен срок | event | ~ | ~
calendar | 2 седмици след приемането | event | ~ | ~
calendar | 31 януари | date | 2025-01-31 | 2025-01-31
calendar | до 31 януари 2026 | until_date | ~ | 2026-01-31
calendar | м. Май | month | 2025-05-01 | 2025-05-31
calendar | м. oктомври 2025 г. | month | 2025-10-01 | 2025-10-31
calendar | юли-август | month_range | 2025-07-01 | 2025-08-31
calendar | Пoстоянен | ongoing | ~ | ~
calendar | дo 30.06.2025 г. | until_date | ~ | 2025-06-30
calendar | няма | empty | ~ | ~
calendar | не е определен | empty | ~ | ~
calendar | срок: м. май 2025 г. | month | 2025-05-01 | 2025-05-31
calendar | Срок: до 30.06.2025 г. | until_date | ~ | 2025-06-30
calendar | май,юни 2025 | month_range | 2025-05-01 | 2025-06-30
school | 09.09.2024 г. - 13.09.2024 г. | month_range | 2024-09-09 | 2024-09-13
school | 15. 09. 2024 г. | date | 2024-09-15 | 2024-09-15
school | 8 март | date | 2025-03-08 | 2025-03-08
school | 24.05. | date | 2025-05-24 | 2025-05-24
school | 24.05.2025 | date | 2025-05-24 | 2025-05-24
school | 01.11.2024 | date | 2024-11-01 | 2024-11-01
school | от м. октомври | event | 2024-10-01 | ~
school | от 15.09.2024 г. | event | 2024-09-15 | ~
school | от октомври 2024 до май 2025 | month_range | 2024-10-01 | 2025-05-31
calendar | 01.07 – 31.08 | month_range | 2025-07-01 | 2025-08-31
school | 01.10. – 30.06. | month_range | 2024-10-01 | 2025-06-30
school | 15.09.2024 г. – 30.06. | month_range | 2024-09-15 | 2025-06-30
calendar | 1 юни 2025 г. – 31.08. | month_range | 2025-06-01 | 2025-08-31
none | до 30.06. | until_date | ~ | ~
none | 15.05. | date | ~ | ~
"""


@pytest.mark.parametrize("form", FORMS.strip().splitlines())
def test_it_is_the_days_that_a_clerk_takes_it_for(form: str) -> None:
    period, raw, *said = form.split(" | ")
    found = read_deadline(raw, PERIODS[period]).as_json()
    names = ("deadline_kind", "deadline_start", "deadline_end")
    assert [found[name] or "~" for name in names] == said


@pytest.mark.parametrize("raw", ["1.1.", "2.5", "0.50", "1.10"])
def test_numbers_are_no_days(raw: str) -> None:
    found = read_deadline(raw).as_json()
    assert (found["deadline_start"], found["deadline_end"]) == (None, None)
