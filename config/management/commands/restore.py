"""``manage.py restore FILE``: what a backup holds, in an empty database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.backup import restoring
from config.backup.contents import BackupProblem


class Command(BaseCommand):
    """Read a backup, bring it to this version, and check all of it."""

    help = "Restore a backup into an empty database, migrate it, and check histories and seals."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """From where, and whether something may be in the way."""
        parser.add_argument("file", type=Path, help="what `backup` wrote")
        parser.add_argument("--replace", action="store_true", help="delete what the database holds")

    def handle(self, *_args: Any, file: Path, replace: bool, **_options: Any) -> None:
        """Say what was restored and whether it is whole."""
        try:
            restored = restoring.restore(file, replace=replace)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Restored what was there on {restored.made_at}.")
        if restoring.key_differs(restored):
            self.stdout.write(
                "The seals were signed with another key than the one here: put the old one into"
                f" SEAL_KEY or var/seal.key; its public part is {restored.key}."
            )
        call_command("check_whole", stdout=self.stdout)
