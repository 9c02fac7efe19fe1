"""Each rule of the linter with a right and a wrong example, made up for it."""

import datetime
from dataclasses import dataclass, replace

import pytest
from django.utils import translation

from plans import lint
from plans.lint.model import Control, Heading, Row, Signing, Text
from plans.states import PlanKind

GOAL = Heading(1, "1", "Подкрепа")
SECOND = Heading(2, "2", "Изяви")
BELOW = Heading(3, "2.1", "Празници", SECOND)
WORK = Row(
    "Среща с родителите на първокласниците",
    "1.1",
    GOAL,
    term="октомври 2026 г.",
    term_kind="month",
    starts_on=datetime.date(2026, 10, 1),
    ends_on=datetime.date(2026, 10, 31),
    unit="брой срещи",
    baseline="1",
    target="2",
    responsible="директор",
    financing="бюджет на училището",
    indicator="проведени срещи",
)
NEXT = replace(WORK, text="Посещение на общинската библиотека", number="1.2")
TWO_SCHOOLS = Control(
    "thematic",
    target_count=2,
    listed=(("ОУ „Ясен“", "гр. Каменград"), ("ДГ „Дъга“", "с. Брод")),
)
VISIT = replace(
    WORK,
    text="Методическа помощ и проверка на списък-образец",
    control=TWO_SCHOOLS,
)
CURRENT = replace(
    VISIT, number="1.2", text="Контрол на списък-образец", control=Control("current", listed=())
)
UNLISTED = Control("current", target_count=37)
YEAR = (datetime.date(2026, 9, 15), datetime.date(2027, 9, 14))
CALENDAR = (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))


def school(*rows):
    return Text(PlanKind.SCHOOL, *YEAR, rows or (WORK,))


def authority(*rows):
    return Text(PlanKind.RUO, *YEAR, rows)


def municipal(**more):
    plain = Text(PlanKind.MUNICIPAL, *CALENDAR, (WORK,), "Общинска стратегия 2025–2026", 2026)
    return replace(plain, **more)


def work(**cells):
    """A school's plan of two rows, the first with other cells."""
    return school(replace(WORK, **cells), NEXT)


def months(first, last, raw="по месеци"):
    return work(term=raw, term_kind="month_range", starts_on=first, ends_on=last)


def day(year, month, number=1):
    return datetime.date(year, month, number)


def visit(**cells):
    return authority(replace(VISIT, control=replace(TWO_SCHOOLS, **cells)), CURRENT)


@dataclass(frozen=True)
class Example:
    """A text in which a rule finds nothing, one in which it finds something, and where."""

    right: Text
    wrong: Text
    where: str = "1.1"


EXAMPLES = {
    "number_repeated": Example(school(WORK, NEXT), school(WORK, replace(NEXT, number="1.1"))),
    "heading_repeated": Example(
        school(WORK, replace(WORK, number="2.1", heading=SECOND)),
        school(WORK, replace(WORK, number="1.2", heading=replace(SECOND, number="1"))),
        "1.2",
    ),
    "number_missing": Example(
        school(WORK, NEXT, replace(NEXT, number="2.1.1", heading=BELOW)),
        school(WORK, replace(NEXT, number="1.3")),
        "1.3",
    ),
    "number_blank": Example(
        school(replace(WORK, number=""), replace(NEXT, number="")),
        school(WORK, NEXT, replace(NEXT, number="", text="Разходка")),
        "Разходка…",
    ),
    "term_outside_period": Example(
        months(day(2026, 9), day(2026, 9, 30)), months(day(2025, 10), day(2025, 11, 30))
    ),
    "term_before_period": Example(
        months(day(2026, 9), day(2027, 6, 30)), months(day(2026, 1), day(2027, 4, 30))
    ),
    "term_after_period": Example(
        months(day(2026, 10), day(2027, 9, 30)), months(day(2027, 5), day(2027, 12, 31))
    ),
    "term_backwards": Example(
        work(term="април – декември 2026 г."),
        work(term="месец декември 2026 г. месец април 2026 г."),
    ),
    "term_unclear": Example(
        work(term="октомври 2026 г. – май 2027 г."), work(term="октомври 2026 г. май 2027 г.")
    ),
    "term_missing": Example(
        work(term="постоянен", starts_on=None, ends_on=None),
        work(term="–", starts_on=None, ends_on=None),
    ),
    "baseline_without_number": Example(work(baseline="22 училища"), work(baseline="училища")),
    "target_below_baseline": Example(
        work(baseline="40%", target="20%", text="Намаляване на отсъствията"),
        work(baseline="100%", target="90 %"),
    ),
    "target_missing": Example(work(target="по заявки"), work(target="–")),
    "target_in_words": Example(work(target="2 срещи"), work(target="според заявките")),
    "row_bare": Example(
        school(Row("Модул „Спорт“", "1.1", GOAL), replace(NEXT)),
        school(Row("Участие в работна среща", "1.1", GOAL, responsible="–"), replace(NEXT)),
    ),
    "cell_blank": Example(
        school(replace(WORK, financing=""), replace(NEXT, financing="")),
        school(replace(WORK, financing=""), NEXT, replace(NEXT, number="1.3")),
    ),
    "responsible_missing": Example(
        school(
            Row("Модул за занимания", "1.1", GOAL), replace(WORK, number="1.1.1"), replace(NEXT)
        ),
        work(responsible=" – "),
    ),
    "responsible_is_a_measure": Example(
        work(responsible="директор, 1 учител"), work(responsible="Брой обучени учители")
    ),
    "department_spelling": Example(
        school(replace(WORK, responsible="отдел АПФСИО"), replace(NEXT, responsible="отдел ОМДКА")),
        school(
            replace(WORK, responsible="отдел АП-ФСЮ"), replace(NEXT, responsible="отдел АПФСИО")
        ),
    ),
    "personal_name": Example(
        work(text="Празник в читалище Захари Стоянов", responsible="учител в ОУ Райна Попова"),
        work(responsible="старши експерт Яна Горанова"),
    ),
    "listed_differ_from_target": Example(visit(), visit(target_count=3)),
    "listed_twice": Example(
        visit(), visit(listed=(("ОУ „Ясен“", "с. Брод"), ("ОУ „ЯСЕН“", "с. Брод")))
    ),
    "school_spelling": Example(
        visit(),
        visit(listed=(("ОУ „П. Рилски“", "с. Брод"), ("ОУ „Петър Рилски“", "с. Брод"))),
    ),
    "none_listed": Example(
        authority(VISIT),
        authority(replace(CURRENT, number="1.1", control=Control("current", target_count=2))),
    ),
    "thematic_missing": Example(authority(VISIT, CURRENT), authority(CURRENT), ""),
    "current_missing": Example(authority(VISIT, CURRENT), authority(VISIT), ""),
    "list_form_missing": Example(
        authority(CURRENT), authority(replace(CURRENT, text="Контрол на изпити")), ""
    ),
    "outside_the_plan": Example(visit(), visit(kind="complaint")),
    "kind_missing": Example(visit(kind="", form="monitoring"), visit(kind="")),
    "support_missing": Example(
        authority(VISIT), authority(replace(VISIT, text="Контрол на изпити")), ""
    ),
    "strategy_expired": Example(municipal(), municipal(strategy_until=2025), ""),
    "strategy_unnamed": Example(municipal(), municipal(strategy="", strategy_until=None), ""),
    "old_strategy_named": Example(
        work(text="По Стратегията за учене 2021 – 2030 г."),
        work(text="По Стратегията за учене 2014 – 2020 г."),
    ),
    "adopted_late": Example(
        municipal(signing=Signing(decided_on=day(2026, 4, 30))),
        municipal(signing=Signing(decided_on=day(2026, 5, 1))),
        "",
    ),
    "decision_blank": Example(municipal(), municipal(signing=Signing(blank_decision=True)), ""),
    "agreement_undated": Example(
        municipal(signing=Signing(agreed=True, agreed_dated=True)),
        municipal(signing=Signing(agreed=True)),
        "",
    ),
    "wording_repeated": Example(
        school(WORK, replace(WORK, number="1.2", term="май 2027 г.")),
        school(
            replace(WORK, text="Среща с родителите на първокласниците и учителите"),
            replace(WORK, number="1.2", text="Среща с родителите на първокласниците, и учителите"),
        ),
        "1.2",
    ),
    "letters_mixed": Example(work(text="Дни на STEM и ИКТ"), work(text="Непедagogически състав")),
}


def found(rule, text):
    return [one for one in lint.findings_in(text) if one.rule is rule]


NO_FAULTS = {
    "responsible_is_a_measure": [
        work(responsible="1 представител"),
        work(responsible="2 класни ръководители"),
    ],
    "old_strategy_named": [work(text="По Стратегията за грамотност 2019 – 2026 г.")],
    "strategy_expired": [
        replace(municipal(), starts_on=day(2026, 5), ends_on=day(2027, 4, 30)),
    ],
    "none_listed": [
        authority(replace(VISIT, baseline="37 училища", target="37 училища", control=UNLISTED)),
        authority(replace(VISIT, control=replace(UNLISTED, target_count=None))),
    ],
    "number_missing": [
        school(WORK, replace(WORK, number="3.1", heading=Heading(3, "3", "Трета"))),
    ],
    "term_missing": [
        school(replace(WORK, term="", starts_on=None, ends_on=None), replace(NEXT, number="1.1.1")),
        school(Row("Национална програма „Заедно“", "1.1", GOAL), NEXT),
        school(Row("Участие в работна среща", "1.1", GOAL), NEXT),
    ],
    "responsible_missing": [
        school(replace(WORK, responsible=""), replace(NEXT, number="1.1.1")),
        school(Row("Участие в работна среща", "1.1", GOAL), NEXT),
    ],
    "target_below_baseline": [
        work(text="Контрол на изпитите", unit="брой училища", baseline="22", target="6"),
        work(text="Извършване на проверки по сигнали", baseline="22", target="6"),
    ],
}
"""What was counted as false alarms in documents of these kinds, by the rule that gave them."""


@pytest.mark.parametrize("rule", NO_FAULTS)
def test_what_only_looks_like_a_fault_is_passed_over(rule):
    (asked,) = [one for one in lint.RULES if one.name == rule]
    assert [found(asked, text) for text in NO_FAULTS[rule]] == [[]] * len(NO_FAULTS[rule])


def test_every_rule_has_its_examples():
    assert set(EXAMPLES) == {rule.name for rule in lint.RULES}
    assert len(EXAMPLES) == len(lint.RULES)


@pytest.mark.parametrize("rule", lint.RULES, ids=lambda rule: rule.name)
@pytest.mark.parametrize("language", ["bg", "en"])
def test_a_rule_finds_the_wrong_and_only_it(rule, language):
    example = EXAMPLES[rule.name]
    with translation.override(language):
        assert found(rule, example.right) == []
        (finding,) = found(rule, example.wrong)
        assert (finding.row.name if finding.row else "") == example.where
        assert bool(finding.row) is bool(finding.column)
        assert any("а" <= letter <= "я" for letter in str(rule.title)) is (language == "bg")
        assert str(finding).endswith(".")


@pytest.mark.parametrize("rule", lint.RULES, ids=lambda rule: rule.name)
def test_a_rule_says_where_it_comes_from_and_what_is_right(rule):
    assert "чл. " in rule.source or rule.source == "practice"
    assert rule.summary.endswith(".")
    assert not (rule.valid_from and not rule.article)


def test_the_law_of_today_is_not_applied_to_a_plan_of_the_past():
    wrong = EXAMPLES["thematic_missing"].wrong
    past = replace(wrong, starts_on=day(2020, 9, 15), ends_on=day(2021, 9, 14))
    names = {one.rule.name for one in lint.findings_in(past)}
    assert not names & {"thematic_missing", "current_missing", "support_missing"}


def test_a_finding_keeps_its_key_when_words_around_it_change():
    wrong = EXAMPLES["listed_differ_from_target"].wrong
    changed = replace(wrong, rows=[replace(row, note="по график") for row in wrong.rows])
    keys = [
        [one.key for one in lint.findings_in(text) if one.is_grave] for text in (wrong, changed)
    ]
    assert keys[0] == keys[1] != []


def test_a_heading_without_rows_is_told_by_the_rows_below_it():
    rows = [replace(WORK, number=number) for number in ("1.1.1", "1.1.2", "1.2", "1.3.1", "1.4")]
    assert "number_missing" not in {one.rule.name for one in lint.findings_in(school(*rows))}


def test_a_row_without_a_number_is_asked_for_its_responsible_too():
    bare = replace(NEXT, number="", text="Разходка", responsible="")
    (found,) = (one for one in lint.findings_in(school(WORK, NEXT, bare)) if one.is_grave)
    assert (found.rule.name, found.row) == ("responsible_missing", bare)


def test_a_plan_without_faults_has_no_findings():
    assert (
        lint.findings_in(
            authority(
                VISIT,
                replace(
                    CURRENT,
                    control=Control("current", target_count=1, listed=(("ДГ „Дъга“", "с. Брод"),)),
                ),
            )
        )
        == []
    )
    assert lint.findings_in(municipal()) == []
    assert lint.findings_in(school(WORK, NEXT)) == []
