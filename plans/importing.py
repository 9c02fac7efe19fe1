"""From an uploaded file to a plan: read, reviewed, confirmed. Nothing is changed silently."""

import datetime
import logging
from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from institutions.models import Institution, Person
from institutions.rights import Right
from plans import fitting, learning, registers, revising
from plans.models import Import, ImportStatus, Plan
from plans.reading import Found, Unreadable, read_apart
from plans.reading.formats import format_of
from plans.states import OPEN_FOR_EDIT
from workflows import access, gate
from workflows.records import of as records_of
from workflows.refusals import Stale
from workflows.taken import Capacity

log = logging.getLogger(__name__)
READ_AT_ONCE = 400_000
#: The pages of a PDF are drawings: reading one takes far longer than reading as many bytes of text.
PDF_READ_AT_ONCE = 60_000
LEASE = datetime.timedelta(minutes=2)


class ImportRefused(Exception):
    """An import that cannot go on; the text is one sentence for the person.

    ``plan`` is the one to open instead, where there is one.
    """

    def __init__(self, sentence: str, plan: Plan | None = None) -> None:
        super().__init__(sentence)
        self.plan = plan


class ImportNotYours(ImportRefused):
    """It is another's to do."""


def start_import(
    name: str, data: bytes, *, institution: Institution, person: Person, plan: Plan | None = None
) -> Import:
    """Keep an uploaded file and read it: small ones at once, long ones by a worker.

    Raises ``Unreadable`` for a file that is read at once and not understood; nothing is kept
    then. ``ImportRefused`` when the person may not import there, or it is no plan of theirs.
    """
    capacity_for(person, institution, plan)
    started = Import(institution=institution, plan=plan, uploaded_by=person, name=name[:200])
    if len(data) > (PDF_READ_AT_ONCE if name.lower().endswith(".pdf") else READ_AT_ONCE):
        format_of(name, data)
    else:
        keep_reading(started, read_apart(name, data, headings=learning.headings(institution)))
        if met := fitting.obstacle(started.reading, institution, plan):
            raise ImportRefused(met.sentence, met.plan)
    started.file.save(name, ContentFile(data), save=False)
    started.save()
    if started.status == ImportStatus.WAITING:
        from plans.tasks import read

        transaction.on_commit(lambda: read.delay(str(started.pk)), robust=True)
    return started


def capacity_for(person: Person, institution: Institution, plan: Plan | None = None) -> Capacity:
    """The post in which a person may import for an institution; ``ImportNotYours`` when none."""
    capacity = access.capacity(person, Right.PREPARE_PLAN, institution, plan)
    if capacity is None:
        raise ImportNotYours(_("Plans of this institution are prepared by others."))
    return capacity


def keep_reading(import_: Import, found: Found) -> None:
    """Fill the import with what was read, set against the registers and what is remembered."""
    reading = found.reading
    if doubt := fitting.other_name(reading, import_.institution):
        reading["anomalies"].insert(0, doubt)
    reading["anomalies"] += registers.doubts_of(reading, import_.institution)
    import_.reading, import_.status = reading, ImportStatus.READ
    import_.decisions = learning.remembered(reading, import_.institution, found.text)
    import_.done_rows = import_.all_rows = len(reading["activities"])
    import_.source_text = found.text


def unclaimed(now: datetime.datetime) -> QuerySet[Import]:
    """Imports that nobody reads: waiting, or left by a worker that gave no sign for 2 minutes."""
    silent = Q(claimed_at=None) | Q(claimed_at__lt=now - LEASE)
    return Import.objects.filter(
        Q(status=ImportStatus.WAITING) | Q(status=ImportStatus.READING) & silent
    )


def read_import(import_: Import) -> Import:
    """Read a kept file, telling how far it is; a file that is not understood is not kept.

    Harmless when called twice: whoever claims the row reads it, and what was read is written
    only while the row still waits for it.
    """
    now = timezone.now()
    claimed = unclaimed(now).filter(pk=import_.pk)
    if claimed.update(status=ImportStatus.READING, claimed_at=now):
        _write(import_, _outcome(import_))
    import_.refresh_from_db()
    return import_


def _outcome(import_: Import) -> tuple[str, ...]:
    """Fill the row with what was read or why not; the names of the fields to be written."""
    try:
        with import_.file.open("rb") as kept:
            data = kept.read()
        known = learning.headings(import_.institution)
        found = read_apart(import_.name, data, progress=_progress_of(import_), headings=known)
        keep_reading(import_, found)
    except Unreadable as fault:
        import_.refusal = str(fault)[:500]
    except Exception:
        log.exception("import %s cannot be read", import_.pk)
        import_.refusal = _("The file could not be read. Save it anew and bring it again.")
    else:
        return ("status", "reading", "done_rows", "all_rows", "source_text", "decisions")
    import_.status = ImportStatus.REFUSED
    return ("status", "refusal")


def _progress_of(import_: Import) -> Callable[[int, int], None]:
    def progress(done: int, total: int) -> None:
        Import.objects.filter(pk=import_.pk, status=ImportStatus.READING).update(
            done_rows=done, all_rows=total, claimed_at=timezone.now()
        )

    return progress


def _write(import_: Import, names: tuple[str, ...]) -> None:
    """Write these fields, unless somebody else was faster; a refused file goes."""
    values = {name: getattr(import_, name) for name in names}
    reading = Import.objects.filter(pk=import_.pk, status=ImportStatus.READING)
    if reading.update(**values) and import_.status == ImportStatus.REFUSED:
        import_.file.delete(save=False)
        Import.objects.filter(pk=import_.pk).update(file="")


def undecided(import_: Import) -> list[int]:
    """Indices of the grave doubts about which nobody has decided yet."""
    doubts = import_.reading.get("anomalies", [])
    return [
        index
        for index, doubt in enumerate(doubts)
        if doubt["severity"] == "high" and str(index) not in import_.decisions
    ]


def confirm(import_: Import, person: Person) -> Plan:
    """Make the plan with a frozen revision 1, or the next revision of a plan that is open.

    Raises ``ImportRefused`` with the sentence: grave doubts left, a kind that does not fit the
    institution, a plan that exists already, an import that was confirmed before.
    """
    with transaction.atomic():
        locked = (
            Import.objects.select_for_update(of=("self",))
            .select_related("institution", "plan")
            .get(pk=import_.pk)
        )
        capacity = capacity_for(person, locked.institution, locked.plan)
        _check(locked)
        plan = (
            _next_revision(locked, person, capacity)
            if locked.plan
            else _new_plan(locked, person, capacity)
        )
        locked.plan, locked.status = plan, ImportStatus.DONE
        locked.save(update_fields=["plan", "status"])
    import_.refresh_from_db()
    return plan


def _check(import_: Import) -> None:
    if import_.status != ImportStatus.READ:
        raise ImportRefused(_("This import is not waiting for a review."))
    if met := fitting.obstacle(import_.reading, import_.institution, import_.plan):
        raise ImportRefused(met.sentence, met.plan)
    if undecided(import_):
        raise ImportRefused(_("Decide first about the grave doubts."))


def _new_plan(import_: Import, person: Person, capacity: Capacity) -> Plan:
    reading, period = import_.settled(), import_.reading["period"]
    institution = import_.institution
    plan = Plan(
        plan_kind=reading["kind"],
        title=(reading["title"] or "")[:400] or import_.name,
        period_kind=period["kind"],
        period_label=period["label"],
        starts_on=datetime.date.fromisoformat(period["start"]),
        ends_on=datetime.date.fromisoformat(period["end"]),
        strategy=_strategy(reading)[:300],
        institution=institution,
        authority=institution.authority or institution,
    )
    try:
        with transaction.atomic():
            gate.open_document(
                plan,
                actor=person,
                step="import",
                capacity=capacity,
                file=import_.name,
                tell=True,
                content=lambda: _revise(plan, import_, person, _("First text")),
            )
    except IntegrityError as fault:
        if "plan_one_live_per_institution_and_period" not in str(fault):
            raise
        raise ImportRefused(fitting.second_plan(plan)) from fault
    return plan


def _strategy(reading: dict[str, Any]) -> str:
    return str((reading.get("signoff") or {}).get("implements") or "")


def _next_revision(import_: Import, person: Person, capacity: Capacity) -> Plan:
    plan: Plan = Plan.objects.select_for_update(of=("self",)).get(pk=import_.plan_id)
    if plan.state not in OPEN_FOR_EDIT:
        raise Stale(records_of(plan).last())
    _revise(plan, import_, person, _("Corrected file"))
    gate.note_change(plan, actor=person, step="import", capacity=capacity, file=import_.name)
    return plan


def _revise(plan: Plan, import_: Import, person: Person, reason: str) -> None:
    revision = revising.add_revision(
        plan,
        import_.settled() | {"anomalies": import_.decided_anomalies()},
        actor=person,
        name=import_.name,
        text=import_.source_text,
        reason=reason,
    )
    revision.source.name = import_.file.name
    revision.save(update_fields=["source"])
