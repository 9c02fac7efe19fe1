"""A PDF of a signed version comes back with an electronic signature and is attached to the step.

The step of the official stays what signs; the file proves it outside this house too. Attached is
only a file that shows what was written here, with signatures that cover it whole.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from institutions.models import Institution, Person
from institutions.rights import Right
from plans.models import FileSignature, Plan, SignedFile
from plans.printing import signed_in, stands
from plans.states import Chain
from workflows import access, gate, holding, records, uploads
from workflows.models import Record
from workflows.queries.course import moves_of
from workflows.refusals import NotYours, Refused, Stale
from workflows.taken import Capacity

from .apart import check_apart
from .configured import trust
from .found import Checked


class FileRefused(Refused):
    """The file is not attached; the text is one sentence."""


def signed_step(plan: Plan, moves: Sequence[Record], sequence: int) -> Record | None:
    """The step by which a text was signed; None where no signing step has this number."""
    return next((one for one in signed_in(plan, moves) if one.sequence == sequence), None)


def may_attach(step: Record, person: Person) -> bool:
    """Whether a person attaches files to a step: who took it, and who runs the system."""
    return step.actor_id == person.pk or access.holds_anywhere(person, Right.RUN_SYSTEM)


def may_open(plan: Plan, step: Record, person: Person) -> bool:
    """Whether a person opens the signed files of a step.

    Only the houses between which the paper goes: a certificate may carry the personal number of
    its holder (ЗЗЛД чл. 25ж).
    """
    signing = step.post.institution if step.post else None
    places = (plan.institution, plan.authority, plan.council, signing)
    return step.actor_id == person.pk or any(_sees(person, place) for place in places)


def _sees(person: Person, place: Institution | None) -> bool:
    return place is not None and bool(access.capacity(person, Right.VIEW_DOCUMENTS, place))


def attach(plan: Plan, sequence: int, file: "UploadedFile[Any]", *, actor: Person) -> SignedFile:
    """Check a signed PDF and attach it to the step with this number.

    Who may is asked before the file is opened, and again under the lock. Raises ``Stale``,
    ``NotYours``, ``FileRefused``, ``uploads.UploadRefused`` or ``plans.reading.Unreadable``.
    """
    moves = moves_of(plan)
    step = _asked(plan, moves, sequence, actor)
    taken = _pdf(file)
    checked = check_apart(taken.content, trust())
    _signed_by_somebody(checked)
    _shows_ours(plan, moves, step, checked)
    with transaction.atomic():
        locked = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        step = _asked(locked, moves_of(locked), sequence, actor)
        kept = _kept(locked, step, taken)
        kept.record = gate.note_change(
            locked,
            actor=actor,
            step="attach_signature",
            capacity=Capacity(holding.of(actor).own_post),
            **_facts(kept, checked),
        )
        kept.save()
        for position, one in enumerate(checked.signatures, start=1):
            FileSignature(file=kept, position=position, **asdict(one)).save()
    plan.refresh_from_db()
    return kept


def _asked(plan: Plan, moves: Sequence[Record], sequence: int, actor: Person) -> Record:
    """The signing step, when it still stands and the person attaches to it."""
    step = signed_step(plan, moves, sequence)
    if step is None or not stands(step, moves):
        raise Stale(records.of(plan).last())
    if not may_attach(step, actor):
        raise NotYours([step.actor.name] if step.actor else [])
    return step


def _pdf(file: "UploadedFile[Any]") -> uploads.Taken:
    taken = uploads.evidence_of(file)
    if taken.type is not uploads.PDF:
        raise FileRefused(_("Bring the signed file as PDF."))
    return taken


def _signed_by_somebody(checked: Checked) -> None:
    """Not by the seal alone; with somebody who is trusted, where that can be told."""
    people = [one for one in checked.signatures if not one.is_seal]
    if not people:
        raise FileRefused(
            _("The PDF carries only the seal: sign it with your certificate and bring it.")
        )
    if all(one.chain == Chain.UNKNOWN for one in people):
        raise FileRefused(
            _(
                "No certificate in the file leads to an authority that is trusted here: sign with "
                "a qualified certificate."
            )
        )


def _shows_ours(plan: Plan, moves: Sequence[Record], step: Record, checked: Checked) -> None:
    """The pages show what was written here for the version that was signed."""
    from .showing import shows

    revision = plan.revisions.get(number=step.revision or 0)
    revision.plan = plan
    if not shows(revision, moves, step, checked.drawn):
        raise FileRefused(
            _(
                "This is not the PDF of version %(number)s as it is downloaded here: download it, "
                "sign that file and bring it."
            )
            % {"number": step.revision}
        )


def _kept(plan: Plan, step: Record, taken: uploads.Taken) -> SignedFile:
    kept = SignedFile(plan=plan, step=step, name=taken.name)
    kept.fingerprint = uploads.sha256(taken.content)
    if SignedFile.objects.filter(step=step, fingerprint=kept.fingerprint).exists():
        raise FileRefused(_("This file is attached to the step already."))
    kept.file.save(f"{kept.fingerprint}.pdf", ContentFile(taken.content), save=False)
    return kept


def _facts(kept: SignedFile, checked: Checked) -> dict[str, Any]:
    """What the record says of a signed file."""
    return {
        "what": ", ".join(one.signer for one in checked.signatures),
        "file": kept.name,
        "file_fingerprint": kept.fingerprint,
        "signed_step": kept.step.sequence,
        "signed_revision": kept.step.revision,
        "signatures": [asdict(one) for one in checked.signatures],
    }
