"""What an expert saves at a question: the answer, the finding, photos.

With htmx the answer is the changed part of the page and the counts; without it, the page again.
"""

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from inspections import answering
from inspections.answering import AlreadyAnswered
from inspections.models import ChecklistAnswer, Photo, Visit
from inspections.queries.visits import Trouble, page_of_visit
from inspections.views.fetching_visits import protocol_for, refused, visit_for
from inspections.views.visits import show
from inspections.visit_forms import AnswerInput, PhotoInput
from workflows.http import signed_in
from workflows.refusals import NotYours, Refused, Stale
from workflows.views import CONFLICT, UNPROCESSABLE

SAVED = "inspections/_visit_saved.html"
PHOTOS = "inspections/_visit_photos.html"
FORBIDDEN = 403


@require_POST
def save(request: HttpRequest, pk: UUID, position: int) -> HttpResponse:
    """Save one answer with its finding."""
    visit, form = visit_for(request, pk), AnswerInput(request.POST)
    if not form.is_valid():
        return changed(request, visit, position, SAVED, _entered(request, form.problem))
    given = form.cleaned_data
    try:
        answering.save_answer(
            visit,
            position,
            given["answer"],
            given["finding"].replace("\r\n", "\n"),
            actor=signed_in(request),
            seen=given["seen"],
        )
    except ChecklistAnswer.DoesNotExist as unknown:
        raise Http404("question") from unknown
    except AlreadyAnswered as met:
        trouble = _entered(request, met.sentence, met.kept)
        return changed(request, visit, position, SAVED, trouble, CONFLICT)
    except Refused as reason:
        return not_taken(request, visit, position, SAVED, reason)
    return changed(request, visit, position, SAVED)


def _entered(request: HttpRequest, sentence: str, kept: ChecklistAnswer | None = None) -> Trouble:
    """What the person entered stays on the page."""
    given = request.POST
    answer, finding = given.get("answer", ""), given.get("finding", "")
    return Trouble(sentence, answer, finding, kept, seen=given.get("seen", ""))


@require_POST
def add_photo(request: HttpRequest, pk: UUID, position: int) -> HttpResponse:
    """Keep a photo at a question."""
    visit, form = visit_for(request, pk), PhotoInput(request.POST, request.FILES)
    if not form.is_valid():
        sentence = str(next(iter(form.errors["photo"])))
        return changed(request, visit, position, PHOTOS, Trouble(sentence))
    sent: UploadedFile[Any] = form.cleaned_data["photo"]
    try:
        answering.add_photo(visit, position, sent, actor=signed_in(request))
    except ChecklistAnswer.DoesNotExist as unknown:
        raise Http404("question") from unknown
    except Refused as reason:
        return not_taken(request, visit, position, PHOTOS, reason)
    return changed(request, visit, position, PHOTOS)


@require_POST
def delete_photo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a photo away."""
    photo = get_object_or_404(Photo.objects.select_related("answer"), pk=pk)
    visit = protocol_for(request, photo.answer.visit_id)
    try:
        answering.delete_photo(photo, actor=signed_in(request))
    except Refused as reason:
        return not_taken(request, visit, photo.answer.position, PHOTOS, reason)
    return changed(request, visit, photo.answer.position, PHOTOS)


def not_taken(
    request: HttpRequest, visit: Visit, position: int, template: str, reason: Refused
) -> HttpResponse:
    """A refusal: said at the question where the page stays, else on a page of its own."""
    is_final = isinstance(reason, Stale | NotYours)
    if is_final and not request.headers.get("HX-Request"):
        return refused(request, visit, reason)
    status = FORBIDDEN if isinstance(reason, NotYours) else CONFLICT if is_final else UNPROCESSABLE
    return changed(request, visit, position, template, Trouble(reason.sentence), status)


def changed(
    request: HttpRequest,
    visit: Visit,
    position: int,
    template: str,
    trouble: Trouble | None = None,
    status: int = UNPROCESSABLE,
) -> HttpResponse:
    """The part of the page that changed with all counts; without htmx the page at the question."""
    met = {position: trouble} if trouble else {}
    status = status if trouble else 200
    if not request.headers.get("HX-Request"):
        if trouble:
            return show(request, visit, met, status)
        return redirect(f"{visit.get_absolute_url()}#q{position}")
    page = page_of_visit(visit_for(request, visit.pk), signed_in(request), met)
    question = next((one for one in page.questions if one.row.position == position), None)
    if question is None:
        raise Http404("question")
    context = {"page": page, "visit": page.visit, "question": question, "part": template}
    return render(request, "inspections/_visit_reply.html", context, status=status)
