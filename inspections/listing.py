"""The schools of a proposed inspection as its plan row lists them."""

from inspections.models import Inspection, Target
from institutions import resolving
from institutions.models import Institution
from plans.models import Activity, ListedInstitution

Printed = tuple[str, str]


def list_schools(inspection: Inspection, row: Activity, register: resolving.Register) -> None:
    """Each listed school, matched or waiting by name; one listed twice waits the second time."""
    for one in row.inspection.listed.all():
        _add(inspection, one, register)


def relist(inspection: Inspection, row: Activity, register: resolving.Register) -> bool:
    """Make the schools fit the row's present list; whether something changed.

    A school that the list had and has no more goes. What people said stays: which institution a
    listed name means, and a school they added, while the authority still inspects it.
    """
    listed = {_printed(one): one for one in row.inspection.listed.all()}
    known = {_printed(target) for target in inspection.targets.all()}
    new = [one for printed, one in listed.items() if printed not in known]
    dropped = _ever_listed(row) - set(listed)
    gone = _gone(inspection, dropped, set(listed), _meant(new, register))
    inspection.targets.filter(pk__in=gone).delete()
    for one in new:
        _add(inspection, one, register)
    return bool(gone or new)


def _meant(new: list[ListedInstitution], register: resolving.Register) -> set[int]:
    """The institutions that the new names surely mean."""
    matches = [register.match(one.name, one.settlement) for one in new]
    return {match.institution.pk for match in matches if match.institution}


def _gone(
    inspection: Inspection, dropped: set[Printed], listed: set[Printed], meant: set[int]
) -> list[int]:
    """What the list dropped, what it now names itself, and what is inspected no more."""
    return [
        target.pk
        for target in inspection.targets.all()
        if _printed(target) in dropped
        or (_printed(target) not in listed and target.institution_id in meant)
        or not _is_ours(target, inspection)
    ]


def _is_ours(target: Target, inspection: Inspection) -> bool:
    """Whether the authority still inspects it; a name that waits says nothing yet."""
    if target.institution_id is None:
        return True
    inspected = Institution.objects.inspected().filter(authority=inspection.authority_id)
    return inspected.filter(pk=target.institution_id).exists()


def _ever_listed(row: Activity) -> set[Printed]:
    """All names that some text of the plan listed for this row: the others people added."""
    rows = ListedInstitution.objects.filter(
        inspection__activity__revision__plan=row.revision.plan,
        inspection__activity__identity=row.identity,
    )
    return {_printed(one) for one in rows}


def _printed(one: Target | ListedInstitution) -> Printed:
    return one.name, one.settlement


def _add(inspection: Inspection, one: ListedInstitution, register: resolving.Register) -> None:
    match = register.match(one.name, one.settlement)
    targets = inspection.targets
    taken = match.institution is not None and targets.filter(institution=match.institution).exists()
    last = targets.order_by("position").last()
    Target.objects.create(
        inspection=inspection,
        position=last.position + 1 if last else 1,
        name=one.name,
        type=one.type,
        settlement=one.settlement,
        institution=None if taken else match.institution,
        guesses=[guess.as_json() for guess in match.guesses],
    )
