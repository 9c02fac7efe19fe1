"""Reading a backup: into an empty database, all of it or nothing."""

import hashlib
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from config.backup import contents
from config.backup.contents import BackupProblem, Contents
from workflows.proof import key

_OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


@dataclass(frozen=True)
class Unpacked:
    """A backup in a folder, held against its sums."""

    folder: Path
    contents: Contents


def restore(file: Path, *, replace: bool = False) -> Contents:
    """Bring database and files to what the backup holds, then to the present version.

    ``replace``: what is there goes. Raises ``BackupProblem``; then nothing was changed.
    """
    with _unpacked(file) as unpacked:
        _same_or_older(unpacked.contents)
        _nobody_works()
        with transaction.atomic(durable=True):
            if not replace and _holds_something():
                raise BackupProblem(
                    "The database holds data. Restore into an empty one, or say --replace"
                    " to put the backup in the place of what is there."
                )
            _make_tables(unpacked.contents)
            _fill_tables(unpacked)
            _bring_files(unpacked)
    ContentType.objects.clear_cache()
    call_command("migrate", verbosity=0)
    return unpacked.contents


def key_differs(restored: Contents) -> bool:
    """Whether new seals would be signed with another key than those restored."""
    return bool(restored.key) and (not key.exists() or key.public() != restored.key)


@contextmanager
def _unpacked(file: Path) -> Iterator[Unpacked]:
    var = Path(settings.VAR)
    var.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=var, prefix="restore-") as name:
        folder = Path(name)
        try:
            with tarfile.open(file) as archive:
                archive.extractall(folder, filter="data")
            told = contents.read((folder / contents.CONTENTS).read_bytes())
        except (OSError, tarfile.TarError, EOFError) as fault:
            raise BackupProblem(f"{file} cannot be read as a backup ({fault}).") from fault
        _hold_against_sums(folder, told)
        yield Unpacked(folder, told)


def _hold_against_sums(folder: Path, told: Contents) -> None:
    for name, wanted in told.sums.items():
        path = folder / name
        if not path.is_file() or _sum(path) != wanted:
            raise BackupProblem(f"The backup is damaged: {name} is not what was written.")


def _sum(path: Path) -> str:
    with path.open("rb") as found:
        return hashlib.file_digest(found, "sha256").hexdigest()


def _same_or_older(told: Contents) -> None:
    known = set(MigrationExecutor(connection).loader.disk_migrations)
    for app, name in told.migrations:
        if (app, name) not in known:
            raise BackupProblem(
                f"The backup was made by a newer version: this one does not know {app} {name}."
            )


def _nobody_works() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS)
        (others,) = cursor.fetchone()
    if others:
        raise BackupProblem(
            f"{others} others are connected to the database: stop web, workers and beat first."
        )


def _holds_something() -> bool:
    """Whether there are people: the first thing that every installation has."""
    person = "institutions_person"
    with connection.cursor() as cursor:
        if person not in contents.tables():
            return False
        cursor.execute(f"SELECT EXISTS (SELECT FROM {person})")  # noqa: S608 - a name of ours
        return bool(cursor.fetchone()[0])


def _make_tables(told: Contents) -> None:
    """Tables as they were: by the migrations that the backup names, and no later one."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
        # Checked at once: what waits for the end of a transaction bars changes of its tables.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    executor = MigrationExecutor(connection)
    executor.migrate([(app, name) for app, name in told.migrations])


def _fill_tables(unpacked: Unpacked) -> None:
    present, told = contents.tables(), unpacked.contents
    if unknown := set(told.tables) - set(present):
        raise BackupProblem(f"No migration makes the tables {', '.join(sorted(unknown))}.")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    with _triggers_silent(list(present)):
        for name, table in told.tables.items():
            if name not in contents.NOT_KEPT:
                _fill(name, table.columns, unpacked.folder / contents.TABLES / name)
        # Every foreign key is checked here, not at commit, where nobody could tell it.
        contents.database().execute("SET CONSTRAINTS ALL IMMEDIATE")
    for name, last in told.sequences.items():
        contents.database().execute("SELECT setval(%s::regclass, %s)", [f'"{name}"', last])


@contextmanager
def _triggers_silent(names: list[str]) -> Iterator[None]:
    """Without the triggers that refuse to write into what was signed; foreign keys stay."""
    for word in ("DISABLE", "ENABLE"):
        for name in names:
            statement = sql.SQL("ALTER TABLE {} " + word + " TRIGGER USER")
            contents.database().execute(statement.format(sql.Identifier(name)))
        if word == "DISABLE":
            yield


def _fill(name: str, columns: list[str], file: Path) -> None:
    """The rows of the backup in the place of those that a migration wrote."""
    table = sql.Identifier(name)
    with contents.database().cursor() as cursor, file.open("rb") as rows:
        cursor.execute(sql.SQL("DELETE FROM {}").format(table))
        with cursor.copy(contents.copy(name, columns, "FROM STDIN")) as stream:
            while part := rows.read(contents.PART):
                stream.write(part)
        cursor.execute(sql.SQL("ANALYZE {}").format(table))


def _bring_files(unpacked: Unpacked) -> None:
    """Uploaded files, and the signing key where there is none yet."""
    media = unpacked.folder / contents.MEDIA
    if media.is_dir():
        shutil.copytree(media, settings.MEDIA_ROOT, dirs_exist_ok=True)
    brought = unpacked.folder / contents.KEY
    if brought.is_file() and not key.exists():
        shutil.copyfile(brought, key.file())
        os.chmod(key.file(), 0o600)  # noqa: PTH101 - beside the copy it belongs to
