"""People, posts and plans to measure with: one authority and as many municipalities as plans."""

import datetime
from dataclasses import dataclass
from typing import Any

from institutions.models import Institution, InstitutionKind, Person
from institutions.posts import appoint, create_post
from institutions.rights import Role
from plans.importing import confirm
from plans.models import Import, ImportStatus, Plan
from plans.states import PlanKind
from workflows import changes

SINCE = datetime.date(2020, 1, 1)
MUNICIPALITIES = 40


@dataclass(frozen=True)
class Stage:
    """Who acts, where."""

    mayor: Person
    records: Person
    head: Person
    council: Institution
    authority: Institution
    municipalities: tuple[Institution, ...]


def build() -> Stage:
    """One ministry, one authority, its municipalities, and the three people who sign."""
    ministry = Institution.objects.create(code="m", kind=InstitutionKind.MINISTRY, name="Ministry")
    authority = _place("a", InstitutionKind.REGIONAL_AUTHORITY, ministry)
    authority.authority = authority
    authority.save()
    towns = tuple(
        _place(f"t{n}", InstitutionKind.MUNICIPALITY, authority, authority)
        for n in range(MUNICIPALITIES)
    )
    council = _place("c", InstitutionKind.COUNCIL, towns[0], authority)
    mayor, records, head = (_person(name) for name in ("mayor", "records", "head"))
    for town in towns:
        appoint(create_post(town, Role.MAYOR, "Mayor"), mayor, "1", SINCE)
    appoint(create_post(authority, Role.RUO_RECORDS, "Records"), records, "1", SINCE)
    appoint(create_post(authority, Role.RUO_HEAD, "Head"), head, "1", SINCE)
    return Stage(mayor, records, head, council, authority, towns)


def _place(
    code: str, kind: InstitutionKind, above: Institution, authority: Institution | None = None
) -> Institution:
    return Institution.objects.create(
        code=code, kind=kind, name=f"{kind} {code}", above=above, authority=authority or above
    )


def _person(name: str) -> Person:
    return Person.objects.create(username=name, name=name.title(), email=f"{name}@example.org")


def plan(stage: Stage, number: int) -> Plan:
    """A municipal plan of three activities in draft, each of another town and year.

    A worker has read it, as it has in life long before somebody submits it.
    """
    year, town = divmod(number, len(stage.municipalities))
    started = Import.objects.create(
        institution=stage.municipalities[town],
        uploaded_by=stage.mayor,
        name="plan.docx",
        file="imports/plan.docx",
        status=ImportStatus.READ,
        reading=_reading(2100 + year),
        source_text="",
    )
    made = confirm(started, stage.mayor)
    changes.attend()
    return made


def _reading(year: int) -> dict[str, Any]:
    return {
        "kind": PlanKind.MUNICIPAL.value,
        "title": "Plan",
        "period": {
            "kind": "calendar_year",
            "label": str(year),
            "start": f"{year}-01-01",
            "end": f"{year}-12-31",
        },
        "sections": [{"number": "1", "key": "1", "title": "Goal", "activity_count": 3}],
        "activities": [_row(n) for n in range(1, 4)],
        "inspections": [],
        "priorities": [],
        "anomalies": [],
        "signoff": {},
        "institution": "",
        "council": None,
        "subsections": [],
    }


def _row(number: int) -> dict[str, Any]:
    return {
        "key": f"1.{number}",
        "number": str(number),
        "section": "1",
        "subsection": None,
        "text": f"Activity {number}",
        "responsible_raw": "the mayor",
        "source_lines": [number],
    }
