"""Each constraint of institutions, posts and stand-ins, broken once."""

import datetime

import pytest

from institutions import feeds
from institutions.models import (
    Appointment,
    CalendarDay,
    DayKind,
    Department,
    Feed,
    Institution,
    LearntName,
    Post,
    Substitution,
)
from tests.breaking import refused_by, set_to, twice
from tests.standing import stand_in

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 2)


def test_a_school_without_anybody_above_is_refused(places):
    with refused_by("institution_below_the_ministry_has_somebody_above"):
        set_to(places.school, above=None)


def test_a_school_without_a_regional_authority_is_refused(places):
    with refused_by("institution_below_the_ministry_has_an_authority"):
        set_to(places.school, authority=None)


def test_a_register_code_is_used_once(places):
    with refused_by("institutions_institution_code"):
        set_to(places.school, code=places.other_school.code)


def test_a_department_code_is_used_once_in_an_institution(places):
    department = Department.objects.filter(institution=places.authority)[0]
    with refused_by("department_code_once"):
        twice(department)


def test_a_day_of_the_calendar_is_entered_once_for_everybody(places):
    CalendarDay.objects.create(day=DAY, kind=DayKind.HOLIDAY, ground="Заповед")
    with refused_by("calendar_day_once"):
        CalendarDay.objects.create(day=DAY, kind=DayKind.WORKING, ground="Друга заповед")


def test_a_post_has_its_title_once_in_an_institution(people):
    post = Post.objects.get(appointments__person=people.ruo_head)
    other = Post.objects.get(appointments__person=people.mayor)
    with refused_by("post_title_once_per_institution"):
        set_to(other, institution=post.institution, role=post.role, title=post.title)


def test_an_appointment_does_not_end_before_it_starts(people):
    appointment = Appointment.objects.get(person=people.ruo_head)
    with refused_by("appointment_ends_after_it_starts"):
        set_to(appointment, until=appointment.since - datetime.timedelta(days=1))


def test_a_person_is_appointed_to_a_post_once_at_a_time(people):
    with refused_by("appointment_open_once"):
        twice(Appointment.objects.get(person=people.ruo_head))


def test_a_stand_in_order_does_not_end_before_it_starts(people):
    order = stand_in(people.department_head, people.ruo_head, named_by=people.minister)
    with refused_by("substitution_ends_after_it_starts"):
        set_to(order, until=order.since - datetime.timedelta(days=1))


def test_an_order_for_chosen_matters_lets_the_documents_be_seen(people):
    order = stand_in(people.department_head, people.ruo_head, named_by=people.minister)
    with refused_by("substitution_shows_what_it_lets_do"):
        set_to(order, rights=["agree_plan"])


def test_nobody_stands_in_for_themselves(people):
    order = stand_in(people.department_head, people.ruo_head, named_by=people.minister)
    with refused_by("substitution_is_by_somebody_else"):
        set_to(order, substitute=order.absent)
    assert Substitution.objects.get().substitute == people.department_head


def test_an_institution_with_people_in_posts_is_not_deleted(places):
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        Institution.objects.get(pk=places.school.pk).delete()


def test_a_learnt_name_holds_once(people, places):
    learnt = LearntName.objects.create(institution=places.school, name="Старото училище")
    with refused_by("learnt_name_holds_once"):
        twice(learnt)


def test_a_learnt_name_is_forgotten_by_somebody(people, places):
    learnt = LearntName.objects.create(institution=places.school, name="Старото училище")
    with refused_by("learnt_name_is_forgotten_by_somebody"):
        set_to(learnt, forgotten_by=people.ruo_head)


def test_the_daily_letter_has_an_hour_of_a_day(people):
    with refused_by("person_digest_hour_is_of_a_day"):
        set_to(people.mayor, digest_hour=24)


def test_a_calendar_address_is_of_a_person_or_of_an_institution(people, places):
    feeds.renew(places.school, by=people.director)
    with refused_by("feed_is_of_a_person_or_of_an_institution"):
        set_to(Feed.objects.get(), institution=None)
    with refused_by("feed_is_of_a_person_or_of_an_institution"):
        set_to(Feed.objects.get(), person=people.director)
