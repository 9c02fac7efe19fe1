"""``manage.py take_bounce < bounce.eml``: what the mail server hands over of a returned letter."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workflows import bounces


class Command(BaseCommand):
    """Take one delivery status notification from standard input."""

    help = "Read one delivery status notification (RFC 3464) from standard input."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Say what was done; anything that is no bounce of ours ends with 1."""
        try:
            self.stdout.write(bounces.take(bounces.read(sys.stdin.buffer.read())))
        except bounces.NotABounce as reason:
            raise CommandError(str(reason)) from None
