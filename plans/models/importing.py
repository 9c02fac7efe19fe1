"""A document on its way to become a plan."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution, Person
from plans.models.plan import Plan


class ImportStatus(models.TextChoices):
    """How far the reading is."""

    WAITING = "waiting", _("Waiting")
    READING = "reading", _("Reading")
    READ = "read", _("To be reviewed")
    REFUSED = "refused", _("Not understood")
    DONE = "done", _("Imported")


#: Being read, it belongs to the worker; once imported, to the plan.
DISCARDABLE = (ImportStatus.READ, ImportStatus.REFUSED)


class Import(models.Model):
    """An uploaded file, what was read from it, and what the person decided about the doubts.

    ``reading`` is the object of the contract; ``decisions`` maps the index of an anomaly to
    what was done about it, by whom (username) and when. Nothing becomes a plan before it is
    confirmed. ``claimed_at`` is when the worker that reads it last gave a sign.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="+", verbose_name=_("institution")
    )
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, related_name="imports")
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    claimed_at = models.DateTimeField(null=True, editable=False)
    name = models.CharField(_("file"), max_length=200)
    file = models.FileField(upload_to="imports/")
    status = models.CharField(
        _("status"), max_length=10, choices=ImportStatus.choices, default=ImportStatus.WAITING
    )
    done_rows = models.PositiveIntegerField(default=0)
    all_rows = models.PositiveIntegerField(default=0)
    refusal = models.CharField(max_length=500, blank=True)
    reading = models.JSONField(default=dict)
    source_text = models.TextField(blank=True)
    decisions = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-uploaded_at",)
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(status="done") | models.Q(plan__isnull=False),
                name="import_done_names_the_plan",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page on which it is reviewed."""
        return reverse("import", args=[self.pk])

    def decided_anomalies(self) -> list[dict[str, Any]]:
        """The doubts of the reading, each with what was decided about it, by whom and when."""
        told = {one["by"] for one in self.decisions.values()}
        names = dict(Person.objects.filter(username__in=told).values_list("username", "name"))
        return [
            doubt | {"decided": made | {"by": names.get(made["by"], made["by"])}} if made else doubt
            for index, doubt in enumerate(self.reading.get("anomalies") or ())
            for made in [self.decisions.get(str(index))]
        ]

    @property
    def is_discardable(self) -> bool:
        """Whether it may be thrown away."""
        return self.status in DISCARDABLE
