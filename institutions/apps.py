"""Who exists, who holds which post, who stands in for whom, which days are working days."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InstitutionsConfig(AppConfig):
    """The app's name and its label for people."""

    name = "institutions"
    verbose_name = _("Institutions")
