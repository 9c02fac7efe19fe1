"""Read a document: one JSON object on standard output, or one sentence on standard error."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from plans.reading import Unreadable, read_apart
from plans.reading.opening import content_of, quietly


class Command(BaseCommand):
    """Read a plan document and write what it says; needs no database."""

    help = "Read a plan document and write it as one JSON object."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One argument: the file."""
        parser.add_argument("file", help="the document")

    def handle(self, *_args: object, **options: object) -> None:
        """Exit 0 with the object, 2 with the sentence."""
        path = Path(str(options["file"]))
        try:
            with quietly():
                found = read_apart(path.name, content_of(path))
        except Unreadable as problem:
            sys.stderr.write(f"{problem}\n")
            sys.exit(2)
        written = json.dumps(found.reading, ensure_ascii=False, indent=1)
        sys.stdout.buffer.write(written.encode() + b"\n")
