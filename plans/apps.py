"""What a plan says: revisions, sections, activities, indicators, facts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """The app's name and its label for people; listens to changed plans."""

    name = "plans"
    verbose_name = _("Plans")

    def ready(self) -> None:
        """Register the receivers; look at what the settings name."""
        from plans import receivers
        from plans.signing import startup  # noqa: F401

        receivers.connect()
