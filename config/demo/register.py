"""Whose document it is; an institution that the register does not know is entered for the demo."""

from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from config.demo.stage import Say, holder, holders
from institutions import posts
from institutions.models import Department, Institution, InstitutionKind, Person
from institutions.rights import Role
from plans.states import PlanKind

MODEL = {
    "authority": "ruo-srednogorie",
    "municipality": "ob-kamengrad",
    "council": "obs-kamengrad",
    "school": "990101",
}
SEATS = 41


def find(reading: dict[str, Any], say: Say) -> Institution:
    """The institution of a document, by name; entered with demo people when it is unknown."""
    kind, name = reading["kind"], reading["institution"] or ""
    for institution in Institution.objects.all():
        if name.casefold() in {
            one.casefold()
            for one in (institution.name, institution.short_name, *institution.aliases)
        }:
            return institution
    say(f"„{name}“ is not in the register: it is entered, the demo people take its posts.")
    if kind == PlanKind.MUNICIPAL:
        return _municipality(name, reading.get("council") or "")
    if kind == PlanKind.RUO:
        return _authority(name)
    return _school(name)


def _town(name: str) -> str:
    """The proper name at the end: „Община Кюстендил“ → „Кюстендил“."""
    for dash in (" – ", " - ", "–"):
        if dash in name:
            return name.rsplit(dash, 1)[1].strip()
    return name.rsplit(maxsplit=1)[-1]


def _enter(kind: str, name: str, above: Institution, code: str, **cells: Any) -> Institution:
    town = _town(name)
    return Institution.objects.create(
        code=f"{code}-{slugify(town, allow_unicode=False)}",
        kind=kind,
        name=name,
        above=above,
        settlement=f"гр. {town}",
        **cells,
    )


def _copy_posts(model: str, target: Institution) -> None:
    """The posts of the model institution in its departments, held by the same people."""
    source = Institution.objects.get(code=model)
    departments = {
        one.code: Department.objects.create(institution=target, code=one.code, name=one.name)
        for one in source.departments.all()
    }
    for post in source.posts.select_related("department").order_by("pk"):
        title = post.title.replace(_town(source.name), _town(target.name))
        department = departments[post.department.code] if post.department else None
        made = posts.create_post(target, Role(post.role), title, department)
        for person in Person.objects.filter(appointments__post=post):
            posts.appoint(made, person, "ДЕМО", timezone.localdate())


def _authority(name: str) -> Institution:
    ministry = Institution.objects.get(kind=InstitutionKind.MINISTRY)
    authority = _enter(
        InstitutionKind.REGIONAL_AUTHORITY,
        name,
        ministry,
        "ruo",
        short_name=f"РУО – {_town(name)}",
        ownership="state",
    )
    _copy_posts(MODEL["authority"], authority)
    posts.regrant_all()
    return authority


def _municipality(name: str, council: str) -> Institution:
    town = _town(name)
    authority = _authority(f"Регионално управление на образованието – {town}")
    municipality = _enter(InstitutionKind.MUNICIPALITY, name, authority, "ob")
    _copy_posts(MODEL["municipality"], municipality)
    made = _enter(
        InstitutionKind.COUNCIL,
        council or f"Общински съвет – {town}",
        municipality,
        "obs",
        seats=SEATS,
    )
    _copy_posts(MODEL["council"], made)
    return municipality


def _school(name: str) -> Institution:
    above = Institution.objects.get(code=MODEL["municipality"])
    school = _enter(InstitutionKind.SCHOOL, name or "Училище", above, "school")
    _copy_posts(MODEL["school"], school)
    return school


def director_of(institution: Institution) -> Person:
    """The director; for a school just entered, one is appointed from the demo people."""
    found = holders(institution, Role.DIRECTOR)
    if found:
        return found[0]
    model = Institution.objects.get(code=MODEL["school"])
    post = posts.create_post(institution, Role.DIRECTOR, "Директор")
    person = holder(model, Role.DIRECTOR)
    posts.appoint(post, person, "ДЕМО", timezone.localdate())
    return person
