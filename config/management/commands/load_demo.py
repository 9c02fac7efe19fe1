"""``manage.py load_demo``: the demo region, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from config.demo import region
from institutions.models import Institution


class Command(BaseCommand):
    """Load the fictional region with its people, plans and inspections."""

    help = "Loads the fictional demo region."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--if-empty``: quiet when there are institutions; ``--register-only``: no plans.

        ``-v 2`` tells every step that is taken.
        """
        parser.add_argument("--if-empty", action="store_true")
        parser.add_argument("--register-only", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load, or say why not."""
        if Institution.objects.exists():
            if not options["if_empty"]:
                self.stderr.write(
                    "There are institutions already: the demo region is for an empty database."
                )
            return
        region.load_register()
        if not options["register_only"]:
            from config.demo import story

            story.tell(self.stdout.write if options["verbosity"] > 1 else lambda _line: None)
        self.stdout.write("The demo region is loaded.")
