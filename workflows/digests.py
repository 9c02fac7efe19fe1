"""The daily letter: one a day with what came, at an hour that the person chose.

It is a row of the outbox like any letter, written with the mark of what it tells in one
transaction: nothing is told in two daily letters, and what was not told waits for the next.
"""

import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from institutions import calendar
from institutions.models import Person
from workflows import notices
from workflows.models import Notice
from workflows.models.notice import DIGEST, TO_GATHER

SHOWN = 100


def gather() -> int:
    """Write the daily letters that are due now; how many."""
    now = timezone.localtime()
    waiting = Notice.objects.filter(TO_GATHER).values("person")
    due = Person.objects.filter(pk__in=waiting, is_active=True, digest_hour__lte=now.hour)
    if not calendar.is_working_day(now.date()):
        due = due.filter(digest_on_working_days=False)
    return sum(_write(pk, now.date()) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _write(person_id: int, day: datetime.date) -> int:
    """Write the letter of one person under their lock: two beats write one."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    key = f"{DIGEST}:{DIGEST}-{person_id}:{day}"
    rows = list(Notice.objects.filter(TO_GATHER, person=person).order_by("created_at", "pk"))
    if not rows or Notice.objects.filter(key=key).exists():
        return 0
    words = {"rows": rows[:SHOWN], "more": max(0, len(rows) - SHOWN), "count": len(rows)}
    texts = notices.texts_of(DIGEST, None, {"day": day, **words})
    letter = Notice.objects.create(
        key=key,
        kind=DIGEST,
        person=person,
        texts=texts,
        url=reverse("notice_list"),
        **texts[person.language],
    )
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(gathered_in=letter)
    return 1
