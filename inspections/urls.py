"""Addresses of the app."""

from django.http import HttpResponse
from django.urls import path

def _later(request, **_kw):
    return HttpResponse("")

urlpatterns = [path("inspections/<uuid:pk>/", _later, name="inspection"), path("visits/<uuid:pk>/", _later, name="visit")]
