"""``manage.py backup FILE``: database and uploaded files of one moment in one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backup import making
from config.backup.contents import BackupProblem


class Command(BaseCommand):
    """Write a backup while everybody works."""

    help = "Write tables and uploaded files of one moment to a file that `restore` reads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and whether with the key."""
        parser.add_argument("file", type=Path, help="the file to write; it must not exist yet")
        parser.add_argument(
            "--with-key",
            action="store_true",
            help="with the key that signs the seals: whoever has the file can then sign",
        )

    def handle(self, *_args: Any, file: Path, with_key: bool, **_options: Any) -> None:
        """Say what was written."""
        try:
            written = making.back_up(file, with_key=with_key)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        rows = sum(table.rows for table in written.tables.values())
        files = sum(name.startswith("media/") for name in written.sums)
        self.stdout.write(
            f"{file}: {rows} rows in {len(written.tables)} tables, {files} uploaded files,"
            f" {'with' if with_key else 'without'} the signing key."
        )
