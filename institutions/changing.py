"""Changes of the register: appointments, stand-in orders, days of the calendar."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from institutions import calendar
from institutions.models import (
    Appointment,
    CalendarDay,
    InstitutionKind,
    Person,
    Post,
    Substitution,
)
from institutions.models.post import on_day
from institutions.rights import Role
from institutions.standing_in import RUNNING, stands_in_at

DAY = datetime.timedelta(days=1)
HEAD_NAMES_UP_TO = 3


class Impossible(Exception):
    """The change contradicts what the register says; the text is for the person."""


@transaction.atomic
def appoint(
    post: Post, person: Person, order_number: str, since: datetime.date, *, entered_by: Person
) -> Appointment:
    """Put a person in a post from a day; a post is held by one person at a time."""
    if person == entered_by:
        raise Impossible(_("Nobody enters their own appointment: another administrator does."))
    # Two appointments of one person at once follow each other: the second sees the first.
    Person.objects.select_for_update().get(pk=person.pk)
    _signs_nothing(post, person, since)
    Post.objects.select_for_update().get(pk=post.pk)
    held = post.appointments.exclude(until__lt=since).select_related("person").first()
    if held:
        raise Impossible(
            _("The post is held by %(name)s since %(day)s. End that first.")
            % {"name": held.person.name, "day": f"{held.since:%d.%m.%Y}"}
        )
    return Appointment.objects.create(
        post=post, person=person, order_number=order_number, since=since
    )


def _signs_nothing(post: Post, person: Person, since: datetime.date) -> None:
    """Who runs the system signs nothing: no other post beside that of an administrator."""
    others = person.appointments.exclude(until__lt=since).exclude(post=post)
    if post.role not in RUNNING:
        others = others.filter(post__role__in=RUNNING)
    other = others.select_related("post__institution").first()
    if other:
        raise Impossible(
            _(
                "An administrator of the system holds no other post, and %(name)s holds: %(post)s. "
                "End that first."
            )
            % {"name": person.name, "post": other.post}
        )


@transaction.atomic
def end_appointment(appointment: Appointment, last_day: datetime.date) -> None:
    """The person leaves the post after a day. An end that is entered only moves earlier: who is
    to stay longer is appointed anew, by an order.
    """
    locked = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if last_day < locked.since:
        raise Impossible(
            _("The last day cannot be before the first one, %(day)s.")
            % {"day": f"{locked.since:%d.%m.%Y}"}
        )
    if locked.until is not None and last_day >= locked.until:
        raise Impossible(
            _("The appointment ends on %(day)s. For a longer one enter a new appointment.")
            % {"day": f"{locked.until:%d.%m.%Y}"}
        )
    locked.until = last_day
    locked.save(update_fields=["until"])


def working_days(first: datetime.date, last: datetime.date) -> int:
    """How many working days an absence lasts, both ends included."""
    return (last - first).days + 1 - len(calendar.reasons_off(first, last))


def named_by_minister(post: Post, first: datetime.date, last: datetime.date) -> bool:
    """Whether the minister names the stand-in (ПУФРУО чл. 4): the head of a regional authority
    is away for more than three working days.
    """
    return post.role == Role.RUO_HEAD and working_days(first, last) > HEAD_NAMES_UP_TO


def absence(order: Substitution) -> tuple[datetime.date, datetime.date]:
    """First and last day of the absence that an order belongs to: with the orders for the same
    person and post that overlap it or follow without a working day between. Orders day by day
    make one absence; ended ones count for the days that they lasted.
    """
    first, last = order.since, order.until
    others = Substitution.objects.filter(post=order.post, absent=order.absent)
    rest = list(others.exclude(pk=order.pk).order_by("since"))
    while near := [one for one in rest if _adjoin(one, first, last)]:
        first = min(first, *(one.since for one in near))
        last = max(last, *(one.until for one in near))
        rest = [one for one in rest if one not in near]
    return first, last


def _adjoin(order: Substitution, first: datetime.date, last: datetime.date) -> bool:
    if order.since > last:
        return not working_days(last + DAY, order.since - DAY)
    return order.until >= first or not working_days(order.until + DAY, first - DAY)


@transaction.atomic
def name_substitute(order: Substitution, *, as_minister: bool) -> Substitution:
    """Enter an order: who stands in for whom, from and to."""
    Post.objects.select_for_update().get(pk=order.post_id)
    _check_order(order, as_minister=as_minister)
    order.save(force_insert=True)
    return order


def _check_order(order: Substitution, *, as_minister: bool) -> None:
    if named_by_minister(order.post, *absence(order)) and not as_minister:
        raise Impossible(_too_long(order))
    _ordered_before_it_begins(order)
    _may_stand_in(order)
    other = _overlapping(order)
    if other:
        raise Impossible(
            _("%(name)s already stands in from %(since)s to %(until)s by order %(number)s.")
            % {
                "name": other.substitute.name,
                "since": f"{other.since:%d.%m.%Y}",
                "until": f"{other.until:%d.%m.%Y}",
                "number": other.order_number,
            }
        )


def _too_long(order: Substitution) -> str:
    days = working_days(*absence(order))
    if days == working_days(order.since, order.until):
        sentence = _(
            "The absence is %(days)d working days. For more than 3 the stand-in of the head "
            "is named by the minister (чл. 4 ПУФРУО)."
        )
    else:
        sentence = _(
            "With the orders before and after it the absence is %(days)d working days. For more "
            "than 3 the stand-in of the head is named by the minister (чл. 4 ПУФРУО)."
        )
    return sentence % {"days": days}


def _ordered_before_it_begins(order: Substitution) -> None:
    """An order names the stand-in of an absence that begins on its day or later (ПУФРУО чл. 4)."""
    if order.order_date > order.since:
        raise Impossible(
            _(
                "The order is of %(day)s, after the absence begins on %(since)s: a stand-in is"
                " ordered on that day or before it (чл. 4 ПУФРУО)."
            )
            % {"day": f"{order.order_date:%d.%m.%Y}", "since": f"{order.since:%d.%m.%Y}"}
        )


def _may_stand_in(order: Substitution) -> None:
    """An official who serves where the post allows; an administrator nowhere."""
    held = order.substitute.appointments.filter(on_day(order.since))
    if held.filter(post__role__in=RUNNING).exists():
        raise Impossible(_("An administrator of the system stands in for nobody."))
    place = order.post.institution
    if held.filter(stands_in_at(place)).exists():
        return
    words = {
        "name": order.substitute.name,
        "place": place.label,
        "day": f"{order.since:%d.%m.%Y}",
    }
    if place.kind == InstitutionKind.REGIONAL_AUTHORITY:
        raise Impossible(
            _("%(name)s is no civil servant at %(place)s on %(day)s (чл. 4 ПУФРУО).") % words
        )
    raise Impossible(
        _("%(name)s has no post on %(day)s in which one may stand in at %(place)s.") % words
    )


def _overlapping(order: Substitution) -> Substitution | None:
    """Another order of the same days that gives the same matter."""
    others = Substitution.objects.filter(
        post=order.post,
        absent=order.absent,
        since__lte=order.until,
        until__gte=order.since,
        revoked_at=None,
    )
    return next((one for one in others.select_related("substitute") if one.meets(order)), None)


@transaction.atomic
def end_substitution(order: Substitution) -> None:
    """End an order: from today it gives no right. One that did not begin is withdrawn, one that
    began today stays as revoked: somebody may have seen and done things under it.
    """
    locked = Substitution.objects.select_for_update().get(pk=order.pk)
    today = timezone.localdate()
    if locked.until < today or locked.revoked_at:
        raise Impossible(_("The order has ended already."))
    if locked.since > today:
        locked.delete()
    elif locked.since == today:
        locked.until, locked.revoked_at = today, timezone.now()
        locked.save(update_fields=["until", "revoked_at"])
    else:
        locked.until = today - DAY
        locked.save(update_fields=["until"])


def enter_day(day: CalendarDay) -> CalendarDay:
    """Enter a day that differs from the law's calendar; one entry per day and institution."""
    if CalendarDay.objects.filter(day=day.day, institution=day.institution).exists():
        raise Impossible(_("%(day)s is entered already.") % {"day": f"{day.day:%d.%m.%Y}"})
    day.save(force_insert=True)
    return day
