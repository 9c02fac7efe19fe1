"""All addresses."""

from django.urls import URLPattern, URLResolver, include, path

from config.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("institutions.urls")),
    path("", include("workflows.urls")),
    path("", include("plans.urls")),
    path("", include("approvals.urls")),
    path("", include("inspections.urls")),
]
