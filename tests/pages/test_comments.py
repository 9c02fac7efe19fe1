"""Comments beside a document: who reads, who is told, on which row, resolved by whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import making
from tests.frame.finding import select
from tests.pages.reading import words
from tests.reaching import brought
from workflows.models import Comment, Following, Notice, Record

pytestmark = pytest.mark.django_db


def address(document):
    return reverse("comments", args=[document.slug, document.pk])


def said(browser, document, text="Кой покрива разхода?", **more):
    return browser.send(address(document), 302, text=text, **more)


def read(browser, document):
    return [words(one) for one in select(browser.open(address(document)), "li.r-msg")]


def test_a_comment_is_read_by_those_who_see_the_document(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    said(at(people.ruo_head), municipal_plan)
    assert "Кой покрива разхода?" in read(at(people.mayor), municipal_plan)[0]
    at(people.head_of_another_region).open(address(municipal_plan), 404)
    at(people.head_of_another_region).send(address(municipal_plan), 404, text="x")


def test_the_mentioned_are_told_and_named_and_nobody_else(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    Notice.objects.all().delete()
    said(at(people.ruo_head), municipal_plan, mentioned=[people.municipal_expert.pk])
    notice = Notice.objects.get(kind="commented")
    assert notice.person == people.municipal_expert
    assert "Кой покрива разхода?" in notice.body
    assert "@" + people.municipal_expert.name in read(at(people.mayor), municipal_plan)[0]


def test_a_stranger_is_neither_offered_nor_mentioned(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    browser = at(people.ruo_head)
    offered = select(browser.open(address(municipal_plan)), "select option")
    names = {words(one) for one in offered}
    assert people.mayor.name in names
    assert {people.ruo_head.name, people.head_of_another_region.name} & names == set()
    stranger = people.head_of_another_region.pk
    browser.send(address(municipal_plan), 422, text="x", mentioned=[stranger])
    assert not Comment.objects.exists()


def test_followers_are_told_but_not_the_author(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    for person in (people.mayor, people.ruo_head, people.head_of_another_region):
        Following.objects.create(
            person=person, document_kind="plans", document_id=municipal_plan.pk
        )
    said(at(people.ruo_head), municipal_plan)
    told = Notice.objects.filter(kind="commented").values_list("person", flat=True)
    assert list(told) == [people.mayor.pk]


def test_what_is_said_beside_a_draft_stays_in_its_house(municipal_plan, people, at):
    said(at(people.municipal_expert), municipal_plan, "Вътрешно")
    making.registered(municipal_plan, people)
    said(at(people.municipal_expert), municipal_plan, "За всички")
    assert len(read(at(people.mayor), municipal_plan)) == 2
    (row,) = read(at(people.ruo_head), municipal_plan)
    assert "За всички" in row
    hidden = Comment.objects.get(text="Вътрешно")
    resolve = reverse("comment_resolve", args=["plans", municipal_plan.pk, hidden.pk])
    at(people.ruo_head).send(resolve, 404)


def test_beside_a_returned_draft_those_outside_cannot_be_mentioned(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    making.taken(municipal_plan, "return_for_rework", people.ruo_head, note="Липсва срок.")
    browser = at(people.municipal_expert)
    reply = browser.send(address(municipal_plan), 422, text="x", mentioned=[people.ruo_head.pk])
    assert "не вижда текста" in reply.content.decode()


def test_a_comment_stands_on_a_row_that_its_reader_sees(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    row = municipal_plan.latest.activities.first()
    said(at(people.ruo_head), municipal_plan, anchor=row.anchor)
    link = select(at(people.mayor).open(address(municipal_plan)), "li.r-msg a[data-row-link]")[0]
    assert link.get("href") == f"{municipal_plan.get_absolute_url()}#{row.anchor}"
    assert "Скрининг" in words(link)
    at(people.ruo_head).send(address(municipal_plan), 422, text="x", anchor="a-nothing")


def test_the_institution_reads_nothing_said_before_the_protocol(people, places, at):
    visit = brought("visit", "scheduled", people, places)
    said(at(people.expert), visit, "Само за екипа")
    assert read(at(people.director), visit) == []
    assert len(read(at(people.ruo_head), visit)) == 1


def test_resolving_is_by_name_and_can_be_taken_back(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    said(at(people.ruo_head), municipal_plan)
    comment = Comment.objects.get()
    resolve = reverse("comment_resolve", args=["plans", municipal_plan.pk, comment.pk])
    at(people.head_of_another_region).send(resolve, 404)
    at(people.mayor).send(resolve, 302)
    at(people.ruo_head).send(resolve, 302)
    comment.refresh_from_db()
    assert comment.resolved_by == people.mayor
    assert f"решен: {people.mayor.name}" in read(at(people.ruo_head), municipal_plan)[0]
    at(people.ruo_head).send(resolve, 302, wanted="no")
    comment.refresh_from_db()
    assert (comment.resolved_at, comment.resolved_by) == (None, None)


def test_a_comment_is_no_record_and_moves_no_version(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    before = Record.objects.count(), municipal_plan.version
    said(at(people.ruo_head), municipal_plan)
    municipal_plan.refresh_from_db()
    assert (Record.objects.count(), municipal_plan.version) == before


def test_the_page_asks_as_often_for_one_comment_as_for_many(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    browser = at(people.ruo_head)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            browser.open(address(municipal_plan))
        return len(captured)

    said(browser, municipal_plan, mentioned=[people.mayor.pk])
    few = asked()
    for n in range(6):
        said(browser, municipal_plan, f"Въпрос {n}", mentioned=[people.mayor.pk])
    assert asked() == few


def test_the_page_of_the_document_says_how_many_are_open(municipal_plan, people, at):
    making.registered(municipal_plan, people)
    said(at(people.ruo_head), municipal_plan)
    page = at(people.mayor).open(municipal_plan.get_absolute_url())
    (link,) = [one for one in select(page, "a") if one.get("href") == address(municipal_plan)]
    assert words(link) == "Коментари 1"
