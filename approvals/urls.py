"""Addresses of decisions."""

from django.urls import URLPattern, path

from approvals import report_views, views

urlpatterns: list[URLPattern] = [
    path("decisions/", views.decision_list, name="decision_list"),
    path("decisions/<int:pk>/", views.decision, name="decision"),
    path("decisions/<int:pk>/extract.<str:suffix>", views.extract, name="decision_paper"),
    path("decisions/<int:pk>/protocol.<str:suffix>", views.protocol, name="session_protocol"),
    path("plans/<uuid:pk>/report/proposal/", views.report_proposal, name="report_proposal"),
    path("public/reports/<uuid:pk>/", report_views.public_report, name="public_report"),
    path("plans/<uuid:pk>/count/<slug:step>/", views.count_preview, name="count_preview"),
]
