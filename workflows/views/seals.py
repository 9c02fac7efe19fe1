"""The daily seals, for everybody; the proof of a document, for those who may read all of it."""

from pathlib import Path
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from workflows import records
from workflows.http import page_of, signed_in
from workflows.models import Seal
from workflows.proof import exporting, key, verify
from workflows.views.steps import document_for


@login_not_required
@require_safe
def seal_list(request: HttpRequest) -> HttpResponse:
    """All seals, the newest first, with the public key and the checking program."""
    page = page_of(request, Seal.objects.all())
    return render(request, "workflows/seals.html", {"page": page, "key": key.public()})


@login_not_required
@require_safe
def seal(_request: HttpRequest, number: int) -> HttpResponse:
    """One seal as it was signed."""
    return JsonResponse(exporting.published(get_object_or_404(Seal, number=number)))


@login_not_required
@require_safe
def all_seals(_request: HttpRequest) -> HttpResponse:
    """All seals as they were signed, the oldest first: what a witness keeps."""
    rows = [exporting.published(one) for one in Seal.objects.order_by("number")]
    return JsonResponse({"format": exporting.FORMAT, "seals": rows})


@login_not_required
@require_safe
def verifier(_request: HttpRequest) -> FileResponse:
    """The program that checks a proof without us."""
    return FileResponse(
        Path(verify.__file__).open("rb"),
        as_attachment=True,
        filename="verify.py",
        content_type="text/x-python",
    )


@require_safe
def proof(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """The proof of a document as a file."""
    document = document_for(request, kind, pk)
    if document.records_open_to(signed_in(request)).count() < records.of(document).count():
        raise Http404
    answer = JsonResponse(
        exporting.proof_of(document), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    answer["Content-Disposition"] = f'attachment; filename="proof-{kind}-{pk}.json"'
    return answer
