"""Inspections as people open them: list, page, schools, schedule, prescriptions."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inspections.models import Inspection, Member, Target, Visit
from institutions.calendar import days_without_school, why_no_school
from institutions.models import CalendarDay, DayKind, Institution, Substitution
from tests import making
from tests.frame.finding import select, words

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def approved(ruo_plan, people):
    """The plan whose approval opened two inspections."""
    return making.approved(ruo_plan, people)


@pytest.fixture
def thematic(approved):
    """Two schools, both known."""
    return approved.inspections.get(number="18.1.1")


@pytest.fixture
def current(approved):
    """One school, which waits by name."""
    return approved.inspections.get(number="18.2.1")


@pytest.fixture
def scheduled(ruo_plan, people, places):
    """A visit of today under an order."""
    inspection = making.ordered(ruo_plan, people)
    return making.scheduled(making.visit_of(inspection, places.school), people)


def titles(page):
    return [words(link) for link in select(page, "table a.r-rowlink")]


def counts(page, name):
    """The choices of a filter as „label (n)“."""
    return [words(one) for one in select(page, f"select#f-{name} option")][1:]


def leading(page, tag, part):
    """Forms or links whose address has this part."""
    attribute = {"form": "action", "a": "href"}[tag]
    return [one for one in select(page, tag) if part in one.get(attribute, "")]


def waiting(inspection):
    return inspection.targets.get(institution=None)


# The list


def test_list_shows_schools_known_waiting_and_still_to_choose(approved, people, at):
    approved.inspections.filter(number="18.2.1").update(target_count=3)
    page = at(people.department_head).open(reverse("inspection_list"))
    rows = {
        words(select(row, "a.r-rowlink")[0]).split()[0]: words(row)
        for row in select(page, "tbody tr")
    }
    assert "2 от 2" in rows["18.1.1"]
    assert "1 от 3" in rows["18.2.1"]
    assert "1 чака по име" in rows["18.2.1"]
    assert "2 за избиране" in rows["18.2.1"]


def test_filters_leave_what_is_asked_and_count_the_rest(approved, people, at):
    browser, address = at(people.ruo_head), reverse("inspection_list")
    page = browser.open(address, kind="current")
    assert [title.split()[0] for title in titles(page)] == ["18.2.1"]
    assert counts(page, "kind") == ["тематична (1)", "текуща (1)"]
    assert titles(browser.open(address, form="monitoring")) == []
    assert len(titles(browser.open(address, month="2026-04"))) == 2
    assert titles(browser.open(address, month="2024-04")) == []
    assert titles(browser.open(address, month="no-month")) == []
    assert titles(browser.open(address, state="ordered")) == []


def test_filter_by_expert_finds_the_orders_that_name_them(ruo_plan, people, at):
    making.ordered(ruo_plan, people)
    page = at(people.ruo_head).open(reverse("inspection_list"), expert=people.expert.username)
    assert [title.split()[0] for title in titles(page)] == ["18.1.1"]
    assert counts(page, "expert") == [f"{people.expert.name} (1)"]


def test_number_of_queries_of_the_list_does_not_grow(approved, people, at):
    browser, address = at(people.ruo_head), reverse("inspection_list")
    with CaptureQueriesContext(connection) as few:
        browser.open(address)
    _multiply(approved, people, 30)
    with CaptureQueriesContext(connection) as many:
        page = browser.open(address)
    assert len(titles(page)) == 25
    assert len(many) == len(few)


def _multiply(plan, people, number):
    """Further inspections with a school and a member each."""
    first = plan.inspections.first()
    for place in range(number):
        first.pk, first.number, first._state.adding = None, f"18.3.{place}", True
        first.identity = first.id = uuid.uuid4()
        first.save(force_insert=True)
        Target.objects.create(inspection=first, position=1, name="СУ „Едно“")
        Member.objects.create(inspection=first, person=people.expert)


def test_director_sees_no_inspection_but_the_announced_visits(scheduled, people, at):
    browser = at(people.director)
    page = browser.open(reverse("inspection_list"))
    assert [link.get("href") for link in select(page, "a.r-rowlink")] == [
        scheduled.get_absolute_url()
    ]
    browser.open(scheduled.inspection.get_absolute_url(), 404)
    browser.open(reverse("inspection_calendar"), 404)
    other = at(people.other_director).open(reverse("inspection_list"))
    assert titles(other) == []


def test_another_region_finds_nothing(thematic, people, at):
    browser = at(people.head_of_another_region)
    browser.open(thematic.get_absolute_url(), 404)
    assert titles(browser.open(reverse("inspection_list"))) == []
    target = thematic.targets.get(position=1)
    for name in ("inspection_match", "inspection_remove", "inspection_register"):
        browser.send(reverse(name, args=[thematic.pk, target.pk]), 404)
    browser.send(reverse("inspection_choose", args=[thematic.pk]), 404)


# The page and its schools


def test_page_offers_the_order_to_the_head_and_names_what_is_missing(current, people, at):
    page = at(people.ruo_head).open(current.get_absolute_url())
    assert leading(page, "a", f"{current.pk}/steps/order/")
    assert "„Някое Друго“" in words(select(page, ".r-note.is-warn")[0])
    seen = at(people.expert).open(current.get_absolute_url())
    assert not leading(seen, "a", "/steps/")
    assert not leading(seen, "form", "/schools/")


def test_guess_is_chosen_with_one_click_and_the_name_is_learned(current, people, places, at):
    target = waiting(current)
    target.guesses = [{"id": places.school.pk, "name": "…", "likeness": 71}]
    target.save()
    browser = at(people.department_head)
    page = browser.open(current.get_absolute_url())
    form = leading(page, "form", f"/schools/{target.pk}/")[0]
    button = select(form, "button[name=institution]")[0]
    assert places.school.full_name in words(button)
    sent = {
        "seen_version": select(form, "input[name=seen_version]")[0].get("value"),
        "institution": button.get("value"),
    }
    browser.send(form.get("action"), **sent)
    target.refresh_from_db()
    assert (target.institution, target.matched_by) == (places.school, people.department_head)
    places.school.refresh_from_db()
    assert target.name in places.school.aliases
    browser.send(form.get("action"), 409, **sent)


def test_register_is_searched_for_a_name_that_waits(current, people, places, at):
    target = waiting(current)
    page = at(people.department_head).open(
        current.get_absolute_url(), target=target.pk, find="Стоянов"
    )
    found = [words(one) for one in select(page, "#found li > span")]
    assert len(found) == 1
    assert "Захари Стоянов" in found[0]
    nothing = at(people.department_head).open(current.get_absolute_url(), find="Няма такова")
    assert "няма" in words(select(nothing, "#found")[0]).lower()


def test_school_is_added_and_removed_while_proposed(current, people, places, at):
    browser = at(people.department_head)
    choose = reverse("inspection_choose", args=[current.pk])
    browser.send(choose, seen_version=current.version, institution=places.school.pk)
    added = current.targets.get(institution=places.school)
    current.refresh_from_db()
    again = browser.send(choose, 422, seen_version=current.version, institution=places.school.pk)
    assert "вече е" in again.content.decode()
    remove = reverse("inspection_remove", args=[current.pk, added.pk])
    browser.send(remove, seen_version=current.version)
    assert not current.targets.filter(pk=added.pk).exists()


def test_expert_may_not_choose_and_a_strange_form_is_refused(current, people, places, at):
    choose = reverse("inspection_choose", args=[current.pk])
    sent = {"seen_version": current.version, "institution": places.school.pk}
    at(people.expert).send(choose, 403, **sent)
    at(people.expert).send(choose, 403)
    at(people.department_head).send(choose, 422)
    at(people.department_head).send(choose, 422, **(sent | {"institution": places.ministry.pk}))
    assert current.targets.count() == 1


def test_nobody_changes_the_schools_of_an_ordered_inspection(ruo_plan, people, places, at):
    inspection = making.ordered(ruo_plan, people)
    target = inspection.targets.get(position=1)
    browser = at(people.department_head)
    page = browser.open(inspection.get_absolute_url())
    assert not leading(page, "form", "/schools/")
    browser.send(
        reverse("inspection_remove", args=[inspection.pk, target.pk]),
        409,
        seen_version=inspection.version,
    )
    browser.open(reverse("inspection_register", args=[inspection.pk, target.pk]), 409)


def test_institution_that_the_register_lacks_is_entered_below_a_municipality(
    current, people, places, at
):
    target = waiting(current)
    other = Inspection.objects.exclude(pk=current.pk).get()
    Target.objects.create(
        inspection=other, position=9, name=target.name, type="ОУ", settlement=target.settlement
    )
    browser = at(people.department_head)
    address = reverse("inspection_register", args=[current.pk, target.pk])
    form = leading(browser.open(address), "form", "")[-1]
    values = dict(form.form_values())
    assert values["name"] == target.name
    assert values["kind"] == "school"
    browser.send(address, 422, **values)
    browser.send(address, **(values | {"above": places.municipality.pk}))
    target.refresh_from_db()
    entered = target.institution
    assert (entered.above, entered.authority) == (places.municipality, places.authority)
    assert other.targets.get(position=9).institution == entered
    current.refresh_from_db()
    browser.open(address, 200)
    again = browser.send(
        address,
        422,
        **(values | {"above": places.municipality.pk, "seen_version": current.version}),
    )
    assert "вече е в регистъра" in again.content.decode()
    assert Institution.objects.filter(name=target.name).count() == 1


def test_closed_visits_count_towards_the_row_of_the_plan(scheduled, people, at):
    making.taken(making.reported(scheduled, people), "close", people.ruo_head)
    page = at(people.ruo_head).open(scheduled.inspection.get_absolute_url())
    aside = words(select(page, "aside section")[0])
    assert scheduled.institution.full_name in aside
    assert "+1" in aside


# The schedule


def test_schedule_puts_the_visit_in_the_row_of_its_expert_and_in_the_list(scheduled, people, at):
    page = at(people.department_head).open(reverse("inspection_calendar"))
    rows = {words(select(row, "th b")[0]): row for row in select(page, ".r-cal tbody tr")}
    assert len(select(rows[people.expert.name], "a.r-chip")) == 1
    assert not select(rows[people.second_expert.name], "a.r-chip")
    assert len(select(page, ".r-agenda a.r-chip")) == 1
    assert len(select(page, ".r-cal thead th")) == 10
    undated = [words(one) for one in select(page, ".r-dash tbody td a b")]
    assert undated == [
        visit.institution.full_name
        for visit in Visit.objects.filter(state="planned").select_related("institution")
    ]


def test_schedule_moves_by_weeks_and_survives_nonsense(scheduled, people, at):
    browser, address = at(people.ruo_head), reverse("inspection_calendar")
    later = timezone.localdate() + 70 * DAY
    assert not select(browser.open(address, **{"from": later.isoformat()}), ".r-cal a.r-chip")
    for day in ("0001-01-01", "9999-12-31", "x"):
        browser.open(address, **{"from": day})
    browser.open(address, 404, authority="ruo-zagorie")
    assert not select(browser.open(address, kind="follow_up"), ".r-cal a.r-chip")


def test_conflicts_are_named_with_the_visit_to_move(ruo_plan, people, places, at):
    inspection = making.ordered(ruo_plan, people, documents_only=False)
    day = next(
        day for day in (timezone.localdate() + n * DAY for n in range(60)) if _open(day, places)
    )
    first = making.scheduled(making.visit_of(inspection, places.school), people, day)
    places.other_school.settlement = "гр. Другаде"
    places.other_school.save()
    last = making.scheduled(making.visit_of(inspection, places.other_school), people, day, 13)
    browser, address = at(people.department_head), reverse("inspection_calendar")
    page = browser.open(address, **{"from": day.isoformat()})
    assert [words(one) for one in select(page, ".r-conf h3")] == ["Две места в един ден"]
    link = select(page, ".r-conf a")[0].get("href")
    assert link == reverse("step", args=["visits", last.pk, "schedule"])
    assert len(select(page, ".r-cal a.r-chip.is-conf")) == 2
    assert not select(at(people.expert).open(address, **{"from": day.isoformat()}), ".r-conf a")
    CalendarDay.objects.create(
        day=day, kind=DayKind.CLOSED, institution=places.school, ground="патронен празник"
    )
    page = browser.open(address, **{"from": day.isoformat()})
    assert "патронен празник" in " ".join(words(one) for one in select(page, ".r-conf"))
    assert first.institution.full_name in " ".join(words(one) for one in select(page, ".r-conf"))


def _open(day, places):
    return why_no_school(day, places.school) is None


def test_absence_of_an_expert_is_shown_and_conflicts_with_a_visit(scheduled, people, places, at):
    today = timezone.localdate()
    Substitution.objects.create(
        post=places.authority.posts.held_by(people.expert).get(),
        absent=people.expert,
        substitute=people.second_expert,
        named_by=people.ruo_head,
        order_number="РД-1",
        order_date=today,
        since=today,
        until=today,
    )
    page = at(people.ruo_head).open(reverse("inspection_calendar"))
    assert len(select(page, ".r-cal .r-chip--off")) == 1
    assert "Посещение при отсъствие" in " ".join(words(one) for one in select(page, ".r-conf h3"))


def test_whole_week_of_vacation_is_hatched_with_its_ground(scheduled, people, at):
    monday = timezone.localdate() + 14 * DAY
    monday -= monday.weekday() * DAY
    for n in range(7):
        CalendarDay.objects.create(day=monday + n * DAY, kind=DayKind.VACATION, ground="ваканция")
    page = at(people.ruo_head).open(reverse("inspection_calendar"))
    heads = [words(one) for one in select(page, ".r-cal thead th.is-off")]
    assert any("ваканция" in head for head in heads)


def test_days_of_many_schools_are_answered_as_those_of_one_and_in_one_query(
    people, places, django_assert_num_queries
):
    monday = datetime.date(2026, 4, 6)
    days = [monday + n * DAY for n in range(9)]
    for day, kind, place in (
        (days[0], DayKind.VACATION, None),
        (days[0], DayKind.WORKING, places.school),
        (days[1], DayKind.CLOSED, places.municipality),
        (days[2], DayKind.HOLIDAY, places.other_authority),
        (days[5], DayKind.WORKING, None),
    ):
        CalendarDay.objects.create(day=day, kind=kind, institution=place, ground="по заповед")
    schools = Institution.objects.select_related("above__above__above").filter(
        pk__in=[places.school.pk, places.other_school.pk]
    )
    wanted = [(day, school) for day in days for school in schools]
    with django_assert_num_queries(1):
        found = days_without_school(wanted)
    assert found == {
        (day, school.pk): why for day, school in wanted if (why := why_no_school(day, school))
    }
    assert (days[0], places.school.pk) not in found
    assert (days[0], places.other_school.pk) in found


def test_number_of_queries_of_the_schedule_does_not_grow(scheduled, people, places, at):
    browser, address = at(people.ruo_head), reverse("inspection_calendar")
    with CaptureQueriesContext(connection) as few:
        browser.open(address)
    other = scheduled.inspection.visits.exclude(pk=scheduled.pk).get()
    making.scheduled(other, people, hour=14)
    with CaptureQueriesContext(connection) as many:
        page = browser.open(address)
    assert len(select(page, ".r-agenda a.r-chip")) == 2
    assert len(many) <= len(few)


# Prescriptions


def _prescribed(visit, people):
    making.reported(visit, people, measures=("prescription", "recommendation"))
    due = timezone.localdate() + 20 * DAY
    return making.taken(
        visit, "prescribe", people.ruo_head, prescription_order="РД-09-1", answer_due_on=due
    )


def test_measures_are_listed_from_the_day_they_are_given(scheduled, people, at):
    browser, address = at(people.director), reverse("prescription_list")
    making.reported(scheduled, people, measures=("prescription",))
    assert titles(browser.open(address)) == []
    due = timezone.localdate() + 20 * DAY
    making.taken(
        scheduled, "prescribe", people.ruo_head, prescription_order="РД-09-1", answer_due_on=due
    )
    page = browser.open(address)
    assert len(titles(page)) == 1
    assert "РД-09-1" in words(select(page, "tbody tr")[0])
    assert titles(at(people.other_director).open(address)) == []
    assert titles(at(people.head_of_another_region).open(address)) == []


def test_overdue_measures_are_marked_counted_and_filtered(scheduled, people, at):
    visit = _prescribed(scheduled, people)
    late = visit.measures.get(kind="prescription")
    late.due_on = timezone.localdate() - 3 * DAY
    late.save()
    browser, address = at(people.ruo_head), reverse("prescription_list")
    page = browser.open(address)
    assert [words(one) for one in select(page, ".r-seg a .n")] == ["2", "1", "0", "0"]
    first = select(page, "tbody tr")[0]
    assert "3 дни закъснение" in words(first)
    assert words(select(first, ".r-state")[0]) == "Просрочено"
    assert len(titles(browser.open(address, state="overdue"))) == 1
    assert len(titles(browser.open(address, kind="recommendation"))) == 1
    assert titles(browser.open(address, state="ended")) == []
    assert titles(browser.open(address, state="nonsense")) == []


def test_number_of_queries_of_prescriptions_does_not_grow(scheduled, people, at):
    visit = _prescribed(scheduled, people)
    browser, address = at(people.ruo_head), reverse("prescription_list")
    with CaptureQueriesContext(connection) as few:
        browser.open(address)
    kept = visit.measures.first()
    for _n in range(30):
        kept.pk = None
        kept.save()
    with CaptureQueriesContext(connection) as many:
        page = browser.open(address)
    assert len(titles(page)) == 25
    assert len(many) == len(few)


def test_a_school_that_is_chosen_already_is_said_to_be(current, people, places, at):
    chosen = current.targets.create(position=9, name="СУ", institution=places.school)
    page = at(people.department_head).open(current.get_absolute_url(), find="Захари Стоянов")
    row = words(select(page, "#found li")[0])
    assert row == f"{chosen.institution.full_name} вече е избрано"
    assert not select(page, "#found form")
