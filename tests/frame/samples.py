"""Sample values of the fictional region for every partial; today is Wednesday, 1 April 2026."""

import datetime as dt
from decimal import Decimal

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone

from workflows.display import (
    Action,
    Age,
    Check,
    Checks,
    Choice,
    Column,
    Indicator,
    LogLine,
    Message,
    Plot,
    Route,
    RouteStep,
    Row,
    RowPlot,
    Stamp,
    State,
    StepStatus,
    Task,
    Tone,
    VisitChip,
    column_plot,
    deadline_age,
    done_age,
    indicator,
    row_plot,
    text_indicator,
    upcoming_age,
)
from workflows.widgets import DayInput

TODAY = dt.date(2026, 4, 1)
D = Decimal


def moment(day: int, hour: int, minute: int) -> dt.datetime:
    return dt.datetime(2026, 3, day, hour, minute, tzinfo=timezone.get_default_timezone())


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


class StepForm(forms.Form):
    """All kinds of controls that the pages use."""

    outcome = forms.ChoiceField(
        label="Решение",
        widget=forms.RadioSelect,
        choices=[
            ("agree", Choice("Съгласувам", "Планът може да се внесе в общинския съвет.")),
            ("return", Choice("Връщам за доработване", "Изисква мотив; срокът спира.")),
        ],
    )
    number = forms.CharField(label="Изходящ №")
    sent_on = forms.DateField(
        label="Изпратено на", widget=DayInput, help_text="Например 31.03.2026"
    )
    addressee = forms.ChoiceField(
        label="Адресат", choices=[("governor", "Областен управител"), ("mayor", "Кмет на общината")]
    )
    note = forms.CharField(
        label="Бележка към общината", widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    evidence = forms.FileField(label="Файл", required=False)
    copy = forms.BooleanField(label="Изпрати и на РУО", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def states() -> list[State]:
    return [
        State("Чернова"),
        State("Внесен", Tone.ACTIVE, "версия 3"),
        State("Приет", Tone.OK),
        State("Върнат", Tone.BAD),
    ]


def route(*, returned: bool = False) -> Route:
    here = StepStatus.RETURNED if returned else StepStatus.CURRENT
    return Route(
        [
            RouteStep("Чернова", "12.01.2026", StepStatus.DONE),
            RouteStep("Внесен", "09.03.2026, Т. Вълкова", here),
            RouteStep("Съгласуван", "чака Н. Радулова, до 03.04"),
            RouteStep("Внесен в ОбС", "до 14.04"),
            RouteStep("Приет", "заседание 23.04"),
            RouteStep("В изпълнение", "до 31.12.2026"),
            RouteStep("Отчетен", "до 31.01.2027", StepStatus.SKIPPED),
        ],
        waiting="чака съгласуване от Н. Радулова",
    )


def indicators() -> list[Indicator]:
    return [
        indicator("градини", baseline=D(5), target=D(9), now=D(6), expected=D("0.25")),
        indicator("ученици", baseline=D(140), target=D(200), now=D(151), expected=D("0.3")),
        indicator("обучени", baseline=D(0), target=D(45), now=D(17), expected=D(1), is_over=True),
        indicator("отсъствия", baseline=D("11.4"), target=D(8), now=D("10.1"), expected=D("0.35")),
        indicator("заповеди", target=D(23), now=D(0)),
        text_indicator("класирани", "според класирането"),
    ]


def tasks() -> list[Task]:
    late = Task(
        "Искане за по-дълъг срок по предписание П-187",
        "/documents/1/",
        "Реши",
        sub="ОУ „Райна Княгиня“, гр. Каменград",
        icon="clock",
        due=day(-5),
        age=deadline_age(day(-5), TODAY),
        is_new=True,
        pick="1",
        kind="prescription",
    )
    tomorrow = Task(
        "Констативен протокол КП-041",
        "/documents/2/",
        "Подпиши",
        icon="inspect",
        due=day(1),
        age=deadline_age(day(1), TODAY),
        pick="2",
        kind="protocol",
    )
    return [late, tomorrow]


def actions() -> list[Action]:
    return [
        Action("Подпиши наведнъж", "step", "sign", "pen", is_main=True, needs_same_kind=True),
        Action("Върни", "step", "return", "undo"),
    ]


def checks() -> Checks:
    return Checks(
        [
            Check("Всяка дейност има отговорник"),
            Check("2 дейности без числова цел", Tone.WARN, "#a2.3", "2.3 и 3.3"),
            Check("Сроковете са в рамките на 2026 г."),
            Check("Съответства на общинската стратегия"),
            Check("Няма повторени номера"),
        ]
    )


def message() -> Message:
    return Message(
        "Рая Хлебарова",
        "По 3.3: без брой помощници не можем да планираме проверката.",
        moment(26, 9, 5),
        "дейност 3.3",
        "#a3.3",
        "отворена",
    )


def lines() -> list[LogLine]:
    return [
        LogLine(
            "предложи съгласуване", moment(30, 15, 20), "К. Бистришки", acting_for="Н. Радулова"
        ),
        LogLine("Версия 3 внесена", moment(9, 11, 4), is_key=True),
    ]


def stamp(on: dt.date | None = None, number: str = "") -> Stamp:
    return Stamp("СЪГЛАСУВАЛ", "Невена Радулова", "Началник на РУО – Средногорие", on, number)


def chips() -> list[VisitChip]:
    return [
        VisitChip("СУ „З. Стоянов“", "tema", TODAY, "18.1.2", "/visits/1/", is_today=True),
        VisitChip("НУ „К. Фотинов“", "tek", day(20), "18.2.6", has_conflict=True),
        VisitChip("ДГ „Синчец“", "posl", day(16), "последваща", is_done=True),
    ]


def bars() -> Plot:
    columns = [
        Column("IX", 8, 8),
        Column("X", 15, 14),
        Column("XI", 17, 16),
        Column("IV", 14, 0, is_now=True),
        Column("VI", 0, 0),
    ]
    return column_plot("Проверки по месеци", columns, head="Месец")


def rows() -> RowPlot:
    sections = [
        Row("1. Обхват и задържане в училище", 9, 4, 1, 14, expected=10),
        Row("8. Външно оценяване и ДЗИ", 2, 2, 0, 10, expected=2, url="/plans/8/"),
    ]
    return row_plot("Изпълнение по раздели", sections, head="Раздел")


def ages() -> list[Age]:
    return [*(deadline_age(day(n), TODAY) for n in (2, 1, 0, -5, 9)), done_age(), upcoming_age()]


def bad_form() -> StepForm:
    sent = StepForm({"sent_on": "25.03.x"})
    sent.is_valid()
    return sent


def context() -> dict[str, object]:
    """Everything that ``gallery.html`` names."""
    return {
        "ages": ages(),
        "states": states(),
        "route": route(),
        "returned": route(returned=True),
        "indicators": indicators(),
        "tasks": tasks(),
        "actions": actions(),
        "checks": checks(),
        "message": message(),
        "lines": lines(),
        "stamp": stamp(TODAY, "№ С-57"),
        "unsigned": stamp(),
        "chips": chips(),
        "bars": bars(),
        "rows": rows(),
        "page": Paginator(range(520), 10).page(7),
        "form": StepForm(auto_id="dialog_%s"),
        "bad_form": bad_form(),
        "crumbs": [("Планове", "/plans/"), ("2026 г.", "")],
    }
