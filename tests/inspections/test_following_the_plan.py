"""A later version of the plan: its inspections follow it, orders wait for the head."""

import pytest

from inspections import choosing
from inspections.models import Inspection
from tests import making
from tests.making import TODAY
from tests.pages.reading import words
from tests.reaching import walked
from workflows import records
from workflows.models import Desk, Notice

pytestmark = pytest.mark.django_db
WITHOUT_THEMATIC = "Тематичната се пренася в следващата година."


@pytest.fixture
def plan(people, places):
    """In execution, with two proposed inspections."""
    return walked(making.ruo_plan(people, places), "ruo", "submit approve publish", people, places)


@pytest.fixture
def change(plan, people, places):
    """Approve a change of the plan's rows; ``over``: why, with what the linter finds grave."""

    def approve(how, over=""):
        walked(plan, "ruo", "propose_change", people, places)
        making.changed_text(plan, people, how)
        walked(plan, "ruo", "submit_change approve_change", people, places, over=over)

    return approve


def open_work(document):
    found = Desk.objects.filter(document_id=document.pk, closed_at=None)
    return set(found.values_list("step", flat=True))


def of(plan, number):
    return plan.inspections.get(number=number)


def drop(number):
    return lambda rows: rows.filter(number=number).delete()


def printed(inspection):
    return {target.printed for target in inspection.targets.all()}


def listed(rows, number):
    return rows.get(number=number).inspection.listed


def test_a_proposal_goes_with_its_row(plan, change, people):
    change(drop("18.1.1"), over=WITHOUT_THEMATIC)
    inspection = of(plan, "18.1.1")
    assert (inspection.state, inspection.left_plan_on) == ("withdrawn", TODAY())
    record = records.of(inspection).last()
    assert record.facts == {"plan_record": records.of(plan).last().pk}
    assert "РД09-2" in record.note
    assert open_work(inspection) == set()
    assert people.department_head.pk in Notice.objects.filter(
        kind="inspection_withdrawn"
    ).values_list("person", flat=True)
    assert of(plan, "18.2.1").state == "proposed"


def test_a_row_that_comes_back_opens_its_inspection_anew(plan, change, people, places):
    row = of(plan, "18.1.1").identity
    change(drop("18.1.1"), over=WITHOUT_THEMATIC)

    def again(rows):
        kept = rows.model.objects.get(revision__plan=plan, revision__number=1, identity=row)
        planned = kept.inspection
        kept.pk, kept.revision, kept.section = None, rows.instance, None
        kept.position = 99
        kept.save()
        planned.pk, planned.activity = None, kept
        planned.save()

    change(again)
    states = plan.inspections.filter(identity=row).values_list("state", flat=True)
    assert sorted(states) == ["proposed", "withdrawn"]


def test_what_people_withdrew_is_not_opened_by_the_next_change(plan, change, people):
    making.taken(of(plan, "18.1.1"), "withdraw", people.ruo_head, note="Отпада.")
    change(lambda rows: rows.filter(number="1.1").update(text="Друга среща"))
    assert plan.inspections.filter(number="18.1.1").count() == 1


def test_an_order_stays_and_waits_for_the_head(plan, change, people, at):
    inspection = of(plan, "18.1.1")
    making.taken(inspection, "order", people.ruo_head, **making.order_facts(people))
    change(drop("18.1.1"), over=WITHOUT_THEMATIC)
    inspection.refresh_from_db()
    assert (inspection.state, inspection.left_plan_on) == ("ordered", TODAY())
    assert open_work(inspection) == {"carry_on"}
    assert "отпадна от плана" in words(at(people.ruo_head).open(inspection.get_absolute_url()))
    making.taken(inspection, "carry_on", people.ruo_head, note="Започната е.")
    assert open_work(inspection) == set()
    assert "заповедта се изпълнява" in words(at(people.expert).open(inspection.get_absolute_url()))


def test_an_order_that_nothing_happened_to_asks_for_no_decision(plan, change, people, at):
    inspection = of(plan, "18.1.1")
    making.taken(inspection, "order", people.ruo_head, **making.order_facts(people))
    change(lambda rows: rows.filter(number="18.1.1").update(deadline_raw="май 2026"))
    inspection.refresh_from_db()
    assert inspection.left_plan_on is None
    assert inspection.period != "май 2026", "the order is the head's"
    page = at(people.ruo_head).open(inspection.get_absolute_url())
    assert "carry_on" not in str(page)


def test_a_proposal_says_what_its_row_says_now(plan, change, people):
    def other(rows):
        rows.filter(number="18.1.1").update(deadline_raw="май 2026", target_raw="3 училища")
        row = rows.get(number="18.1.1")
        row.inspection.subject, row.inspection.target_count = "Друг предмет", 3
        row.inspection.save()

    before = of(plan, "18.1.1")
    change(other, over="Третото училище се избира по-късно.")
    after = of(plan, "18.1.1")
    assert (after.topic, after.period, after.target_count) == ("Друг предмет", "май 2026", 3)
    assert after.target == "3 училища"
    assert printed(after) == printed(before)
    assert records.of(after).last().step == "follow_plan"
    assert open_work(after) == {"choose_schools"}


def test_schools_follow_the_list_and_what_people_said_stays(plan, change, people, places):
    inspection = of(plan, "18.2.1")
    choosing.match(inspection.targets.get(), places.school, actor=people.department_head)
    choosing.choose(inspection, places.other_school, actor=people.department_head)

    def longer(rows):
        listed(rows, "18.2.1").create(position=9, name="ДГ „Нова“", type="ДГ", settlement="с. Нови")

    change(longer, over="Посещава се едно от двете.")
    kept = {target.name: target.institution for target in inspection.targets.all()}
    assert kept["ОУ „Някое Друго“"] == places.school, "matched by a person"
    assert kept[places.other_school.name] == places.other_school, "added by a person"
    assert kept["ДГ „Нова“"] is None

    change(lambda rows: listed(rows, "18.2.1").filter(name="ОУ „Някое Друго“").delete())
    assert {target.name for target in inspection.targets.all()} == {
        places.other_school.name,
        "ДГ „Нова“",
    }


def test_a_school_chosen_by_hand_that_the_plan_now_lists_stands_once(plan, change, people, places):
    inspection = of(plan, "18.2.1")
    school = places.other_school
    choosing.choose(inspection, school, actor=people.department_head)
    inspection.targets.filter(institution=school).update(name="Както е избрано")
    change(
        lambda rows: listed(rows, "18.2.1").create(
            position=9, name=school.name, type="", settlement=school.settlement
        ),
        over="Посещава се едно от двете.",
    )
    assert [one.name for one in inspection.targets.filter(institution=school)] == [school.name]


def test_a_version_that_changes_no_inspection_leaves_no_trace(plan, change):
    counts = {one.pk: records.of(one).count() for one in plan.inspections.all()}
    change(lambda rows: rows.filter(number="1.1").update(text="Друга среща"))
    assert {one.pk: records.of(one).count() for one in Inspection.objects.all()} == counts
