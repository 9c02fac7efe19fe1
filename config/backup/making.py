"""Writing a backup while everybody works: one snapshot of the database, and the files it names."""

import datetime
import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection, transaction

from config.backup import contents
from config.backup.contents import BackupProblem, Contents, Table
from workflows.proof import key


def back_up(file: Path, *, with_key: bool = False) -> Contents:
    """Write the file, readable by its owner alone, in one piece or not at all.

    Raises ``BackupProblem`` where the file exists or cannot be written.
    """
    draft = file.with_name(f"{file.name}.part")
    if file.exists():
        raise BackupProblem(f"{file} exists already; choose another name.")
    try:
        handle = os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as out, tarfile.open(fileobj=out, mode="w:gz") as archive:
            written = _Writing(archive).all(with_key=with_key)
        draft.rename(file)
    except OSError as fault:
        raise BackupProblem(f"{file} cannot be written ({fault.strerror}).") from fault
    finally:
        draft.unlink(missing_ok=True)
    return written


class _Writing:
    """An archive that is being filled, with the sums of what is in it."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self._archive = archive
        self._sums: dict[str, str] = {}

    def all(self, *, with_key: bool) -> Contents:
        """Tables and files of one moment, then what is in the file."""
        with transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            tables = {
                name: Table(columns, 0 if name in contents.NOT_KEPT else self._table(name, columns))
                for name, columns in contents.tables().items()
            }
            self._media(Path(settings.MEDIA_ROOT))
            if with_key:
                self._bytes(contents.KEY, key.kept().encode())
            told = self._told(tables)
        self._bytes(contents.CONTENTS, told.written())
        return told

    def _told(self, tables: dict[str, Table]) -> Contents:
        return Contents(
            format=contents.FORMAT,
            made_at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            server=contents.database().info.server_version,
            migrations=contents.migrations(),
            tables=tables,
            sequences=contents.sequences(),
            key=contents.newest_key(),
            sums=self._sums,
        )

    def _table(self, name: str, columns: list[str]) -> int:
        """Write a table; how many rows it has. Through a file: an archive wants sizes first."""
        with tempfile.TemporaryFile() as rows, contents.database().cursor() as cursor:
            with cursor.copy(contents.copy(name, columns, "TO STDOUT")) as stream:
                for part in stream:
                    rows.write(part)
            self._member(f"{contents.TABLES}/{name}", rows)
            return cursor.rowcount

    def _media(self, folder: Path) -> None:
        """Every uploaded file. One that is deleted meanwhile is named by no row."""
        for path in _files(folder):
            try:
                with path.open("rb") as found:
                    self._member(f"{contents.MEDIA}/{path.relative_to(folder)}", found)
            except FileNotFoundError:
                continue

    def _bytes(self, name: str, content: bytes) -> None:
        self._member(name, io.BytesIO(content))

    def _member(self, name: str, content: IO[Any]) -> None:
        digest = hashlib.sha256()
        content.seek(0)
        while part := content.read(contents.PART):
            digest.update(part)
        member = tarfile.TarInfo(name)
        member.size, member.mode = content.tell(), 0o600
        content.seek(0)
        self._archive.addfile(member, content)
        self._sums[name] = digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
