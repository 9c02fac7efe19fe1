"""What the overview is narrowed to: a municipality, a department of the authority."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict

from inspections.models import Inspection, Visit
from institutions.models import Appointment, Department, Institution, InstitutionKind, Post
from institutions.subjects import is_of_department
from plans.models import Activity, Plan
from plans.reading.posts import posts_of


@dataclass(frozen=True)
class Scope:
    """A plan with the filters of the address; without filters everything is in it."""

    plan: Plan
    place: Institution | None = None
    department: Department | None = None
    places: list[Institution] = field(default_factory=list)
    departments: list[Department] = field(default_factory=list)
    titles: tuple[str, ...] = ()

    @cached_property
    def query(self) -> str:
        """The filters as they stand in an address."""
        asked: dict[str, Any] = {"plan": self.plan.pk}
        if self.place:
            asked["place"] = self.place.code
        if self.department:
            asked["department"] = self.department.code
        return urlencode(asked)

    def has_row(self, row: Activity) -> bool:
        """Whether a row is of the department, by who is responsible."""
        return self._has_posts(posts_of(row.responsible_raw))

    def _has_posts(self, posts: Any) -> bool:
        code = self.department.code if self.department else ""
        return not code or any(is_of_department(one, code, self.titles) for one in posts)

    def schools_in(self, inspection: Inspection) -> int:
        """How many schools of an inspection without an order lie in the scope."""
        if not self._has_posts(inspection.responsible):
            return 0
        schools = [target.institution for target in inspection.targets.all()]
        if self.place:
            return sum(one is not None and one.above_id == self.place.pk for one in schools)
        return inspection.target_count or len(schools)

    def visits(self) -> Q:
        """Visits to schools of the municipality, by experts of the department."""
        asked = self._in_place()
        if self.department:
            team = Visit.objects.filter(
                inspection__members__person__appointments__post__department=self.department
            )
            asked &= Q(pk__in=team.values("pk"))
        return asked

    def work(self) -> Q:
        """Work on documents of the municipality, at desks of the department."""
        asked = self._in_place()
        if self.department:
            at_post = Q(post__department=self.department)
            people = Appointment.objects.filter(post__department=self.department)
            asked &= at_post | Q(person__in=people.values("person"))
        return asked

    def _in_place(self) -> Q:
        if self.place is None:
            return Q()
        return Q(institution=self.place) | Q(institution__above=self.place)


def scope_of(plan: Plan, asked: QueryDict) -> Scope:
    """The scope that an address names; what it names wrongly is left out."""
    places = list(
        Institution.objects.filter(
            kind=InstitutionKind.MUNICIPALITY, authority=plan.authority_id
        ).order_by("name")
    )
    departments = list(Department.objects.filter(institution=plan.authority_id))
    place = next((one for one in places if one.code == asked.get("place")), None)
    code = asked.get("department")
    department = next((one for one in departments if one.code == code), None)
    titles = Post.objects.filter(department=department).values_list("title", flat=True)
    return Scope(plan, place, department, places, departments, tuple(titles) if department else ())
