"""Whether a file is a signed version, which one and by whom.

The stamp of a file says which version it claims to be; that alone proves nothing, so the text is
read anew and held against the version kept, cell by cell.
"""

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from plans.models import Revision
from plans.printing import signatures_of, stands
from plans.reading import read_apart, read_document
from workflows.display import Text
from workflows.models import Record
from workflows.queries.course import moves_of

from .formats import write
from .issuing import revision_on_paper
from .said import Difference, differences

_STAMP = re.compile(r"\b[0-9a-f]{64}\b")


class Verdict(IntEnum):
    """What a file is; the value is the exit code of the command."""

    SIGNED = 0
    UNSIGNED = 1
    CHANGED = 3
    UNKNOWN = 4
    UNSTAMPED = 5


_SENTENCES = {
    Verdict.SIGNED: _("The file is a signed version; its text is the one that was signed."),
    Verdict.UNSIGNED: _("The text is the one that is kept, and it is not signed."),
    Verdict.CHANGED: _("The file was changed: it is not the text of the version it names."),
    Verdict.UNKNOWN: _("The file names a version that is not kept here."),
    Verdict.UNSTAMPED: _("The file carries no fingerprint: it was not written here."),
}


@dataclass(frozen=True)
class Verified:
    """What became known of a file."""

    verdict: Verdict
    revision: Revision | None = None
    signatures: tuple[Record, ...] = ()
    differences: tuple[Difference, ...] = ()

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
    return min(verified, key=lambda one: one.verdict, default=Verified(Verdict.UNKNOWN))


def _held_against(revision: Revision, reading: dict[str, Any]) -> Verified:
    moves = moves_of(revision.plan)
    written = write(revision_on_paper(revision, moves), "docx")
    kept = read_document("kept.docx", written).as_json()
    signed = tuple(signatures_of(revision, moves)) if stands(revision.plan) else ()
    changed = tuple(differences(kept, reading))
    unchanged = Verdict.SIGNED if signed else Verdict.UNSIGNED
    return Verified(Verdict.CHANGED if changed else unchanged, revision, signed, changed)
