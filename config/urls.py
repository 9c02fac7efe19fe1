"""All addresses."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import TemplateView
from django.views.i18n import set_language

from config.api.interface import addresses
from config.api.pages import guide
from config.health import health

handler400 = "config.errors.bad_request"
handler500 = "config.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
    # The language is chosen on the login page too.
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
    path(
        "source/",
        login_not_required(TemplateView.as_view(template_name="source.html")),
        name="source",
    ),
    path("api/", guide, name="api_guide"),
    path("api/", addresses()),
    path("", include("config.pages.urls")),
    path("", include("institutions.urls")),
    path("", include("workflows.urls")),
    path("", include("plans.urls")),
    path("", include("approvals.urls")),
    path("", include("inspections.urls")),
]
