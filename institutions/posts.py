"""Writing posts: a post gets its group, the group its rights."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from institutions.models import (
    Appointment,
    Department,
    Institution,
    InstitutionGroupPermission,
    InstitutionKind,
    Person,
    Post,
)
from institutions.rights import GRANTS, Grant, Reach, Role


@transaction.atomic
def create_post(
    institution: Institution, role: Role, title: str, department: Department | None = None
) -> Post:
    """Make a post with its group and grant the rights of its role."""
    group = Group.objects.create(name=f"{institution.code}:{role}:{title}"[:150])
    post = Post.objects.create(
        institution=institution, role=role, title=title, department=department, group=group
    )
    grant_rights(post)
    return post


def grant_rights(post: Post) -> None:
    """Grant the rights of the post's role where they hold; harmless when repeated."""
    for grant in GRANTS[Role(post.role)]:
        rights = Permission.objects.filter(
            content_type__app_label="institutions",
            content_type__model="institution",
            codename__in=[right.value for right in grant.rights],
        )
        InstitutionGroupPermission.objects.bulk_create(
            (
                InstitutionGroupPermission(group=post.group, permission=right, content_object=place)
                for right in rights
                for place in _places(grant, post)
            ),
            ignore_conflicts=True,
        )


def _places(grant: Grant, post: Post) -> list[Institution]:
    if grant.reach is Reach.OWN:
        return [post.institution]
    return list(Institution.objects.filter(kind=InstitutionKind.REGIONAL_AUTHORITY))


def regrant_all() -> None:
    """Grant every post anew: a new authority has come, or a role has got a new right."""
    for post in Post.objects.select_related("group", "institution"):
        grant_rights(post)


def grant_after_migration(*, plan: Sequence[Any] = (), **_sent: Any) -> None:
    """A new version may give roles new rights: posts that exist get them when it is installed."""
    if plan:
        regrant_all()


def appoint(post: Post, person: Person, order_number: str, since: datetime.date) -> Appointment:
    """Put a person in a post from a day."""
    return Appointment.objects.create(
        post=post, person=person, order_number=order_number, since=since
    )
