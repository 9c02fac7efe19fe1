"""Entries: what can be found, who may find it, and where it stands; the words that occur."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.IntegerChoices):
    """Kinds of things that are found, in the order in which the page shows them."""

    PLAN = 0, _("Plans")
    ACTIVITY = 1, _("Activities")
    INSPECTION = 2, _("Inspections")
    VISIT = 3, _("Visits")
    DECISION = 4, _("Decisions")
    INSTITUTION = 5, _("Institutions")


class Entry(models.Model):
    """One thing that can be found: a plan, a row of it, an inspection, a school.

    ``owner`` names what is written anew together, ``place`` the entry within it; the first entry
    of an owner has no place and keeps in ``basis`` of what all of them were made. ``readers`` are
    the keys of ``search.readers``: who holds one of them finds it, unless they hold one of
    ``hidden``, which the text that replaces this one has. ``words`` are stems with weights.
    """

    kind = models.PositiveSmallIntegerField(choices=Kind.choices)
    owner = models.CharField(max_length=60)
    place = models.CharField(max_length=60, blank=True)
    document = models.UUIDField(null=True)
    basis = models.CharField(max_length=16, blank=True)
    digest = models.CharField(max_length=16)
    title = models.TextField()
    about = models.TextField(blank=True)
    url = models.CharField(max_length=200)
    on = models.DateField(null=True)
    readers = ArrayField(models.BigIntegerField())
    hidden = ArrayField(models.BigIntegerField(), default=list)
    words = SearchVectorField()

    class Meta:
        verbose_name = _("entry of the search")
        verbose_name_plural = _("entries of the search")
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "place"], name="entry_once_per_place")
        ]
        indexes: ClassVar = [
            # Words and readers in one index: who may read little is answered from little.
            GinIndex(fields=["words", "readers"], name="entry_words_and_readers"),
            models.Index(
                fields=["document"],
                condition=models.Q(document__isnull=False),
                name="entry_of_document",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """A word that occurs somewhere: what a mistyped one is compared with.

    Compared are Latin letters: of others PostgreSQL makes trigrams only where the locale of the
    server knows them as letters.
    """

    word = models.CharField(max_length=60, primary_key=True)
    stem = models.CharField(max_length=60, db_index=True)
    latin = models.CharField(max_length=240)

    class Meta:
        verbose_name = _("word of the search")
        verbose_name_plural = _("words of the search")
        default_permissions = ()
        indexes: ClassVar = [
            GinIndex(fields=["latin"], opclasses=["gin_trgm_ops"], name="word_by_trigrams")
        ]

    def __str__(self) -> str:
        return self.word
