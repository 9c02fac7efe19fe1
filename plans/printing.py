"""The official sheet: the box of who signs, the line of the decision, the foot under the table."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from institutions.models import Institution, Person, Post
from institutions.rights import Right
from plans.models import Plan, Revision
from plans.states import SIGNED_ONLY, PlanKind, PlanState
from workflows.display import Stamp
from workflows.models import Record
from workflows.queries.holders import first_holder
from workflows.taken import Capacity

#: Steps by which a council adopts a text, the municipal and the pedagogical one.
ADOPTS = ("adopt", "readopt", "amend")
REPEALS = "repeal"


@dataclass(frozen=True)
class Signer:
    """Who signs plans of a kind: the head of the box, the right, where, by which step."""

    head: str
    right: Right
    at: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """What stands on paper beside the table when a page is printed."""

    stamp: Stamp
    version: int
    dated: datetime.datetime
    fingerprint: str
    printed_at: datetime.datetime
    printed_by: str
    adopted: Record | None


def _signer(plan: Plan) -> Signer:
    if plan.plan_kind == PlanKind.MUNICIPAL:
        return Signer(_("AGREED BY"), Right.AGREE_PLAN, "authority", ("agree",))
    steps = ("approve", "approve_change", "confirm")
    right = Right.APPROVE_PLAN if plan.plan_kind == PlanKind.RUO else Right.SUBMIT_PLAN
    return Signer(_("APPROVED BY"), right, "institution", steps)


def sheet_of(revision: Revision, moves: Sequence[Record], person: Person) -> Sheet:
    """The sheet of a revision, printed now by a person: in the language of the office.

    ``moves`` is the route of its plan.
    """
    with translation.override(settings.LANGUAGE_CODE):
        stamp = stamp_of(revision, moves)
    return Sheet(
        stamp,
        revision.number,
        revision.frozen_at or revision.made_at,
        short_fingerprint(revision.fingerprint),
        timezone.now(),
        person.get_short_name(),
        adoption_of(revision, moves),
    )


def adoption_of(revision: Revision, moves: Sequence[Record]) -> Record | None:
    """The last step by which a council adopted this very text; none when that was repealed."""
    repealed = max((one.sequence for one in moves if one.step == REPEALS), default=0)
    adopted = (one for one in reversed(moves) if one.step in ADOPTS and one.sequence > repealed)
    return next((one for one in adopted if one.revision == revision.number), None)


def short_fingerprint(fingerprint: str) -> str:
    """``7F3A-91C2``: enough to tell two papers apart."""
    start = fingerprint[:8].upper()
    return f"{start[:4]}-{start[4:]}" if start else ""


def stamp_of(revision: Revision, moves: Sequence[Record]) -> Stamp:
    """The box: signed when this very revision was signed and the signature stands, else empty."""
    plan = revision.plan
    signer, signed = _signer(plan), signatures_of(revision, moves)
    if signed:
        return _signed(plan, signer, signed[-1])
    place: Institution = getattr(plan, signer.at)
    holder = first_holder(signer.right, place)
    return Stamp(signer.head, holder.name, post_line(holder.post) if holder.post else place.label)


def signatures_of(revision: Revision, moves: Sequence[Record]) -> list[Record]:
    """The steps by which this very revision was signed and which stand, the oldest first."""
    signed = signed_in(revision.plan, moves)
    return [one for one in signed if one.revision == revision.number and stands(one, moves)]


def signed_in(plan: Plan, moves: Sequence[Record]) -> list[Record]:
    """The steps by which a text of a plan was signed, the oldest first."""
    signing = _signer(plan).steps
    return [one for one in moves if one.step in signing]


def stands(signed: Record, moves: Sequence[Record]) -> bool:
    """Whether a signature stands: opening the text before it came into force ends it for good.

    A text that is signed anew has a signature of its own; the earlier one does not come back.
    """
    ended = (one for one in moves if one.source in SIGNED_ONLY and one.target == PlanState.DRAFT)
    return signed.sequence > max((one.sequence for one in ended), default=0)


def _signed(plan: Plan, signer: Signer, record: Record) -> Stamp:
    number = record.facts.get("approval_order")
    return Stamp(
        signer.head,
        record.actor.name if record.actor else "",
        signer_line(record) or getattr(plan, signer.at).label,
        record.on,
        f"№ {number}" if number else "",
        record.stood_in_for,
    )


def signer_line(signed: Record | Capacity) -> str:
    """What stands under the name: the post, of a stand-in their own; empty of a delegate."""
    return signed.own_post or (post_line(signed.post) if signed.post else "")


def post_line(post: Post) -> str:
    """„Началник на РУО – Средногорие“: the word between post and house stands once."""
    title, house = post.title.split(), post.institution.label.split()
    joined = house[1:] if title and house and title[-1] == house[0] else ["–", *house]
    return " ".join([*title, *joined])
