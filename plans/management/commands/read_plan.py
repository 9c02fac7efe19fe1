"""Read a document: one JSON object on standard output, or one sentence on standard error."""

import json
import logging
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from plans.reading import Unreadable, read_apart
from plans.reading.formats import check_size


class Command(BaseCommand):
    """Read a plan document and write what it says; needs no database."""

    help = "Read a plan document and write it as one JSON object."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One argument: the file."""
        parser.add_argument("file", help="the document")

    def handle(self, *_args: object, **options: object) -> None:
        """Exit 0 with the object, 2 with the sentence."""
        logging.disable()
        path = Path(str(options["file"]))
        try:
            found = read_apart(path.name, _content(path))
        except Unreadable as problem:
            sys.stderr.write(f"{problem}\n")
            sys.exit(2)
        written = json.dumps(found.reading, ensure_ascii=False, indent=1)
        sys.stdout.buffer.write(written.encode() + b"\n")


def _content(path: Path) -> bytes:
    try:
        check_size(path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        sentence = _("The file %(name)s cannot be opened; check its name and that you may read it.")
        raise Unreadable(sentence % {"name": path.name}) from error
