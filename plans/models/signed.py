"""PDFs that came back signed with a certificate, at the steps that they were signed for."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models.plan import Plan
from plans.signing.naming import is_named
from plans.states import Chain
from workflows.models import Record


class Kept(models.Model):
    """A row that is inserted and never changed; a trigger refuses it in the database too."""

    class Meta:
        abstract = True
        default_permissions = ()

    def save(self, *_args: Any, **_kwargs: Any) -> None:
        """Insert; what is kept is never saved twice."""
        if not self._state.adding:
            raise TypeError("A signed file is kept, never changed.")
        super().save(force_insert=True)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse: what was signed stays."""
        raise TypeError("A signed file is kept, never deleted.")


class SignedFile(Kept):
    """The PDF of a version with the electronic signatures under it.

    ``step`` is the record of the step that the official took, ``record`` that of the file being
    attached to it.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="signed_files")
    step = models.ForeignKey(Record, models.PROTECT, related_name="signed_files")
    record = models.OneToOneField(Record, models.PROTECT, related_name="signed_file")
    file = models.FileField(_("file"), upload_to="signed/")
    name = models.CharField(_("file"), max_length=200)
    fingerprint = models.CharField(max_length=64)

    class Meta(Kept.Meta):
        verbose_name = _("signed file")
        verbose_name_plural = _("signed files")
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["step", "fingerprint"], name="signed_file_once_a_step"),
            models.CheckConstraint(
                condition=~models.Q(fingerprint="") & ~models.Q(file=""),
                name="signed_file_is_there",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def names_another(self) -> bool:
        """Whether no certificate in it names who took the step; to be looked at, not refused."""
        actor = self.step.actor
        people = [one for one in self.signatures.all() if not one.is_seal]
        return actor is not None and not any(is_named(actor.name, one.signer) for one in people)

    @property
    def anchor(self) -> str:
        """Its place on the page of the plan."""
        return f"signed-{self.pk}"


class FileSignature(Kept):
    """One signature in a signed file, as the check found it on the day it was attached."""

    file = models.ForeignKey(SignedFile, models.PROTECT, related_name="signatures")
    position = models.PositiveSmallIntegerField()
    signer = models.CharField(_("certificate of"), max_length=200)
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    serial = models.CharField(_("№ of the certificate"), max_length=200)
    said_at = models.DateTimeField(_("time of the signer's clock"), null=True)
    stamped_at = models.DateTimeField(_("time stamp"), null=True)
    chain = models.CharField(max_length=10, choices=Chain.choices)
    is_seal = models.BooleanField(default=False)

    class Meta(Kept.Meta):
        verbose_name = _("electronic signature")
        verbose_name_plural = _("electronic signatures")
        ordering = ("file", "position")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["file", "position"], name="signature_once_in_its_place"
            ),
            models.CheckConstraint(
                condition=models.Q(chain__in=Chain.values), name="signature_chain_known"
            ),
        ]

    def __str__(self) -> str:
        return self.signer

    @property
    def chain_words(self) -> str:
        """What was known of the chain of the certificate on that day."""
        return str(Chain(self.chain).label)
