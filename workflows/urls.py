"""Addresses of steps, the inbox, letters and history."""

from django.urls import URLPattern, path

from workflows import views

urlpatterns: list[URLPattern] = [
    path("<slug:kind>/<uuid:pk>/steps/<slug:step>/", views.take_step, name="step"),
]
