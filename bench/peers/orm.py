"""Plain Django ORM: what a careful Django developer writes for the same route."""

import hashlib
import json
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bench.peers.models import Entry, Letter, Paper, Task
from bench.peers.route import BY_STEP, Move
from institutions.models import Institution, InstitutionGroupPermission, Person, Post
from institutions.models.post import on_day
from institutions.rights import Right


def posts(right: Right, place: Institution) -> list[Post]:
    """The posts that hold a right at an institution."""
    granted = InstitutionGroupPermission.objects.filter(
        permission__codename=right.value, content_object=place
    )
    return list(Post.objects.filter(group__in=granted.values("group")))


def post_of(person: Person, right: Right, place: Institution) -> Post:
    """The post in which a person holds a right there."""
    granted = InstitutionGroupPermission.objects.filter(
        permission__codename=right.value, content_object=place
    )
    found = Post.objects.filter(group__in=granted.values("group"))
    return found.filter(appointments__in=person.appointments.filter(on_day(timezone.localdate())))[
        :1
    ].get()


@transaction.atomic
def take(pk: UUID, step: str, person: Person) -> None:
    """One step in one transaction."""
    move = BY_STEP[step]
    paper = Paper.objects.select_for_update().get(pk=pk)
    if paper.state != move.source:
        raise ValueError(paper.state)
    post = post_of(person, move.right, getattr(paper, move.at))
    paper.state, paper.version = move.target, paper.version + 1
    paper.save()
    follow(paper, move, person, post)


def follow(paper: Paper, move: Move, person: Person, post: Post) -> None:
    """History, open work and letters of a step that was taken."""
    entry = append(paper, move, person, post)
    paper.tasks.filter(closed_at=None).update(closed_at=timezone.now())
    there = getattr(paper, move.next_at)
    for next_post in posts(move.next_right, there):
        Task.objects.create(paper=paper, post=next_post, step=move.next_step, subject="Paper")
    people = Person.objects.filter(
        appointments__post__in=posts(move.next_right, there), is_active=True
    )
    for told in people.distinct().exclude(pk=person.pk):
        Letter.objects.create(
            key=f"{move.step}:{paper.pk}:{entry.sequence}:{told.pk}",
            person=told,
            subject="Your turn",
            body=f"To {told.name}",
        )


def append(paper: Paper, move: Move, person: Person, post: Post) -> Entry:
    """One line of the chained history."""
    last = paper.entries.order_by("sequence").last()
    entry = Entry(
        paper=paper,
        sequence=last.sequence + 1 if last else 1,
        step=move.step,
        source=move.source,
        target=move.target,
        actor=person,
        post=post,
        fingerprint=paper.fingerprint,
        at=timezone.now(),
        previous=last.hash if last else "",
    )
    content = [str(paper.pk), entry.sequence, entry.step, person.pk, post.pk, entry.at.isoformat()]
    entry.hash = hashlib.sha256(json.dumps([*content, entry.previous]).encode()).hexdigest()
    entry.save()
    return entry
