"""The sign-off: agreement, council sessions, votes, decisions, legal clocks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalsConfig(AppConfig):
    """The app's name; tells which flow a plan follows."""

    name = "approvals"
    verbose_name = _("Approvals")

    def ready(self) -> None:
        """Register the three routes of plans."""
        from approvals import flow

        flow.register_flows()
