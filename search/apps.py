"""The app's name; listens to what is written."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finds plans, their rows, inspections, visits, decisions and institutions."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Register the receivers."""
        from search import receivers

        receivers.connect()
