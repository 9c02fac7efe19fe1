"""Addresses of inspections, their schools, the schedule, prescriptions; visits from beside."""

from django.urls import URLPattern, path

from inspections.views import calendar, inspections, measures, papers, schools
from inspections.visit_urls import visit_urls

inspection_urls: list[URLPattern] = [
    path("inspections/", inspections.inspection_list, name="inspection_list"),
    path("inspections/calendar/", calendar.inspection_calendar, name="inspection_calendar"),
    path("inspections/<uuid:pk>/", inspections.inspection, name="inspection"),
    path("inspections/<uuid:pk>/order.<str:suffix>", papers.order, name="inspection_paper"),
    path("inspections/<uuid:pk>/schools/", schools.choose, name="inspection_choose"),
    path("inspections/<uuid:pk>/schools/<int:number>/", schools.match, name="inspection_match"),
    path(
        "inspections/<uuid:pk>/schools/<int:number>/remove/",
        schools.remove,
        name="inspection_remove",
    ),
    path(
        "inspections/<uuid:pk>/schools/<int:number>/register/",
        schools.register,
        name="inspection_register",
    ),
    path("prescriptions/", measures.prescription_list, name="prescription_list"),
]

urlpatterns: list[URLPattern] = [*inspection_urls, *visit_urls]
