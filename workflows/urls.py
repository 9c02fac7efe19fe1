"""Addresses of steps, history, notices and letters."""

from django.urls import URLPattern, path

from workflows.views import (
    bulk,
    comments,
    filters,
    following,
    history,
    letters,
    notices,
    opinions,
    picture,
    preferences,
    seals,
    steps,
    terms,
)

urlpatterns: list[URLPattern] = [
    path("<slug:kind>/<uuid:pk>/steps/<slug:step>/", steps.take_step, name="step"),
    path("<slug:kind>/<uuid:pk>/history/", history.history, name="history"),
    path("<slug:kind>/<uuid:pk>/route/", picture.route, name="route"),
    path("flows/", picture.flow_list, name="flow_list"),
    path("flows/<slug:name>/", picture.flow, name="flow"),
    path("flows/<slug:name>/<slug:extension>/", picture.flow_file, name="flow_file"),
    path("<slug:kind>/<uuid:pk>/comments/", comments.comments, name="comments"),
    path(
        "<slug:kind>/<uuid:pk>/comments/<uuid:comment>/resolve/",
        comments.resolve,
        name="comment_resolve",
    ),
    path("<slug:kind>/<uuid:pk>/follow/", following.follow, name="follow"),
    path("<slug:kind>/<uuid:pk>/seen/", following.seen, name="seen"),
    path("<slug:kind>/<uuid:pk>/opinions/ask/", opinions.opinion_ask, name="opinion_ask"),
    path(
        "<slug:kind>/<uuid:pk>/opinions/withdraw/",
        opinions.opinion_withdraw,
        name="opinion_withdraw",
    ),
    path(
        "<slug:kind>/<uuid:pk>/opinions/<int:number>/", opinions.opinion_give, name="opinion_give"
    ),
    path("opinion/<str:token>/", opinions.opinion_outside, name="opinion_outside"),
    path("bulk/", bulk.bulk, name="bulk"),
    path("bulk/<uuid:pk>/", bulk.report, name="bulk_report"),
    path("bulk/<uuid:pk>/report.csv", bulk.report_csv, name="bulk_report_csv"),
    path("profile/letters/", preferences.letter_preferences, name="letter_preferences"),
    path("filters/save/", filters.save, name="filter_save"),
    path("filters/<int:pk>/remove/", filters.remove, name="filter_remove"),
    path("notices/", notices.notice_list, name="notice_list"),
    path("notices/read/", notices.notices_read, name="notices_read"),
    path("notices/<uuid:pk>/read/", notices.notice_read, name="notice_read"),
    path("<slug:kind>/<uuid:pk>/proof/", seals.proof, name="proof"),
    path("terms/", terms.terms, name="terms"),
    path("seals/", seals.seal_list, name="seal_list"),
    path("seals/all.json", seals.all_seals, name="all_seals"),
    path("seals/verify.py", seals.verifier, name="verifier"),
    path("seals/<int:number>/", seals.seal, name="seal"),
    path("letters/", letters.letter_list, name="letter_list"),
    path("letters/<uuid:pk>/", letters.letter, name="letter"),
    path("letters/<uuid:pk>/retry/", letters.letter_retry, name="letter_retry"),
]
