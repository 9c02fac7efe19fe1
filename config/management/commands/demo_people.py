"""``manage.py demo_people``: who can sign in to the demo region."""

from typing import Any

from django.core.management.base import BaseCommand

from config.demo.region import PASSWORD
from institutions.models import Person, Post

SHOWN = (
    "radulova", "bistrishki", "stoykova", "gancheva", "genovski", "valkova", "petkanov",
    "dobrinova", "sotirov", "ardaliev", "observer", "admin", "zagorska",
)  # fmt: skip


class Command(BaseCommand):
    """Print demo people, one for each role, and the password they share."""

    help = "Prints the demo people and their password."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """One line a person; nothing where the demo region was not loaded."""
        people = {person.username: person for person in Person.objects.filter(username__in=SHOWN)}
        for username in SHOWN:
            if username in people:
                self.stdout.write(self._line(people[username]))
        if people:
            self.stdout.write(f"password of all: {PASSWORD}")

    @staticmethod
    def _line(person: Person) -> str:
        post = Post.objects.held_by(person).select_related("institution").first()
        return f"{person.username:12} {person.name:24} {post or ''}"
