"""Calendars for phones and mail programs: fetched by a secret address, which its owner keeps."""

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.pages.feed_events import calendar_of
from institutions import feeds
from institutions.models import Institution, Person
from institutions.models.institution import INSPECTED
from institutions.rights import Right
from workflows import access
from workflows.http import not_yours, signed_in


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The calendar of an address; 304 when the program has it already."""
    found = feeds.by_secret(secret)
    if found is None:
        raise Http404
    content = calendar_of(found)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["ETag"] = f'"{hashlib.sha256(content).hexdigest()}"'
    response["Cache-Control"] = "private, no-cache"
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    return answer or response


@require_POST
def feed_renew(request: HttpRequest) -> HttpResponse:
    """Make an address for the person's own calendar and show it, this once."""
    person = signed_in(request)
    return _shown_once(request, feeds.renew(person, by=person), reverse("profile"))


@require_POST
def feed_revoke(request: HttpRequest) -> HttpResponse:
    """End the address of the person's own calendar."""
    return _ended(request, signed_in(request), reverse("profile"))


def answers_for(person: Person, institution: Institution) -> bool:
    """Whether a person answers inspections for an institution: its calendar is theirs to give."""
    return access.capacity(person, Right.ANSWER_INSPECTION, institution) is not None


@require_POST
def institution_feed_renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an address for the calendar of an institution's visits and show it, this once."""
    found = get_object_or_404(Institution, pk=pk, kind__in=INSPECTED)
    person = signed_in(request)
    if not answers_for(person, found):
        return _not_theirs(request)
    secret = feeds.renew(found, by=person)
    return _shown_once(request, secret, reverse("institution", args=[pk]))


@require_POST
def institution_feed_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End the address of the calendar of an institution."""
    found = get_object_or_404(Institution, pk=pk, kind__in=INSPECTED)
    if not answers_for(signed_in(request), found):
        return _not_theirs(request)
    return _ended(request, found, reverse("institution", args=[pk]))


def _not_theirs(request: HttpRequest) -> HttpResponse:
    sentence = _("The calendar of an institution is given out by its director.")
    return not_yours(request, sentence)


def _shown_once(request: HttpRequest, secret: str, back_url: str) -> HttpResponse:
    context = {
        "title": _("Address of the calendar"),
        "text": _(
            "Whoever knows the address reads the calendar. Enter it in the calendar program as "
            "a subscription; end it when somebody learnt it who should not."
        ),
        "secret": request.build_absolute_uri(reverse("feed", args=[secret])),
        "back_url": back_url,
    }
    response = render(request, "secret.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _ended(request: HttpRequest, owner: Person | Institution, back_url: str) -> HttpResponse:
    if feeds.revoke(owner):
        messages.success(request, _("The address is ended: nobody reads the calendar by it."))
    else:
        messages.info(request, _("There was no address."))
    return redirect(back_url)
