"""Which institutions an inspection goes to: said by the department head, never guessed silently."""

import re
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from inspections.models import Inspection, Target
from inspections.states import InspectionState
from institutions import naming, resolving
from institutions.models import Institution, InstitutionKind, Ownership, Person
from institutions.models.institution import INSPECTED
from institutions.rights import Right
from workflows import access, gate
from workflows.records import of as records_of
from workflows.refusals import NotYours, Refused, Stale
from workflows.taken import Capacity

KINDERGARTENS = ("дг", "дя", "цдг", "одз")
CENTRES = ("цплр", "рцпппо", "цсоп", "одк")
FIRST_WORD = re.compile(r"\w+", re.UNICODE)


class ChoiceRefused(Refused):
    """A school cannot be chosen; the text is one sentence."""


@dataclass(frozen=True)
class NewInstitution:
    """An institution as it is to be entered in the register."""

    name: str
    kind: InstitutionKind
    settlement: str = ""
    ownership: Ownership = Ownership.MUNICIPAL

    @classmethod
    def as_printed(cls, target: Target) -> "NewInstitution":
        """As the plan prints it; the printed type says the kind."""
        return cls(target.name, kind_of(target.type or target.name), target.settlement)


def _locked(
    inspection: Inspection, actor: Person, seen_version: int | None
) -> tuple[Inspection, Capacity]:
    """The inspection under its lock, still open to changes, and the post of the person."""
    locked: Inspection = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    moved_on = seen_version is not None and seen_version != locked.version
    if moved_on or locked.state != InspectionState.PROPOSED:
        raise Stale(records_of(locked).last())
    capacity = access.capacity(actor, Right.PLAN_INSPECTIONS, locked.authority)
    if capacity is None:
        people = access.holders(Right.PLAN_INSPECTIONS, locked.authority)
        raise NotYours([person.name for person in people])
    if locked.follows_id:
        raise ChoiceRefused(_("A follow-up goes to the institution of the visit that it follows."))
    return locked, capacity


def _note(
    inspection: Inspection, actor: Person, step: str, capacity: Capacity, **facts: Any
) -> None:
    gate.note_change(inspection, actor=actor, step=step, capacity=capacity, **facts)


def match(
    target: Target, institution: Institution, *, actor: Person, seen_version: int | None = None
) -> Target:
    """Say which institution a listed name means; the printed name becomes known to the register.

    Raises ``Stale``, ``NotYours`` or ``ChoiceRefused``.
    """
    with transaction.atomic():
        inspection, capacity = _locked(target.inspection, actor, seen_version)
        _ours(institution, inspection)
        kept = inspection.targets.get(pk=target.pk)
        rows = _of_register(kept.institution_id, institution.pk)
        _forget(kept, rows.get(kept.institution_id or 0), actor)
        _put(kept, institution, actor)
        facts = _explained(kept, rows[institution.pk], actor)
        _note(inspection, actor, "match_school", capacity, **facts)
    return kept


def _explained(target: Target, institution: Institution, actor: Person) -> dict[str, Any]:
    """What the record of a match keeps: the name, whose it is, what the register learnt."""
    return {
        "name": target.printed,
        "institution": institution,
        "row": target.pk,
        "learnt": _learn(institution, target, actor),
    }


def _ours(institution: Institution, inspection: Inspection) -> None:
    if institution.authority_id != inspection.authority_id or institution.kind not in INSPECTED:
        raise ChoiceRefused(_("This institution is in the territory of another authority."))


def _put(target: Target, institution: Institution, actor: Person) -> None:
    others = target.inspection.targets.exclude(pk=target.pk)
    if others.filter(institution=institution).exists():
        raise ChoiceRefused(
            _("%(school)s is already among the schools of this inspection.")
            % {"school": institution.full_name}
        )
    target.institution, target.matched_by = institution, actor
    target.save(update_fields=["institution", "matched_by"])


def _of_register(*keys: int | None) -> dict[int, Institution]:
    """Institutions under their locks, in one order: two who explain names do not deadlock."""
    rows = Institution.objects.select_for_update(of=("self",), no_key=True)
    return {row.pk: row for row in rows.filter(pk__in=[key for key in keys if key]).order_by("pk")}


def _learn(institution: Institution, target: Target, actor: Person) -> str:
    """A name that a person has explained once is matched by itself the next time.

    The institution is read under its lock. What was learnt, empty when it was known.
    """
    known = {
        resolving.folded(one)
        for one in (institution.name, institution.short_name, *institution.aliases)
    }
    if resolving.folded(target.name) in known:
        return ""
    learnt = target.name[:250]
    naming.learn(institution, learnt, by=actor, why=target.inspection.subject)
    return learnt


def _forget(target: Target, institution: Institution | None, actor: Person) -> None:
    """What this row taught the register goes again: one wrong click matches no later plan.

    The record of the match says what was learnt by it; the register's own names stay.
    """
    taught = records_of(target.inspection).filter(facts__row=target.pk).last()
    learnt = taught.facts.get("learnt") if taught else ""
    if institution is not None and learnt in institution.aliases:
        naming.forget(institution, learnt, by=actor)


def choose(
    inspection: Inspection,
    institution: Institution,
    *,
    actor: Person,
    seen_version: int | None = None,
) -> Target:
    """Add a school, where the plan gives only a number or more are wanted."""
    with transaction.atomic():
        locked, capacity = _locked(inspection, actor, seen_version)
        _ours(institution, locked)
        last = locked.targets.order_by("-position").first()
        target = Target(
            inspection=locked,
            position=last.position + 1 if last else 1,
            name=institution.name,
            settlement=institution.settlement,
        )
        target.save()
        _put(target, institution, actor)
        _note(locked, actor, "choose_school", capacity, institution=institution)
    return target


def remove(target: Target, *, actor: Person, seen_version: int | None = None) -> None:
    """Take a school out of a proposed inspection."""
    with transaction.atomic():
        inspection, capacity = _locked(target.inspection, actor, seen_version)
        kept = inspection.targets.filter(pk=target.pk).first()
        if kept:
            rows = _of_register(kept.institution_id)
            _forget(kept, rows.get(kept.institution_id or 0), actor)
            kept.delete()
        _note(inspection, actor, "remove_school", capacity, name=target.printed)


def register_new(
    target: Target,
    *,
    above: Institution,
    actor: Person,
    entry: NewInstitution | None = None,
    seen_version: int | None = None,
) -> Institution:
    """Enter the listed institution in the register, below a municipality of the authority.

    As it is printed unless ``entry`` says otherwise. Names that wait in other inspections of the
    authority are looked at again. Raises ``Stale``, ``NotYours`` or ``ChoiceRefused``.
    """
    entry = entry or NewInstitution.as_printed(target)
    with transaction.atomic():
        waiting = _lock_waiting(target.inspection.authority)
        inspection, capacity = _locked(target.inspection, actor, seen_version)
        _below(above, inspection)
        # Two entries at once follow each other: codes stay apart.
        Institution.objects.select_for_update(no_key=True).get(pk=inspection.authority_id)
        institution = _entered(entry, above, inspection.authority)
        kept = inspection.targets.get(pk=target.pk)
        rows = _of_register(kept.institution_id, institution.pk)
        _forget(kept, rows.get(kept.institution_id or 0), actor)
        _put(kept, institution, actor)
        facts = _explained(kept, rows[institution.pk], actor)
        _note(inspection, actor, "register_school", capacity, **facts)
        _look_again(waiting, actor, capacity)
    return institution


def _below(above: Institution, inspection: Inspection) -> None:
    ours = above.authority_id == inspection.authority_id
    if not ours or above.kind != InstitutionKind.MUNICIPALITY:
        raise ChoiceRefused(_("Choose a municipality of the authority."))


def _entered(entry: NewInstitution, above: Institution, authority: Institution) -> Institution:
    same = Institution.objects.inspected().filter(
        authority=authority, name__iexact=entry.name, settlement__iexact=entry.settlement
    )
    if same.exists():
        raise ChoiceRefused(
            _("%(school)s is in the register already: choose it there.")
            % {"school": same[0].full_name}
        )
    return Institution.objects.create(
        code=_free_code(authority),
        kind=entry.kind,
        name=entry.name,
        settlement=entry.settlement,
        ownership=entry.ownership,
        above=above,
    )


def kind_of(printed: str) -> InstitutionKind:
    """What a printed type is: a kindergarten, a centre, else a school."""
    word = FIRST_WORD.search(printed.lower())
    first = word.group() if word else ""
    if first in KINDERGARTENS:
        return InstitutionKind.KINDERGARTEN
    return InstitutionKind.SUPPORT_CENTRE if first in CENTRES else InstitutionKind.SCHOOL


def _free_code(authority: Institution) -> str:
    number = Institution.objects.filter(authority=authority).count() + 1
    while Institution.objects.filter(code=f"{authority.code}-{number}").exists():
        number += 1
    return f"{authority.code}-{number}"


def _lock_waiting(authority: Institution) -> list[Inspection]:
    """The proposed inspections with names that wait, locked in one order against deadlock."""
    waiting = Target.objects.filter(institution=None, inspection__authority=authority)
    return list(
        Inspection.objects.select_for_update(of=("self",))
        .filter(pk__in=waiting.values("inspection"), state=InspectionState.PROPOSED)
        .order_by("pk")
    )


def _look_again(inspections: list[Inspection], actor: Person, capacity: Capacity) -> None:
    """Match the names that still wait, each inspection with a record of what was found."""
    if not inspections:
        return
    register = resolving.Register(inspections[0].authority)
    for inspection in inspections:
        found = [
            target.printed
            for target in inspection.targets.filter(institution=None)
            if _matched_now(target, register, actor)
        ]
        if found:
            _note(inspection, actor, "match_school", capacity, name="; ".join(found))


def _matched_now(target: Target, register: resolving.Register, actor: Person) -> bool:
    match = register.match(target.name, target.settlement)
    target.guesses = [guess.as_json() for guess in match.guesses]
    siblings = target.inspection.targets.exclude(pk=target.pk)
    if match.institution and not siblings.filter(institution=match.institution).exists():
        target.institution, target.matched_by = match.institution, actor
    target.save(update_fields=["guesses", "institution", "matched_by"])
    return not target.waits
