"""A document on the disk, opened for a command."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from .formats import check_size
from .problems import Unreadable

_CLOSED = _("The file %(name)s cannot be opened; check its name and that you may read it.")


def content_of(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        Unreadable: too large, or it cannot be opened.
    """
    try:
        check_size(path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(_CLOSED % {"name": path.name}) from error


@contextmanager
def quietly() -> Iterator[None]:
    """Who typed the command gets its sentence alone; nothing is logged until it has ended."""
    before = logging.root.manager.disable
    logging.disable()
    try:
        yield
    finally:
        logging.disable(before)
