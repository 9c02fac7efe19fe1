"""``manage.py check_whole``: whether states, records, work, letters, seals and files agree."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from workflows.proof import whole


class Command(BaseCommand):
    """Look at the whole database as it is at one moment, while others work."""

    help = "Check that states, records, open work, letters, seals and files say one thing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Say what does not fit; exit code 1 when something does not."""
        with transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            seen = whole.examine()
        for fault in seen.faults:
            self.stdout.write(str(fault))
        counts = f"{seen.documents} documents, {seen.records} records, {seen.seals} seals"
        if seen.faults:
            raise CommandError(f"{len(seen.faults)} faults in {counts}.")
        self.stdout.write(f"Whole: {counts}.")
