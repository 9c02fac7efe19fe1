"""Reads of the register's pages: institutions, posts with their people, stand-ins, days."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from institutions import calendar
from institutions.models import (
    Appointment,
    CalendarDay,
    DayKind,
    Institution,
    InstitutionKind,
    LearntName,
    Person,
    Post,
    Substitution,
)
from institutions.models.post import on_day
from institutions.rights import Role
from institutions.standing_in import RUNNING, stands_in_at


@dataclass(frozen=True)
class Choice:
    """A filter with how much it would show."""

    value: str
    label: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class Filters:
    """What the address asks the list of institutions for; empty means all."""

    kind: str = ""
    settlement: str = ""
    search: str = ""


def found(search: str) -> Q:
    """Institutions by a part of their name, other name, code or settlement."""
    wanted = Q()
    for word in search.split():
        wanted &= (
            Q(name__icontains=word)
            | Q(short_name__icontains=word)
            | Q(aliases__icontains=word)
            | Q(code__icontains=word)
            | Q(settlement__icontains=word)
        )
    return wanted


def institutions(filters: Filters, register: QuerySet[Institution]) -> QuerySet[Institution]:
    """The institutions of a person's register that the filters leave."""
    rows = register.filter(found(filters.search)).select_related("above")
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.settlement:
        rows = rows.filter(settlement=filters.settlement)
    return rows.order_by("settlement", "name", "pk")


def kinds(filters: Filters, register: QuerySet[Institution]) -> list[Choice]:
    """Kinds with how many the other filters leave of each; kinds without any are left out."""
    others = institutions(Filters(settlement=filters.settlement, search=filters.search), register)
    counted = dict(others.order_by().values_list("kind").annotate(n=Count("pk")))
    labels = dict(InstitutionKind.choices)
    everything = Choice("", "", sum(counted.values()), not filters.kind)
    return [everything] + [
        Choice(kind, str(labels[kind]), counted[kind], kind == filters.kind)
        for kind in InstitutionKind.values
        if kind in counted
    ]


def settlements(register: QuerySet[Institution]) -> list[str]:
    """All settlements of a person's register."""
    rows = register.exclude(settlement="").values_list("settlement", flat=True)
    return list(rows.distinct().order_by("settlement"))


@dataclass(frozen=True)
class PostLine:
    """A post with who holds it today, who held it, and who stands in today."""

    post: Post
    holders: list[Appointment]
    before: list[Appointment]
    orders: list[Substitution]


def posts_of(institution: Institution) -> list[PostLine]:
    """The posts of an institution with their people, by department; three queries."""
    today = timezone.localdate()
    orders = Substitution.objects.in_force(today).select_related("substitute", "absent")
    rows = (
        Post.objects.filter(institution=institution)
        .select_related("department")
        .prefetch_related(
            Prefetch("appointments", Appointment.objects.select_related("person")),
            Prefetch("substitutions", orders, to_attr="orders_today"),
        )
        .order_by("title")
    )
    return [_line(post, today) for post in sorted(rows, key=_rank)]


def _rank(post: Post) -> tuple[str, int]:
    """The head first, then department by department, in the order of the roles."""
    return (post.department.code if post.department else "", list(Role.values).index(post.role))


def _line(post: Post, today: datetime.date) -> PostLine:
    every = list(post.appointments.all())
    over = [one for one in every if one.until is not None and one.until < today]
    orders: list[Substitution] = vars(post)["orders_today"]
    return PostLine(post, [one for one in every if one not in over], over, orders)


@dataclass(frozen=True)
class Names:
    """Other names of an institution: those that hold, who taught them; those taken out."""

    holding: list[tuple[str, LearntName | None]]
    forgotten: list[LearntName]


def names_of(institution: Institution) -> Names:
    """The other names of an institution with their record; one query."""
    rows = list(institution.learnt_names.select_related("learnt_by", "forgotten_by"))
    taught = {row.name: row for row in rows if row.forgotten_at is None}
    return Names(
        [(name, taught.get(name)) for name in institution.aliases],
        [row for row in rows if row.forgotten_at],
    )


def orders_for(posts: QuerySet[Post], show: str) -> QuerySet[Substitution]:
    """Stand-in orders of posts: ``now`` (in force or to come, the default) or ``past``."""
    today = timezone.localdate()
    rows = Substitution.objects.filter(post__in=posts)
    rows = rows.filter(until__lt=today) if show == "past" else rows.filter(until__gte=today)
    return rows.select_related("post__institution", "absent", "substitute", "named_by").order_by(
        "-since", "pk"
    )


def held_posts(posts: QuerySet[Post]) -> QuerySet[Appointment]:
    """Who holds these posts today."""
    return (
        Appointment.objects.filter(on_day(timezone.localdate()), post__in=posts)
        .filter(person__is_active=True)
        .select_related("post__institution", "person")
        .order_by("post__institution__name", "post__title", "person__name")
    )


def officials_near(places: Iterable[Institution]) -> QuerySet[Person]:
    """Who may stand in at one of these institutions: they hold a post today that allows it."""
    held = Appointment.objects.filter(on_day(timezone.localdate()))
    allowed = reduce(or_, (stands_in_at(place) for place in places), Q(pk__in=[]))
    running = held.filter(post__role__in=RUNNING)
    return (
        Person.objects.filter(is_active=True, pk__in=held.filter(allowed).values("person"))
        .exclude(pk__in=running.values("person"))
        .order_by("name")
    )


@dataclass(frozen=True)
class Holiday:
    """A day off by law."""

    day: datetime.date
    name: str


def entered_days(year: int, institution: Institution | None) -> QuerySet[CalendarDay]:
    """Entered days of a year: general ones, or those of one institution."""
    return CalendarDay.objects.filter(day__year=year, institution=institution).order_by("day")


def holidays_of(year: int) -> list[Holiday]:
    """The days off of a year by law (Кодекс на труда чл. 154)."""
    return [Holiday(day, name) for day, name in calendar.by_law(year)]


def allowed_kinds(institution: Institution | None) -> list[tuple[str, str]]:
    """What may be entered: the offices' days by the administrator, a school's closed days by it."""
    wanted = (
        [DayKind.CLOSED] if institution else [DayKind.HOLIDAY, DayKind.WORKING, DayKind.VACATION]
    )
    return [(kind.value, str(kind.label)) for kind in wanted]
