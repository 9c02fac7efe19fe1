"""Days that differ from the law's calendar: offices' by the administrator, a school's by itself."""

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from institutions import changing, queries
from institutions.forms import CalendarDayForm, year_of
from institutions.models import CalendarDay, Institution, Person
from institutions.models.institution import INSPECTED
from institutions.rights import Right
from workflows import access, correcting
from workflows.http import UNPROCESSABLE, not_yours, page_of, signed_in


def headed_schools(person: Person) -> QuerySet[Institution]:
    """Schools whose closed days the person enters (ЗПУО чл. 105): those that they head."""
    return access.institutions_with(person, Right.NAME_SUBSTITUTE).filter(kind__in=INSPECTED)


def _may_enter(person: Person, institution: Institution | None) -> bool:
    if institution is None:
        return access.holds_anywhere(person, Right.RUN_SYSTEM)
    return headed_schools(person).filter(pk=institution.pk).exists()


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_days(request: HttpRequest) -> HttpResponse:
    """The days off of a year by law and by order; entering one."""
    person = signed_in(request)
    institution = _institution(request)
    form = CalendarDayForm(request.POST or None, institution=institution)
    if request.method == "POST":
        if not _may_enter(person, institution):
            return not_yours(request, _why_not(institution))
        if form.is_valid() and _enter(request, form):
            return redirect(_address(institution, form.cleaned_data["day"].year))
    year = year_of(request.GET.get("year"))
    context = {
        "institution": institution,
        "schools": headed_schools(person),
        "year": year,
        "form": form if _may_enter(person, institution) else None,
        "page": page_of(request, queries.entered_days(year, institution)),
        "holidays": queries.holidays_of(year),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "institutions/calendar_days.html", context, status=status)


def _institution(request: HttpRequest) -> Institution | None:
    """The institution that the address names; the general calendar without one."""
    code = request.GET.get("institution", "")
    return get_object_or_404(Institution, code=code) if code else None


def _why_not(institution: Institution | None) -> str:
    if institution:
        return _("The non-school days of an institution are entered by its head (чл. 105 ЗПУО).")
    return _("The general calendar is kept by the administrator of the system.")


def _enter(request: HttpRequest, form: CalendarDayForm) -> bool:
    try:
        with transaction.atomic():
            day = changing.enter_day(form.entered())
            moved = correcting.calendar_changed(day, signed_in(request))
    except changing.Impossible as reason:
        form.add_error("day", str(reason))
        return False
    messages.success(request, " ".join((_("The day is entered."), _counted_anew(moved))).strip())
    return True


def _counted_anew(moved: int) -> str:
    """How many running terms the change of the calendar moved."""
    if not moved:
        return ""
    return ngettext("%(n)d term was counted anew.", "%(n)d terms were counted anew.", moved) % {
        "n": moved
    }


def _address(institution: Institution | None, year: int) -> str:
    place = f"&institution={institution.code}" if institution else ""
    return f"{reverse('calendar_days')}?year={year}{place}"


@require_POST
def calendar_day_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove an entered day."""
    day = get_object_or_404(CalendarDay.objects.select_related("institution"), pk=pk)
    if not _may_enter(signed_in(request), day.institution):
        return not_yours(request, _why_not(day.institution))
    with transaction.atomic():
        day.delete()
        moved = correcting.calendar_changed(day, signed_in(request), removed=True)
    messages.success(request, " ".join((_("The day is removed."), _counted_anew(moved))).strip())
    return redirect(_address(day.institution, day.day.year))
