"""Addresses of the pages that join the apps."""

from django.urls import URLPattern, path

from config.api.pages import token_list, token_revoke
from config.pages import (
    calendar_days,
    dashboard,
    feeds,
    institutions,
    posts,
    reminders,
    search,
    substitutions,
)
from config.pages.inbox import inbox

urlpatterns: list[URLPattern] = [
    path("", inbox, name="inbox"),
    path("profile/tokens/", token_list, name="token_list"),
    path("profile/tokens/<uuid:pk>/revoke/", token_revoke, name="token_revoke"),
    path("overview/", dashboard.dashboard, name="dashboard"),
    path("overview/<slug:name>.csv", dashboard.download, name="dashboard_csv"),
    path("reminders/<slug:kind>/<uuid:pk>/<slug:step>/", reminders.remind, name="remind"),
    path("search/", search.search, name="search"),
    path("institutions/", institutions.institution_list, name="institution_list"),
    path("institutions/<int:pk>/", institutions.institution, name="institution"),
    path("institutions/<int:pk>/names/remove/", institutions.name_remove, name="name_remove"),
    path(
        "institutions/<int:pk>/feed/renew/",
        feeds.institution_feed_renew,
        name="institution_feed_renew",
    ),
    path(
        "institutions/<int:pk>/feed/revoke/",
        feeds.institution_feed_revoke,
        name="institution_feed_revoke",
    ),
    path("profile/feed/renew/", feeds.feed_renew, name="feed_renew"),
    path("profile/feed/revoke/", feeds.feed_revoke, name="feed_revoke"),
    path("feeds/<str:secret>.ics", feeds.feed, name="feed"),
    path("posts/<int:pk>/appoint/", posts.post_appoint, name="post_appoint"),
    path("appointments/<int:pk>/end/", posts.appointment_end, name="appointment_end"),
    path("substitutions/", substitutions.substitution_list, name="substitution_list"),
    path("substitutions/new/", substitutions.substitution_new, name="substitution_new"),
    path("substitutions/<int:pk>/end/", substitutions.substitution_end, name="substitution_end"),
    path("calendar/", calendar_days.calendar_days, name="calendar_days"),
    path(
        "calendar/<int:pk>/remove/", calendar_days.calendar_day_remove, name="calendar_day_remove"
    ),
]
