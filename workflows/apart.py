"""Separation of duties: who did one thing with a document does not do another with it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from institutions.models import Person

Lazy = Any  # a str or a lazy translation

#: No article asks for it (domain.md 1 says so of inspections): a guard of the product.
GOOD_PRACTICE = gettext_lazy("good practice")


@dataclass(frozen=True)
class Apart:
    """A step is apart from others: who took one of these steps of the document, in person or by
    a stand-in, does not take it, nor do those whom the document names.

    ``why`` is said of somebody named: „%(name)s is of the team …“.
    """

    steps: tuple[str, ...]
    named: Callable[[Any], list[Person]] | None = None
    why: Lazy = ""
    article: Lazy = GOOD_PRACTICE

    def names(self, document: Any) -> list[int]:
        """The keys of those whom the document names."""
        return [one.pk for one in self.named(document)] if self.named else []


@dataclass(frozen=True)
class Bar:
    """Why somebody may not take a step that is of their post.

    ``name`` is the person who did the other thing: oneself, or the one stood in for. Without a
    ``step`` the document names them.
    """

    name: str
    step: str = ""
    on: datetime.date | None = None

    def sentence(self, apart: Apart, done: Lazy) -> str:
        """What the barred person reads; ``done`` tells the step that was taken."""
        if not self.step or self.on is None:
            return str(apart.why) % {"name": self.name}
        return _(
            "“%(done)s” of %(day)s was by %(name)s: who did that does not take this step too, "
            "and neither does who stands in for them."
        ) % {"done": done, "day": f"{self.on:%d.%m.%Y}", "name": self.name}
