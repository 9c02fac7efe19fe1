"""Which institutions an inspection goes to: said by the department head, never guessed silently."""

import re
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from inspections import matching
from inspections.models import Inspection, Target
from inspections.states import InspectionState
from institutions.models import Institution, InstitutionKind, Person
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
        kept = inspection.targets.get(pk=target.pk)
        _put(kept, institution, actor)
        _learn(institution, kept.name)
        _note(
            inspection, actor, "match_school", capacity, name=kept.printed, institution=institution
        )
    return kept


def _put(target: Target, institution: Institution, actor: Person) -> None:
    others = target.inspection.targets.exclude(pk=target.pk)
    if others.filter(institution=institution).exists():
        raise ChoiceRefused(
            _("%(school)s is already among the schools of this inspection.")
            % {"school": institution.full_name}
        )
    target.institution, target.matched_by = institution, actor
    target.save(update_fields=["institution", "matched_by"])


def _learn(institution: Institution, name: str) -> None:
    """A name that a person has explained once is matched by itself the next time."""
    known = {
        matching.folded(one)
        for one in (institution.name, institution.short_name, *institution.aliases)
    }
    if matching.folded(name) not in known:
        institution.aliases = [*institution.aliases, name[:250]]
        institution.save(update_fields=["aliases"])


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
        if institution.authority_id != locked.authority_id:
            raise ChoiceRefused(_("This institution is in the territory of another authority."))
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
        inspection.targets.filter(pk=target.pk).delete()
        _note(inspection, actor, "remove_school", capacity, name=target.printed)


def register_new(
    target: Target, *, above: Institution, actor: Person, seen_version: int | None = None
) -> Institution:
    """Enter the listed institution in the register, below a municipality of the authority.

    Names that wait in other inspections of the authority are looked at again.
    """
    with transaction.atomic():
        inspection, capacity = _locked(target.inspection, actor, seen_version)
        if (
            above.authority_id != inspection.authority_id
            or above.kind != InstitutionKind.MUNICIPALITY
        ):
            raise ChoiceRefused(_("Choose a municipality of the authority."))
        institution = Institution.objects.create(
            code=_free_code(inspection.authority),
            kind=kind_of(target.type or target.name),
            name=target.name,
            settlement=target.settlement,
            above=above,
        )
        kept = inspection.targets.get(pk=target.pk)
        _put(kept, institution, actor)
        _note(
            inspection,
            actor,
            "register_school",
            capacity,
            institution=institution,
            name=kept.printed,
        )
        _look_again(inspection.authority, actor)
    return institution


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


def _look_again(authority: Institution, actor: Person) -> None:
    """Match the names that still wait in proposed inspections of the authority."""
    register = matching.Register(authority)
    waiting = Target.objects.filter(
        institution=None,
        inspection__authority=authority,
        inspection__state=InspectionState.PROPOSED,
    ).select_related("inspection")
    for target in waiting:
        found = register.match(target.name, target.settlement)
        target.guesses = [guess.as_json() for guess in found.guesses]
        siblings = target.inspection.targets.exclude(pk=target.pk)
        if found.institution and not siblings.filter(institution=found.institution).exists():
            target.institution, target.matched_by = found.institution, actor
        target.save(update_fields=["guesses", "institution", "matched_by"])
