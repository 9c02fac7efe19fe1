"""Kept counts of open work: what an inbox says without counting its rows."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from institutions.models import Person, Post


class DeskCount(models.Model):
    """How many open pieces of work of one sort lie at a post or wait for a person.

    Rows are only added, by the statement that opens and closes the work (``workflows.desks``):
    documents that close at the same post at once do not wait for each other. The number is the
    sum; beat folds added rows into one. ``beside`` names all the holders of these pieces, so
    that what lies at two posts of one person is counted once.
    """

    document_kind = models.CharField(max_length=20)
    step = models.CharField(max_length=40)
    verb = models.CharField(max_length=40)
    detail = models.CharField(max_length=400, blank=True)
    due_on = models.DateField(null=True)
    post = models.ForeignKey(
        Post, models.CASCADE, null=True, related_name="+", db_constraint=False, db_index=False
    )
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="+", db_constraint=False, db_index=False
    )
    right = models.CharField(max_length=30, blank=True, default="", db_default="")
    beside = ArrayField(models.BigIntegerField())
    number = models.IntegerField()
    is_folded = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(
                fields=["post"],
                condition=models.Q(post__isnull=False),
                name="desk_count_by_post",
            ),
            models.Index(
                fields=["person"],
                condition=models.Q(person__isnull=False),
                name="desk_count_by_person",
            ),
            # What beat folds.
            models.Index(
                fields=["id"], condition=models.Q(is_folded=False), name="desk_count_not_folded"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.number}"
