"""Who holds a right at an institution today: what pages and papers name them by.

Prepared: Django takes longer to build these questions than PostgreSQL to answer them.
"""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from institutions.models import Institution, Person, Post
from institutions.rights import Right
from workflows import prepared
from workflows.held import GRANTED, IN_POST, people_acting

AT_PLACE = "held.content_object_id = %(place)s AND permission.codename = %(right)s"
HOLDERS = f"""
SELECT DISTINCT person.id, person.name
FROM {GRANTED}
JOIN LATERAL ({people_acting("permission.codename")}) acting ON true
JOIN institutions_person person ON person.id = acting.person_id AND person.is_active
WHERE {AT_PLACE} ORDER BY person.name, person.id
"""
FIRST_HOLDER = f"""
SELECT (
    SELECT who.name FROM institutions_appointment own
    JOIN institutions_person who ON who.id = own.person_id AND who.is_active
    WHERE own.post_id = post.id AND {IN_POST} ORDER BY who.name LIMIT 1
), post.id, post.title, post.role, place.id, place.name, place.short_name, place.kind
FROM {GRANTED}
JOIN institutions_institution place ON place.id = post.institution_id
WHERE {AT_PLACE} ORDER BY place.kind, place.name, post.role, post.title LIMIT 1
"""


@dataclass(frozen=True)
class Holder:
    """A post that holds a right, and the name of who holds the post today; empty where nobody."""

    post: Post | None
    name: str


def holders_by_name(right: Right, institution: Institution) -> list[Person]:
    """The people of ``access.holders``, by name; of each the key and the name are read."""
    found = prepared.rows(HOLDERS, _asked(right, institution))
    return [prepared.row_of(Person, ("id", "name"), row) for row in found]


def first_holder(right: Right, institution: Institution) -> Holder:
    """The first post with a right at an institution and who holds it."""
    found = prepared.rows(FIRST_HOLDER, _asked(right, institution))
    return Holder(_post(found[0][1:]), found[0][0] or "") if found else Holder(None, "")


def _asked(right: Right, institution: Institution) -> dict[str, Any]:
    return {"right": right.value, "place": institution.pk, "today": timezone.localdate()}


def _post(row: tuple[Any, ...]) -> Post:
    post = prepared.row_of(Post, ("id", "title", "role", "institution_id"), row[:4])
    post.institution = prepared.row_of(Institution, ("id", "name", "short_name", "kind"), row[3:])
    return post
