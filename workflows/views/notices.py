"""What a person was told."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from workflows.http import page_of, signed_in
from workflows.models import Notice
from workflows.queries import letters as queries


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """All notices of the person, or the unread ones."""
    person = signed_in(request)
    everything, unread = queries.notices_of(person), queries.unread_by(person)
    only_unread = request.GET.get("show") == "unread"
    context = {
        "page": page_of(request, unread if only_unread else everything),
        "only_unread": only_unread,
        "unread": unread.count(),
        "total": everything.count(),
    }
    return render(request, "workflows/notice_list.html", context)


@require_POST
def notice_read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mark a notice as read and go where it leads."""
    notice = get_object_or_404(Notice, pk=pk, person=signed_in(request))
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())
    return redirect(notice.url or "notice_list")


@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark all notices of the person as read."""
    queries.unread_by(signed_in(request)).update(read_at=timezone.now())
    return redirect("notice_list")
