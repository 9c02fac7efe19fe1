"""How anything moves; knows no plan and no inspection."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkflowsConfig(AppConfig):
    """The app's name and its label for people."""

    name = "workflows"
    verbose_name = _("Workflows")
