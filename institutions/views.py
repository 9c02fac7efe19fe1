"""The person's own page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from institutions.forms import ProfileForm
from institutions.models import Appointment, Feed, Person, Substitution
from institutions.models.post import on_day

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Posts held, stand-ins in force, and what the person may change about themselves."""
    person = Person.objects.get(username=request.user.get_username())
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your profile is saved."))
        return redirect("profile")
    # The unsaved form has already written into its instance: the page shows the saved person.
    context = {"form": form, **_standing(person)}
    return render(request, "institutions/profile.html", context, status=_status(form))


def _status(form: ProfileForm) -> int:
    return UNPROCESSABLE if form.errors else 200


def _standing(person: Person) -> dict[str, object]:
    """In which posts a person acts today: their own, and those of people they stand in for."""
    today = timezone.localdate()
    return {
        "feed": Feed.objects.filter(person=person).first(),
        "refused": Person.objects.filter(pk=person.pk, email_refused_at__isnull=False).first(),
        "appointments": Appointment.objects.filter(on_day(today), person=person).select_related(
            "post__institution"
        ),
        "substitutions": Substitution.objects.in_force()
        .filter(substitute=person)
        .select_related("post__institution", "absent"),
    }
