"""The outbox, for those who run the system."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from institutions.rights import Right
from workflows import access, delivery
from workflows.http import not_yours, page_of, signed_in
from workflows.mail import as_mail
from workflows.models import Notice
from workflows.queries import letters as queries

REFUSING_SHOWN = 10


def _refused(request: HttpRequest) -> HttpResponse | None:
    if access.holds_anywhere(signed_in(request), Right.RUN_SYSTEM):
        return None
    return not_yours(request, _("The letters are read by the administrator of the system."))


@require_safe
def letter_list(request: HttpRequest) -> HttpResponse:
    """All letters with what became of them."""
    if refused := _refused(request):
        return refused
    current = request.GET.get("show", "")
    page = page_of(request, queries.outbox(current))
    refusing = queries.refusing()
    context = {
        "choices": queries.choices(current),
        "page": page,
        "rows": [(row, queries.state_of(row)) for row in page],
        "refusing": refusing[:REFUSING_SHOWN],
        "refusing_count": refusing.count(),
    }
    return render(request, "workflows/letter_list.html", context)


@require_safe
def letter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One letter as it is sent."""
    if refused := _refused(request):
        return refused
    notice = get_object_or_404(Notice.objects.select_related("person"), pk=pk)
    context = {
        "letter": notice,
        "badge": queries.state_of(notice),
        "sender": settings.DEFAULT_FROM_EMAIL,
        "mail": as_mail(notice),
        "body": _body_shown(notice),
    }
    return render(request, "workflows/letter.html", context)


def _body_shown(notice: Notice) -> str:
    """The text as it goes; a link that lets whoever has it answer is for the reader only."""
    body = str(as_mail(notice).body)
    is_key = notice.kind == "opinion_outside"
    return body.replace(notice.url, "/…/") if is_key else body


@require_POST
def letter_retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send a letter that was not sent again, now."""
    if refused := _refused(request):
        return refused
    notice = get_object_or_404(Notice, pk=pk)
    if delivery.send_again(notice):
        messages.success(request, _("The letter is in the queue."))
    else:
        messages.info(request, _("The letter has been sent already."))
    return redirect("letter", pk=notice.pk)
