"""After a step one is back in „За мен“ where one was, at the row that follows."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from plans.models import Plan
from tests import making
from tests.frame.finding import select
from workflows import place

pytestmark = pytest.mark.django_db
HOST = "http://testserver"


@pytest.fixture
def plans(people, places):
    """Seven plans that wait for the head."""
    made = [
        making.imported(
            people.municipal_expert, places.municipality, making.municipal_reading(year)
        )
        for year in range(2020, 2027)
    ]
    return [making.registered(plan, people) for plan in made]


@pytest.fixture
def head(at, people, plans):
    return at(people.ruo_head)


def links(page):
    return select(page, "li.r-task [data-row-link]")


def agree(head, link, **entered):
    """Agree the plan of a row as its page does: the form is sent from the address of the row."""
    path = link.get("href").partition("?")[0]
    version = Plan.objects.get(pk=path.split("/")[2]).version
    sent = {"seen_version": version} | entered
    return head.client.post(
        f"{path}steps/agree/", sent, headers={"Referer": HOST + link.get("href")}
    )


def landed(head, answer):
    """Where the person stands in the end: path, query, fragment."""
    assert answer.status_code == 302
    reply = head.client.get(answer["Location"])
    return reply["Location"] if reply.status_code == 302 else answer["Location"]


def test_after_a_step_one_is_at_the_next_row(head):
    rows = links(head.open("/"))
    assert [row.get("id") for row in rows] == [f"row-{n}" for n in range(7)]
    address = landed(head, agree(head, rows[2]))
    assert address == "/#row-2"
    now = links(head.open(address.partition("#")[0]))
    assert now[2].text_content() == rows[3].text_content()


def test_filters_and_page_are_kept(head, monkeypatch):
    monkeypatch.setattr("workflows.queries.narrowing.size", lambda _sent: 3)
    rows = links(head.open("/?kind=plans&page=2&verb=Agree&nonsense=1"))
    assert len(rows) == 3
    assert landed(head, agree(head, rows[1])) == "/?verb=Agree&kind=plans&page=2#row-1"


def test_behind_the_last_row_of_the_last_page_one_stays_at_the_last(head, monkeypatch):
    monkeypatch.setattr("workflows.queries.narrowing.size", lambda _sent: 3)
    (only,) = links(head.open("/?page=3"))
    assert landed(head, agree(head, only)) == "/?page=2#row-0"
    monkeypatch.setattr("workflows.queries.narrowing.size", lambda _sent: 10)
    last = links(head.open("/"))[-1]
    assert landed(head, agree(head, last)) == "/#row-4"


def test_rows_of_the_other_tabs_remember_their_place_too(at, people, plans):
    started = select(at(people.mayor).open("/?tab=started"), "[data-row-link]")
    assert [row.get("id") for row in started] == [f"row-{n}" for n in range(7)]
    assert started[3].get("href").endswith("?place=tab%3Dstarted%26row%3D3")


def test_what_one_goes_on_with_oneself_is_passed_over(at, people, places, plans):
    """The mayor opens an agreed text anew: the plan waits for the mayor still, in its draft."""
    for plan in plans:
        making.taken(plan, "agree", people.ruo_head)
    mayor = at(people.mayor)
    rows = links(mayor.open("/"))
    path = rows[0].get("href").partition("?")[0]
    sent = {"seen_version": Plan.objects.get(pk=path.split("/")[2]).version, "note": "Нов срок."}
    answer = mayor.client.post(
        f"{path}steps/reopen/", sent, headers={"Referer": HOST + rows[0].get("href")}
    )
    address = landed(mayor, answer)
    now = links(mayor.open(address.partition("#")[0]))
    at_row = next(row for row in now if row.get("id") == address.partition("#")[2])
    assert at_row.get("href").partition("?")[0] == rows[1].get("href").partition("?")[0]


class Pages:
    """A page of a list, as Django's paginator gives it."""

    def __init__(self, number, *, more=False):
        self.number, self.more = number, more

    def has_next(self):
        return self.more

    def next_page_number(self):
        return self.number + 1


@pytest.mark.parametrize(
    ("row", "page", "documents", "wanted"),
    [
        (1, Pages(1), ["a", "b", "c"], "/#row-1"),
        (1, Pages(1), ["a", "acted", "c"], "/#row-2"),
        (1, Pages(1), ["a", "acted", "acted", "c"], "/#row-3"),
        (2, Pages(1), ["a", "b", "acted"], "/#row-2"),
        (2, Pages(1, more=True), ["a", "b", "acted"], "/?page=2#row-0"),
        (9, Pages(4), ["a", "b"], "/?page=4#row-1"),
        (3, Pages(1), [], "/#row-0"),
    ],
)
def test_the_next_row(row, page, documents, wanted):
    assert place.next_row(place.Place((), row), page, documents, "acted") == wanted


def test_without_a_place_one_stays_with_the_document(head):
    link = links(head.open("/"))[0]
    path = link.get("href").partition("?")[0]
    version = Plan.objects.get(pk=path.split("/")[2]).version
    answer = head.client.post(f"{path}steps/agree/", {"seen_version": version})
    assert answer["Location"] == path


def test_the_page_of_a_step_keeps_the_place_and_a_bad_form_does_too(head):
    link = links(head.open("/"))[0]
    path, _mark, asked = link.get("href").partition("?")
    page = head.client.get(
        f"{path}steps/return_for_rework/", headers={"Referer": HOST + link.get("href")}
    )
    assert f'action="{path}steps/return_for_rework/?{asked}"' in page.content.decode()
    version = Plan.objects.get(pk=path.split("/")[2]).version
    sent = {"seen_version": version, "to": "return_for_rework"}
    bad = head.client.post(f"{path}steps/return_for_rework/?{asked}", sent)
    assert bad.status_code == 422
    assert f'action="{path}steps/return_for_rework/?{asked}"' in bad.content.decode()
    good = sent | {"reason": "law", "note": "Не съответства на закона."}
    answer = head.client.post(f"{path}steps/return_for_rework/?{asked}", good)
    assert landed(head, answer) == "/#row-0"


def test_a_change_on_the_page_leads_back_to_it_with_the_place(at, people, places, municipal_plan):
    mayor = at(people.mayor)
    link = links(mayor.open("/"))[0]
    url = municipal_plan.get_absolute_url()
    answer = mayor.client.post(
        reverse("follow", args=["plans", municipal_plan.pk]),
        headers={"Referer": HOST + link.get("href")},
    )
    assert answer["Location"] == f"{url}?place=row%3D0"


@pytest.mark.parametrize(
    "forged",
    [
        "https://evil.example/",
        "//evil.example",
        "row=0&next=https://evil.example",
        "row=0&tab=//evil.example/",
        "row=0&page=https://evil.example",
        "row=0&verb=%0d%0aLocation: https://evil.example",
        "row=-1",
        "row=9999",
        "row=²",
        "row=0&verb=" + "a" * 500,
        "tab=done",
        "",
    ],
)
def test_a_forged_place_leads_nowhere_but_to_the_own_list(head, forged):
    link = links(head.open("/"))[0]
    path = link.get("href").partition("?")[0]
    version = Plan.objects.get(pk=path.split("/")[2]).version
    query = QueryDict(mutable=True)
    query["place"] = forged
    answer = head.client.post(f"{path}steps/agree/?{query.urlencode()}", {"seen_version": version})
    assert answer.status_code == 302
    assert answer["Location"].startswith((path, "/?"))
    assert not answer["Location"].startswith("//")
    address = landed(head, answer)
    assert address.startswith((path, "/#", "/?"))
    assert "next=" not in address


@pytest.mark.parametrize(
    "referer", ["https://evil.example/?place=row%3D0", "http://[::1", "nonsense", ""]
)
def test_the_page_of_another_site_gives_no_place(head, referer):
    link = links(head.open("/"))[0]
    path = link.get("href").partition("?")[0]
    version = Plan.objects.get(pk=path.split("/")[2]).version
    answer = head.client.post(
        f"{path}steps/agree/", {"seen_version": version}, headers={"Referer": referer}
    )
    assert answer["Location"] == path


def test_behind_a_step_with_a_forged_place_there_is_a_page(head):
    link = links(head.open("/"))[0]
    path = link.get("href").partition("?")[0]
    version = Plan.objects.get(pk=path.split("/")[2]).version
    query = QueryDict(mutable=True)
    query["place"] = "row=0&verb=%00"
    answer = head.client.post(f"{path}steps/agree/?{query.urlencode()}", {"seen_version": version})
    assert answer.status_code == 302
    assert head.client.get(answer["Location"]).status_code < 400
