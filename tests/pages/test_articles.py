"""A refusal names its article where there is one, and no empty bracket where there is none."""

import datetime

import pytest
from django.template.loader import render_to_string
from lxml import html

from tests import making
from tests.frame.finding import select
from tests.making import TODAY
from tests.pages.reading import words
from workflows.rules import Unmet, with_article

pytestmark = pytest.mark.django_db
#: Not tomorrow: a run of the tests may pass midnight.
NOT_YET = TODAY() + datetime.timedelta(days=2)


@pytest.fixture
def refused(municipal_plan, people, at):
    """What the head reads who enters a step with a day that has not come."""
    making.registered(municipal_plan, people)
    address = f"/plans/{municipal_plan.pk}/steps/agree/"
    sent = {"seen_version": municipal_plan.version, "on": NOT_YET.isoformat()}
    return html.fromstring(at(people.ruo_head).send(address, 422, **sent).content)


def test_a_day_that_has_not_come_is_refused_without_a_bracket(refused):
    told = words(select(refused, ".r-errsum")[0])
    assert "не може да е в бъдещето" in told
    assert "(" not in told


def test_an_article_stands_in_brackets_only_where_there_is_one():
    assert with_article("Няма.", "чл. 19 ПУФРУО") == "Няма. (чл. 19 ПУФРУО)"
    assert with_article("Няма.", "") == "Няма."
    shown = [Unmet("a", "Заето."), Unmet("b", "Липсва.", "чл. 5")]
    page = render_to_string("_missing.html", {"missing": shown})
    lines = [words(one) for one in select(html.fromstring(page), "li")]
    assert lines == ["Заето.", "Липсва. (чл. 5)"]
