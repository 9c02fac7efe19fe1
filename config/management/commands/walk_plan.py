"""``manage.py walk_plan FILE``: the main job without a browser, by the demo people."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from config.demo import plans, register, visits
from config.demo.stage import Stage, holder
from institutions.rights import Role
from plans import fitting
from plans.reading import Unreadable, read_apart
from plans.states import PlanKind

PREPARES = {
    PlanKind.MUNICIPAL: Role.MUNICIPAL_EXPERT,
    PlanKind.RUO: Role.DEPARTMENT_HEAD,
    PlanKind.SCHOOL: Role.DIRECTOR,
}


class Command(BaseCommand):
    """Import a document and take it through every step of its kind."""

    help = "Walks a plan document the whole way as the demo people."

    def add_arguments(self, parser: CommandParser) -> None:
        """The document."""
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Tell line by line what happened; any refusal ends it."""
        with translation.override("bg"):
            self._walk(options["file"])

    def _walk(self, path: Path) -> None:
        try:
            name, data = plans.read(path)
            reading = read_apart(name, data).reading
        except (Unreadable, OSError) as fault:
            raise CommandError(str(fault), returncode=2) from fault
        if no_plan := fitting.no_plan(reading):
            raise CommandError(no_plan, returncode=2)
        stage = Stage(self.stdout.write)
        kind = PlanKind(str(reading["kind"]))
        institution = register.find(reading, stage.say)
        plan = plans.bring(stage, name, data, institution, holder(institution, PREPARES[kind]))
        if kind is PlanKind.MUNICIPAL:
            plans.municipal(stage, plan, reading)
        elif kind is PlanKind.RUO:
            plans.approve(stage, plan)
            visits.walk(stage, plan)
        else:
            plans.school(stage, plan)
