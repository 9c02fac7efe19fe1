"""Opinions on a document: a round asks several at once, each request is one of them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from institutions.models import Department, Institution, Person, Post, Substitution
from institutions.rights import Right


class RoundRule(models.TextChoices):
    """What it takes for a round to be in favour."""

    ALL = "all", _("all are in favour")
    AT_LEAST = "at_least", _("at least so many are in favour")
    MAJORITY = "majority", _("more than half of the seats are in favour")
    UNLESS_REFUSED = "unless_refused", _("nobody is against")


class RoundState(models.TextChoices):
    """How a round stands."""

    OPEN = "open", pgettext_lazy("a round of opinions", "Awaited")
    CARRIED = "carried", pgettext_lazy("a round of opinions", "In favour")
    REFUSED = "refused", pgettext_lazy("a round of opinions", "Not in favour")
    WITHDRAWN = "withdrawn", pgettext_lazy("a round of opinions", "Withdrawn")


class Opinion(models.TextChoices):
    """What somebody says to a document."""

    FOR = "for", pgettext_lazy("an opinion", "In favour")
    AGAINST = "against", pgettext_lazy("an opinion", "Against")
    NONE = "none", pgettext_lazy("an opinion", "No opinion")


class OpinionRound(models.Model):
    """A question to several about one document, with the rule by which they are counted.

    ``revision`` is the content that they judge. It ends as soon as the result is certain.
    """

    document_kind = models.CharField(max_length=20)
    document_id = models.UUIDField()
    revision = models.PositiveIntegerField(null=True)
    question = models.TextField(_("question"), max_length=4000)
    rule = models.CharField(_("rule"), max_length=20, choices=RoundRule.choices)
    needed = models.PositiveSmallIntegerField(_("at least"), null=True)
    due_on = models.DateField(_("answer by"))
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("asked"))
    state = models.CharField(
        max_length=10, choices=RoundState.choices, default=RoundState.OPEN, editable=False
    )
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("round of opinions")
        verbose_name_plural = _("rounds of opinions")
        ordering = ("-pk",)
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document_id"],
                condition=Q(state=RoundState.OPEN),
                name="opinion_round_one_open_per_document",
            ),
            models.CheckConstraint(
                condition=Q(rule=RoundRule.AT_LEAST, needed__isnull=False, needed__gte=1)
                | ~Q(rule=RoundRule.AT_LEAST) & Q(needed__isnull=True),
                name="opinion_round_says_how_many",
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.OPEN, closed_at__isnull=True)
                | ~Q(state=RoundState.OPEN) & Q(closed_at__isnull=False),
                name="opinion_round_that_ended_is_dated",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["document_id"], name="opinion_round_by_document")]

    def __str__(self) -> str:
        return f"{self.document_kind} {self.opened_at:%d.%m.%Y}"

    @property
    def is_open(self) -> bool:
        """Whether answers are still awaited."""
        return self.state == RoundState.OPEN


class OpinionRequest(models.Model):
    """One of those asked: a post, a department or a committee of ``place``, or somebody outside,
    who answers by a link that was sent to ``email``.
    """

    round = models.ForeignKey(OpinionRound, models.PROTECT, related_name="requests")
    place = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), default=1)
    answer = models.CharField(_("opinion"), max_length=10, choices=Opinion.choices, blank=True)
    text = models.TextField(_("reasons"), blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    substitution = models.ForeignKey(Substitution, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("request for an opinion")
        verbose_name_plural = _("requests for opinions")
        ordering = ("pk",)
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(place__isnull=False, email="")
                | Q(place__isnull=True, post__isnull=True, department__isnull=True) & ~Q(email=""),
                name="opinion_is_asked_inside_or_outside",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False, withdrawn_at__isnull=True),
                name="opinion_given_is_dated_and_stands",
            ),
            models.CheckConstraint(
                condition=~Q(answer=Opinion.AGAINST) | ~Q(text=""),
                name="opinion_against_has_reasons",
            ),
            models.CheckConstraint(
                condition=Q(answer="") | ~Q(email="") | Q(answered_by__isnull=False),
                name="opinion_inside_names_who_gave_it",
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="opinion_has_a_seat"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether an answer may still come."""
        return not self.answer and self.withdrawn_at is None

    @property
    def posts(self) -> "models.QuerySet[Post]":
        """The posts in which the opinion is given; none for somebody outside."""
        granted = Post.objects.filter(
            group__institutiongrouppermission__content_object=self.place,
            group__institutiongrouppermission__permission__codename=Right.GIVE_OPINION,
        )
        if self.post_id:
            return granted.filter(pk=self.post_id)
        return granted.filter(department=self.department_id) if self.department_id else granted
