"""Say whether a file is a signed version of a plan, which one and by whom."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from plans.reading import Unreadable
from plans.reading.opening import content_of, quietly
from plans.writing.verifying import Verified, verify
from workflows.telling import done
from workflows.wording import document_date

UNREADABLE = 2


class Command(BaseCommand):
    """Hold a file against the version whose fingerprint it carries."""

    help = (
        "Say whether FILE is a signed version of a plan, which one and by whom. Exit 0: signed and "
        "unchanged; 1: unchanged, not signed; 2: not readable; 3: changed; 4: of no version that "
        "is kept here; 5: without a fingerprint; 6: an electronic signature in it does not hold."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One argument: the file."""
        parser.add_argument("file", help="the document")

    def handle(self, *_args: object, **options: object) -> None:
        """One line for each thing known; the exit code is the verdict."""
        path = Path(str(options["file"]))
        try:
            with quietly():
                verified = verify(path.name, content_of(path))
        except Unreadable as problem:
            sys.stderr.write(f"{problem}\n")
            sys.exit(UNREADABLE)
        for line in lines_of(verified):
            self.stdout.write(line)
        sys.exit(verified.verdict.value)


def lines_of(verified: Verified) -> Iterator[str]:
    """What is known of a file, a line for each thing."""
    yield str(verified.sentence)
    revision = verified.revision
    if revision is None:
        return
    words = {"plan": revision.plan.subject, "number": revision.number}
    yield _("%(plan)s, version %(number)s") % words
    yield _("fingerprint %(fingerprint)s") % {"fingerprint": revision.fingerprint}
    for one in verified.signatures:
        what, day = done(revision.plan, one.step), document_date(one.on)
        yield f"{what}: {one.actor}, {one.title}, {day}"
    for signature in verified.in_file:
        yield _("electronic signature: %(signer)s, № %(serial)s of %(issuer)s; %(chain_words)s") % {
            "signer": signature.signer,
            "serial": signature.serial,
            "issuer": signature.issuer,
            "chain_words": signature.chain_words,
        }
    if verified.looks_otherwise:
        yield _(
            "The pages do not look as they are written here: only the text under what is to be "
            "seen was compared."
        )
    for change in verified.differences:
        yield _("%(where)s: „%(kept)s“ is kept, the file says „%(found)s“") % vars(change)
