"""Keeping a filter of „За мен“ by name, and giving it up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workflows.forms import FilterForm
from workflows.http import signed_in
from workflows.models import SavedFilter

MOST = 20


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the filter of the address under a name; the same name is overwritten."""
    person, form = signed_in(request), FilterForm(request.POST)
    mine = SavedFilter.objects.filter(person=person)
    if not form.is_valid():
        messages.error(request, _("Give the filter a name of at most 60 characters."))
        return redirect("inbox")
    name, parts = form.cleaned_data.pop("name"), form.cleaned_data
    if mine.exclude(name=name).count() >= MOST:
        messages.error(request, _("At most %(n)s filters are kept. Remove one.") % {"n": MOST})
        return redirect("inbox")
    kept, _made = SavedFilter.objects.update_or_create(person=person, name=name, defaults=parts)
    return redirect(f"{reverse('inbox')}?{kept.query}")


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a filter up."""
    get_object_or_404(SavedFilter, pk=pk, person=signed_in(request)).delete()
    return redirect("inbox")
