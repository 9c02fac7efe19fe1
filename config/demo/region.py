"""The register of the demo region: institutions, departments, people in posts."""

import datetime
import json
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from institutions import posts
from institutions.models import Department, Institution, Person, Post
from institutions.rights import Role

SAMPLES = Path(settings.BASE_DIR) / "samples"
PASSWORD = "srednogorie-2026"  # noqa: S105 - demo people of a fictional region, printed at start
SEATS = {
    "obs-kamengrad": 29,
    "obs-belorechene": 21,
    "obs-mechidol": 17,
    "obs-zhitnopole": 13,
    "obs-yasenkovo": 17,
}


@transaction.atomic
def load_register() -> None:
    """Write institutions, departments, people and posts of ``samples/region.json``."""
    told = json.loads((SAMPLES / "region.json").read_text(encoding="utf-8"))
    places = _institutions(told["institutions"])
    departments = {
        (row["institution"], row["code"]): Department.objects.create(
            institution=places[row["institution"]], code=row["code"], name=row["name"]
        )
        for row in told["departments"]
    }
    for row in told["people"]:
        _person(row, places, departments)
    # The planner has never seen these tables and would walk them row by row until autovacuum comes.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE auth_permission, auth_group")
        for model in apps.get_app_config("institutions").get_models():
            cursor.execute(f"ANALYZE {model._meta.db_table}")


def _institutions(rows: list[dict[str, Any]]) -> dict[str, Institution]:
    places: dict[str, Institution] = {}
    for row in rows:
        cells = {key: value for key, value in row.items() if key != "above"}
        places[row["code"]] = Institution.objects.create(
            **cells, above=places.get(row["above"]), seats=SEATS.get(row["code"])
        )
    return places


def _person(
    row: dict[str, Any],
    places: dict[str, Institution],
    departments: dict[tuple[str, str], Department],
) -> None:
    person = Person(username=row["username"], name=row["name"], email=row["email"])
    person.password = _hashed()
    person.save()
    for held in row["posts"]:
        post = posts.create_post(
            places[held["institution"]],
            Role(held["role"]),
            held["title"],
            departments.get((held["institution"], held["department"])),
        )
        posts.appoint(
            post, person, held["order_number"], datetime.date.fromisoformat(held["since"])
        )


@cache
def _hashed() -> str:
    """One hash for all demo people: hashing seventy times is what would take the time."""
    return make_password(PASSWORD)


def post_of(institution: Institution, role: Role) -> Post:
    """The first post of a role at an institution."""
    return Post.objects.filter(institution=institution, role=role).order_by("pk")[0]


def holder(institution: Institution, role: Role) -> Person:
    """Who holds the first post of a role at an institution."""
    return post_of(institution, role).appointments.order_by("pk")[0].person
