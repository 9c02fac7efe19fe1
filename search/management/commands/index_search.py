"""``manage.py index_search``: entries of the search for all that there is."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from search.keeping import keep
from search.models import Entry
from search.sources import SOURCES, source_of


class Command(BaseCommand):
    """Writes the entries that are missing or not as they should be."""

    help = "Writes the entries of the search anew where they are missing or old."

    def add_arguments(self, parser: CommandParser) -> None:
        """Only where there is nothing yet: after the update that brought the search."""
        parser.add_argument("--if-empty", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print how many documents and institutions were written."""
        if options["if_empty"] and Entry.objects.exists():
            return
        written = sum(map(self._all_of, SOURCES))
        self.stdout.write(f"written anew: {written}")

    def _all_of(self, model: type[Any]) -> int:
        keys = model.objects.order_by("pk").values_list("pk", flat=True)
        return sum(self._one(model, pk) for pk in keys.iterator())

    def _one(self, model: type[Any], pk: object) -> bool:
        with transaction.atomic():
            found = model.objects.select_for_update(of=("self",)).filter(pk=pk).first()
            return found is not None and keep(source_of(found))
