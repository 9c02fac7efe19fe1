"""A changed order leaves the earlier one readable: on the page, in the history, in the window."""

import datetime

import pytest

from tests import making
from tests.frame.finding import select
from tests.making import TODAY
from tests.pages.reading import words
from tests.reaching import brought

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
FIRST, SECOND = "РД-06-44", "РД-06-99"


@pytest.fixture
def ordered(people, places):
    return brought("inspection", "ordered", people, places)


@pytest.fixture
def changed(ordered, people):
    facts = making.order_facts(
        people,
        order_number=SECOND,
        team=[people.expert, people.second_expert],
        visits_until=TODAY() + 70 * DAY,
        aim="Друга цел",
    )
    return making.taken(ordered, "amend_order", people.ruo_head, **facts)


def test_the_page_lists_all_orders_and_what_each_changed(changed, people, at):
    page = at(people.expert).open(changed.get_absolute_url())
    first, second = [words(one) for one in select(page, "#orders > li")]
    assert f"№ {FIRST}/{TODAY():%d.%m.%Y}" in first
    assert f"№ {SECOND}/{TODAY():%d.%m.%Y}" in second
    before, after = (f"{TODAY() + n * DAY:%d.%m.%Y}" for n in (60, 70))
    assert f"Посещения до: {before} → {after}" in second
    team = f"{people.expert.name} → {people.expert.name}, {people.second_expert.name}"
    assert f"Експерти: {team}" in second
    assert "променено: Цел и задачи" in second
    assert "Дни за" not in second, "what stayed is not named"


def test_one_order_is_no_list(ordered, people, at):
    page = at(people.expert).open(ordered.get_absolute_url())
    assert not select(page, "#orders")
    assert FIRST in words(page)


@pytest.mark.parametrize("where", ["", "history"])
def test_the_history_says_which_order_and_what_it_changed(where, changed, people, at):
    url = changed.get_absolute_url()
    address = f"/{changed.kind}/{changed.pk}/history/" if where else url
    rows = select(at(people.expert).open(address), "tbody tr" if where else ".r-log li")
    told = next(words(row) for row in rows if "Изменена заповед" in words(row))
    assert SECOND in told
    assert "Посещения до:" in told
