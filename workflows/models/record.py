"""The appended history of all documents."""

from typing import Any, ClassVar, NoReturn

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from institutions.models import Person, Post, Substitution


class Record(models.Model):
    """One step that was taken: who, in which post, for whom, on which revision, when.

    Rows are inserted and never changed: there is no update path here, a trigger refuses it in
    the database, and each row carries the hash of the one before it of the same document.
    ``on`` is the day of the act on paper, ``at`` the moment it was entered; ``signed`` says in
    words who signed in which post and for whom, for a reader who has only the proof.
    """

    document_kind = models.CharField(max_length=20)
    document_id = models.UUIDField()
    sequence = models.PositiveIntegerField()
    step = models.CharField(_("step"), max_length=40)
    source = models.CharField(max_length=24, blank=True)
    target = models.CharField(max_length=24)
    # Found by ``record_by_actor``.
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    acting_for = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    substitution = models.ForeignKey(Substitution, models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    note = models.TextField(_("note"), blank=True)
    reason = models.CharField(_("reason"), max_length=30, blank=True)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    signed = models.JSONField(_("signed by"), null=True)
    on = models.DateField(_("day of the act"))
    at = models.DateTimeField(_("entered"))
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        ordering = ("document_kind", "document_id", "sequence")
        default_permissions = ()
        indexes: ClassVar = [
            # What a person did, the newest first.
            models.Index(fields=["actor", "-at", "-id"], name="record_by_actor")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document_id", "sequence"], name="record_sequence_once"
            ),
            # Not ``unique`` at the field: Django adds an index for LIKE to that.
            models.UniqueConstraint(fields=["hash"], name="record_hash_once"),
            models.CheckConstraint(
                condition=~models.Q(step__startswith="return") | ~models.Q(note=""),
                name="record_of_a_return_has_a_note",
            ),
            models.CheckConstraint(
                condition=models.Q(acting_for__isnull=True, substitution__isnull=True)
                | models.Q(acting_for__isnull=False, substitution__isnull=False),
                name="record_for_somebody_names_the_order",
            ),
            models.CheckConstraint(
                condition=models.Q(sequence=1) | ~models.Q(previous=""),
                name="record_is_chained",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_kind} {self.step} {self.at:%d.%m.%Y %H:%M}"

    def save(self, *_args: Any, **_kwargs: Any) -> None:
        """Insert; a record is never saved twice."""
        if not self._state.adding:
            raise TypeError("A record is appended, never changed.")
        super().save(force_insert=True)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: history stays."""
        raise TypeError("A record is appended, never deleted.")

    @property
    def own_post(self) -> str:
        """The stand-in's own post on that day; older records do not tell it."""
        return str((self.signed or {}).get("own_post", ""))

    @property
    def title(self) -> str:
        """The post that stands at the name of who signed: where they stood in, their own."""
        return self.own_post or (self.post.title if self.post else "")

    @property
    def stood_in_for(self) -> str:
        """For whom, in which post, by which order somebody stood in; empty where nobody did."""
        order = self.substitution
        return order.for_whom(self.post if self.own_post else None) if order else ""
