"""Appointments, entered by the administrator with the number of the order."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from institutions import changing
from institutions.forms import AppointmentForm, EndForm
from institutions.models import Appointment, Post
from institutions.rights import Right
from workflows import access
from workflows.http import UNPROCESSABLE, not_yours, signed_in


def _refused(request: HttpRequest) -> HttpResponse | None:
    if access.holds_anywhere(signed_in(request), Right.RUN_SYSTEM):
        return None
    return not_yours(request, _("Appointments are entered by the administrator of the system."))


def _page(
    request: HttpRequest, post: Post, form: AppointmentForm | EndForm, title: str, verb: str
) -> HttpResponse:
    context = {"post": post, "form": form, "title": title, "verb": verb, "action": request.path}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "institutions/appointment.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def post_appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """A person takes a post."""
    if refused := _refused(request):
        return refused
    post = get_object_or_404(Post.objects.select_related("institution"), pk=pk)
    form = AppointmentForm(request.POST or None, initial={"since": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            changing.appoint(post, **form.cleaned_data, entered_by=signed_in(request))
        except changing.Impossible as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("The appointment is entered."))
            return redirect("institution", pk=post.institution_id)
    return _page(request, post, form, _("Appoint"), _("Appoint"))


@require_http_methods(["GET", "HEAD", "POST"])
def appointment_end(request: HttpRequest, pk: int) -> HttpResponse:
    """A person leaves a post."""
    if refused := _refused(request):
        return refused
    rows = Appointment.objects.select_related("post__institution", "person")
    held = get_object_or_404(rows, pk=pk)
    form = EndForm(request.POST or None, initial={"until": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            changing.end_appointment(held, form.cleaned_data["until"])
        except changing.Impossible as reason:
            form.add_error("until", str(reason))
        else:
            messages.success(request, _("The end of the appointment is entered."))
            return redirect("institution", pk=held.post.institution_id)
    title = _("%(name)s leaves the post") % {"name": held.person.name}
    return _page(request, held.post, form, title, _("End the appointment"))
