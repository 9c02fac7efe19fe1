"""``manage.py import_plan FILE --institution CODE``: a document becomes a plan."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from institutions.models import Institution, Person
from institutions.rights import Right
from plans import deciding, importing
from plans.importing import ImportRefused
from plans.models import ImportStatus
from plans.reading import Unreadable
from plans.reading.formats import check_size
from workflows import access

UNDER_WAY = (ImportStatus.WAITING, ImportStatus.READING)


class Command(BaseCommand):
    """Import a plan; its doubts are printed and kept with the text."""

    help = "Imports a plan document for an institution."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, the institution's register code, and as whom."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--institution", required=True, metavar="CODE")
        parser.add_argument(
            "--person", metavar="USERNAME", help="who imports; default: who prepares plans there"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the plan's address and its doubts; exit 2 with one sentence when refused."""
        try:
            self._import(options["file"], options["institution"], options["person"])
        except (Unreadable, ImportRefused, OSError) as fault:
            raise CommandError(str(fault), returncode=2) from fault

    def _import(self, path: Path, code: str, username: str | None) -> None:
        institution = Institution.objects.filter(code=code).first()
        if institution is None:
            raise CommandError(f"There is no institution with the code {code}.", returncode=2)
        person = self._person(institution, username)
        check_size(path.stat().st_size)
        started = importing.start_import(
            path.name, path.read_bytes(), institution=institution, person=person
        )
        # A worker may have been faster to claim a long file: then it is waited for.
        while importing.read_import(started).status in UNDER_WAY:
            time.sleep(1)
        if started.status == ImportStatus.REFUSED:
            raise ImportRefused(started.refusal)
        deciding.keep_as_printed(started, actor=person)
        plan = importing.confirm(started, person)
        for doubt in started.reading["anomalies"]:
            self.stdout.write(f"{doubt['severity']:6} {doubt['where']}: {doubt['warn']}")
        self.stdout.write(
            f"{plan.subject}: {plan.latest.activities.count()} rows, {plan.get_absolute_url()}"
        )

    @staticmethod
    def _person(institution: Institution, username: str | None) -> Person:
        if username:
            found = Person.objects.filter(username=username).first()
        else:
            found = access.holders(Right.PREPARE_PLAN, institution).order_by("pk").first()
        if found is None:
            raise CommandError("Nobody prepares plans there.", returncode=2)
        return found
