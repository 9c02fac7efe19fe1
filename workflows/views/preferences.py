"""How the person wants letters."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from institutions.models import Person
from workflows import letter_kinds
from workflows.http import UNPROCESSABLE, signed_in
from workflows.preferences import PreferencesForm


@require_http_methods(["GET", "HEAD", "POST"])
def letter_preferences(request: HttpRequest) -> HttpResponse:
    """At once or once a day, and which kinds not at all."""
    person = Person.objects.get(pk=signed_in(request).pk)
    form = PreferencesForm(request.POST if request.method == "POST" else None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your letters will come as you chose."))
        return redirect("profile")
    context = {"form": form, "legal": letter_kinds.legal()}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "workflows/letter_preferences.html", context, status=status)
