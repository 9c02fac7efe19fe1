"""A signed PDF at its step: whose file, by whom, kept as it came; and what is refused."""

from functools import partial

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from plans.models import FileSignature, SignedFile
from plans.reading import Unreadable
from plans.signing import attaching
from plans.signing.attaching import FileRefused
from plans.states import Chain
from plans.writing.issuing import file_of
from plans.writing.verifying import Verdict, verify
from tests import making
from tests.racing import together
from tests.reaching import brought, walked
from workflows import records, uploads
from workflows.queries.course import moves_of
from workflows.refusals import NotYours, Stale

from .authority import PASSWORD, authority, official, signed
from .test_checking import _drawn_over

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(municipal_plan, people):
    """A municipal plan that the head of the authority agreed."""
    return making.agreed(municipal_plan, people)


@pytest.fixture
def roots(settings, tmp_path):
    """The authority of the tests is trusted."""
    folder = tmp_path / "roots"
    folder.mkdir()
    (folder / "root.pem").write_bytes(authority().root.pem)
    settings.SIGNATURE_ROOTS = str(folder)


@pytest.fixture
def seal(settings, tmp_path):
    """The installation has a seal."""
    holder = authority().person("Seal of the authority")
    path = tmp_path / "seal.p12"
    path.write_bytes(holder.pkcs12(authority().root.certificate))
    settings.ORGANISATION_SEAL = str(path)
    settings.ORGANISATION_SEAL_PASSWORD = PASSWORD.decode()
    return holder


def downloaded(plan, revision=None):
    return file_of(revision or plan.latest, moves_of(plan), "pdf").data


def sent(data, name="план.pdf"):
    return SimpleUploadedFile(name, data)


def agreed_in(plan):
    return moves_of(plan)[-1].sequence


def attached(plan, people, data=None, actor=None):
    data = signed(downloaded(plan), official()) if data is None else data
    number = next(one.sequence for one in moves_of(plan) if one.step == "agree")
    return attaching.attach(plan, number, sent(data), actor=actor or people.ruo_head)


def refused(plan, people, data, **more):
    with pytest.raises((FileRefused, Unreadable)) as caught:
        attached(plan, people, data, **more)
    assert not SignedFile.objects.exists()
    return str(caught.value)


def test_a_signed_file_stands_at_its_step_with_all_that_was_found(plan, people, roots):
    data = signed(downloaded(plan), official())
    kept = attached(plan, people, data)
    assert (kept.step.step, kept.step.actor) == ("agree", people.ruo_head)
    assert kept.fingerprint == uploads.sha256(data)
    with kept.file.open() as file:
        assert file.read() == data
    (signature,) = kept.signatures.all()
    assert (signature.signer, signature.chain) == ("Rumyana Radulova", Chain.TRUSTED)
    assert signature.serial == f"{official().certificate.serial_number:X}"
    last = records.of(plan).last()
    assert kept.record == last
    assert (last.step, last.actor) == ("attach_signature", people.ruo_head)
    assert last.facts["file_fingerprint"] == kept.fingerprint
    assert last.facts["signatures"][0]["signer"] == "Rumyana Radulova"
    assert last.facts["signed_step"] == kept.step.sequence
    assert records.verify(plan) == []
    assert plan.version == type(plan).objects.get(pk=plan.pk).version


def test_without_roots_it_is_said_that_the_chain_is_not_checked(plan, people):
    assert attached(plan, people).signatures.get().chain == Chain.UNCHECKED


def test_a_certificate_of_nobody_who_is_trusted_is_refused(plan, people, roots):
    stranger = authority("Another authority").person("Stranger")
    said = refused(plan, people, signed(downloaded(plan), stranger))
    assert "никое удостоверение" in said.lower()


def test_a_second_signature_of_somebody_else_is_told_beside_the_first(plan, people, roots):
    once = signed(downloaded(plan), official())
    twice = signed(once, authority("Another authority").person("Stranger"), "Signature2")
    found = [(one.signer, one.chain) for one in attached(plan, people, twice).signatures.all()]
    assert found == [("Rumyana Radulova", Chain.TRUSTED), ("Stranger", Chain.UNKNOWN)]


def test_a_changed_byte_is_refused_and_nothing_is_kept(plan, people, roots):
    data = bytearray(signed(downloaded(plan), official()))
    data[len(data) // 3] ^= 1
    before = records.of(plan).count()
    refused(plan, people, bytes(data))
    assert records.of(plan).count() == before


def test_the_file_of_another_version_is_refused(municipal_plan, people):
    other = downloaded(making.agreed(municipal_plan, people))
    making.taken(municipal_plan, "reopen", people.municipal_expert)
    making.changed_text(
        municipal_plan, people, lambda rows: rows.filter(key="1.1").update(text="Друго")
    )
    plan = making.agreed(municipal_plan, people)
    last = [one for one in moves_of(plan) if one.step == "agree"][-1]
    assert last.revision == 2
    with pytest.raises(FileRefused, match="версия 2"):
        attaching.attach(
            plan, last.sequence, sent(signed(other, official())), actor=people.ruo_head
        )


def test_other_pdfs_are_refused(plan, people):
    said = refused(plan, people, signed(_drawn_over(downloaded(plan)), official()))
    assert "Това не е PDF файлът на версия 1" in said
    assert "няма електронен подпис" in refused(plan, people, downloaded(plan))
    word = file_of(plan.latest, moves_of(plan), "docx").data
    assert "като PDF" in refused(plan, people, word)


def test_the_file_from_before_the_step_and_after_the_adoption_are_ours(plan, people, places):
    moves = [one for one in moves_of(plan) if one.step != "agree"]
    blank = file_of(plan.latest, moves, "pdf").data
    once_agreed = downloaded(plan)
    making.taken(plan, "put_to_council", people.mayor, council=places.council)
    decided = {"number": "112", "protocol_number": "7", "count": making.votes()}
    making.taken(plan, "adopt", people.council_clerk, **decided)
    plan = type(plan).objects.get(pk=plan.pk)
    now = downloaded(plan)
    assert len({blank, once_agreed, now}) == 3
    for data in (blank, once_agreed, now):
        attached(plan, people, signed(data, official()))
    assert SignedFile.objects.count() == 3


def test_the_same_file_is_attached_once(plan, people):
    data = signed(downloaded(plan), official())
    attached(plan, people, data)
    with pytest.raises(FileRefused, match="вече е приложен"):
        attached(plan, people, data)
    assert SignedFile.objects.count() == 1


def test_who_signed_the_step_attaches_and_nobody_else(plan, people):
    data = signed(downloaded(plan), official())
    for name, person in people:
        if name not in ("ruo_head", "administrator"):
            with pytest.raises(NotYours):
                attached(plan, people, data, actor=person)
    assert not SignedFile.objects.exists()
    attached(plan, people, data, actor=people.administrator)


def test_nothing_is_attached_to_a_signature_that_has_ended(plan, people):
    data = signed(downloaded(plan), official())
    making.taken(plan, "reopen", people.municipal_expert)
    with pytest.raises(Stale):
        attached(plan, people, data)


def test_a_signature_that_ended_does_not_come_back_with_the_next_one(plan, people):
    """Neither its step takes files nor its file goes to the next step, nor is its text signed."""
    first = downloaded(plan)
    data = signed(first, official())
    making.taken(plan, "reopen", people.municipal_expert)
    plan = making.agreed(plan, people)
    ended, standing = [one for one in moves_of(plan) if one.step == "agree"]
    assert ended.revision == standing.revision
    with pytest.raises(Stale):
        attaching.attach(plan, ended.sequence, sent(data), actor=people.ruo_head)
    assert [one.sequence for one in verify("план.pdf", first).signatures] == [standing.sequence]
    making.taken(plan, "reopen", people.municipal_expert)
    making.changed_text(plan, people, lambda rows: rows.filter(key="1.1").update(text="Друго"))
    plan = making.agreed(plan, people)
    assert verify("план.pdf", first).verdict is Verdict.CHANGED, "it claims a signature"
    old = plan.revisions.get(number=ended.revision)
    assert verify("план.pdf", downloaded(plan, old)).verdict is Verdict.UNSIGNED


def test_a_file_of_the_step_before_is_not_one_of_this_step(plan, people, clock):
    data = signed(downloaded(plan), official())
    making.taken(plan, "reopen", people.municipal_expert)
    clock.forward(days=3)
    plan = making.agreed(plan, people)
    standing = [one for one in moves_of(plan) if one.step == "agree"][-1]
    with pytest.raises(FileRefused, match="версия 1"):
        attaching.attach(plan, standing.sequence, sent(data), actor=people.ruo_head)


def test_the_text_in_force_stays_signed_while_a_new_one_is_written(people, places):
    plan = brought("school", "in_execution", people, places)
    in_force = downloaded(plan)
    assert verify("план.pdf", in_force).verdict is Verdict.SIGNED
    walked(plan, "school", "change", people, places)
    assert verify("план.pdf", in_force).verdict is Verdict.SIGNED


def test_only_steps_that_sign_take_a_file(plan, people):
    data = signed(downloaded(plan), official())
    submitted = next(one for one in moves_of(plan) if one.step == "submit")
    with pytest.raises(Stale):
        attaching.attach(plan, submitted.sequence, sent(data), actor=people.ruo_head)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_bring_the_same_file_at_once_one_attaches_it(plan, people):
    data = signed(downloaded(plan), official())
    two = [type(plan).objects.get(pk=plan.pk) for _again in range(2)]
    told = together([plan], *(partial(attached, one, people, data) for one in two))
    assert sorted(type(one).__name__ for one in told) == ["FileRefused", "SignedFile"]
    assert SignedFile.objects.count() == FileSignature.objects.count() == 1


# The seal of the house.


def test_a_signed_version_goes_out_sealed_and_the_seal_is_nobodys_signature(
    plan, people, roots, seal
):
    data = downloaded(plan)
    assert b"/ByteRange" in data
    assert "само печатът" in refused(plan, people, data)
    kept = attached(plan, people, signed(data, official()))
    found = [(one.signer, one.is_seal) for one in kept.signatures.all()]
    assert found == [("Seal of the authority", True), ("Rumyana Radulova", False)]


def test_working_texts_and_other_formats_carry_no_seal(municipal_plan, people, seal):
    assert b"/ByteRange" not in downloaded(municipal_plan)
    plan = making.agreed(municipal_plan, people)
    assert file_of(plan.latest, moves_of(plan), "docx").data.startswith(b"PK")


def test_a_seal_or_roots_that_cannot_be_used_stop_the_start(settings, tmp_path):
    from django.core.checks import run_checks

    settings.SIGNATURE_ROOTS = str(tmp_path / "nowhere")
    settings.ORGANISATION_SEAL = __file__
    ours = {one.id for one in run_checks() if str(one.id).startswith("plans.")}
    assert ours == {"plans.E001", "plans.E002"}
    without_key = tmp_path / "certificate.p12"
    alone = pkcs12.serialize_key_and_certificates(
        b"", None, None, [authority().root.certificate], BestAvailableEncryption(PASSWORD)
    )
    without_key.write_bytes(alone)
    settings.ORGANISATION_SEAL = str(without_key)
    settings.ORGANISATION_SEAL_PASSWORD = PASSWORD.decode()
    assert "plans.E002" in {one.id for one in run_checks()}
    settings.SIGNATURE_ROOTS = str(tmp_path)
    settings.ORGANISATION_SEAL = ""
    ours = {one.id for one in run_checks() if str(one.id).startswith("plans.")}
    assert ours == {"plans.E001"}


# In the browser.


def address(plan):
    return reverse("signature_attach", args=[plan.pk, agreed_in(plan)])


def test_the_official_brings_the_file_and_finds_it_at_the_plan(client, plan, people, roots):
    client.force_login(people.ruo_head)
    page = client.get(address(plan)).content.decode()
    assert reverse("plan_paper", args=[plan.pk, 1, "pdf"]) in page
    assert "Веригата на удостоверенията тук не се проверява" not in page
    data = signed(downloaded(plan), official())
    sent_to = client.post(address(plan), {"file": sent(data)}, follow=True)
    page = sent_to.content.decode()
    assert "Подписаният файл е приложен" in page
    assert "Rumyana Radulova" in page
    assert people.ruo_head.name in page
    kept = SignedFile.objects.get()
    opened = client.get(reverse("signed_file", args=[plan.pk, kept.pk]))
    assert opened.getvalue() == data
    assert opened["Content-Disposition"].startswith("attachment")
    revision = client.get(reverse("plan_revision", args=[plan.pk, 1])).content.decode()
    assert "Rumyana Radulova" in revision


def test_a_file_that_is_refused_is_told_at_the_field(client, plan, people):
    client.force_login(people.ruo_head)
    page = client.get(address(plan)).content.decode()
    assert "Веригата на удостоверенията тук не се проверява" in page
    answer = client.post(address(plan), {"file": sent(downloaded(plan))})
    assert answer.status_code == 422
    assert "няма електронен подпис" in answer.content.decode()
    assert client.post(address(plan), {}).status_code == 422


def test_others_do_not_attach_and_strangers_find_nothing(client, plan, people):
    client.force_login(people.expert)
    assert client.get(address(plan)).status_code == 403
    assert client.post(address(plan), {"file": sent(b"%PDF-")}).status_code == 403
    client.force_login(people.head_of_another_region)
    assert client.get(address(plan)).status_code == 404


def test_the_file_is_opened_by_the_houses_it_goes_between(client, plan, people):
    kept = attached(plan, people)
    url = reverse("signed_file", args=[plan.pk, kept.pk])
    for name in ("ruo_head", "expert", "records", "mayor", "municipal_expert"):
        client.force_login(getattr(people, name))
        assert client.get(url).getvalue().startswith(b"%PDF-"), name
    for name in ("observer", "head_of_another_region", "administrator", "director"):
        client.force_login(getattr(people, name))
        assert client.get(url).status_code == 404, name


def test_after_the_text_is_opened_again_nothing_is_attached_and_the_file_stays(
    client, plan, people
):
    attached(plan, people)
    url = address(plan)
    making.taken(plan, "reopen", people.municipal_expert)
    client.force_login(people.ruo_head)
    assert client.get(url).status_code in (404, 409)
    client.force_login(people.mayor)
    page = client.get(plan.get_absolute_url()).content.decode()
    assert "Rumyana Radulova" in page
    assert "отпаднало: след това текстът е отворен за промяна" in page


def test_a_certificate_of_somebody_else_is_pointed_out_at_the_plan(client, plan, people, roots):
    told = "Никое удостоверение във файла не е на името на извършилия стъпката"
    client.force_login(people.ruo_head)
    other = authority().person("Svetla Gancheva")
    for data, is_pointed_out in (
        (signed(downloaded(plan), other), True),
        (signed(signed(downloaded(plan), official()), other, "Signature2"), False),
    ):
        kept = attached(plan, people, data)
        page = client.get(plan.get_absolute_url()).content.decode()
        assert kept.names_another is is_pointed_out
        assert page.count(told) == 1


# A file is checked.


def test_a_checked_file_names_its_electronic_signatures(client, plan, people, roots):
    data = signed(downloaded(plan), official())
    found = verify("план.pdf", data)
    assert (found.verdict, found.attached) == (Verdict.SIGNED, None)
    assert [one.signer for one in found.in_file] == ["Rumyana Radulova"]
    kept = attached(plan, people, data)
    assert verify("план.pdf", data).attached == kept
    client.force_login(people.ruo_head)
    page = client.post(reverse("document_check"), {"file": sent(data)}).content.decode()
    assert "Електронни подписи във файла" in page
    assert "Същият файл е приложен към стъпката" in page
    client.force_login(people.head_of_another_region)
    page = client.post(reverse("document_check"), {"file": sent(data)}).content.decode()
    assert "Rumyana Radulova" not in page


def test_a_checked_file_that_was_drawn_over_says_so_signed_or_not(
    client, plan, people, capsys, tmp_path
):
    told = "Страниците не изглеждат, както се отпечатват тук"
    client.force_login(people.ruo_head)
    for data, is_other in (
        (signed(downloaded(plan), official()), False),
        (signed(_drawn_over(downloaded(plan)), official()), True),
        (downloaded(plan), False),
        (_drawn_over(downloaded(plan)), True),
    ):
        assert verify("план.pdf", data).looks_otherwise is is_other
        page = client.post(reverse("document_check"), {"file": sent(data)}).content.decode()
        assert (told in page) is is_other
        path = tmp_path / "план.pdf"
        path.write_bytes(data)
        with pytest.raises(SystemExit):
            call_command("verify_document", str(path))
        assert (told in capsys.readouterr().out) is is_other


def test_a_checked_file_whose_signature_does_not_hold_says_so(plan, tmp_path, capsys):
    data = signed(downloaded(plan), official()) + b"\n%"
    assert verify("план.pdf", data).verdict is Verdict.BROKEN
    path = tmp_path / "план.pdf"
    path.write_bytes(data)
    with pytest.raises(SystemExit) as ended:
        call_command("verify_document", str(path))
    assert ended.value.code == Verdict.BROKEN
    path.write_bytes(data[:-2])
    with pytest.raises(SystemExit) as ended:
        call_command("verify_document", str(path))
    assert ended.value.code == Verdict.SIGNED
    assert "Rumyana Radulova" in capsys.readouterr().out
