"""The only place that asks who may: may I, what is open to me, who holds it.

Rights are codenames granted by django-guardian to the group of a post at an institution.
A person has them through posts held today, or through posts whose holder they stand in for
by a dated order. A delegate may be named on a single document with the same codename.
"""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from institutions.models import (
    Appointment,
    Institution,
    InstitutionGroupPermission,
    Person,
    Post,
    Substitution,
)
from institutions.models.post import on_day
from institutions.rights import Right
from workflows import prepared
from workflows.flow import Holder, Step
from workflows.taken import Capacity


def _granted(right: Right | str, **at: Any) -> QuerySet[InstitutionGroupPermission]:
    return InstitutionGroupPermission.objects.filter(permission__codename=str(right), **at)


def _holding(right: Right | str, institution: Institution) -> Q:
    return Q(group__in=_granted(right, content_object=institution).values("group"))


# Posts that hold a right at an institution, as a FROM of hand-written statements.
GRANTED = """
    institutions_institutiongrouppermission held
    JOIN auth_permission permission ON permission.id = held.permission_id
    JOIN institutions_post post ON post.group_id = held.group_id
"""
# Who acts in ``post`` on a day: whoever holds it, and by order whoever stands in for them.
ACTING = """
    SELECT own.person_id, NULL::bigint AS standing_id FROM institutions_appointment own
    WHERE own.post_id = post.id AND own.since <= %(today)s
        AND (own.until IS NULL OR own.until >= %(today)s)
    UNION ALL
    SELECT standing.substitute_id, standing.id FROM institutions_substitution standing
    JOIN institutions_appointment own
        ON own.post_id = standing.post_id AND own.person_id = standing.absent_id
    WHERE standing.post_id = post.id AND standing.revoked_at IS NULL
        AND standing.since <= %(today)s AND standing.until >= %(today)s
        AND own.since <= %(today)s AND (own.until IS NULL OR own.until >= %(today)s)
"""
# Their own posts come before those they stand in for; the newest order of several first.
CAPACITIES = f"""
SELECT post.id, post.title, post.role, place.id, place.name, place.short_name,
    absent.id, absent.name, standing.id, standing.order_number, standing.order_date
FROM {GRANTED}
JOIN institutions_institution place ON place.id = post.institution_id
JOIN LATERAL ({ACTING}) acting ON acting.person_id = %(person)s
JOIN institutions_person person ON person.id = acting.person_id AND person.is_active
LEFT JOIN institutions_substitution standing ON standing.id = acting.standing_id
LEFT JOIN institutions_person absent ON absent.id = standing.absent_id
WHERE held.content_object_id = %(place)s AND permission.codename = %(right)s
ORDER BY standing.since DESC NULLS FIRST, post.id
"""


def capacity(
    person: Person, right: Right, institution: Institution, document: Any = None
) -> Capacity | None:
    """In which post a person may use a right at an institution; None when in none.

    Their own post comes before one they stand in for, that before a grant on the document.
    """
    return next(_capacities(person, right, institution.pk, document), None)


def _capacities(
    person: Person, right: Right, place: int | None, document: Any
) -> Iterator[Capacity]:
    today = timezone.localdate()
    asked = {"person": person.pk, "right": str(right), "place": place, "today": today}
    yield from (_held(row) for row in prepared.rows(CAPACITIES, asked))
    if _delegated(person, right, document):
        yield Capacity(None)


def _held(row: tuple[Any, ...]) -> Capacity:
    """A capacity from its row; what the row does not name is fetched when it is asked for."""
    post = prepared.row_of(Post, ("id", "title", "role", "institution_id"), row[:4])
    post.institution = prepared.row_of(Institution, ("id", "name", "short_name"), row[3:6])
    if row[8] is None:
        return Capacity(post)
    absent = prepared.row_of(Person, ("id", "name"), row[6:8])
    order = prepared.row_of(Substitution, ("id", "order_number", "order_date"), row[8:11])
    order.absent, order.post = absent, post
    return Capacity(post, absent, order)


def _delegated(person: Person, right: Right, document: Any) -> bool:
    grants = _delegations(type(document)) if document is not None else None
    return (
        grants is not None
        and person.is_active
        and (
            grants.filter(
                user=person, permission__codename=str(right), content_object=document
            ).exists()
        )
    )


def _delegations(model: type[Any]) -> QuerySet[Any] | None:
    """guardian's table of grants on single documents of this model, where it has one."""
    table = getattr(model, "delegations", None)
    return table.rel.related_model.objects.all() if table is not None else None


def may(person: Person, step: Step, document: Any) -> Capacity | None:
    """Whether and in which post a person may take a step.

    An expert who is not in the team may stand in for one who is: every post is tried.
    """
    held = _capacities(person, step.by.right, step.by.place_id(document), document)
    named = step.only
    if named is None:
        return next(held, None)
    return next((one for one in held if named(document, one.acting_for or person)), None)


def institutions_with(person: Person, right: Right | str) -> QuerySet[Institution]:
    """Institutions at which a person holds a right today, in any post."""
    groups = Post.objects.open_for(person).values("group")
    return Institution.objects.filter(
        pk__in=_granted(right, group__in=groups).values("content_object")
    )


def holds_anywhere(person: Person, right: Right | str) -> bool:
    """Whether a person holds a right at some institution: what a menu shows."""
    return institutions_with(person, right).exists()


def rights_of(person: Person) -> set[str]:
    """All codenames that a person holds anywhere, in one query."""
    groups = Post.objects.open_for(person).values("group")
    rows = InstitutionGroupPermission.objects.filter(group__in=groups)
    return set(rows.values_list("permission__codename", flat=True).distinct())


def open_to(queryset: Any, person: Person) -> Any:
    """The rows of a document queryset that exist for a person."""
    model = queryset.model
    documents = institutions_with(person, Right.VIEW_DOCUMENTS).values("pk")
    submitted = institutions_with(person, Right.VIEW_SUBMITTED).values("pk")
    seen = model.visible(documents, submitted)
    grants = _delegations(model)
    if grants is not None:
        mine = grants.filter(user=person, content_object=OuterRef("pk"))
        seen |= Q(Exists(mine))
    return queryset.filter(seen)


def posts_with(right: Right, institution: Institution) -> QuerySet[Post]:
    """The posts that hold a right at an institution."""
    return Post.objects.filter(_holding(right, institution))


def posts_by_right(asked: Iterable[tuple[Right, int | None]]) -> dict[tuple[str, int], list[Post]]:
    """The posts that hold each of these rights at each of these institutions, in two queries."""
    wanted = {(right.value, place) for right, place in asked}
    grants = InstitutionGroupPermission.objects.filter(
        permission__codename__in={right for right, _place in wanted},
        content_object__in={place for _right, place in wanted if place},
    ).values_list("permission__codename", "content_object", "group")
    held = Post.objects.filter(group__in={group for _right, _place, group in grants})
    posts = {post.group_id: post for post in held.select_related("institution")}
    found: dict[tuple[str, int], list[Post]] = {}
    for right, place, group in grants:
        if (right, place) in wanted and group in posts:
            found.setdefault((right, place), []).append(posts[group])
    return found


def people_with(right: Right) -> QuerySet[Person]:
    """The people who hold a right today at whatever institution."""
    return people_in(Post.objects.filter(group__in=_granted(right).values("group")))


def holders(right: Right, institution: Institution) -> QuerySet[Person]:
    """The people who hold a right at an institution today, stand-ins included."""
    return people_in(posts_with(right, institution))


def people_in(posts: QuerySet[Post] | Iterable[Post]) -> QuerySet[Person]:
    """The people who act in posts today: holders and those who stand in for them."""
    today = timezone.localdate()
    own = Appointment.objects.filter(on_day(today), post__in=posts)
    others = Substitution.objects.in_force(today).filter(post__in=posts)
    return Person.objects.filter(
        Q(pk__in=own.values("person")) | Q(pk__in=others.values("substitute")), is_active=True
    )


def told_to(to: Holder | Any, document: Any) -> list[Person]:
    """The people a letter goes to; for somebody named who is absent, the stand-in as well."""
    if isinstance(to, Holder):
        return list(holders(to.right, to.place(document)))
    named = list(to(document))
    standing = Substitution.objects.in_force().filter(absent__in=named)
    return list(
        Person.objects.filter(
            Q(pk__in=[one.pk for one in named]) | Q(pk__in=standing.values("substitute")),
            is_active=True,
        )
    )


def absent_on(person: Person, day: datetime.date) -> Substitution | None:
    """The order by which somebody stands in for a person on a day."""
    return Substitution.objects.in_force(day).filter(absent=person).first()


def absences_covered_by(person: Person) -> QuerySet[Person]:
    """The people for whom a person stands in today."""
    return Person.objects.filter(
        pk__in=Substitution.objects.in_force().filter(substitute=person).values("absent")
    )
