"""Imports that become no plan: listed, thrown away by a person, swept after 30 days."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from plans import tasks, unfinished
from plans.importing import ImportNotYours, ImportRefused
from plans.models import Import, ImportStatus
from tests import making

pytestmark = pytest.mark.django_db


def left(people, places, status=ImportStatus.READ, **values):
    """An import with its file."""
    return Import.objects.create(
        institution=places.municipality,
        uploaded_by=people.municipal_expert,
        name="план.docx",
        file=ContentFile(b"docx", "plan.docx"),
        status=status,
        reading=making.municipal_reading(),
        **values,
    )


def kept(import_):
    return import_.file.storage.exists(import_.file.name)


@pytest.mark.parametrize("status", [ImportStatus.READ, ImportStatus.REFUSED])
@pytest.mark.django_db(transaction=True)
def test_the_row_and_the_file_go_together(status, people, places):
    started = left(people, places, status)
    assert kept(started)
    unfinished.discard(started, actor=people.mayor)
    assert not Import.objects.exists()
    assert not kept(started)


@pytest.mark.django_db(transaction=True)
def test_the_file_stays_when_the_row_does(people, places, monkeypatch):
    started = left(people, places)

    def fail(_import):
        raise OSError("in use")

    monkeypatch.setattr(Import, "delete", fail)
    with pytest.raises(OSError, match="in use"):
        unfinished.discard(started, actor=people.mayor)
    assert Import.objects.filter(pk=started.pk).exists()
    assert kept(started)


@pytest.mark.parametrize("status", [ImportStatus.WAITING, ImportStatus.READING])
def test_what_a_worker_reads_is_not_thrown_away(status, people, places):
    with pytest.raises(ImportRefused):
        unfinished.discard(left(people, places, status), actor=people.mayor)
    assert Import.objects.exists()


def test_an_imported_file_belongs_to_the_plan(municipal_plan, people):
    with pytest.raises(ImportRefused):
        unfinished.discard(municipal_plan.imports.get(), actor=people.mayor)
    assert municipal_plan.imports.exists()


def test_another_institution_throws_nothing_away(client, people, places):
    started = left(people, places)
    with pytest.raises(ImportNotYours):
        unfinished.discard(started, actor=people.director)
    Import.objects.update(uploaded_by=people.director)
    client.force_login(people.director)
    address = reverse("import_discard", args=[started.pk])
    assert [client.get(address).status_code, client.post(address).status_code] == [403, 403]
    decided = client.post(started.get_absolute_url(), {"decision-0": "Остава."})
    assert decided.status_code == 403
    assert Import.objects.exists()


def test_the_page_lists_what_is_left_and_throws_away_what_is_meant(client, people, places):
    started = left(people, places)
    client.force_login(people.mayor)
    page = client.get(reverse("import_new")).content.decode()
    address = reverse("import_discard", args=[started.pk])
    assert address in page
    assert "Незавършеното до 30 дни" in page
    assert people.municipal_expert.get_short_name() in page
    question = client.get(address).content.decode()
    assert "Отхвърляне на внасянето" in question
    assert Import.objects.exists()
    assert "„план.docx“ е отхвърлен." in client.post(address, follow=True).content.decode()
    assert not Import.objects.exists()


def test_the_list_has_pages_and_asks_as_often_when_it_is_long(client, people, places):
    client.force_login(people.mayor)
    asked = []
    for more in (2, 28):
        for _one in range(more):
            left(people, places)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("import_new")).context["page"]
        asked.append(len(queries))
    assert (len(page.object_list), page.paginator.count) == (25, 30)
    assert asked[0] == asked[1]


@pytest.mark.django_db(transaction=True)
def test_after_thirty_days_the_beat_throws_away_what_nobody_finished(people, places):
    fresh, old = left(people, places), left(people, places)
    read = left(people, places, ImportStatus.WAITING)
    past = timezone.now() - datetime.timedelta(days=30, minutes=1)
    Import.objects.filter(pk__in=[old.pk, read.pk]).update(uploaded_at=past)
    assert tasks.discard_old() == 1
    assert set(Import.objects.all()) == {fresh, read}
    assert [kept(fresh), kept(old)] == [True, False]
    assert tasks.discard_old() == 0
