"""The ten most used pages ask the database few questions, as many in a region as in a country."""

import pytest
from django.core.management import call_command

from bench import national
from bench.pages import most_used, weight

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# At most so many, statements that are kept prepared among them. Who looks in the inbox on a day
# on which colleagues are at schools asks one more; so does a page with a term of these days.
MOST = {
    "inbox": 15,
    "plan_list": 10,
    "plan": 15,
    "inspection_list": 15,
    "inspection": 15,
    "visit": 15,
    "calendar": 15,
    "overview": 15,
    "decisions": 8,
    "institutions": 8,
}


def questions(pages):
    return {page.name: weight(page).statements for page in pages}


def test_ten_pages_ask_little_and_no_more_in_a_larger_country(settings):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    call_command("load_demo", verbosity=0)
    pages = most_used()
    region = questions(pages)
    assert set(region) == set(MOST)
    assert max(MOST.values()) <= 15
    assert {name: number for name, number in region.items() if number > MOST[name]} == {}
    national.enlarge(national.Size(authorities=2, schools=60, years=2))
    assert questions(pages) == region
