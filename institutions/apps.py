"""Who exists, who holds which post, who stands in for whom, which days are working days."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class InstitutionsConfig(AppConfig):
    """The app's name and its label for people."""

    name = "institutions"
    verbose_name = _("Institutions")

    def ready(self) -> None:
        """Rights follow the roles of the installed version."""
        from institutions.posts import grant_after_migration

        post_migrate.connect(grant_after_migration, sender=self)
