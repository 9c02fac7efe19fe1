"""Whether a file is a signed version, which one and by whom.

The stamp of a file says which version it claims to be; that alone proves nothing, so the text is
read anew and held against the version kept, cell by cell.
"""

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from plans.models import Revision, SignedFile
from plans.printing import signatures_of
from plans.reading import Unreadable, read_apart, read_document
from plans.signing.apart import check_apart
from plans.signing.configured import trust
from plans.signing.found import Signature
from workflows.display import Text
from workflows.models import Record
from workflows.queries.course import moves_of
from workflows.uploads import sha256

from .formats import write
from .issuing import revision_on_paper
from .said import Difference, differences

#: Every PDF with a signature in it says which of its bytes are signed, and says so unpacked.
_MAY_BE_SIGNED = b"/ByteRange"
_PDF, _HEAD = b"%PDF-", 1024
_STAMP = re.compile(r"\b[0-9a-f]{64}\b")


class Verdict(IntEnum):
    """What a file is; the value is the exit code of the command."""

    SIGNED = 0
    UNSIGNED = 1
    CHANGED = 3
    UNKNOWN = 4
    UNSTAMPED = 5
    BROKEN = 6


_SENTENCES = {
    Verdict.SIGNED: _("The file is a signed version; its text is the one that was signed."),
    Verdict.UNSIGNED: _("The text is the one that is kept, and it is not signed."),
    Verdict.CHANGED: _("The file was changed: it is not the text of the version it names."),
    Verdict.UNKNOWN: _("The file names a version that is not kept here."),
    Verdict.UNSTAMPED: _("The file carries no fingerprint: it was not written here."),
    Verdict.BROKEN: _(
        "An electronic signature in the file does not hold: the file was changed after it was "
        "signed, or the signature is damaged."
    ),
}


@dataclass(frozen=True)
class Verified:
    """What became known of a file.

    ``signatures`` are the steps on record, ``in_file`` the electronic signatures in the file,
    ``attached`` the kept file when it is the very same. ``looks_otherwise``: its text is the one
    kept, and its pages show it otherwise than they are written here, or something over it.
    """

    verdict: Verdict
    revision: Revision | None = None
    signatures: tuple[Record, ...] = ()
    differences: tuple[Difference, ...] = ()
    in_file: tuple[Signature, ...] = ()
    attached: SignedFile | None = None
    looks_otherwise: bool = False

    @property
    def sentence(self) -> Text:
        """The answer in one sentence."""
        return _SENTENCES[self.verdict]


def verify(name: str, data: bytes) -> Verified:
    """Hold a file against the version whose stamp it carries.

    Raises:
        Unreadable: with one sentence for the person who brought the file.
    """
    found = read_apart(name, data)
    stamps = _STAMP.findall(found.text)
    if not stamps:
        return Verified(Verdict.UNSTAMPED)
    claimed = Revision.objects.filter(fingerprint=stamps[-1], frozen_at__isnull=False)
    revisions = claimed.select_related("plan__institution", "plan__authority", "plan__council")
    verified = [_held_against(one, found.reading) for one in revisions.order_by("number")]
    best = min(verified, key=lambda one: one.verdict, default=Verified(Verdict.UNKNOWN))
    return _looked_at(best, data) if _PDF in data[:_HEAD] else best


def _looked_at(found: Verified, data: bytes) -> Verified:
    """What its signatures and its pages say of a PDF whose text is the one kept."""
    revision = found.revision
    if revision is None or found.verdict not in (Verdict.SIGNED, Verdict.UNSIGNED):
        return found
    may_be_signed = _MAY_BE_SIGNED in data
    try:
        checked = check_apart(data, trust(), must_be_signed=may_be_signed)
    except Unreadable:
        if may_be_signed:
            return replace(found, verdict=Verdict.BROKEN)
        return replace(found, looks_otherwise=True)
    of_the_version = revision.plan.signed_files.filter(step__revision=revision.number)
    attached = of_the_version.filter(fingerprint=sha256(data)).select_related("record").first()
    # What is attached was looked at then; since then papers may have come to look otherwise.
    otherwise = attached is None and not _looks_as_written(revision, checked.drawn)
    return replace(found, in_file=checked.signatures, attached=attached, looks_otherwise=otherwise)


def _looks_as_written(revision: Revision, drawn: str) -> bool:
    from plans.signing.showing import shows

    moves = moves_of(revision.plan)
    signed = signatures_of(revision, moves)
    return shows(revision, moves, signed[-1] if signed else None, drawn)


def _held_against(revision: Revision, reading: dict[str, Any]) -> Verified:
    moves = moves_of(revision.plan)
    written = write(revision_on_paper(revision, moves), "docx")
    kept = read_document("kept.docx", written).as_json()
    signed = tuple(signatures_of(revision, moves))
    changed = tuple(differences(kept, reading))
    unchanged = Verdict.SIGNED if signed else Verdict.UNSIGNED
    return Verified(Verdict.CHANGED if changed else unchanged, revision, signed, changed)
