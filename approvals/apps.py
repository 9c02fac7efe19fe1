"""The sign-off: agreement, council sessions, votes, decisions, legal clocks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalsConfig(AppConfig):
    """The app's name; tells which flow a plan follows."""

    name = "approvals"
    verbose_name = _("Approvals")

    def ready(self) -> None:
        """Register the three routes of plans, and their letters."""
        from approvals import flow, letters
        from workflows import letter_kinds

        flow.register_flows()
        letter_kinds.declare(*letters.KINDS)
