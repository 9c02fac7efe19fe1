"""What is found by whom: forms, numbers, slips, rights, and entries that follow what is written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from approvals.models import Decision
from institutions.models import Institution
from plans import editing
from plans.models import Plan
from search.finding import Asked, find
from search.keeping import learn
from search.models import Kind
from search.vector import Question
from tests import making
from tests.plans.test_compare import row_text
from tests.plans.test_pages import returned
from workflows import changes

pytestmark = pytest.mark.django_db


def urls(person, text, kind=None):
    """Addresses of what a person finds when a worker has read what changed."""
    changes.attend()
    found = find(Asked(person, Question.of(text)))
    return {
        hit.url for group in found.kinds if kind in (None, group.kind) for hit in group.hits
    }  # fmt: skip


def row_url(plan, row):
    return f"{plan.get_absolute_url()}#{row.anchor}"


def test_a_row_is_found_by_other_forms_of_its_words(municipal_plan, people):
    row = municipal_plan.latest.activities.get(number="1.2")
    for text in ("логопеди", "логопедите градина", "детската градина логопед", "ЛОГОПЕДЪТ 1.2"):
        assert urls(people.municipal_expert, text) == {row_url(municipal_plan, row)}
    assert urls(people.municipal_expert, "логопеди училище") == set()


def test_the_plan_is_found_by_its_numbers_and_days(municipal_plan, people):
    making.registered(municipal_plan, people)
    number = Plan.objects.get(pk=municipal_plan.pk).incoming_number
    address = municipal_plan.get_absolute_url()
    for text in (number, f"вх. № {number}".replace("вх.", ""), number.lower().replace("-", " ")):
        assert address in urls(people.ruo_head, text, Kind.PLAN)


def test_a_decision_is_found_by_its_number(municipal_plan, people, places):
    making.adopted(municipal_plan, people, places)
    decision = Decision.objects.get()
    address = reverse("decision", args=[decision.pk])
    for text in (decision.line, f"№{decision.number}", f"Решение {decision.number}"):
        assert address in urls(people.council_clerk, text, Kind.DECISION)
    assert urls(people.director, decision.line, Kind.DECISION) == set()


def test_slips_are_mended_and_told(municipal_plan, people):
    changes.attend()
    learn_all()
    found = find(Asked(people.municipal_expert, Question.of("логпед градинте")))
    assert found.is_corrected
    assert found.question.words == ("логопед", "градини")
    assert not find(Asked(people.director, Question.of("логпед"))).kinds


def learn_all():
    """In a test nothing is committed: the words are learnt by hand."""
    learn(["логопед", "градини", "тригодишните", "училище"])


def test_short_names_find_the_long_ones(people, places):
    Institution.objects.filter(pk=places.school.pk).update(short_name="")
    school = Institution.objects.get(pk=places.school.pk)
    school.name = "Основно училище „Изгрев“"
    school.save()
    address = reverse("institution", args=[school.pk])
    assert address in urls(people.ruo_head, "ОУ Изгрев")
    assert address not in urls(people.head_of_another_region, "ОУ Изгрев")


def test_inspections_are_found_by_what_all_of_them_are_called(ruo_plan, people, places):
    inspection = making.ordered(ruo_plan, people)
    visit = making.scheduled(making.visit_of(inspection, places.school), people)
    kind = inspection.get_kind_of_display()
    assert inspection.get_absolute_url() in urls(people.ruo_head, f"{kind} проверки")
    assert visit.get_absolute_url() in urls(people.ruo_head, "посещенията")


def test_unfinished_text_is_found_in_its_house_only(municipal_plan, people):
    plan = returned(municipal_plan, people)
    row = plan.latest.activities.get(number="1.2")
    change = editing.Change(plan, people.municipal_expert, plan.version)
    cells = {"deadline_raw": "2026 година", "responsible_raw": "директорите"}
    text = row_text("1.2", "Рехабилитатор", section=1, indicator_raw="обхванати деца", **cells)
    editing.edit_row(change, row.identity, text)
    assert urls(people.municipal_expert, "рехабилитатори") == {row_url(plan, row)}
    assert urls(people.municipal_expert, "логопед") == set()
    assert urls(people.ruo_head, "рехабилитатори") == set()
    assert urls(people.ruo_head, "логопед") == {row_url(plan, row)}
    plan.remarks.update(answer="Променено е.")
    plan.refresh_from_db()
    making.submitted(plan, people)
    assert urls(people.ruo_head, "рехабилитатори") == {row_url(plan, row)}
    assert urls(people.ruo_head, "логопед") == set()


def test_a_draft_is_found_by_nobody_outside(municipal_plan, people):
    assert urls(people.ruo_head, "логопед") == set()
    making.submitted(municipal_plan, people)
    assert urls(people.ruo_head, "логопед") != set()
    for stranger in (people.director, people.head_of_another_region, people.administrator):
        assert urls(stranger, "логопед") == set()


@pytest.fixture
def world(people, places, municipal_plan):
    """Documents of every kind."""
    making.adopted(municipal_plan, people, places)
    plan = making.ruo_plan(people, places)
    inspection = making.ordered(plan, people)
    making.scheduled(making.visit_of(inspection, places.school), people)
    changes.attend()
    return plan


def test_a_delegate_finds_the_document_they_are_named_on(municipal_plan, people):
    from guardian.shortcuts import assign_perm

    assign_perm("plans.view_documents", people.director, municipal_plan)
    row = municipal_plan.latest.activities.get(number="1.2")
    assert urls(people.director, "логопед") == {row_url(municipal_plan, row)}
    assert municipal_plan.get_absolute_url() in urls(people.director, "Каменград 2026")


def test_the_page_asks_the_database_a_fixed_number_of_times(client, world, people, places):
    client.force_login(people.ruo_head)

    def asked(**query):
        client.get("/search/", query)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/search/", query).status_code == 200
        return len(queries)

    one = asked(q="контрол")
    client.force_login(people.municipal_expert)
    for year in (2027, 2028):
        content = making.municipal_reading(year)
        making.imported(people.municipal_expert, places.municipality, content)
    changes.attend()
    assert asked(q="контрол логопед") == one + 1
    assert asked(q="логопед") == one
    assert asked(q="логопед", show="activity") == one
    assert one <= 15


def test_kinds_are_chosen_and_paged(client, people, places):
    content = making.municipal_reading()
    content["activities"] += [making.row(f"3.{n}", "2", f"Среща {n}") for n in range(60)]
    making.imported(people.municipal_expert, places.municipality, content)
    changes.attend()
    client.force_login(people.municipal_expert)
    shown = client.get("/search/", {"q": "срещи"})
    (group,) = shown.context["found"].kinds
    assert (len(group.hits), group.total) == (5, 60)
    paged = client.get("/search/", {"q": "срещи", "show": "activity", "page": "3"})
    assert len(paged.context["found"].kinds[0].hits) == 10
    assert 'rel="prev"' in paged.content.decode()
    far = client.get("/search/", {"q": "срещи", "show": "activity", "page": "39"})
    assert (len(far.context["found"].kinds[0].hits), far.context["page"].number) == (25, 1)
    other = client.get("/search/", {"q": "срещи", "show": "decision"})
    assert "Няма намерени от този вид" in other.content.decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Какво търсите"),
        ("&|!:*()<->'\\", "Няма какво да се търси"),
        ("и на за", "Няма какво да се търси"),
        ("а" * 10_000, "първите 200 знака"),
        ("':* | проверка", "Няма намерени"),
    ],
)
def test_whatever_is_typed_is_answered_by_a_sentence(client, people, text, said):
    client.force_login(people.ruo_head)
    shown = client.get("/search/", {"q": text, "show": "²", "page": "٣"})
    assert shown.status_code == 200
    assert said in shown.content.decode()
