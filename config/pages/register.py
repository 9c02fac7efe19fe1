"""Which part of the register of institutions a person reads."""

from django.db.models import Q, QuerySet

from institutions.models import Institution, InstitutionKind, Person, Post
from institutions.rights import Role
from workflows import holding


def register_for(person: Person) -> QuerySet[Institution]:
    """The part of the register that a person reads: of the territories where they hold a post.

    The ministry and whoever runs the system read all of it.
    """
    posts = holding.of(person).posts
    if any(_reads_everything(post) for post in posts):
        return Institution.objects.all()
    houses = frozenset(post.institution_id for post in posts)
    territories = Institution.objects.filter(pk__among=houses).values("authority")
    return Institution.objects.filter(
        Q(authority__in=territories) | Q(kind=InstitutionKind.MINISTRY)
    )


def _reads_everything(post: Post) -> bool:
    is_above = post.institution.kind == InstitutionKind.MINISTRY
    return is_above or post.role == Role.ADMINISTRATOR
