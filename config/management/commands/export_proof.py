"""``manage.py export_proof DOCUMENT``: one file that proves a document's history to anybody."""

import json
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from workflows.flow import kinds
from workflows.proof import exporting


class Command(BaseCommand):
    """Print the proof of one document."""

    help = "Print the proof of a document (its texts, records, seals) as JSON for verify.py."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The document."""
        parser.add_argument("document", help="the identifier at the end of the document's address")

    def handle(self, *_args: Any, document: str, **_options: Any) -> None:
        """Write the proof to standard output."""
        found = exporting.proof_of(_document(document))
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))


def _document(text: str) -> Any:
    try:
        pk = UUID(text)
    except ValueError:
        raise CommandError(f"“{text}” is no identifier of a document.") from None
    for model in kinds().values():
        if found := model.objects.filter(pk=pk).first():
            return found
    raise CommandError(f"There is no document {pk}.")
