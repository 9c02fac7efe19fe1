"""The demo names in an order the experts whose subject the plan row holds responsible."""

import pytest

from config.demo.teams import team_of
from inspections.models import Inspection
from institutions.models import Post
from institutions.subjects import is_subject
from tests import making

LANGUAGE = "Старши експерт по български език и литература"
SOCIETY = "Старши експерт по обществени науки, гражданско образование и религия"


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("БЕЛ", LANGUAGE),
        ("български език", LANGUAGE),
        ("ОНГОР", SOCIETY),
        ("ОНЕ", "Старши експерт по обучението в начален етап"),
        ("ОСО", "Старши експерт по организация на средното образование"),
        ("ЧЕМЕ", "Старши експерт по чужди езици и майчин език"),
        ("чужди езици", "Старши експерт по чужди езици и майчин език"),
    ],
)
def test_a_subject_is_known_by_its_words_and_by_its_letters(printed, title):
    assert is_subject(printed, title)


@pytest.mark.parametrize("printed", ["БЕ", "литература", "религия", "МИТ", ""])
def test_another_subject_is_not(printed):
    assert not is_subject(printed, LANGUAGE)
    assert not is_subject(printed, "Началник на отдел ОМДК")


def subjects(team):
    return list(Post.objects.filter(appointments__person__in=team).values_list("title", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("responsible", "title"),
    [
        (["ст. експерт за БЕЛ"], LANGUAGE),
        (["началник на отдел АПФСИО"], "Старши експерт по финансово-стопанска дейност"),
        (["ст. експерти по ОСО", "директор"], "Старши експерт по организация на средното"),
        ([], "Старши експерт по организация на средното образование"),
    ],
)
def test_the_order_names_who_is_responsible_in_the_row(responsible, title, ruo_plan, people):
    making.approved(ruo_plan, people)
    inspection = Inspection.objects.get(number="18.1.1")
    inspection.responsible = responsible
    (found,) = subjects(team_of(inspection))
    assert found.startswith(title)


@pytest.mark.django_db
def test_a_whole_department_takes_turns(ruo_plan, people):
    making.approved(ruo_plan, people)
    inspection = Inspection.objects.get(number="18.1.1")
    inspection.responsible = ["старши експерти от отдел ОМДК"]
    first, second = team_of(inspection, 0), team_of(inspection, 1)
    assert len(first) == len(second) == 1
    assert first != second
    assert {"ОМДК"} == set(
        Post.objects.filter(appointments__person__in=[*first, *second]).values_list(
            "department__code", flat=True
        )
    )
