"""Which part of the register of institutions a person reads."""

from django.db.models import Q, QuerySet

from institutions.models import Institution, InstitutionKind, Person, Post
from institutions.rights import Role
from workflows import holding


def register_for(person: Person) -> QuerySet[Institution]:
    """The part of the register that a person reads: of the territories where they hold a post.

    The ministry and whoever runs the system read all of it; the ministry is in every part.
    """
    if reads_whole_register(person):
        return Institution.objects.all()
    territories = Institution.objects.filter(pk__among=_houses(person)).values("authority")
    return Institution.objects.filter(
        Q(authority__in=territories) | Q(kind=InstitutionKind.MINISTRY)
    )


def reads_whole_register(person: Person) -> bool:
    """Whether no territory limits what the person reads."""
    return any(_reads_everything(post) for post in holding.of(person).posts)


def territories_of(person: Person) -> set[int]:
    """The keys of the authorities in whose territories the person holds a post."""
    houses = Institution.objects.filter(pk__among=_houses(person))
    return {place for place in houses.values_list("authority", flat=True) if place}


def _houses(person: Person) -> frozenset[int]:
    return frozenset(post.institution_id for post in holding.of(person).posts)


def _reads_everything(post: Post) -> bool:
    is_above = post.institution.kind == InstitutionKind.MINISTRY
    return is_above or post.role == Role.ADMINISTRATOR
