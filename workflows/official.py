"""Our own texts that become part of a document: kept in the language of the office.

Whoever takes the step, the paper is Bulgarian. A page that is read in another language says
the kept text in it, while the text is one that is still known.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation

Lazy = Any  # a str or a lazy translation


def official(text: Lazy) -> str:
    """The text as the document keeps it."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(text)


def reader_of(known: Callable[[], Iterable[Lazy]]) -> Callable[[str], str]:
    """A reader of kept texts that come from a list of known ones; others stay as they are."""

    @cache
    def by_kept_text() -> dict[str, Lazy]:
        return {official(one): one for one in known()}

    return lambda kept: str(by_kept_text().get(kept, kept))
