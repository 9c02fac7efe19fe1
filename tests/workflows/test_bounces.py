"""Bounces: what a mail server says later marks the letter, and the address that leads nowhere."""

import io
import sys

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from workflows.models import Notice

pytestmark = pytest.mark.django_db

REPORT = """\
From: MAILER-DAEMON@mx.example
To: saglas@localhost
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I could not deliver your letter.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Mon, 2 Nov 2026 10:00:00 +0200

Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} <{to}>:
 user unknown

--b
Content-Type: text/rfc822-headers

Message-ID: <{key}@saglas>
Subject: =?utf-8?b?0J/Qu9Cw0L0=?=

--b--
"""


@pytest.fixture
def letter(people):
    return Notice.objects.create(
        key="plan_agreed:1", kind="plan_agreed", person=people.mayor, subject="С", body="Т",
        sent_at=timezone.now(),
    )  # fmt: skip


def taken(monkeypatch, text):
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    call_command("take_bounce", stdout=out)
    return out.getvalue()


def report(letter, **changes):
    known = {"to": letter.person.email, "action": "failed", "status": "5.1.1", "key": letter.pk}
    return REPORT.format(**{**known, **changes})


def test_a_letter_that_came_back_is_marked_with_its_address(letter, people, monkeypatch):
    assert "is marked" in taken(monkeypatch, report(letter))
    letter.refresh_from_db()
    assert letter.refused_at is not None
    assert letter.error.startswith("5.1.1 550 5.1.1")
    people.mayor.refresh_from_db()
    assert "user unknown" in people.mayor.email_refused_why


def test_a_full_mailbox_is_no_wrong_address(letter, people, monkeypatch):
    taken(monkeypatch, report(letter, status="5.2.2"))
    people.mayor.refresh_from_db()
    assert people.mayor.email_refused_at is None
    assert Notice.objects.get().refused_at is not None


def test_an_address_that_was_changed_meanwhile_is_not_marked(letter, people, monkeypatch):
    text = report(letter)
    people.mayor.email = "new@kamengrad.example"
    people.mayor.save()
    taken(monkeypatch, text)
    people.mayor.refresh_from_db()
    assert people.mayor.email_refused_at is None


def test_a_delay_changes_nothing(letter, monkeypatch):
    assert "nothing to do" in taken(monkeypatch, report(letter, action="delayed", status="4.4.1"))
    assert Notice.objects.get().refused_at is None


@pytest.mark.parametrize(
    "key", ["00000000-0000-0000-0000-000000000000", "none of ours", "../../etc/passwd"]
)
def test_a_report_of_no_letter_of_ours_is_refused_in_words(key, letter, monkeypatch):
    with pytest.raises(CommandError):
        taken(monkeypatch, report(letter, key=key))
    assert Notice.objects.get().refused_at is None


@pytest.mark.parametrize("text", ["", "Subject: Hello\n\nNo bounce.", "\x00\xff"])
def test_what_is_no_report_is_refused_in_words(text, letter, monkeypatch):
    with pytest.raises(CommandError, match="no delivery status"):
        taken(monkeypatch, text)


def test_a_new_address_begins_anew(letter, people, monkeypatch, client):
    taken(monkeypatch, report(letter))
    client.force_login(people.mayor)
    page = client.get("/profile/").content.decode()
    assert "user unknown" in page
    client.post("/profile/", {"email": "kmet@kamengrad.example", "language": "bg"})
    people.mayor.refresh_from_db()
    assert (people.mayor.email_refused_at, people.mayor.email_refused_why) == (None, "")


def test_the_administrator_sees_the_letter_and_the_address(letter, people, monkeypatch, client):
    taken(monkeypatch, report(letter))
    client.force_login(people.administrator)
    page = client.get("/letters/", {"show": "refused"}).content.decode()
    assert people.mayor.email in page
    assert page.count("user unknown") == 2
    assert "/retry/" in client.get(f"/letters/{letter.pk}/").content.decode()
