"""Photos and evidence: handed out only to those to whom the visit is open."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from inspections import evidence as sending
from inspections.models import Evidence, Photo
from inspections.queries.visits import Trouble
from inspections.views.fetching_visits import measure_for, protocol_for, refused
from inspections.views.visits import show
from inspections.visit_forms import EvidenceInput
from workflows import serving
from workflows.http import signed_in
from workflows.refusals import NotYours, Refused, Stale
from workflows.views import UNPROCESSABLE


@require_safe
def photo(request: HttpRequest, pk: UUID) -> FileResponse:
    """A photo, shown in the page."""
    found = get_object_or_404(Photo.objects.select_related("answer"), pk=pk)
    protocol_for(request, found.answer.visit_id)
    return serving.in_page(found.image, f"{found}.jpg", "image/jpeg")


@require_safe
def evidence(request: HttpRequest, pk: UUID) -> FileResponse:
    """A file of a director, as a download."""
    found = get_object_or_404(Evidence.objects.select_related("measure"), pk=pk)
    protocol_for(request, found.measure.visit_id)
    return serving.as_download(found.file, found.name)


@require_POST
def add_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach a file to a measure."""
    measure, form = measure_for(request, pk), EvidenceInput(request.POST, request.FILES)
    if not form.is_valid():
        sentence = str(next(iter(form.errors["file"])))
        return show(request, measure.visit, {pk: Trouble(sentence)}, UNPROCESSABLE)
    try:
        sending.add_evidence(measure, form.cleaned_data["file"], actor=signed_in(request))
    except (Stale, NotYours) as reason:
        return refused(request, measure.visit, reason)
    except Refused as reason:
        return show(request, measure.visit, {pk: Trouble(reason.sentence)}, UNPROCESSABLE)
    messages.success(request, _("The file is attached."))
    return redirect(f"{measure.visit.get_absolute_url()}#measure{pk}")


@require_POST
def delete_evidence(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a file back before the answer is given."""
    found = get_object_or_404(Evidence.objects.select_related("measure"), pk=pk)
    visit = protocol_for(request, found.measure.visit_id)
    try:
        sending.delete_evidence(found, actor=signed_in(request))
    except Refused as reason:
        return refused(request, visit, reason)
    messages.success(request, _("The file is deleted."))
    return redirect(f"{visit.get_absolute_url()}#measure{found.measure_id}")
