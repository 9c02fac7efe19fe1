"""Changes of the register: appointments, stand-in orders, days of the calendar."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from institutions import calendar
from institutions.models import Appointment, CalendarDay, Person, Post, Substitution
from institutions.rights import Role

DAY = datetime.timedelta(days=1)
HEAD_NAMES_UP_TO = 3


class Impossible(Exception):
    """The change contradicts what the register says; the text is for the person."""


@transaction.atomic
def appoint(post: Post, person: Person, order_number: str, since: datetime.date) -> Appointment:
    """Put a person in a post from a day; a post is held by one person at a time."""
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


@transaction.atomic
def end_appointment(appointment: Appointment, last_day: datetime.date) -> None:
    """The person leaves the post after a day."""
    locked = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if last_day < locked.since:
        raise Impossible(
            _("The last day cannot be before the first one, %(day)s.")
            % {"day": f"{locked.since:%d.%m.%Y}"}
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


@transaction.atomic
def name_substitute(order: Substitution, *, as_minister: bool) -> Substitution:
    """Enter an order: who stands in for whom, from and to."""
    Post.objects.select_for_update().get(pk=order.post_id)
    _check_order(order, as_minister=as_minister)
    order.save(force_insert=True)
    return order


def _check_order(order: Substitution, *, as_minister: bool) -> None:
    if named_by_minister(order.post, order.since, order.until) and not as_minister:
        raise Impossible(
            _(
                "The absence is %(days)d working days. For more than 3 the stand-in of the head "
                "is named by the minister (чл. 4 ПУФРУО)."
            )
            % {"days": working_days(order.since, order.until)}
        )
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


def _overlapping(order: Substitution) -> Substitution | None:
    return (
        Substitution.objects.filter(
            post=order.post,
            absent=order.absent,
            since__lte=order.until,
            until__gte=order.since,
            revoked_at=None,
        )
        .select_related("substitute")
        .first()
    )


@transaction.atomic
def end_substitution(order: Substitution) -> None:
    """End an order: from today it gives no right. One that did not begin is withdrawn."""
    locked = Substitution.objects.select_for_update().get(pk=order.pk)
    today = timezone.localdate()
    if locked.until < today or locked.revoked_at:
        raise Impossible(_("The order has ended already."))
    if locked.since >= today:
        _withdraw(locked, today)
    else:
        locked.until = today - DAY
        locked.save(update_fields=["until"])


def _withdraw(order: Substitution, today: datetime.date) -> None:
    """Nothing was done under it: the row goes. Else it stays, and gives no right any longer."""
    from django.db.models import ProtectedError

    try:
        order.delete()
    except ProtectedError:
        order.until, order.revoked_at = max(today, order.since), timezone.now()
        order.save(update_fields=["until", "revoked_at"])


def enter_day(day: CalendarDay) -> CalendarDay:
    """Enter a day that differs from the law's calendar; one entry per day and institution."""
    if CalendarDay.objects.filter(day=day.day, institution=day.institution).exists():
        raise Impossible(_("%(day)s is entered already.") % {"day": f"{day.day:%d.%m.%Y}"})
    day.save(force_insert=True)
    return day
