"""Answers that were given to a program, kept for when it asks again."""

from typing import ClassVar

from django.db import models

from institutions.models import Person


class Answered(models.Model):
    """What a request with an idempotency key was answered; without a status it is under way."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    request = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.JSONField(null=True)
    asked_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "key"], name="answered_once_per_key")
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.status}"
