"""Section 18 at work: orders, visits, evidence, findings, prescriptions, follow-up."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InspectionsConfig(AppConfig):
    """The app's name; registers its flows and listens to approved plans."""

    name = "inspections"
    verbose_name = _("Inspections")

    def ready(self) -> None:
        """Register the flows and the receivers."""
        from inspections import flow, receivers

        flow.register_flows()
        receivers.connect()
