"""A long file is read by one worker, and never left half read."""

import datetime

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from plans import importing, tasks
from plans.models import Import, ImportStatus

pytestmark = pytest.mark.django_db

SAMPLE = settings.BASE_DIR / "samples" / "municipality-kamengrad-plan-2026.docx"


@pytest.fixture
def waiting(people, places):
    started = Import(
        institution=places.municipality, uploaded_by=people.municipal_expert, name=SAMPLE.name
    )
    started.file.save(SAMPLE.name, ContentFile(SAMPLE.read_bytes()), save=False)
    started.save()
    Import.objects.update(uploaded_at=timezone.now() - datetime.timedelta(minutes=9))
    started.refresh_from_db()
    return started


def test_what_a_worker_reads_is_left_to_it(waiting):
    Import.objects.update(status=ImportStatus.READING, claimed_at=timezone.now())
    tasks.read(str(waiting.pk))
    assert tasks.sweep() == 0
    waiting.refresh_from_db()
    assert (waiting.status, waiting.reading) == (ImportStatus.READING, {})


def test_what_a_dead_worker_left_is_read(waiting):
    silent = timezone.now() - importing.LEASE - datetime.timedelta(seconds=1)
    Import.objects.update(status=ImportStatus.READING, claimed_at=silent)
    assert tasks.sweep() == 1
    waiting.refresh_from_db()
    assert waiting.status == ImportStatus.READ
    assert waiting.reading["activities"]


def test_a_late_reader_does_not_take_back_what_was_decided(waiting):
    late = Import.objects.get(pk=waiting.pk)
    tasks.read(str(waiting.pk))
    Import.objects.update(decisions={"0": {"done": "Остава.", "by": "valkova"}})
    importing.read_import(late)
    importing._write(late, ("status", "reading"))
    waiting.refresh_from_db()
    assert waiting.status == ImportStatus.READ
    assert waiting.decisions == {"0": {"done": "Остава.", "by": "valkova"}}


def test_a_file_that_is_gone_is_refused_with_a_sentence(waiting):
    waiting.file.storage.delete(waiting.file.name)
    tasks.read(str(waiting.pk))
    waiting.refresh_from_db()
    assert waiting.status == ImportStatus.REFUSED
    assert waiting.refusal
    assert waiting.file.name == ""
