"""A file made to do harm leaves nothing behind, whichever way it comes in."""

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from plans import importing, tasks
from plans.models import Import, ImportStatus, Plan
from tests.plans.reading.hostile import MB, harmful, pdf_with
from tests.plans.test_pages_import import bring

pytestmark = pytest.mark.django_db

HARM = harmful()
SOME = ("external entity", "way out of the archive", "macros in Word", "locked .doc", "picture")


@pytest.mark.parametrize("harm", SOME)
def test_the_page_says_why_and_keeps_nothing(client, people, places, harm):
    client.force_login(people.municipal_expert)
    answer = bring(client, places.municipality, *HARM[harm])
    assert answer.status_code == 422
    assert len(answer.context["form"].errors["file"]) == 1
    assert (Import.objects.count(), Plan.objects.count()) == (0, 0)


def test_a_long_file_is_refused_by_the_worker_and_thrown_away(people, places):
    started = Import(
        institution=places.municipality, uploaded_by=people.municipal_expert, name="план.pdf"
    )
    started.file.save("план.pdf", ContentFile(pdf_with(b" " * MB, times=700)), save=False)
    started.save()
    tasks.read(str(started.pk))
    started.refresh_from_db()
    assert (started.status, started.reading, started.file.name) == (ImportStatus.REFUSED, {}, "")
    assert started.refusal.count(".") == 1


def test_a_pdf_of_many_pages_is_left_to_the_worker(people, places):
    chance = bytes(range(256)) * 250
    waiting = importing.start_import(
        "план.pdf", b"%PDF-1.7 " + chance, institution=places.municipality,
        person=people.municipal_expert,
    )  # fmt: skip
    assert waiting.status == ImportStatus.WAITING


def test_the_command_refuses_a_file_that_is_too_large_unread(tmp_path, people, places):
    path = tmp_path / "план.docx"
    with path.open("wb") as file:
        file.truncate(100 * MB)
    with pytest.raises(CommandError) as refused:
        call_command("import_plan", str(path), institution=places.municipality.code)
    assert refused.value.returncode == 2
    assert Import.objects.count() == 0
