"""Who may stand in for whom, by where they serve and in which post."""

from django.db.models import Q

from institutions.models import Institution, InstitutionKind
from institutions.rights import GRANTS, Right, Role

RUNNING = frozenset(
    role for role, grants in GRANTS.items() if any(Right.RUN_SYSTEM in one.rights for one in grants)
)
"""Roles that run the system: they sign nothing."""

OFFICIALS = (Role.RUO_HEAD, Role.DEPARTMENT_HEAD, Role.RUO_EXPERT, Role.RUO_RECORDS)
"""The civil servants of a regional authority (ПУФРУО чл. 4)."""

NEVER = (*RUNNING, Role.OBSERVER)
"""Who runs the system or only observes is no official of any house."""


def stands_in_at(place: Institution) -> Q:
    """Appointments in which a person may stand in for somebody at an institution.

    At a regional authority only its own civil servants (ПУФРУО чл. 4), at a council only its
    own people; elsewhere also officials of the same territory, but nobody of a council.
    """
    own = Q(post__institution=place)
    if place.kind == InstitutionKind.REGIONAL_AUTHORITY:
        return own & Q(post__role__in=OFFICIALS)
    if place.kind == InstitutionKind.COUNCIL:
        return own & ~Q(post__role__in=NEVER)
    near = own
    if place.authority_id:
        near |= Q(post__institution__authority=place.authority_id)
    return near & ~Q(post__role__in=NEVER) & ~Q(post__institution__kind=InstitutionKind.COUNCIL)
