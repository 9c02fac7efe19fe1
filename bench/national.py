"""The national data set: 28 authorities, their municipalities, councils, schools, five years.

Numbers: domain.md section 10 (265 municipalities, about 4,200 schools and kindergartens). It
starts with the demo region, whose documents went their real ways; that is enlarged and copied.
"""

import datetime
from dataclasses import dataclass

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

from bench.multiply import Copy, remember_first, without_triggers
from institutions.models import Institution, InstitutionKind, Person
from institutions.posts import appoint, create_post
from institutions.rights import Role

REGISTER = (
    "institutions.Institution",
    "institutions.Department",
    "institutions.Person",
    "auth.Group",
    "institutions.Post",
    "institutions.Appointment",
    "institutions.InstitutionGroupPermission",
)
DOCUMENTS = (
    "workflows.Record",
    "workflows.Desk",
    "workflows.Clock",
    "workflows.Notice",
    "plans.Plan",
    "plans.Revision",
    "plans.Section",
    "plans.Activity",
    "plans.PlannedInspection",
    "plans.ListedInstitution",
    "plans.Remark",
    "plans.Fact",
    "approvals.Session",
    "approvals.Decision",
    "approvals.Dispatch",
    "inspections.Inspection",
    "inspections.Member",
    "inspections.Target",
    "inspections.Visit",
    "inspections.Booking",
    "inspections.ChecklistAnswer",
    "inspections.Measure",
)


@dataclass(frozen=True)
class Size:
    """How much: authorities, schools of one authority, years."""

    authorities: int = 28
    schools: int = 150
    years: int = 5


def build(size: Size) -> None:
    """Load the demo region and make a country of it."""
    call_command("load_demo", verbosity=0)
    enlarge(size)


def enlarge(size: Size) -> None:
    """Make a country of the demo region."""
    _more_schools(size.schools)
    register = tuple(apps.get_model(name) for name in REGISTER)
    documents = tuple(apps.get_model(name) for name in DOCUMENTS)
    with transaction.atomic(), connection.cursor() as cursor:
        # What is still to be checked of the region stands in the way of ALTER TABLE.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        without_triggers(documents, off=True)
        remember_first(documents)
        for place in range(size.authorities):
            with_place = dict.fromkeys(register, place)
            if place:
                Copy(with_place, place).make(register)
            for years in range(size.years):
                if number := place * size.years + years:
                    numbers = with_place | dict.fromkeys(documents, number)
                    Copy(numbers, number, years).make(documents)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        without_triggers(documents, off=False)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _more_schools(wanted: int) -> None:
    towns = list(Institution.objects.filter(kind=InstitutionKind.MUNICIPALITY).order_by("pk"))
    there = Institution.objects.inspected().count()
    with transaction.atomic():
        for number in range(there, wanted):
            town = towns[number % len(towns)]
            school = Institution.objects.create(
                code=f"school-{number}",
                kind=InstitutionKind.SCHOOL,
                name=f"ОУ № {number}",
                settlement=town.settlement,
                above=town,
                authority=town.authority,
            )
            director = Person.objects.create(
                username=f"director-{number}", name=f"Директор {number}", email="d@example.org"
            )
            post = create_post(school, Role.DIRECTOR, "Директор")
            appoint(post, director, "1", datetime.date(2020, 1, 1))
