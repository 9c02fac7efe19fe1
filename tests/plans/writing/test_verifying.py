"""Whether a file is a signed version: its stamp proves nothing, its text does."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from plans.reading import Unreadable
from plans.writing.issuing import file_of
from plans.writing.verifying import Verdict, verify
from tests import making
from workflows.queries.course import moves_of

pytestmark = pytest.mark.django_db


def written(plan, suffix="docx"):
    return file_of(plan.latest, moves_of(plan), suffix).data


def changed(data, before, after):
    """A Word document with other words in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(before.encode(), after.encode()))
    return out.getvalue()


@pytest.fixture
def signed(municipal_plan, people):
    return making.agreed(municipal_plan, people)


@pytest.mark.parametrize("suffix", ["docx", "pdf", "xlsx"])
def test_a_signed_version_is_named_with_who_signed_it(signed, people, suffix):
    found = verify(f"план.{suffix}", written(signed, suffix))
    assert found.verdict is Verdict.SIGNED
    assert found.revision == signed.latest
    assert [one.actor for one in found.signatures] == [people.ruo_head]


def test_a_version_that_nobody_signed_is_no_signed_one(municipal_plan):
    found = verify("план.docx", written(municipal_plan))
    assert (found.verdict, found.signatures) == (Verdict.UNSIGNED, ())


def test_a_changed_cell_with_the_stamp_kept_is_named(signed):
    row = signed.latest.activities.get(key="1.2")
    assert row.financing == "общински бюджет"
    forged = changed(written(signed), "общински бюджет", "без средства")
    found = verify("план.docx", forged)
    assert found.verdict is Verdict.CHANGED
    (difference,) = found.differences
    assert difference.where == "1.2, Финансиране"
    assert (difference.kept, difference.found) == ("общински бюджет", "без средства")


def test_a_signature_that_is_not_on_record_is_named(municipal_plan, people):
    blank = written(municipal_plan)
    forged = changed(blank, "Дата: ……………", "01.04.2026 г.")
    found = verify("план.docx", forged)
    assert found.verdict is Verdict.CHANGED
    assert [one.where for one in found.differences] == ["Поле за подпис"]


def test_a_row_left_out_is_named(signed):
    data = written(signed)
    text = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    start = text.rindex("<w:tr>")
    end = text.index("</w:tr>", start) + len("</w:tr>")
    found = verify("план.docx", changed(data, text[start:end], ""))
    assert found.verdict is Verdict.CHANGED
    assert "2.1, Дейност" in " ".join(one.where for one in found.differences)


def test_a_signature_ends_when_the_text_is_opened_again(signed, people):
    data = written(signed)
    making.taken(signed, "reopen", people.municipal_expert)
    assert verify("план.docx", data).verdict is not Verdict.SIGNED


def test_other_papers_are_not_ours(signed):
    known = signed.latest.fingerprint
    data = written(signed)
    assert verify("план.docx", changed(data, known, "0" * 64)).verdict is Verdict.UNKNOWN
    assert verify("план.docx", changed(data, known, "няма")).verdict is Verdict.UNSTAMPED
    with pytest.raises(Unreadable):
        verify("план.docx", data[:500])


def exit_of(path, capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("verify_document", str(path))
    return ended.value.code, capsys.readouterr()


def test_the_command_answers_in_sentences_and_in_its_exit_code(signed, people, tmp_path, capsys):
    path = tmp_path / "план.docx"
    path.write_bytes(written(signed))
    code, said = exit_of(path, capsys)
    assert code == 0
    assert people.ruo_head.name in said.out
    assert signed.latest.fingerprint in said.out
    path.write_bytes(changed(written(signed), "общински бюджет", "без средства"))
    code, said = exit_of(path, capsys)
    assert code == 3
    assert "„без средства“" in said.out
    path.write_bytes(b"x")
    code, said = exit_of(path, capsys)
    assert (code, said.out) == (2, "")
    assert said.err.count("\n") == 1


def brought(client, person, data):
    client.force_login(person)
    file = SimpleUploadedFile("план.docx", data)
    return client.post(reverse("document_check"), {"file": file})


def test_the_page_answers_who_has_the_file_and_shows_what_they_may_read(client, signed, people):
    client.force_login(people.ruo_head)
    assert client.get(reverse("document_check")).status_code == 200
    page = brought(client, people.municipal_expert, written(signed)).content.decode()
    assert "Файлът е подписана версия" in page
    assert people.ruo_head.name in page
    forged = changed(written(signed), "общински бюджет", "без средства")
    page = brought(client, people.municipal_expert, forged).content.decode()
    assert "<del>общински бюджет</del> <ins>без средства</ins>" in page
    page = brought(client, people.head_of_another_region, forged).content.decode()
    assert "Файлът е променен" in page
    assert "общински бюджет" not in page
    assert people.ruo_head.name not in page
    assert brought(client, people.ruo_head, b"x").status_code == 422
