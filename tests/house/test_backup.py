"""A backup: whole, of one moment, without secrets; read into a fresh server, or refused."""

import json
import os
import tarfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

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


def changed(file: Path, folder: Path, name: str, turn) -> Path:
    """A copy of the archive in which one member says something else."""
    copy = folder / "changed"
    with tarfile.open(file) as before, tarfile.open(copy, "w:gz") as after:
        for member in before.getmembers():
            text = before.extractfile(member).read()
            if member.name == name:
                text = turn(text)
            member.size = len(text)
            after.addfile(member, __import__("io").BytesIO(text))
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
        one, other = (json.load(a.extractfile(contents.CONTENTS)) for a in (first, second))
    assert one["tables"] == other["tables"]
    same = {name for name, digest in one["sums"].items() if other["sums"].get(name) == digest}
    assert {"tables/workflows_record", "tables/workflows_seal", "tables/plans_plan"} <= same
    assert one["sequences"]["workflows_record_id_seq"] <= other["sequences"][
        "workflows_record_id_seq"
    ]

    refused = run(var, "manage", "restore", str(file))
    assert "The database holds data." in refused
    assert "exit code 1" in refused


def test_an_older_backup_is_brought_to_the_present_version(people, open_folder, tmp_path):
    """As it was before letters were kept in every language and reminders could be sent."""
    file, before = tmp_path / "old.backup", ("workflows", "0003_seals")
    executor = MigrationExecutor(connection)
    latest = executor.loader.graph.leaf_nodes()
    try:
        executor.migrate([before])
        made = making.back_up(file)
    finally:
        MigrationExecutor(connection).migrate(latest)
    assert ["workflows", "0005_tables_are_not_emptied"] not in made.migrations
    told = run(open_folder / "var", "manage", "restore", str(file))
    assert "Whole: 0 documents" in told, told
    shown = run(open_folder / "var", "manage", "showmigrations", "workflows")
    assert "[ ]" not in shown
    found = run(
        open_folder / "var", "manage", "shell", "-v", "0", "-c",
        "from institutions.models import Person; print(Person.objects.count(), 'people')",
    )  # fmt: skip
    assert f"{len({person.pk for _, person in people}) and _people()} people" in found


def _people() -> int:
    from institutions.models import Person

    return Person.objects.count()


def test_the_signing_key_is_in_a_backup_only_when_asked_for(lived_in, tmp_path):
    for with_key in (False, True):
        file = tmp_path / f"{with_key}.backup"
        making.back_up(file, with_key=with_key)
        with tarfile.open(file) as archive:
            names = archive.getnames()
            told = json.load(archive.extractfile(contents.CONTENTS))
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
    Plan.objects.update(state="at_council", version=9)
    os.remove(Path(settings.MEDIA_ROOT, "imports/plan.docx"))
    with pytest.raises(Exception, match="faults in 1 documents"):
        call_command("check_whole", stdout=(told := StringIO()))
    said = told.getvalue()
    assert "is at_council, its last record says agreed" in said
    assert "was changed 9 times and has 4 records" in said
    assert "“put_to_council” is open work, though the state at_council does not ask" in said
    assert "“adopt” waits in the state at_council, but at nobody's desk" not in said
    assert "file imports/plan.docx: is named by a row and is not there" in said
