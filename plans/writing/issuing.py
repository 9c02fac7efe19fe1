"""The file of a revision: who signed it, how it was adopted, in the language of the office."""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from plans.models import Revision
from plans.printing import adoption_of, short_fingerprint, signatures_of, stamp_of
from plans.queries.standing import BASIS
from plans.signing.seal import sealed
from plans.states import PlanKind
from workflows.models import Record
from workflows.wording import document_date

from .formats import FORMATS
from .official import Around, content_of, paper_of
from .paper import Paper


@dataclass(frozen=True)
class File:
    """A written file: its name, its kind, its bytes."""

    name: str
    media_type: str
    data: bytes


def file_of(revision: Revision, moves: Sequence[Record], suffix: str) -> File:
    """A revision as a file of a format; ``moves`` is the route of its plan."""
    chosen, plan = FORMATS[suffix], revision.plan
    period = plan.period_label.replace("/", "-")
    name = f"{plan.institution.code}-{period}-v{revision.number}.{suffix}"
    data = chosen.write(revision_on_paper(revision, moves))
    if suffix == "pdf" and signatures_of(revision, moves):
        data = sealed(data)
    return File(name, chosen.media_type, data)


def revision_on_paper(revision: Revision, moves: Sequence[Record]) -> Paper:
    """The paper of a revision as it stands now: signed when it was signed."""
    with translation.override(settings.LANGUAGE_CODE):
        around = Around(
            stamp=stamp_of(revision, moves),
            basis=BASIS[PlanKind(revision.plan.plan_kind)],
            closing=(*_adoption(revision, moves), _version(revision)),
            foot=_foot(revision),
        )
        return paper_of(revision, content_of(revision), around)


def _adoption(revision: Revision, moves: Sequence[Record]) -> Iterator[str]:
    """The line of the council's decision: filled in for the very text that was adopted."""
    given = {"plan": revision.plan, "adopted": adoption_of(revision, moves)}
    # The page escapes what it shows; a paper is no page.
    line = html.unescape(render_to_string("plans/_adoption.html", given)).strip()
    if line:
        yield line


def _version(revision: Revision) -> str:
    words = {
        "version": revision.number,
        "day": document_date(revision.frozen_at or revision.made_at),
        "fingerprint": revision.fingerprint,
    }
    if revision.is_frozen:
        return _("Version %(version)s of %(day)s, fingerprint %(fingerprint)s.") % words
    return _("Working text of %(day)s, version %(version)s, not signed.") % words


def _foot(revision: Revision) -> str:
    words = {
        "place": revision.plan.institution.label,
        "version": revision.number,
        "fingerprint": short_fingerprint(revision.fingerprint),
    }
    return _("%(place)s · version %(version)s · fingerprint %(fingerprint)s") % words
