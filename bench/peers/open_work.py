"""Open work as others keep it: a kept counter, and rights on single objects by guardian."""

from typing import ClassVar

from django.db import models
from guardian.models import UserObjectPermissionBase

from institutions.models import Post


class Counter(models.Model):
    """How much lies at a post: the one number that the shortest SQL needs."""

    post = models.OneToOneField(Post, models.CASCADE, related_name="+")
    number = models.IntegerField()


class Piece(models.Model):
    """Open work that people may see by a right on the object itself."""

    subject = models.CharField(max_length=400)
    due_on = models.DateField()

    class Meta:
        permissions: ClassVar = [("work_on_piece", "May work on the piece")]
        indexes: ClassVar = [models.Index(fields=["due_on", "id"], name="peers_piece_due")]


class PieceUserPermission(UserObjectPermissionBase):
    """The right of one person on one piece, with a direct key."""

    content_object = models.ForeignKey(Piece, models.CASCADE)
