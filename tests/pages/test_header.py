"""The header names the house of who works in it, by its mark and by its name."""

import pytest
from django.test import Client
from lxml import html

from tests.frame.finding import select, words

pytestmark = pytest.mark.django_db

MARKS = [
    ("ruo_head", "РУО"),
    ("council_chair", "ОбС"),
    ("director", "СУ"),
    ("minister", "МОН"),
    ("mayor", ""),
]


@pytest.mark.parametrize(("name", "mark"), MARKS)
def test_the_seal_is_that_of_ones_own_house(name, mark, people, at):
    person = getattr(people, name)
    page = at(person).open("/profile/")
    for seal in select(page, "a.r-rail__logo, a.r-top__logo"):
        assert words(seal) == mark
        assert bool(select(seal, "use")) is not bool(mark)
    house = person.appointments.get().post.institution.label
    assert words(select(page, ".r-top__org")[0]).startswith(house)


def test_a_page_without_a_login_has_the_seal_of_the_authority(region):
    page = html.fromstring(Client().get("/login/").content)
    assert "РУО" in {words(one) for one in select(page, "text")}
