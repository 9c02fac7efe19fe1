"""Tables of the peers: a paper with a state, its history, the open work, the letters."""

import uuid
from typing import ClassVar

from django.db import models
from viewflow.workflow.models import Process

from bench.peers.open_work import Counter, Piece, PieceUserPermission
from institutions.models import Institution, Person, Post

__all__ = [
    "Counter",
    "Entry",
    "Letter",
    "Paper",
    "PaperProcess",
    "Piece",
    "PieceUserPermission",
    "Task",
]


class Paper(models.Model):
    """A document that goes through the four steps."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    state = models.CharField(max_length=24, default="draft")
    version = models.PositiveIntegerField(default=1)
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    authority = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64, default="0" * 64)
    changed_at = models.DateTimeField(auto_now=True)


class Entry(models.Model):
    """One step of a paper's history."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="entries")
    sequence = models.PositiveIntegerField()
    step = models.CharField(max_length=40)
    source = models.CharField(max_length=24)
    target = models.CharField(max_length=24)
    actor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField()
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "sequence"], name="peers_entry_once")
        ]


class Task(models.Model):
    """What waits at a post."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="tasks")
    post = models.ForeignKey(Post, models.CASCADE, related_name="+")
    step = models.CharField(max_length=40)
    subject = models.CharField(max_length=400)
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["post"], condition=models.Q(closed_at=None), name="peers_task_open"
            )
        ]


class Letter(models.Model):
    """What is to be sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    key = models.CharField(max_length=120, unique=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    subject = models.CharField(max_length=300)
    body = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)


class PaperProcess(Process):
    """The same paper as a process of viewflow.workflow."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="+")
