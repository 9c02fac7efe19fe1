"""The protocol names who was there, whatever a later order says (ПУФРУО чл. 18, ал. 2 и 4)."""

import pytest

from inspections import stamps
from tests import making
from tests.breaking import refused_by, sql
from tests.frame.finding import select
from tests.pages.reading import words
from tests.reaching import brought

pytestmark = pytest.mark.django_db


def _team_shown(visit, person, at):
    return words(select(at(person).open(visit.get_absolute_url()), "dl.r-facts--1")[0])


def test_a_later_order_does_not_rewrite_the_team_of_a_registered_protocol(people, places, at):
    visit = brought("visit", "registered", people, places)
    facts = making.order_facts(people, order_number="РД-06-99", team=[people.second_expert])
    making.taken(visit.inspection, "amend_order", people.ruo_head, **facts)
    visit.refresh_from_db()
    assert visit.present == [people.expert.name]
    shown = _team_shown(visit, people.ruo_head, at)
    assert people.expert.name in shown
    assert people.second_expert.name not in shown
    other = visit.inspection.visits.exclude(pk=visit.pk).get()
    assert people.second_expert.name in _team_shown(other, people.ruo_head, at)


def test_the_fingerprint_covers_who_was_there(people, places):
    visit = brought("visit", "drawn", people, places)
    assert stamps.protocol_of(visit) == visit.protocol
    visit.present = [people.second_expert.name]
    assert stamps.protocol_of(visit) != visit.protocol


def test_the_database_keeps_who_was_there(people, places):
    visit = brought("visit", "drawn", people, places)
    with refused_by("protocol_stays"):
        sql("UPDATE inspections_visit SET present = '{X}' WHERE id = %s", visit.pk)
