"""Uploaded files that no row names.

A file is written before its row is certain: when the transaction is rolled back, or a process
dies between the two, the file stays alone. Nothing is done about that where files are written;
what stands alone for a day is deleted here, for all uploads alike.
"""

import datetime
from collections.abc import Iterator

from django.apps import apps
from django.core.files.storage import Storage
from django.db.models import FileField

#: No transaction is open as long as that.
LEFT_ALONE_FOR = datetime.timedelta(days=1)


def delete_orphans(now: datetime.datetime) -> int:
    """Delete files older than a day that no row names; how many there were."""
    # The files first: a row that is written meanwhile names none of them.
    old = [found for field in _fields() for found in _old_in(field, now - LEFT_ALONE_FOR)]
    kept = named()
    orphans = [(storage, name) for storage, name in old if name not in kept]
    for storage, name in orphans:
        storage.delete(name)
    return len(orphans)


def named() -> set[str]:
    """The names of all files that rows name."""
    return {
        name
        for field in _fields()
        for name in field.model._default_manager.values_list(field.name, flat=True)  # noqa: SLF001
        if name
    }


def _fields() -> list[FileField]:
    return [
        field
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, FileField)
    ]


def _old_in(field: FileField, before: datetime.datetime) -> Iterator[tuple[Storage, str]]:
    """The files in the folder of a field that were written before a moment."""
    storage, folder = field.storage, str(field.upload_to)
    if not storage.exists(folder):
        return
    for name in storage.listdir(folder)[1]:
        path = f"{folder.rstrip('/')}/{name}"
        if storage.get_modified_time(path) < before:
            yield storage, path
