"""A file whose row was rolled back does not stay: the beat deletes what no row names."""

import datetime
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from PIL import Image

from inspections import answering, evidence
from inspections.models import Evidence, Photo
from plans import importing
from plans.models import Import
from tests.reaching import brought, walked
from workflows import files, tasks

pytestmark = pytest.mark.django_db(transaction=True)

SAMPLE = Path(__file__).parents[2] / "samples" / "municipality-kamengrad-plan-2026.docx"
LATER = datetime.timedelta(days=1, minutes=1)


class PulledDownError(Exception):
    """What rolls the transaction back."""


def rolled_back(write):
    @transaction.atomic
    def pulled_down():
        write()
        raise PulledDownError

    with pytest.raises(PulledDownError):
        pulled_down()


def on_disk(settings):
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def _plan_file(people, places):
    importing.start_import(
        SAMPLE.name,
        SAMPLE.read_bytes(),
        institution=places.municipality,
        person=people.municipal_expert,
    )


def _photo(visit, people):
    drawn = io.BytesIO()
    # Another picture each time: one that is sent again is kept once.
    Image.new("RGB", (2, 2), (90 * Photo.objects.count(), 0, 0)).save(drawn, "PNG")
    sent = SimpleUploadedFile("a.png", drawn.getvalue())
    answering.add_photo(visit, 1, sent, actor=people.expert)


def _evidence(visit, people):
    sent = SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF\n")
    evidence.add_evidence(visit.measures.get(), sent, actor=people.director)


def _uploads(people, places):
    """Each kind of upload, as soon as its document is ready for it."""
    yield Import, lambda: _plan_file(people, places)
    visit = brought("visit", "scheduled", people, places)
    yield Photo, lambda: _photo(visit, people)
    walked(visit, "visit", "!answers !prescription", people, places)
    walked(visit, "visit", "draw_protocol register_protocol report prescribe", people, places)
    yield Evidence, lambda: _evidence(visit, people)


def test_a_rolled_back_upload_leaves_no_file_and_a_kept_one_does(people, places, settings):
    for model, upload in _uploads(people, places):
        before = on_disk(settings)
        upload()
        named = on_disk(settings) - before
        rolled_back(upload)
        alone = on_disk(settings) - before - named
        assert (model.objects.count(), len(named), len(alone)) == (1, 1, 1)
        assert files.delete_orphans(timezone.now() + LATER) == 1
        assert on_disk(settings) == before | named


def test_a_file_may_wait_for_its_row(people, places, settings):
    rolled_back(lambda: _plan_file(people, places))
    assert tasks.delete_orphans() == 0
    assert len(on_disk(settings)) == 1


def test_the_original_of_a_revision_is_named_by_two_rows(people, places, settings):
    from plans import deciding

    _plan_file(people, places)
    started = Import.objects.get()
    deciding.keep_as_printed(started, actor=people.municipal_expert)
    importing.confirm(started, people.municipal_expert)
    Import.objects.all().delete()
    assert files.delete_orphans(timezone.now() + LATER) == 0
    assert len(on_disk(settings)) == 1


def test_a_file_that_no_upload_wrote_is_nobodys_business(db, settings):
    strange = Path(settings.MEDIA_ROOT) / "somebody-elses.txt"
    strange.parent.mkdir(parents=True, exist_ok=True)
    strange.write_text("x")
    assert files.delete_orphans(timezone.now() + LATER) == 0
    assert strange.exists()
