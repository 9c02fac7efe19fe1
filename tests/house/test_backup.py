"""A backup: whole, of one moment, without secrets; read into a fresh server, or refused."""

import json
import tarfile
from io import BytesIO, StringIO
from pathlib import Path
from typing import IO

import pytest
from django.core.management import call_command

from config.backup import contents, making, restoring
from config.backup.contents import BackupProblem
from plans.models import Plan
from tests import making as documents
from tests.house.served import run
from workflows.models import Record
from workflows.proof import key

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def lived_in(people, places, settings):
    """An agreed plan, its letters, a seal, an uploaded file."""
    plan = documents.agreed(documents.municipal_plan(people, places), people)
    folder = Path(settings.MEDIA_ROOT, "imports")
    folder.mkdir(parents=True)
    (folder / "plan.docx").write_bytes(b"the document")
    documents.sealed()
    return plan


def member_of(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    """What stands in an archive under a name."""
    found = archive.extractfile(name)
    assert found is not None
    return found


def changed(file: Path, folder: Path, name: str, turn) -> Path:
    """A copy of the archive in which one member says something else."""
    copy = folder / "changed"
    with tarfile.open(file) as before, tarfile.open(copy, "w:gz") as after:
        for member in before.getmembers():
            text = member_of(before, member.name).read()
            if member.name == name:
                text = turn(text)
            member.size = len(text)
            after.addfile(member, BytesIO(text))
    return copy


def test_a_fresh_server_says_the_same_and_every_history_and_seal_holds(
    lived_in, open_folder, tmp_path
):
    file = tmp_path / "saglas.backup"
    making.back_up(file, with_key=True)
    var = open_folder / "var"
    told = run(var, "manage", "restore", str(file))
    assert "Whole: 1 documents, 4 records, 1 seals." in told, told
    assert "another key" not in told
    assert (var / "media/imports/plan.docx").read_bytes() == b"the document"
    assert (var / "seal.key").stat().st_mode & 0o777 == 0o600

    again = tmp_path / "again.backup"
    assert "exit code 0" in run(var, "manage", "backup", str(again), "--with-key")
    with tarfile.open(file) as first, tarfile.open(again) as second:
        one, other = (json.load(member_of(a, contents.CONTENTS)) for a in (first, second))
    assert one["tables"] == other["tables"]
    same = {name for name, digest in one["sums"].items() if other["sums"].get(name) == digest}
    assert {"tables/workflows_record", "tables/workflows_seal", "tables/plans_plan"} <= same
    assert (
        one["sequences"]["workflows_record_id_seq"] <= other["sequences"]["workflows_record_id_seq"]
    )

    refused = run(var, "manage", "restore", str(file))
    assert "The database holds data." in refused
    assert "exit code 1" in refused


def test_an_older_backup_is_brought_to_the_present_version(open_folder, tmp_path):
    """As it was before letters were kept in every language."""
    old, new, file = open_folder / "old", open_folder / "new", tmp_path / "old.backup"
    made = run(old, "manage", "shell", "-v", "0", "-c", SOMEBODY)
    assert "exit code 0" in made, made
    assert "exit code 0" in run(old, "manage", "backup", str(file))
    with tarfile.open(file) as archive:
        told = json.load(member_of(archive, contents.CONTENTS))
    assert ["workflows", "0003_seals"] in told["migrations"]
    assert not [
        name for app, name in told["migrations"] if (app, name[:4]) == ("workflows", "0004")
    ]
    restored = run(new, "manage", "restore", str(file))
    assert "Whole: 0 documents" in restored, restored
    shown = run(new, "manage", "shell", "-v", "0", "-c", WHO)
    assert "nobody in particular, and every migration" in shown, shown


SOMEBODY = """
from django.core.management import call_command
from institutions.models import Person
call_command("migrate", verbosity=0)
Person.objects.create(username="somebody", name="nobody in particular", email="a@example.org")
call_command("migrate", "workflows", "0003_seals", verbosity=0)
"""
WHO = """
from django.core.management import call_command
from institutions.models import Person
call_command("migrate", check_unapplied=True, plan=True, verbosity=0)
print(Person.objects.get().name, "and every migration", sep=", ")
"""


def test_the_signing_key_is_in_a_backup_only_when_asked_for(lived_in, tmp_path):
    for with_key in (False, True):
        file = tmp_path / f"{with_key}.backup"
        making.back_up(file, with_key=with_key)
        with tarfile.open(file) as archive:
            names = archive.getnames()
            told = json.load(member_of(archive, contents.CONTENTS))
        assert (contents.KEY in names) is with_key
        assert told["key"] == key.public()
        assert file.stat().st_mode & 0o777 == 0o600


def test_sessions_are_not_kept(lived_in, client, people, tmp_path):
    client.force_login(people.mayor)
    made = making.back_up(tmp_path / "saglas.backup")
    assert made.tables["django_session"].rows == 0
    with tarfile.open(tmp_path / "saglas.backup") as archive:
        assert "tables/django_session" not in archive.getnames()


def test_a_file_that_exists_is_not_overwritten(db, tmp_path):
    (tmp_path / "there").touch()
    with pytest.raises(BackupProblem, match="exists already"):
        making.back_up(tmp_path / "there")
    with pytest.raises(BackupProblem, match="cannot be written"):
        making.back_up(tmp_path / "nowhere" / "file")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["there"]


@pytest.mark.parametrize(
    ("name", "turn", "says"),
    [
        ("tables/workflows_record", lambda text: text.replace(b"agree", b"agrea"), "is damaged"),
        ("contents.json", lambda text: b"[]", "is no backup of Saglas"),
        ("contents.json", lambda text: text.replace(b"backup-1", b"backup-9"), "backup-9"),
        ("contents.json", lambda text: text.replace(b"0003_seals", b"9999_x"), "newer version"),
    ],
)
def test_what_is_damaged_or_newer_is_refused_and_nothing_changed(
    lived_in, tmp_path, name, turn, says
):
    file = tmp_path / "saglas.backup"
    making.back_up(file)
    with pytest.raises(BackupProblem, match=says):
        restoring.restore(changed(file, tmp_path, name, turn), replace=True)
    assert Plan.objects.get().state == "agreed"
    assert Record.objects.count() == 4


def test_a_file_that_is_no_archive_is_refused(db, tmp_path):
    (tmp_path / "text").write_text("no archive")
    for name in ("text", "missing"):
        with pytest.raises(BackupProblem, match="cannot be read as a backup"):
            restoring.restore(tmp_path / name)


def test_what_does_not_fit_together_is_told(lived_in, settings):
    """``check_whole`` names a state that no record says, lost work, a lost file."""
    call_command("check_whole", stdout=(told := StringIO()))
    assert told.getvalue().startswith("Whole: 1 documents, 4 records, 1 seals.")
    Plan.objects.update(state="at_ruo", version=9)
    Path(settings.MEDIA_ROOT, "imports/plan.docx").unlink()
    with pytest.raises(Exception, match="faults in 1 documents"):
        call_command("check_whole", stdout=(told := StringIO()))
    said = told.getvalue()
    assert "is at_ruo, its last record says agreed" in said
    assert "was changed 9 times and has 4 records" in said
    assert "“put_to_council” is open work, though the state at_ruo does not ask" in said
    assert "“agree” waits in the state at_ruo, but at nobody's desk" in said
    assert "file imports/plan.docx: is named by a row and is not there" in said
