"""``manage.py seal_day``: seal all histories now, when this day is not sealed yet."""

from typing import Any

from django.core.management.base import BaseCommand

from workflows.proof import sealing


class Command(BaseCommand):
    """Make the seal of the day."""

    help = "Seal all histories now, when this day is not sealed yet."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Say which seal was made."""
        seal = sealing.seal_day()
        self.stdout.write(f"Seal {seal}." if seal else "This day is sealed already.")
