"""The only place that asks who may: may I, what is open to me, who holds it.

Rights are codenames granted by django-guardian to the group of a post at an institution.
A person has them through posts held today, or through posts whose holder they stand in for
by a dated order. A delegate may be named on a single document with the same codename.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from institutions import asked
from institutions.models import (
    Appointment,
    Institution,
    InstitutionGroupPermission,
    Person,
    Post,
    Substitution,
)
from institutions.models.post import SubstitutionQuerySet, on_day
from institutions.rights import SEES, Right
from workflows import held, holding, prepared
from workflows.apart import Apart, Bar
from workflows.flow import Step
from workflows.held import ALL_BARRED, CAPACITIES, Answer
from workflows.taken import Capacity


def _granted(right: Right | str, **at: Any) -> QuerySet[InstitutionGroupPermission]:
    return InstitutionGroupPermission.objects.filter(permission__codename=str(right), **at)


def _holding(right: Right | str, institution: Institution) -> Q:
    return Q(group__in=_granted(right, content_object=institution).values("group"))


def capacity(
    person: Person, right: Right, institution: Institution, document: Any = None
) -> Capacity | None:
    """In which post a person may use a right at an institution; None when in none.

    Their own post comes before one they stand in for, that before a grant on the document.
    """
    return next(capacities(person, right, institution, document), None)


def capacities(
    person: Person, right: Right, institution: Institution, document: Any = None
) -> Iterator[Capacity]:
    """Every post in which a person may use a right at an institution."""
    return (one for one, _bar in _capacities(person, right, institution.pk, document, None))


def question(person: Person, step: Step, document: Any) -> dict[str, Any]:
    """What ``CAPACITIES`` is asked with: in which posts a person may take a step."""
    return held.question(person, step.by.right, step.by.place_id(document), document, step.apart)


def _capacities(
    person: Person,
    right: Right,
    place: int | None,
    document: Any,
    apart: Apart | None,
    answer: Answer | None = None,
) -> Iterator[tuple[Capacity, Bar | None]]:
    """Every post in which a person may use a right, each with what bars them there."""
    known = _known(person, right, place)
    if known == [] or (known and apart is None):
        yield from ((one, None) for one in known)
    else:
        asking = held.question(person, right, place, document, apart)
        is_answered = answer is not None and answer.question == asking
        for row in answer.rows if answer and is_answered else prepared.rows(CAPACITIES, asking):
            step, day, name = row[-3:]
            yield holding.capacity_of(row), Bar(name, step, day) if step else None
    if _delegated(person, right, document):
        yield Capacity(None), None


def _known(person: Person, right: Right, place: int | None) -> list[Capacity] | None:
    """The same from what the page has asked already; None where something may be changed."""
    return list(holding.of(person).capacities(right, place)) if asked.is_keeping() else None


def _delegated(person: Person, right: Right, document: Any) -> bool:
    """Whether a right is granted to a person by name on this document."""
    if getattr(document, "delegations", None) is None:
        return False
    return right in holding.of(person).named[document.slug].get(document.pk, ())


def may(person: Person, step: Step, document: Any, answer: Answer | None = None) -> Capacity | None:
    """Whether and in which post a person may take a step; ``answer`` where it was asked already.

    An expert who is not in the team may stand in for one who is: every post is tried.
    """
    return next((one for one, bar in _tried(person, step, document, answer) if bar is None), None)


def asked_of(person: Person, step: Step, document: Any) -> tuple[Capacity | None, Bar | None]:
    """In which post a person would take a step, and what bars them from it in every one."""
    tried = list(_tried(person, step, document))
    free = [one for one in tried if one[1] is None]
    return next(iter(free or tried), (None, None))


def _tried(
    person: Person, step: Step, document: Any, answer: Answer | None = None
) -> Iterator[tuple[Capacity, Bar | None]]:
    place = step.by.place_id(document)
    for one, bar in _capacities(person, step.by.right, place, document, step.apart, answer):
        if step.only is None or step.only(document, one.acting_for or person):
            yield one, bar or _named(step.apart, document, person, one)


def _named(apart: Apart | None, document: Any, person: Person, held: Capacity) -> Bar | None:
    """Whether the document names the person, or the one stood in for, among those kept away."""
    names = apart.names(document) if apart else []
    both = [one for one in (person, held.acting_for) if one and one.pk in names]
    return Bar(both[0].name) if both else None


def all_are_barred(step: Step, document: Any) -> bool:
    """Whether everybody who could take a step now is kept away from it."""
    if step.apart is None:
        return False
    values = held.values(step.by.right, step.by.place_id(document), document, step.apart)
    named = step.apart.names(document)
    ((every_one,),) = prepared.rows(ALL_BARRED, values | {"named": named})
    return bool(every_one)


def institutions_with(person: Person, right: Right | str) -> QuerySet[Institution]:
    """Institutions at which a person holds a right today, in any post."""
    return Institution.objects.filter(pk__among=holding.of(person).places(right))


def holds_anywhere(person: Person, right: Right | str) -> bool:
    """Whether a person holds a right at some institution: what a menu shows."""
    return right in rights_of(person)


def rights_of(person: Person) -> set[str]:
    """All codenames that a person holds anywhere."""
    return holding.of(person).rights


def open_to(queryset: Any, person: Person) -> Any:
    """The rows of a document queryset that exist for a person."""
    model, held = queryset.model, holding.of(person)
    seen = model.visible(*(held.places(right) for right in SEES))
    named_on = frozenset(held.named[model.slug])
    return queryset.filter(seen | Q(pk__among=named_on) if named_on else seen)


def was_open_to(queryset: Any, person: Person) -> Any:
    """The rows that a person saw by a post that they left, or by an order that has ended."""
    today = timezone.localdate()
    left = Appointment.objects.filter(person=person, since__lte=today)
    ended = Substitution.objects.filter(substitute=person, since__lte=today)
    posts = Post.objects.filter(Q(pk__in=left.values("post")) | Q(pk__in=ended.values("post")))
    return queryset.filter(queryset.model.visible(*(_places(right, posts) for right in SEES)))


def _places(right: Right, posts: QuerySet[Post]) -> frozenset[int]:
    """The keys of the institutions at which posts hold a right."""
    granted = _granted(right, group__in=posts.values("group"))
    return frozenset(granted.values_list("content_object", flat=True))


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
    return people_in(Post.objects.filter(group__in=_granted(right).values("group")), right)


def holders(right: Right, institution: Institution) -> QuerySet[Person]:
    """The people who hold a right at an institution today, stand-ins included."""
    return people_in(posts_with(right, institution), right)


def people_in(posts: QuerySet[Post] | Iterable[Post], right: Right | str) -> QuerySet[Person]:
    """The people who use a right of posts today: holders, and who stands in for them in it."""
    own = Appointment.objects.filter(on_day(timezone.localdate()), post__in=posts)
    others = Substitution.objects.in_force().filter(post__in=posts).covering(right)
    return Person.objects.filter(
        Q(pk__in=own.values("person")) | Q(pk__in=others.values("substitute")), is_active=True
    )


def readers_of(document: Any) -> QuerySet[Person]:
    """The people who see a document by a post at one of its institutions."""
    rows, nowhere = type(document).objects.filter(pk=document.pk), frozenset[int]()
    seeing = Q(pk__in=[])
    for place in Institution.objects.filter(pk__in=_named_on(document)):
        here = frozenset({place.pk})
        if rows.filter(document.visible(here, nowhere)).exists():
            seeing |= Q(pk__in=holders(Right.VIEW_DOCUMENTS, place).values("pk"))
        if rows.filter(document.visible(nowhere, here)).exists():
            seeing |= Q(pk__in=holders(Right.VIEW_SUBMITTED, place).values("pk"))
    return Person.objects.filter(seeing)


def _named_on(document: Any) -> set[int]:
    places = (document.institution_id, document.authority_id, getattr(document, "council_id", None))
    return {place for place in places if place}


def reading_institutions(document: Any, among: Iterable[int]) -> set[int]:
    """Which of these institutions have posts that see a document."""
    grants = InstitutionGroupPermission.objects.filter(
        permission__codename__in=SEES, content_object__in=_named_on(document)
    )
    near = Post.objects.filter(institution__in=among, group__in=grants.values("group"))
    return {
        place
        for place in set(near.values_list("institution", flat=True))
        if _seen_by(document, Post.objects.filter(institution=place))
    }


def _seen_by(document: Any, posts: QuerySet[Post]) -> bool:
    seen = document.visible(*(_places(right, posts) for right in SEES))
    return bool(type(document).objects.filter(seen, pk=document.pk).exists())


def named_and_standing(named: Iterable[Person], right: Right | str) -> list[Person]:
    """Named people, and who stands in for those of them who are absent in what they are named for.

    Without a right they are told only: every order covers that.
    """
    named = list(named)
    standing = Substitution.objects.in_force().filter(absent__in=named)
    if right:
        standing = standing.covering(right)
    return list(
        Person.objects.filter(
            Q(pk__in=[one.pk for one in named]) | Q(pk__in=standing.values("substitute")),
            is_active=True,
        )
    )


def standing_in(person: Person) -> SubstitutionQuerySet:
    """The orders by which a person stands in for somebody today."""
    return Substitution.objects.in_force().filter(substitute=person)
