"""Kept files handed out; whoever asks has been let to the document they belong to."""

import io

from django.core.files.base import File
from django.http import FileResponse, Http404

from workflows.uploads import EVIDENCE

TYPES = {kind.ending: kind.content_type for kind in EVIDENCE}


def in_page(field: File, name: str, content_type: str) -> FileResponse:  # type: ignore[type-arg]
    """A file that the page itself shows."""
    return _safe(FileResponse(_opened(field), content_type=content_type, filename=name))


def as_download(field: File, name: str) -> FileResponse:  # type: ignore[type-arg]
    """A file that the browser only saves."""
    kind = TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    file = _opened(field)
    return _safe(FileResponse(file, as_attachment=True, filename=name, content_type=kind))


def as_written(data: bytes, name: str, content_type: str) -> FileResponse:
    """A file that was made for who asks, to be saved."""
    made = io.BytesIO(data)
    return _safe(FileResponse(made, as_attachment=True, filename=name, content_type=content_type))


def _opened(field: File) -> File:  # type: ignore[type-arg]
    try:
        field.open("rb")
    except FileNotFoundError as lost:
        raise Http404("file") from lost
    return field


def _safe(response: FileResponse) -> FileResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
