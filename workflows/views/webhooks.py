"""Webhooks of an institution, for its administrator."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from workflows.forms import WebhookForm
from workflows.hooks import registering
from workflows.hooks.registering import TooMany
from workflows.http import UNPROCESSABLE, not_yours, page_of, signed_in
from workflows.models import Webhook
from workflows.queries import webhooks as queries


def _refused(request: HttpRequest) -> HttpResponse | None:
    if registering.institutions_of(signed_in(request)).exists():
        return None
    return not_yours(request, _("Webhooks are registered by the administrator of the institution."))


def _theirs(request: HttpRequest, pk: UUID) -> Webhook:
    hooks = registering.webhooks_of(signed_in(request)).select_related("institution", "made_by")
    return get_object_or_404(hooks, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def webhook_list(request: HttpRequest) -> HttpResponse:
    """The webhooks with what became of their calls; a new one and its secret, shown once."""
    if refused := _refused(request):
        return refused
    person = signed_in(request)
    form = WebhookForm(
        request.POST or None, institutions=registering.institutions_of(person), auto_id="hook_%s"
    )
    if request.method == "POST" and form.is_valid():
        try:
            hook, text = registering.register(**form.cleaned_data, actor=person)
        except TooMany as reason:
            form.add_error(None, str(reason))
        else:
            return _shown_once(request, hook, text)
    page = page_of(request, queries.with_figures(registering.webhooks_of(person)))
    context = {
        "form": form,
        "page": page,
        "rows": [(hook, queries.state_of(hook), queries.titles_of(hook)) for hook in page],
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "workflows/webhook_list.html", context, status=status)


@require_safe
def webhook(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One webhook with its last calls."""
    if refused := _refused(request):
        return refused
    hook, current = _theirs(request, pk), request.GET.get("show", "")
    page = page_of(request, queries.calls_of(hook, current))
    context = {
        "hook": hook,
        "badge": queries.state_of(hook),
        "titles": queries.titles_of(hook),
        "acts": hook.acts.select_related("actor"),
        "choices": queries.choices(hook),
        "current": current,
        "page": page,
        "rows": [(call, queries.state_of_call(call)) for call in page],
    }
    return render(request, "workflows/webhook.html", context)


@require_POST
def webhook_renew(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make a new secret and show it, this once."""
    if refused := _refused(request):
        return refused
    hook = _theirs(request, pk)
    if text := registering.renew(hook, signed_in(request)):
        return _shown_once(request, hook, text)
    messages.info(request, _("It had ended."))
    return redirect("webhook", pk=hook.pk)


@require_POST
def webhook_revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End a webhook."""
    if refused := _refused(request):
        return refused
    hook = _theirs(request, pk)
    if registering.revoke(hook, signed_in(request)):
        messages.success(request, _("“%(purpose)s” is told nothing from now on.") % vars(hook))
    else:
        messages.info(request, _("It had ended."))
    return redirect("webhook", pk=hook.pk)


@require_POST
def webhook_retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send what did not arrive again, now: one call, or all of them."""
    if refused := _refused(request):
        return refused
    hook, chosen = _theirs(request, pk), request.POST.get("call", "")
    calls = hook.calls.all()
    if chosen:
        calls = calls.filter(pk__in=[key for key in [_key(chosen)] if key])
    found = registering.send_again(hook, calls)
    told = ngettext("%(n)d call is in the queue.", "%(n)d calls are in the queue.", found)
    messages.success(request, told % {"n": found})
    return redirect("webhook", pk=hook.pk)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _shown_once(request: HttpRequest, hook: Webhook, text: str) -> HttpResponse:
    context = {
        "title": _("Secret of the webhook"),
        "text": _(
            "The receiving system verifies with it that a call comes from here and is unchanged. "
            "Whoever knows it can write such calls."
        ),
        "secret": text,
        "back_url": reverse("webhook", args=[hook.pk]),
    }
    response = render(request, "secret.html", context)
    response["Cache-Control"] = "no-store"
    return response
