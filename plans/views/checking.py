"""A file is brought to be checked: is it a signed version, which one, by whom. Nothing is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from institutions.models import Person
from plans.forms import CheckForm
from plans.models import Plan
from plans.queries.standing import revisions_open_to
from plans.reading import Unreadable
from plans.writing.verifying import Verified, verify
from workflows.http import signed_in
from workflows.views import UNPROCESSABLE


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The answer to whoever has the file; what is kept is shown to who may read the version."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form, verified = CheckForm(*sent), None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            verified = verify(file.name, file.read())
        except Unreadable as reason:
            form.add_error("file", str(reason))
    reads = bool(verified and _reads(signed_in(request), verified))
    context = {"form": form, "verified": verified, "reads": reads}
    return render(
        request, "plans/check.html", context, status=UNPROCESSABLE if form.errors else 200
    )


def _reads(person: Person, verified: Verified) -> bool:
    """Whether the version that a file names is open to the person."""
    revision = verified.revision
    if revision is None or not Plan.objects.open_to(person).filter(pk=revision.plan_id).exists():
        return False
    return any(one.pk == revision.pk for one in revisions_open_to(revision.plan, person))
