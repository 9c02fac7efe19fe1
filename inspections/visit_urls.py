"""Addresses of visits and of what stands on their pages."""

from django.urls import URLPattern, path

from inspections.views import answers, files, measures_of_visits, papers, visits

_AT_QUESTION = "visits/<uuid:pk>/questions/<int:position>/"

visit_urls: list[URLPattern] = [
    path("visits/<uuid:pk>/", visits.visit, name="visit"),
    path("visits/<uuid:pk>/protocol.<str:suffix>", papers.protocol, name="visit_protocol"),
    path(
        "visits/<uuid:pk>/prescriptions.<str:suffix>",
        papers.prescriptions,
        name="visit_prescriptions",
    ),
    path(_AT_QUESTION, answers.save, name="visit_answer"),
    path(f"{_AT_QUESTION}photos/", answers.add_photo, name="photo_add"),
    path("photos/<uuid:pk>/", files.photo, name="photo"),
    path("photos/<uuid:pk>/delete/", answers.delete_photo, name="photo_delete"),
    path(f"{_AT_QUESTION}measures/", measures_of_visits.add, name="measure_add"),
    path("measures/<int:pk>/", measures_of_visits.edit, name="measure_edit"),
    path("measures/<int:pk>/delete/", measures_of_visits.delete, name="measure_delete"),
    path("measures/<int:pk>/reply/", measures_of_visits.reply, name="measure_reply"),
    path("measures/<int:pk>/evidence/", files.add_evidence, name="evidence_add"),
    path("evidence/<uuid:pk>/", files.evidence, name="evidence"),
    path("evidence/<uuid:pk>/delete/", files.delete_evidence, name="evidence_delete"),
]
