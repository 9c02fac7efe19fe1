"""What is remembered from earlier documents of an institution: seen, and forgotten."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from institutions.models import Institution
from institutions.rights import Right
from plans import learning
from plans.models.importing import Learnt
from workflows import access
from workflows.http import page_of, signed_in


def _institution(request: HttpRequest, pk: int) -> Institution:
    """Whose plans the person prepares."""
    places = access.institutions_with(signed_in(request), Right.PREPARE_PLAN)
    found: Institution = get_object_or_404(places, pk=pk)
    return found


@require_safe
def learnt_list(request: HttpRequest, pk: int) -> HttpResponse:
    """All that holds for the next document."""
    place = _institution(request, pk)
    context = {"institution": place, "page": page_of(request, learning.known_at(place))}
    return render(request, "plans/learnt_list.html", context)


@require_POST
def forget(request: HttpRequest, pk: int, learnt: int) -> HttpResponse:
    """The next document is read without it."""
    place = _institution(request, pk)
    found = get_object_or_404(Learnt, pk=learnt, institution=place)
    learning.forget(found, actor=signed_in(request))
    messages.success(request, _("“%(what)s” is forgotten.") % {"what": found})
    return redirect("learnt_list", pk=pk)
