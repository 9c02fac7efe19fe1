"""Pages of the interface: how it is used, and the tokens of the person who is signed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.api.interface import api
from institutions import tokens
from institutions.forms import TokenForm
from institutions.models import Scope
from workflows.http import UNPROCESSABLE, page_of, signed_in


@dataclass(frozen=True)
class Operation:
    """A line of the guide."""

    method: str
    path: str
    summary: str
    refusals: str


@login_not_required
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """What programs may ask, from the same description that they read."""
    context = {"operations": list(_operations())}
    return render(request, "api/guide.html", context)


def _operations() -> Iterator[Operation]:
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, told in methods.items():
            refusals = ", ".join(str(status) for status in told["responses"] if status != 200)
            yield Operation(method.upper(), path, told["description"], refusals)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def token_list(request: HttpRequest) -> HttpResponse:
    """The person's tokens; a new one is shown here once."""
    person = signed_in(request)
    form, text, status = TokenForm(initial={"scope": Scope.READ}), "", 200
    if request.method == "POST":
        form = TokenForm(request.POST)
        if form.is_valid():
            made = form.cleaned_data
            _token, text = tokens.make(person, made["label"], made["scope"], made["days"])
        else:
            status = UNPROCESSABLE
    page = page_of(request, person.tokens.all())
    context = {"form": form, "text": text, "page": page, "now": timezone.now()}
    return render(request, "api/tokens.html", context, status=status)


@require_POST
def token_revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    """From now on the token opens nothing."""
    token = get_object_or_404(signed_in(request).tokens, pk=pk)
    tokens.revoke(token)
    messages.success(request, _("The token “%(label)s” is revoked.") % {"label": token.label})
    return redirect("token_list")
