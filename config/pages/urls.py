"""Addresses of the pages that join the apps."""

from django.urls import URLPattern, path

from config.pages.inbox import inbox

urlpatterns: list[URLPattern] = [
    path("", inbox, name="inbox"),
]
