"""A document on its way to become a plan, and what its review teaches for the next one."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution, Person
from plans import repairing
from plans.models.plan import Plan
from plans.reading.changes import Change
from plans.reading.columns import Column
from plans.reading.known_headings import USUAL


class ImportStatus(models.TextChoices):
    """How far the reading is."""

    WAITING = "waiting", _("Waiting")
    READING = "reading", _("Reading")
    READ = "read", _("To be reviewed")
    REFUSED = "refused", _("Not understood")
    DONE = "done", _("Imported")


#: Being read, it belongs to the worker; once imported, to the plan.
DISCARDABLE = (ImportStatus.READ, ImportStatus.REFUSED)


def _own(key: str, made: dict[str, Any]) -> dict[str, Any]:
    """A change that no doubt asked for, told as one: nothing is changed silently."""
    keys = list(dict.fromkeys(one["key"] for one in made.get("changes", ()) if one["key"]))
    what = _("Remembered from an earlier document.") if "remembered" in made else _("By hand.")
    return {
        "severity": "low",
        "kind": "remembered" if "remembered" in made else "corrected",
        "where": ", ".join(keys),
        "line": None,
        "keys": keys,
        "what": str(what),
        "warn": "",
    }


class Import(models.Model):
    """An uploaded file, what was read from it, and what the person decided about the doubts.

    ``reading`` is the object of the contract; ``decisions`` maps the index of an anomaly to
    what was done about it, by whom (username) and when, and to the changes that follow; so do
    rows corrected by hand (``row-<key>``) and what is remembered from earlier documents
    (``learnt-<key>``). Nothing becomes a plan before it is confirmed. ``claimed_at`` is when the
    worker that reads it last gave a sign.
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

    def settled(self) -> dict[str, Any]:
        """What the plan will say: the reading with the changes of all decisions, in their order."""
        made = sorted(self.decisions.values(), key=lambda one: one.get("at", ""))
        changes = (Change.of(one) for kept in made for one in kept.get("changes", ()))
        return repairing.changed(self.reading, changes)

    def keys(self) -> list[str]:
        """The keys of its rows: those that were read, behind them those that a decision made."""
        read = [row["key"] for row in self.reading.get("activities", ())]
        settled = [row["key"] for row in self.settled().get("activities", ())]
        return [*read, *(key for key in settled if key not in set(read))]

    def decided_anomalies(self) -> list[dict[str, Any]]:
        """The doubts of the reading, each with what was decided about it, by whom and when; behind
        them what was changed without a doubt: by hand, or remembered.
        """
        told = {one["by"] for one in self.decisions.values()}
        names = dict(Person.objects.filter(username__in=told).values_list("username", "name"))
        doubts = {str(i): one for i, one in enumerate(self.reading.get("anomalies") or ())}
        own = {key: _own(key, made) for key, made in self.decisions.items() if key not in doubts}
        return [
            doubt
            | ({"decided": made | {"by": names.get(made["by"], made["by"])}} if made else {})
            | ({"id": key} if key in own else {})
            for key, doubt in (doubts | own).items()
            for made in [self.decisions.get(key)]
        ]

    @property
    def is_discardable(self) -> bool:
        """Whether it may be thrown away."""
        return self.status in DISCARDABLE


class LearntKind(models.TextChoices):
    """What is read as what."""

    HEADING = "heading", _("heading of a column")
    RESPONSIBLE = "responsible", _("post or department")
    SCHOOL = "school", _("institution in a list")
    OWNER = "owner", _("whose plan it is")


class Learnt(models.Model):
    """In documents of the institution ``printed`` means ``meaning``.

    It is learnt from a decision in a review and holds for the next ones; a forgotten one stays as
    a record of who forgot it.
    """

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=12, choices=LearntKind.choices)
    printed = models.CharField(_("as printed"), max_length=300)
    meaning = models.CharField(_("meaning"), max_length=300)
    document = models.CharField(_("document"), max_length=200)
    learnt_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    learnt_at = models.DateTimeField()
    forgotten_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("what was learnt from a review")
        verbose_name_plural = _("what was learnt from reviews")
        ordering = ("kind", "printed")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "kind", "printed"],
                condition=models.Q(forgotten_at__isnull=True),
                name="learnt_means_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(forgotten_by__isnull=True, forgotten_at__isnull=True)
                | models.Q(forgotten_by__isnull=False, forgotten_at__isnull=False),
                name="learnt_is_forgotten_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.printed} → {self.named}"

    @property
    def named(self) -> str:
        """The meaning in words; of a heading the column."""
        is_column = self.kind == LearntKind.HEADING
        return USUAL[Column(self.meaning)] if is_column else self.meaning
