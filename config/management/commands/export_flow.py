"""``manage.py export_flow NAME --format svg|mermaid|bpmn``: a flow for other programs."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from workflows.flow import routes
from workflows.picture.exporting import FORMATS, exported


class Command(BaseCommand):
    """Write a flow to standard output."""

    help = "Write a flow as SVG, Mermaid or BPMN 2.0 to standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        """The name of the flow, the form and the language of its words."""
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("name", help=", ".join(routes()))
        parser.add_argument("--format", choices=list(FORMATS), default="svg")
        parser.add_argument("--language", choices=languages, default=settings.LANGUAGE_CODE)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write it, or say which flows there are."""
        flow = routes().get(options["name"])
        if flow is None:
            raise CommandError(f"There is no flow {options['name']!r}: name {', '.join(routes())}.")
        with translation.override(options["language"]):
            self.stdout.write(exported(flow, options["format"]), ending="")
