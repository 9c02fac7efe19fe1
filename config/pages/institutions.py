"""The register of institutions; one institution with its posts, plans and visits."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.pages.feeds import answers_for
from inspections.models import Visit
from inspections.states import VISIT_OVER
from institutions import naming, queries
from institutions.changing import Impossible
from institutions.models import Institution, Person
from institutions.models.institution import INSPECTED
from institutions.rights import Right
from plans.models import Plan
from plans.states import ENDED
from workflows import access
from workflows.http import not_yours, page_of, signed_in
from workflows.register import register_for

SHOWN = 10


@require_safe
def institution_list(request: HttpRequest) -> HttpResponse:
    """The institutions of the person's territory, by kind, settlement and name."""
    register = register_for(signed_in(request))
    filters = queries.Filters(
        kind=request.GET.get("kind", ""),
        settlement=request.GET.get("settlement", ""),
        search=request.GET.get("name", "").strip(),
    )
    context = {
        "filters": filters,
        "kinds": queries.kinds(filters, register),
        "settlements": queries.settlements(register),
        "page": page_of(request, queries.institutions(filters, register)),
    }
    return render(request, "institutions/institution_list.html", context)


@require_safe
def institution(request: HttpRequest, pk: int) -> HttpResponse:
    """One institution: who holds which post, and what of its documents is open to the person."""
    person = signed_in(request)
    rows = register_for(person).select_related("above", "authority", "feed")
    found = get_object_or_404(rows.prefetch_related("departments"), pk=pk)
    context = {
        "institution": found,
        "posts": queries.posts_of(found),
        "appoints": access.holds_anywhere(person, Right.RUN_SYSTEM),
        "names": queries.names_of(found) if _keeps_names(person, found) else None,
        "feed": found.kind in INSPECTED and answers_for(person, found),
        **_documents(found, person),
    }
    return render(request, "institutions/institution.html", context)


def _keeps_names(person: Person, institution: Institution) -> bool:
    """Whether the person is of those who say which institution a printed name means."""
    authority = institution.authority
    return authority is not None and bool(
        access.capacity(person, Right.PLAN_INSPECTIONS, authority)
    )


@require_POST
def name_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take another name of an institution out of the register."""
    person, name = signed_in(request), request.POST.get("name", "")
    found = get_object_or_404(register_for(person).select_related("authority"), pk=pk)
    if not _keeps_names(person, found):
        sentence = _("Other names of institutions are kept by those who plan the inspections.")
        return not_yours(request, sentence)
    try:
        naming.take_out(found, name, actor=person)
    except Impossible as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("“%(name)s” is removed.") % {"name": name})
    return redirect("institution", pk=pk)


def _documents(institution: Institution, person: Person) -> dict[str, Any]:
    """Plans and visits of an institution that go on and are open to the person."""
    plans = Plan.objects.open_to(person).filter(institution=institution)
    visits = Visit.objects.open_to(person).filter(institution=institution)
    return {
        "plans": plans.exclude(state__in=ENDED).select_related("institution")[:SHOWN],
        "visits": visits.exclude(state__in=VISIT_OVER).select_related("inspection", "institution")[
            :SHOWN
        ],
    }
