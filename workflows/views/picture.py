"""The route of a document as a picture, and the routes of all documents."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from workflows.flow import routes
from workflows.http import signed_in
from workflows.picture import exporting, layout, svg, words
from workflows.picture.drawing import Picture, drawn
from workflows.picture.standing import picture_of
from workflows.views.steps import document_for


@require_safe
def route(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Where a document stands on its route: the picture, and the same in words."""
    document = document_for(request, kind, pk)
    picture = picture_of(document, signed_in(request))
    context = {"document": document, **_shown(picture)}
    return render(request, "workflows/route.html", context)


@require_safe
def flow_list(request: HttpRequest) -> HttpResponse:
    """How each kind of document goes."""
    return render(
        request, "workflows/flow_list.html", {"pictures": [drawn(one) for one in routes().values()]}
    )


@require_safe
def flow(request: HttpRequest, name: str) -> HttpResponse:
    """How one kind of document goes, no document in it."""
    found = routes().get(name)
    if found is None:
        raise Http404(name)
    context = {"formats": exporting.FORMATS, **_shown(drawn(found))}
    return render(request, "workflows/flow.html", context)


@require_safe
def flow_file(request: HttpRequest, name: str, extension: str) -> HttpResponse:
    """A flow as a file for other programs."""
    found = routes().get(name)
    if found is None or extension not in exporting.FORMATS:
        raise Http404(f"{name}.{extension}")
    reply = HttpResponse(
        exporting.exported(found, extension), content_type=exporting.FORMATS[extension].media
    )
    reply["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return reply


def _shown(picture: Picture) -> dict[str, Any]:
    """Both drawings, of which the page shows one, and their words."""
    return {
        "picture": picture,
        "lying": SafeString(svg.on_page(layout.lying(picture), "wide", "r-flow--wide")),
        "standing": SafeString(svg.on_page(layout.standing(picture), "tall", "r-flow--tall")),
        "lines": words.lines(picture),
        "said": words.said(picture),
    }
