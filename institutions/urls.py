"""Addresses of the app: signing in and out, the person's own page."""

from django.contrib.auth import views as auth
from django.urls import URLPattern, path, reverse_lazy

from institutions import views
from institutions.forms import SignInForm

urlpatterns: list[URLPattern] = [
    path(
        "login/",
        auth.LoginView.as_view(authentication_form=SignInForm, redirect_authenticated_user=True),
        name="login",
    ),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("profile/", views.profile, name="profile"),
    path(
        "profile/password/",
        auth.PasswordChangeView.as_view(success_url=reverse_lazy("profile")),
        name="password_change",
    ),
]
