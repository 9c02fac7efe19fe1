"""The interface as a whole: its description, its errors, its addresses."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, re_path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from config.api import problems
from config.api.endpoints import router
from config.api.problems import Refusal
from config.api.tokens import Bearer

PROBLEM_FROM = 400


class Interface(NinjaAPI):
    """Describes refusals by the media type that they have."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        """The description by OpenAPI 3.1."""
        found = super().get_openapi_schema(*args, **kwargs)
        for methods in found["paths"].values():
            for operation in methods.values():
                _as_problems(operation["responses"])
        return found


def _as_problems(responses: dict[Any, Any]) -> None:
    for status, response in responses.items():
        if int(status) >= PROBLEM_FROM and "application/json" in response.get("content", {}):
            content = response["content"]
            content[problems.MEDIA] = content.pop("application/json")


api = Interface(
    title="Saglas",
    version="1",
    urls_namespace="api",
    description="The inbox and the steps of documents, for programs.",
    docs_url=None,
    auth=Bearer(),
)
api.add_router("", router)
for fault in (Refusal, Http404, AuthenticationError, HttpError, ValidationError):
    api.add_exception_handler(fault, problems.told)


@csrf_exempt
@login_not_required
def nothing(request: HttpRequest) -> HttpResponse:
    """What no address matches: a problem like all others, not a page."""
    return problems.told(request, Http404(request.path))


def addresses() -> tuple[list[URLPattern | URLResolver], str, str]:
    """Behind tokens, not behind the sign-in page."""
    patterns, app, namespace = api.urls
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = login_not_required(pattern.callback)
    patterns.append(re_path("", nothing, name="nothing"))
    return patterns, app, namespace
