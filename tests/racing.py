"""Several people at once, on a real database: all are inside before anybody is let through."""

import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.test import Client

WAITING = """
    SELECT count(DISTINCT l.pid) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE NOT l.granted AND a.datname = current_database()
"""


def together(
    documents: list[Any], *calls: Callable[[], Any], waiting: int | None = None
) -> list[Any]:
    """Start every call in a thread with its own connection, while the documents are locked.

    The lock is let go when ``waiting`` of them (all, when not said) wait for it, so that the
    calls meet in the gate and not one after the other. What each returned or raised.
    """
    answers: list[Any] = [None] * len(calls)
    threads = [
        threading.Thread(target=_call, args=(answers, place, call), daemon=True)
        for place, call in enumerate(calls)
    ]
    with transaction.atomic():
        for document in documents:
            type(document).objects.select_for_update(of=("self",)).get(pk=document.pk)
        for thread in threads:
            thread.start()
        _until_all_wait(waiting or len(calls))
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads), "somebody still waits"
    return answers


def _call(answers: list[Any], place: int, call: Callable[[], Any]) -> None:
    try:
        answers[place] = call()
    except Exception as fault:  # noqa: BLE001 - what was raised is what the test asks
        answers[place] = fault
    finally:
        connection.close()


def _until_all_wait(number: int) -> None:
    until = time.monotonic() + 30
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(WAITING)
            if cursor.fetchone()[0] >= number:
                return
        assert time.monotonic() < until, "they did not meet"
        time.sleep(0.02)


def presses(person: Any, document: Any, step: str, **entered: Any) -> Callable[[], Any]:
    """A person with the page of a step before them; the call sends its form."""
    client = Client()
    client.force_login(person)
    url = f"/{document.slug}/{document.pk}/steps/{step}/"
    content = {"seen_version": document.version, **entered}
    return lambda: client.post(url, content, headers={"accept-language": "bg"})


def meanwhile(first: Callable[[], Any], call: Callable[[], Any], *, rest: float = 0) -> Any:
    """What a call answers that begins after ``first`` was written and waits for its commit, which
    comes ``rest`` seconds after that.
    """
    answers: list[Any] = [None]
    thread = threading.Thread(target=_call, args=(answers, 0, call), daemon=True)
    with transaction.atomic():
        first()
        thread.start()
        _until_all_wait(1)
        time.sleep(rest)
    thread.join(30)
    assert not thread.is_alive(), "it still waits"
    return answers[0]
