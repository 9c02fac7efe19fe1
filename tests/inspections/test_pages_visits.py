"""The page of a visit: answers, findings, photos, measures, replies, evidence."""

import datetime
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html
from PIL import Image

from inspections.models import ChecklistAnswer, Evidence, Measure, Photo
from tests import making
from tests.frame.finding import select, words
from tests.reaching import brought
from workflows import records

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def visit(ruo_plan, people, places):
    """A dated visit of a team of two: two questions."""
    team = [people.expert, people.second_expert]
    inspection = making.ordered(ruo_plan, people, team=team)
    return making.scheduled(making.visit_of(inspection, places.school), people)


def browser(person):
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def opened(person, document, status=200):
    reply = browser(person).get(document.get_absolute_url())
    assert reply.status_code == status
    return html.fromstring(reply.content) if status == 200 else None


def seen_at(page, position):
    return select(page, f"#q{position}-form input[name=seen]")[0].get("value")


def answer(person, visit, position, value, finding="", seen=None, htmx=False):
    if seen is None:
        seen = seen_at(opened(person, visit), position)
    address = reverse("visit_answer", args=[visit.pk, position])
    sent = {"answer": value, "finding": finding, "seen": seen}
    return browser(person).post(address, sent, headers={"HX-Request": "true"} if htmx else {})


def picture(kind="JPEG", size=(2400, 1200), **options):
    file = io.BytesIO()
    Image.new("RGB", size, "navy").save(file, kind, **options)
    return file.getvalue()


def with_place():
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825)[1] = "N"
    return picture(exif=exif)


def upload(content, name="photo.jpg", kind="image/jpeg"):
    return SimpleUploadedFile(name, content, kind)


def archive(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def add_photo(person, visit, content, position=1):
    address = reverse("photo_add", args=[visit.pk, position])
    return browser(person).post(address, {"photo": upload(content)})


def measure_of(visit, person, **changes):
    sent = {
        "kind": "prescription",
        "text": "Да се попълнят дневниците",
        "due_on": (making.TODAY() + 14 * DAY).isoformat(),
        "responsible": "Директорът",
    }
    address = reverse("measure_add", args=[visit.pk, 2])
    return browser(person).post(address, sent | changes)


def test_an_answer_is_kept_with_who_gave_it_and_counted_on_the_page(visit, people):
    reply = answer(people.expert, visit, 1, "partly", "Две теми не са вписани.")
    assert reply.status_code == 302
    assert reply["Location"].endswith("#q1")
    kept = visit.answers.get(position=1)
    assert (kept.answer, kept.finding) == ("partly", "Две теми не са вписани.")
    assert kept.answered_by == people.expert
    page = opened(people.expert, visit)
    assert "1 от 2" in words(select(page, "#visit-progress")[0])
    assert select(page, "#visit-next a")[0].get("href") == "#q2"
    last = records.of(visit).last()
    assert (last.step, last.facts["finding"]) == ("save_answer", "Две теми не са вписани.")
    assert records.verify(visit) == []


def test_with_htmx_only_the_changed_part_and_the_counts_come_back(visit, people):
    reply = answer(people.expert, visit, 2, "yes", htmx=True)
    assert reply.status_code == 200
    text = reply.content.decode()
    assert "<html" not in text
    assert "1 от 2" in text
    again = html.fragment_fromstring(text, create_parent="div")
    mark = select(again, "input[name=seen]")[0].get("value")
    assert answer(people.expert, visit, 2, "no", "Няма.", seen=mark, htmx=True).status_code == 200
    assert visit.answers.get(position=2).answer == "no"


def test_two_experts_at_different_questions_both_succeed(visit, people):
    first, second = opened(people.expert, visit), opened(people.second_expert, visit)
    assert answer(people.expert, visit, 1, "yes", seen=seen_at(first, 1)).status_code == 302
    late = answer(people.second_expert, visit, 2, "no", "Липсва.", seen=seen_at(second, 2))
    assert late.status_code == 302
    assert list(visit.answers.values_list("answer", flat=True)) == ["yes", "no"]


def test_at_the_same_question_the_second_is_told_what_the_first_wrote(visit, people):
    mark = seen_at(opened(people.second_expert, visit), 1)
    answer(people.expert, visit, 1, "no", "Няма дневник.")
    reply = answer(people.second_expert, visit, 1, "partly", "Има чернова.", seen=mark)
    assert reply.status_code == 409
    page = html.fromstring(reply.content)
    told = words(select(page, "#q1-saved")[0])
    assert people.expert.name in told
    assert "Няма дневник." in told
    assert select(page, "#q1-finding")[0].text_content().strip() == "Има чернова."
    assert visit.answers.get(position=1).answer == "no"
    shown = seen_at(page, 1)
    again = answer(people.second_expert, visit, 1, "partly", "Има чернова, втора.", seen=shown)
    assert again.status_code == 409
    mark = select(page, "#q1-saved button[name=seen]")[0].get("value")
    mine = answer(people.second_expert, visit, 1, "partly", "Има чернова.", seen=mark)
    assert mine.status_code == 302
    assert visit.answers.get(position=1).finding == "Има чернова."


def test_the_same_answer_sent_twice_is_recorded_once(visit, people):
    mark = seen_at(opened(people.expert, visit), 1)
    for _time in range(2):
        assert answer(people.expert, visit, 1, "yes", seen=mark).status_code == 302
    assert records.of(visit).filter(step="save_answer").count() == 1


def test_a_photo_and_a_measure_sent_twice_are_kept_once(visit, people):
    for _time in range(2):
        assert add_photo(people.expert, visit, picture()).status_code == 302
        assert measure_of(visit, people.expert).status_code == 302
    assert (Photo.objects.count(), Measure.objects.count()) == (1, 1)
    assert records.of(visit).filter(step__in=["add_photo", "add_measure"]).count() == 2


@pytest.mark.parametrize("name", ["ruo_head", "department_head", "records"])
def test_those_whom_the_order_does_not_name_read_and_do_not_write(name, visit, people):
    person = getattr(people, name)
    page = opened(person, visit)
    assert not select(page, "form[data-answer]")
    assert answer(person, visit, 1, "yes", seen="").status_code == 403
    assert add_photo(person, visit, picture()).status_code == 403
    assert measure_of(visit, person).status_code == 403
    assert not visit.answers.exclude(answer="").exists()
    assert not Measure.objects.exists()


def test_the_institution_reads_what_was_found_only_from_the_registered_protocol(visit, people):
    answer(people.expert, visit, 1, "no", "Липсва дневник.")
    add_photo(people.expert, visit, picture())
    photo = reverse("photo", args=[Photo.objects.get().pk])
    director = browser(people.director)
    assert "Липсва дневник." not in director.get(visit.get_absolute_url()).content.decode()
    assert director.get(photo).status_code == 404
    answer(people.expert, visit, 2, "yes")
    making.taken(visit, "draw_protocol", people.expert, summary="Установено.")
    assert director.get(photo).status_code == 404
    making.taken(
        visit, "register_protocol", people.records, authority_number="КП-1", school_number="2"
    )
    assert "Липсва дневник." in director.get(visit.get_absolute_url()).content.decode()
    assert b"".join(director.get(photo).streaming_content).startswith(b"\xff\xd8")
    for stranger in (people.other_director, people.head_of_another_region, people.mayor):
        assert browser(stranger).get(photo).status_code == 404
        assert browser(stranger).get(visit.get_absolute_url()).status_code == 404


def test_a_photo_is_drawn_anew_small_and_without_place(visit, people):
    assert add_photo(people.expert, visit, with_place()).status_code == 302
    photo = Photo.objects.get()
    reply = browser(people.second_expert).get(reverse("photo", args=[photo.pk]))
    content = b"".join(reply.streaming_content)
    with Image.open(io.BytesIO(content)) as kept:
        assert (kept.format, kept.size) == ("JPEG", (1600, 800))
        assert not kept.getexif()
    assert reply["X-Content-Type-Options"] == "nosniff"
    assert reply["Content-Type"] == "image/jpeg"
    assert (photo.width, photo.height) == (1600, 800)


@pytest.mark.parametrize(
    "content",
    [b"<svg onload='alert(1)'/>", b"GIF89a" + b"\0" * 40, picture()[:300], b"", PDF],
    ids=["svg", "gif", "cut off", "empty", "pdf"],
)
def test_what_is_no_photo_is_refused_with_a_sentence_at_the_question(visit, people, content):
    reply = add_photo(people.expert, visit, content)
    assert reply.status_code == 422
    told = select(html.fromstring(reply.content), "#q1-photos p.r-badtext")
    assert words(told[0])
    assert not Photo.objects.exists()


def test_a_photo_is_deleted_with_its_file(visit, people, django_capture_on_commit_callbacks):
    add_photo(people.expert, visit, picture())
    photo = Photo.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        reply = browser(people.expert).post(reverse("photo_delete", args=[photo.pk]))
    assert reply.status_code == 302
    assert not Photo.objects.exists()
    assert not photo.image.storage.exists(photo.image.name or "")


def test_a_measure_is_added_changed_and_deleted_before_the_protocol(visit, people):
    assert measure_of(visit, people.expert).status_code == 302
    measure = visit.measures.get()
    assert measure.answer.position == 2
    address, client = reverse("measure_edit", args=[measure.pk]), browser(people.second_expert)
    page = html.fromstring(client.get(address).content)
    sent = {
        "kind": "recommendation",
        "text": "Да се обсъди",
        "due_on": (making.TODAY() + 30 * DAY).isoformat(),
        "seen": select(page, "form[data-measure] input[name=seen]")[0].get("value"),
    }
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent | {"text": "Друго"}).status_code == 409
    measure.refresh_from_db()
    assert (measure.kind, measure.text) == ("recommendation", "Да се обсъди")
    mark = select(html.fromstring(client.get(address).content), "input[name=seen]")[0].get("value")
    gone = client.post(reverse("measure_delete", args=[measure.pk]), {"seen": mark})
    assert gone.status_code == 302
    assert not visit.measures.exists()


def test_a_term_before_the_visit_is_refused_at_its_field(visit, people):
    reply = measure_of(visit, people.expert, due_on=making.TODAY().isoformat())
    assert reply.status_code == 422
    page = html.fromstring(reply.content)
    assert words(select(page, "#m2_due_on_error")[0])
    assert not visit.measures.exists()


def test_what_the_protocol_says_is_not_offered_for_change_and_stays(visit, people):
    measure_of(visit, people.expert)
    measure, mark = visit.measures.get(), seen_at(opened(people.expert, visit), 1)
    add_photo(people.expert, visit, picture())
    making.taken(making.answered_all(visit), "draw_protocol", people.expert, summary="Спазва се.")
    page = opened(people.expert, visit)
    assert not select(page, "form[data-answer], form[data-measure]")
    client, photo = browser(people.expert), Photo.objects.get()
    assert answer(people.expert, visit, 1, "no", "Късно", seen=mark).status_code == 409
    assert add_photo(people.expert, visit, picture()).status_code == 409
    assert client.post(reverse("photo_delete", args=[photo.pk])).status_code == 409
    assert client.get(reverse("measure_edit", args=[measure.pk])).status_code == 409
    assert client.post(reverse("measure_delete", args=[measure.pk]), {}).status_code == 409
    assert measure_of(visit, people.expert).status_code == 409
    with pytest.raises(DatabaseError, match="protocol_stays"), transaction.atomic():
        visit.answers.update(finding="Късно")


def test_the_step_that_closes_the_checklist_names_what_is_missing(visit, people):
    page = opened(people.expert, visit)
    assert "1, 2" in words(select(page, "#visit-protocol .r-note.is-warn")[0])
    answer(people.expert, visit, 1, "no")
    answer(people.expert, visit, 2, "yes")
    page = opened(people.expert, visit)
    assert "1" in words(select(page, "#visit-protocol .r-note.is-warn")[0])
    answer(people.expert, visit, 1, "no", "Липсва.")
    page = opened(people.expert, visit)
    assert not select(page, "#visit-protocol .r-note.is-warn")
    step = reverse("step", args=["visits", visit.pk, "draw_protocol"])
    assert select(page, "#visit-next a")[0].get("href") == step


@pytest.fixture
def prescribed(people, places):
    """A visit with a prescription that waits for the director."""
    return brought("visit", "prescribed", people, places)


def reply_to(person, measure, text, seen=None):
    if seen is None:
        page = opened(person, measure.visit)
        seen = select(page, f"#measure{measure.pk} input[name=seen]")[0].get("value")
    address = reverse("measure_reply", args=[measure.pk])
    return browser(person).post(address, {"reply": text, "seen": seen})


def send(person, measure, content, name="kopie.pdf"):
    address = reverse("evidence_add", args=[measure.pk])
    return browser(person).post(address, {"file": upload(content, name, "application/pdf")})


def test_the_director_replies_attaches_evidence_and_answers(prescribed, people):
    measure = prescribed.measures.get()
    page = opened(people.director, prescribed)
    missing = words(select(page, ".r-note.is-warn")[0])
    assert "чл. 19, ал. 3" in missing
    assert reply_to(people.director, measure, "Попълнени са.").status_code == 302
    assert send(people.director, measure, PDF).status_code == 302
    page = opened(people.director, prescribed)
    assert not select(page, ".r-note.is-warn")
    prescribed.refresh_from_db()
    step = reverse("step", args=["visits", prescribed.pk, "answer"])
    sent = {"seen_version": prescribed.version, "answer": "Изпълнено."}
    assert browser(people.director).post(step, sent).status_code == 302
    assert reply_to(people.director, measure, "Друго", seen="").status_code == 409
    assert send(people.director, measure, PDF).status_code == 409
    file = reverse("evidence_delete", args=[measure.evidence.get().pk])
    assert browser(people.director).post(file).status_code == 409


def test_a_file_that_is_attached_or_deleted_is_told(prescribed, people):
    measure, client = prescribed.measures.get(), browser(people.director)
    sent = {"file": SimpleUploadedFile("kopie.pdf", PDF)}
    told = client.post(reverse("evidence_add", args=[measure.pk]), sent, follow=True)
    assert "Файлът е приложен." in told.content.decode()
    gone = reverse("evidence_delete", args=[measure.evidence.get().pk])
    assert "Файлът е изтрит." in client.post(gone, follow=True).content.decode()


def test_only_the_director_of_the_institution_replies(prescribed, people):
    measure = prescribed.measures.get()
    for name, status in {"ruo_head": 403, "expert": 403, "other_director": 404}.items():
        person = getattr(people, name)
        assert reply_to(person, measure, "Чуждо", seen="").status_code == status
        assert send(person, measure, PDF).status_code == status
    measure.refresh_from_db()
    assert measure.reply == ""
    assert not measure.evidence.exists()


DOCX = archive(**{"[Content_Types].xml": "<Types/>", "word__document.xml": "<w/>"})
MACROS = archive(
    **{"[Content_Types].xml": "", "word__document.xml": "", "word__vbaProject.bin": ""}
)
ODT = archive(mimetype="application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("content", "name", "kept"),
    [
        (PDF, "доклад.pdf", "доклад.pdf"),
        (DOCX, "../../etc/доклад.exe", "доклад.docx"),
        (ODT, "доклад", "доклад.odt"),
        (picture("PNG", (4, 4)), "снимка.html", "снимка.png"),
        (PDF, "а\u202egpj.pdf", "аgpj.pdf"),
    ],
)
def test_evidence_is_kept_under_a_safe_name_and_handed_out_as_a_download(
    prescribed, people, content, name, kept
):
    measure = prescribed.measures.get()
    assert send(people.director, measure, content, name).status_code == 302
    file = measure.evidence.get()
    assert file.name == kept
    reply = browser(people.expert).get(reverse("evidence", args=[file.pk]))
    assert b"".join(reply.streaming_content) == content
    assert reply["Content-Disposition"].startswith("attachment")
    assert reply["X-Content-Type-Options"] == "nosniff"
    assert (
        browser(people.other_director).get(reverse("evidence", args=[file.pk])).status_code == 404
    )


@pytest.mark.parametrize(
    "content",
    [b"<html><script>", b"MZ\x90\x00", MACROS, b"PK\x03\x04 broken", archive(a="b")],
    ids=["html", "program", "macros", "broken archive", "archive"],
)
def test_other_files_are_refused_with_a_sentence_at_the_measure(prescribed, people, content):
    measure = prescribed.measures.get()
    reply = send(people.director, measure, content, "доклад.pdf")
    assert reply.status_code == 422
    told = select(html.fromstring(reply.content), f"#measure{measure.pk} p.r-badtext")
    assert words(told[0])
    assert not Evidence.objects.exists()


def test_a_file_over_ten_megabytes_is_refused(prescribed, people):
    measure = prescribed.measures.get()
    reply = send(people.director, measure, PDF + b"0" * 10 * 1024 * 1024)
    assert reply.status_code == 422
    assert "10" in words(
        select(html.fromstring(reply.content), f"#measure{measure.pk} p.r-badtext")[0]
    )


def test_evidence_is_taken_back_before_the_answer(
    prescribed, people, django_capture_on_commit_callbacks
):
    measure = prescribed.measures.get()
    send(people.director, measure, PDF)
    file = measure.evidence.get()
    with django_capture_on_commit_callbacks(execute=True):
        gone = browser(people.director).post(reverse("evidence_delete", args=[file.pk]))
    assert gone.status_code == 302
    assert not measure.evidence.exists()
    assert not file.file.storage.exists(file.file.name)


@pytest.mark.parametrize("place", ["planned", "registered", "reported", "answered", "closed"])
def test_everybody_of_the_authority_reads_the_visit_in_every_state(place, people, places):
    visit = brought("visit", place, people, places)
    for name in ("ruo_head", "department_head", "expert", "second_expert", "records"):
        assert opened(getattr(people, name), visit) is not None
    assert opened(people.administrator, visit, status=404) is None


def test_an_escalated_visit_says_what_follows(people, places):
    visit = brought("visit", "escalated", people, places)
    told = words(select(opened(people.director, visit), ".r-note.is-bad")[0])
    assert visit.escalation in told


def test_the_report_to_the_head_is_not_for_the_institution(people, places):
    visit = brought("visit", "reported", people, places)
    shown = {
        name: visit.conclusions in words(opened(getattr(people, name), visit))
        for name in ("ruo_head", "director")
    }
    assert visit.conclusions
    assert shown == {"ruo_head": True, "director": False}


def test_reading_the_page_takes_as_many_queries_for_many_questions(visit, people):
    def queries():
        client = browser(people.expert)
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert client.get(visit.get_absolute_url()).status_code == 200
        return len(counted)

    measure_of(visit, people.expert)
    add_photo(people.expert, visit, picture())
    before = queries()
    ChecklistAnswer.objects.bulk_create(
        ChecklistAnswer(visit=visit, position=place, part="Б. Работа", question=f"Въпрос {place}")
        for place in range(3, 23)
    )
    for row in visit.answers.all():
        visit.measures.create(
            answer=row, kind="recommendation", text="Да", proposed_by=people.expert
        )
    add_photo(people.expert, visit, picture(), position=5)
    assert queries() == before


def test_reading_changes_nothing(visit, people):
    version, count = visit.version, records.of(visit).count()
    opened(people.expert, visit)
    opened(people.director, visit)
    visit.refresh_from_db()
    assert (visit.version, records.of(visit).count()) == (version, count)
