"""How a person wants letters: at once or once a day, some kinds not at all, legal terms always."""

import datetime

import pytest
from django.template.loader import get_template
from django.utils import timezone

from config.management.commands.print_states import FLOWS
from institutions.models import Letters
from tests import making, racing
from tests.mailing import sent_over, smtp_server
from workflows import delivery, digests, letter_kinds, notices
from workflows.models import Notice

pytestmark = pytest.mark.django_db
MONDAY = datetime.datetime(2026, 3, 9, 7, 59)  # noqa: DTZ001 - made aware below


@pytest.fixture
def postbox(settings):
    with smtp_server() as (box, port):
        sent_over(settings, port)
        yield box


@pytest.fixture
def at(monkeypatch):
    """The clock of the offices."""

    def set_to(day=0, hour=8):
        moment = MONDAY.replace(hour=hour, minute=0) + datetime.timedelta(days=day)
        aware = timezone.make_aware(moment)
        monkeypatch.setattr(timezone, "now", lambda: aware)

    set_to(0, 7)
    return set_to


@pytest.fixture
def municipal_plan(municipal_plan):
    """A plan of which nobody was told yet."""
    Notice.objects.all().delete()
    return municipal_plan


def prefers(person, **cells):
    type(person).objects.filter(pk=person.pk).update(**cells)


def told(plan, person, *kinds, key="x"):
    for number, kind in enumerate(kinds):
        notices.tell(kind, [person], plan, f"{key}{number}", **WORDS)


class Term:
    label, article, due_on = "Срок", "чл. 22", datetime.date(2026, 3, 12)


WORDS = {"term": Term, "clock": Term, "case": None, "work": None, "sender": None}


def test_each_letter_goes_at_once_where_nobody_chose_otherwise(postbox, municipal_plan, people):
    told(municipal_plan, people.mayor, "plan_agreed", "plan_in_force")
    assert delivery.deliver() == 2


def test_a_daily_letter_lists_what_came_at_the_hour_that_was_chosen(
    postbox, municipal_plan, people, at
):
    prefers(people.mayor, letters=Letters.DAILY, digest_hour=8)
    told(municipal_plan, people.mayor, "plan_agreed", "plan_in_force")
    assert (digests.gather(), delivery.deliver()) == (0, 0), "not before eight"
    at(hour=8)
    assert (digests.gather(), delivery.deliver()) == (1, 1)
    (letter,) = postbox.letters
    text = letter.get_content()
    for row in Notice.objects.exclude(kind="digest"):
        assert row.subject in text
        assert row.address in text
    assert Notice.objects.filter(gathered_in__sent_at__isnull=False).count() == 2
    assert "09.03.2026" in letter["Subject"]


def test_a_day_has_one_letter_and_what_came_after_it_waits_for_the_next(
    postbox, municipal_plan, people, at
):
    prefers(people.mayor, letters=Letters.DAILY, digest_hour=8)
    told(municipal_plan, people.mayor, "plan_agreed")
    at(hour=8)
    assert digests.gather() == 1
    told(municipal_plan, people.mayor, "plan_in_force")
    at(hour=17)
    assert digests.gather() == 0
    at(day=1, hour=8)
    assert [digests.gather(), digests.gather()] == [1, 0]
    assert delivery.deliver() == 2
    agreed = Notice.objects.get(kind="plan_agreed").subject
    assert [agreed in letter.get_content() for letter in postbox.letters] == [True, False]


def test_days_off_are_left_out_unless_wanted(municipal_plan, people, at):
    for person in (people.mayor, people.municipal_expert):
        prefers(person, letters=Letters.DAILY, digest_hour=8)
    prefers(people.mayor, digest_on_working_days=False)
    at(day=5, hour=9)
    for person in (people.mayor, people.municipal_expert):
        told(municipal_plan, person, "plan_agreed")
    assert digests.gather() == 1
    assert Notice.objects.get(kind="digest").person == people.mayor
    at(day=7, hour=9)
    assert digests.gather() == 1


def test_a_kind_that_is_off_stands_in_the_app_only(postbox, municipal_plan, people):
    prefers(people.mayor, letters_off=["plan_agreed"])
    told(municipal_plan, people.mayor, "plan_agreed", "plan_in_force")
    assert delivery.deliver() == 1
    assert Notice.objects.filter(person=people.mayor).count() == 2


@pytest.mark.parametrize("kind", ["term_near", "term_passed", "plan_decided", "measures_issued"])
def test_legal_terms_come_at_once_whatever_was_chosen(kind, postbox, municipal_plan, people):
    off = [one.name for one in letter_kinds.declared()]
    prefers(people.mayor, letters=Letters.DAILY, letters_off=off)
    told(municipal_plan, people.mayor, kind)
    assert delivery.deliver() == 1


def test_letters_that_start_a_term_of_law_are_legal():
    starting = {
        letter.kind
        for flow in FLOWS
        for after in flow.after.values()
        if after.starts
        for letter in after.tell
    }
    assert starting <= {kind.name for kind in letter_kinds.legal()}
    assert len(starting) >= 3


def test_every_kind_of_letter_is_declared_once():
    told_by = {
        letter.kind for flow in FLOWS for after in flow.after.values() for letter in after.tell
    }
    beside = {"term_near", "term_passed", "seal", "work_waits", "reminder", "all_barred"}
    beside |= {"opinion_outside", "opinion_withdrawn", "opinions_ended", "commented"}
    assert {kind.name for kind in letter_kinds.declared()} == told_by | beside
    for kind in letter_kinds.declared():
        assert get_template(f"letters/{kind.name}.txt")


def test_a_daily_letter_is_no_notice_in_the_app(municipal_plan, people, at, client):
    prefers(people.mayor, letters=Letters.DAILY, digest_hour=7)
    told(municipal_plan, people.mayor, "plan_agreed")
    assert digests.gather() == 1
    client.force_login(people.mayor)
    page = client.get("/notices/")
    assert [row.kind for row in page.context["page"]] == ["plan_agreed"]


def test_who_comes_back_to_single_letters_still_gets_what_waited(
    postbox, municipal_plan, people, at
):
    prefers(people.mayor, letters=Letters.DAILY, digest_hour=8)
    told(municipal_plan, people.mayor, "plan_agreed")
    prefers(people.mayor, letters=Letters.AT_ONCE)
    at(hour=8)
    assert (digests.gather(), delivery.deliver()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_beats_write_one_daily_letter(municipal_plan, people, at):
    prefers(people.mayor, letters=Letters.DAILY, digest_hour=7, digest_on_working_days=False)
    told(municipal_plan, people.mayor, "plan_agreed")
    done = racing.together([people.mayor], digests.gather, digests.gather, digests.gather)
    assert sorted(done) == [0, 0, 1]
    assert Notice.objects.filter(kind="digest").count() == 1


def test_a_letter_is_daily_from_the_step_itself(municipal_plan, people):
    prefers(people.ruo_head, letters=Letters.DAILY)
    prefers(people.records, letters_off=["plan_submitted"])
    making.submitted(municipal_plan, people)
    ways = Notice.objects.filter(kind="plan_submitted").values_list("person__username", "way")
    assert dict(ways) == {people.ruo_head.username: "daily", people.records.username: "none"}


def test_the_person_chooses_on_a_page_and_what_is_new_comes_to_everybody(people, client):
    client.force_login(people.mayor)
    page = client.get("/profile/letters/").content.decode()
    assert "term_near" not in page
    chosen = {
        "letters": "daily",
        "digest_hour": "17",
        "wanted": ["plan_agreed", "work_waits"],
    }
    assert client.post("/profile/letters/", chosen).status_code == 302
    people.mayor.refresh_from_db()
    assert (people.mayor.letters, people.mayor.digest_hour) == ("daily", 17)
    assert people.mayor.digest_on_working_days is False
    assert "plan_agreed" not in people.mayor.letters_off
    assert "plan_submitted" in people.mayor.letters_off
    assert not {kind.name for kind in letter_kinds.legal()} & set(people.mayor.letters_off)


@pytest.mark.parametrize(
    "wrong", [{"digest_hour": "24"}, {"letters": "never"}, {"wanted": ["term_near"]}]
)
def test_nonsense_is_refused(wrong, people, client):
    client.force_login(people.mayor)
    sent = {"letters": "daily", "digest_hour": "8", **wrong}
    assert client.post("/profile/letters/", sent).status_code == 422
    people.mayor.refresh_from_db()
    assert people.mayor.letters == Letters.AT_ONCE


def test_the_administrator_sees_which_letters_wait_for_the_day(municipal_plan, people, client):
    prefers(people.mayor, letters=Letters.DAILY)
    told(municipal_plan, people.mayor, "plan_agreed")
    client.force_login(people.administrator)
    page = client.get("/letters/", {"show": "daily"})
    (row, badge) = page.context["rows"][0]
    assert (row.kind, str(badge.label)) == ("plan_agreed", "в дневното писмо")
    assert "/retry/" not in client.get(f"/letters/{row.pk}/").content.decode()
