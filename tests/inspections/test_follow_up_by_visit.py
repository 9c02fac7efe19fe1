"""A follow-up by visit: ordered, dated, checked, registered and reported; until then one waits."""

import datetime

import pytest
from django.db import transaction
from django.urls import reverse

from inspections import choosing
from inspections.choosing import ChoiceRefused
from inspections.models import Inspection, Visit
from tests import making
from tests.breaking import refused_by, set_to
from tests.closed_world import outcome
from tests.frame.finding import select
from tests.making import TODAY
from tests.pages.reading import words
from tests.racing import presses, together
from tests.reaching import brought
from workflows import changes, desks, records, steps
from workflows.models import Notice
from workflows.refusals import NotReady

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
BY = TODAY() + 9 * DAY
ENTERED = {"follow_up_mode": "visit", "follow_up_on": BY}


@pytest.fixture
def visit(people, places):
    """The head has ordered a follow-up by visit."""
    return brought("visit", "follow_up_by_visit", people, places)


@pytest.fixture
def inspection(visit):
    return visit.follow_ups.get()


def waits(person, document):
    return set(
        desks.waiting_for(person).filter(document_id=document.pk).values_list("step", flat=True)
    )


def missing(visit, step, person):
    told = next(one for one in steps.offers(visit, person) if one.step.name == step)
    return [one.name for one in told.missing]


def test_the_decision_opens_an_inspection_of_its_own_at_the_heads_desk(visit, inspection, people):
    assert (inspection.state, inspection.kind_of) == ("proposed", "follow_up")
    assert (inspection.plan, inspection.identity, inspection.follows) == (None, None, visit)
    assert inspection.visits_until == visit.follow_up_on
    assert inspection.team == visit.inspection.team
    assert [one.institution for one in inspection.targets.all()] == [visit.institution]
    assert visit.measures.get().text in inspection.aim
    assert visit.authority_number in inspection.topic
    assert waits(people.ruo_head, inspection) == {"order"}
    assert waits(people.expert, visit) == set()
    assert records.verify(inspection) == []


def test_the_order_is_shown_filled_in(inspection, people):
    form = next(one.form for one in steps.offers(inspection, people.ruo_head))
    assert form.initial["team"] == inspection.team
    assert form.initial["aim"] == inspection.aim
    assert form.initial["visits_until"] == inspection.visits_until
    assert form.initial["protocol_days"] == 7


def test_its_checklist_asks_about_each_measure_and_what_the_order_adds(visit, inspection, people):
    facts = making.order_facts(people, order_number="РД-06-77", criteria=["Обратна връзка"])
    making.taken(inspection, "order", people.ruo_head, **facts)
    again = making.scheduled(inspection.visits.get(), people, hour=14)
    asked = [(one.question, one.checks) for one in again.answers.all()]
    measure = visit.measures.get()
    assert asked == [(measure.text, measure), ("Обратна връзка", None)]


def test_a_long_prescription_is_asked_about_in_full(people, places):
    visit = brought("visit", "visited", people, places)
    long = "Да се попълнят записите. " * 60
    visit.measures.create(
        kind="prescription", text=long, due_on=TODAY() + DAY, proposed_by=people.expert
    )
    making.reported(visit, people)
    facts = {"prescription_order": "РД-1", "answer_due_on": TODAY()}
    making.taken(visit, "prescribe", people.ruo_head, **facts)
    for measure in visit.measures.all():
        measure.reply = "Попълнени."
        measure.save()
        measure.evidence.create(
            name="a.pdf", file="evidence/a.pdf", fingerprint="0" * 64, added_by=people.director
        )
    making.taken(visit, "answer", people.director, answer="Изпълнено.")
    making.taken(visit, "follow_up", people.ruo_head, **ENTERED)
    assert making.followed_up(visit, people).answers.get().question == long


def test_until_its_report_nobody_confirms_or_escalates(visit, people):
    barred = ["follow_up_visit_is_reported"]
    assert missing(visit, "confirm", people.expert) == barred
    assert missing(visit, "escalate", people.ruo_head) == barred
    assert outcome(visit, "confirm", people.expert, note="Видяно.") == "NotReady"
    assert outcome(visit, "escalate", people.ruo_head, note="Не е.") == "NotReady"


def test_its_report_calls_the_team_of_the_first_visit_by_desk_and_letter(visit, people):
    Notice.objects.all().delete()
    version = visit.version
    again = making.followed_up(visit, people)
    visit.refresh_from_db()
    assert visit.version == version + 1
    assert visit.measures.get().executed is True
    assert waits(people.expert, visit) == {"confirm"}
    # The expert reported it: a letter goes to the others of the team.
    assert not Notice.objects.filter(kind="work_waits", url=visit.get_absolute_url()).exists()
    making.taken(visit, "confirm", people.expert, note="Видяно на място.")
    assert visit.state == "closed"
    assert again.state == "reported"


def test_an_expert_of_the_team_who_did_not_report_is_told_by_letter(ruo_plan, people, places):
    team = [people.expert, people.second_expert]
    inspection = making.ordered(ruo_plan, people, team=team)
    visit = making.scheduled(making.visit_of(inspection, places.school), people)
    making.reported(visit, people, ("prescription",))
    facts = {"prescription_order": "РД-1", "answer_due_on": TODAY()}
    making.taken(visit, "prescribe", people.ruo_head, **facts)
    Visit.objects.filter(pk=visit.pk).update(answer_due_on=TODAY() - DAY)
    making.taken(visit, "follow_up", people.ruo_head, **ENTERED)
    making.followed_up(visit, people)
    letters = Notice.objects.filter(kind="work_waits", url=visit.get_absolute_url())
    assert [letter.person for letter in letters] == [people.second_expert]


def test_what_it_found_undone_goes_to_the_head_and_is_not_confirmed(visit, people):
    making.followed_up(visit, people, answer="partly")
    visit.refresh_from_db()
    assert visit.measures.get().executed is False
    assert waits(people.ruo_head, visit) == {"escalate"}
    assert waits(people.expert, visit) == set()
    assert missing(visit, "confirm", people.expert) == ["nothing_was_found_undone"]
    making.taken(visit, "escalate", people.ruo_head, note="Изпълнено е отчасти.")
    assert visit.measures.get().executed is False


def test_after_it_is_closed_the_head_may_order_another_one(visit, inspection, people):
    again = making.followed_up(visit, people, answer="no")
    assert outcome(visit, "follow_up", people.ruo_head, **ENTERED) == "NotReady"
    making.taken(again, "close", people.ruo_head)
    inspection.refresh_from_db()
    making.taken(inspection, "close", people.ruo_head)
    visit.refresh_from_db()
    making.taken(visit, "follow_up", people.ruo_head, **ENTERED)
    assert visit.measures.get().executed is None
    assert visit.follow_ups.count() == 2
    assert waits(people.expert, visit) == set()
    assert missing(visit, "confirm", people.expert) == ["follow_up_visit_is_reported"]


def test_documents_may_take_its_place_when_it_is_over(visit, inspection, people):
    again = making.followed_up(visit, people, answer="no")
    making.taken(again, "close", people.ruo_head)
    inspection.refresh_from_db()
    making.taken(inspection, "close", people.ruo_head)
    visit.refresh_from_db()
    making.taken(visit, "follow_up", people.ruo_head, **ENTERED | {"follow_up_mode": "documents"})
    assert waits(people.expert, visit) == {"confirm"}
    making.taken(visit, "confirm", people.expert, note="По документи.")
    assert visit.measures.get().executed is True


def test_it_may_prescribe_anew_and_the_first_visit_does_not_wait_for_that(visit, people):
    again = making.followed_up(visit, people, proposes="prescription")
    facts = {"prescription_order": "РД-2", "answer_due_on": TODAY() + 9 * DAY}
    making.taken(again, "prescribe", people.ruo_head, **facts)
    visit.refresh_from_db()
    making.taken(visit, "confirm", people.expert, note="Видяно на място.")
    assert (visit.state, again.state) == ("closed", "prescribed")


def buttons(browser, document):
    page = browser.open(document.get_absolute_url())
    return {words(one) for one in select(page, ".r-head__act a")}


def test_the_page_offers_no_second_one_and_only_the_head_gives_it_up(visit, inspection, people, at):
    head, planner = at(people.ruo_head), at(people.department_head)
    assert "Назначи последващ контрол" not in buttons(head, visit)
    assert "Оттегли последващия контрол" in buttons(head, inspection)
    for browser in (head, planner):
        assert "Оттегли предложението" not in buttons(browser, inspection)
    assert outcome(inspection, "withdraw", people.department_head, note="Отпада.") == "NotReady"
    assert outcome(inspection, "withdraw_follow_up", people.department_head) == "NotYours"
    making.taken(inspection, "withdraw_follow_up", people.ruo_head, note="Отпада.")
    assert "Назначи последващ контрол" in buttons(head, visit)


def test_a_follow_up_counts_towards_no_row_of_the_plan(visit, inspection, people):
    again = making.followed_up(visit, people)
    making.taken(again, "close", people.ruo_head)
    plan = visit.inspection.plan
    assert plan.facts.count() == 0
    visit.refresh_from_db()
    making.taken(visit, "confirm", people.expert, note="Видяно на място.")
    assert plan.facts.count() == 1
    assert inspection not in plan.inspections.all()


def test_the_first_inspection_is_not_closed_before_the_visit_that_waits(visit, people):
    making.followed_up(visit, people)
    with pytest.raises(NotReady) as refused:
        making.taken(visit.inspection, "close", people.ruo_head)
    assert [one.name for one in refused.value.unmet] == ["all_visits_ended"]


def test_its_school_is_that_of_the_visit_and_is_not_chosen(inspection, people, places):
    head = people.department_head
    with pytest.raises(ChoiceRefused, match=r"."):
        choosing.choose(inspection, places.other_school, actor=head)
    with pytest.raises(ChoiceRefused, match=r"."):
        choosing.remove(inspection.targets.get(), actor=head)


def test_a_follow_up_in_time_is_not_ordered_for_yesterday(people, places):
    visit = brought("visit", "answered", people, places)
    yesterday = ENTERED | {"follow_up_on": TODAY() - DAY}
    assert outcome(visit, "follow_up", people.ruo_head, **yesterday) == "NotReady"


def test_the_database_keeps_what_an_inspection_came_from(inspection, visit):
    name = "inspection_has_its_row_or_the_visit_it_follows"
    with refused_by(name), transaction.atomic():
        set_to(inspection, follows=None)
    with refused_by(name), transaction.atomic():
        set_to(inspection, kind_of="thematic")
    with refused_by(name), transaction.atomic():
        set_to(visit.inspection, identity=None)
    with refused_by("inspection_one_follow_up_at_a_time"), transaction.atomic():
        Inspection.objects.filter(pk=visit.inspection_id).update(
            follows=visit, plan=None, identity=None, kind_of="follow_up"
        )


def links(browser, document):
    page = browser.open(document.get_absolute_url())
    return {one.get("href") for one in select(page, "main a")}


def test_the_two_visits_are_linked_both_ways_as_far_as_they_are_open(visit, inspection, people, at):
    first, order = visit.get_absolute_url(), inspection.get_absolute_url()
    head, director = at(people.ruo_head), at(people.director)
    assert order in links(head, visit)
    assert first in links(head, inspection)
    assert order not in links(director, visit)
    again = making.followed_up(visit, people)
    for browser in (head, director):
        assert again.get_absolute_url() in links(browser, visit)
        assert first in links(browser, again)
    director.open(order, 404)
    stranger = at(people.other_director)
    for document in (visit, again):
        stranger.open(document.get_absolute_url(), 404)


def test_who_sees_ordered_inspections_only_finds_no_way_to_the_visit(visit, inspection, people, at):
    at(people.observer).open(inspection.get_absolute_url(), 404)
    making.followed_up(visit, people)
    assert visit.get_absolute_url() not in links(at(people.observer), inspection)


def test_the_institution_does_not_read_when_it_was_reported(visit, people):
    making.followed_up(visit, people)
    shown = visit.records_open_to(people.director).values_list("step", flat=True)
    assert "follow_up" in shown
    assert "follow_up_reported" not in shown


def test_lists_and_schedule_know_its_kind(visit, inspection, people, at):
    making.taken(
        inspection, "order", people.ruo_head, **making.order_facts(people, order_number="РД-9")
    )
    making.scheduled(inspection.visits.get(), people, hour=14)
    head = at(people.ruo_head)
    address = inspection.get_absolute_url()
    found = head.open(reverse("inspection_list"), kind="follow_up")
    assert [one.get("href") for one in select(found, "tr a.r-rowlink")] == [address]
    chips = select(head.open(reverse("inspection_calendar"), kind="follow_up"), ".r-cal a.r-chip")
    assert [one.get("href") for one in chips] == [inspection.visits.get().get_absolute_url()]
    changes.attend()
    page = words(head.open(reverse("search"), q=visit.institution.name))
    assert inspection.topic in page


@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_once_it_opens_one_inspection(people, places):
    visit = brought("visit", "answered", people, places)
    entered = {
        "follow_up_mode": "visit",
        "follow_up_on": BY.isoformat(),
        "on": TODAY().isoformat(),
    }
    press = [presses(people.ruo_head, visit, "follow_up", **entered) for _hand in range(2)]
    answers = together([visit], *press)
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    assert visit.follow_ups.count() == 1
