"""Section 18 at work: orders, visits, evidence, findings, prescriptions, follow-up."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InspectionsConfig(AppConfig):
    """The app's name; registers its flows and listens to approved plans."""

    name = "inspections"
    verbose_name = _("Inspections")

    def ready(self) -> None:
        """Register the flows, their letters and the receivers."""
        from inspections import flow, letters, receivers
        from workflows import letter_kinds

        flow.register_flows()
        letter_kinds.declare(*letters.KINDS)
        receivers.connect()
