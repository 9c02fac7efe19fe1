"""``GET /health``: whether database, broker and worker do their work, and how late letters are."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.models import Min
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import Redis
from redis.exceptions import RedisError

from workflows.models import Notice
from workflows.models.notice import TO_SEND
from workflows.tasks import HEARTBEAT_KEY

WORKER_SILENCE = 30
"""Seconds without a heartbeat after which the worker counts as down; it beats every 5."""
BROKER_PATIENCE = 2
"""Seconds to wait for Redis: the answer itself must not hang when it is gone."""


@dataclass(frozen=True)
class Health:
    """What the page says; each part is "ok" or "down"."""

    status: str
    database: str
    broker: str
    worker: str
    oldest_unsent_notice_seconds: int | None
    """None when every letter is sent, or when the database cannot be asked."""


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when all is well, 503 when a part is down."""
    seen = examine()
    return JsonResponse(asdict(seen), status=200 if seen.status == "ok" else 503)


def examine() -> Health:
    """Ask each part once."""
    broker = Redis.from_url(
        settings.REDIS_URL, socket_timeout=BROKER_PATIENCE, socket_connect_timeout=BROKER_PATIENCE
    )
    database = _word(_database_answers)
    parts = (database, _word(broker.ping), _word(lambda: _worker_beats(broker)))
    status = "ok" if set(parts) == {"ok"} else "down"
    return Health(status, *parts, oldest_unsent() if database == "ok" else None)


def _word(answers: Callable[[], object]) -> str:
    try:
        return "ok" if answers() else "down"
    except (DatabaseError, RedisError, OSError):
        return "down"


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _worker_beats(broker: Redis) -> bool:
    beat = broker.get(HEARTBEAT_KEY)
    return isinstance(beat, bytes) and time.time() - int(beat) <= WORKER_SILENCE


def oldest_unsent() -> int | None:
    """Age in whole seconds of the letter that has waited longest."""
    written = Notice.objects.filter(TO_SEND).aggregate(first=Min("created_at"))["first"]
    return None if written is None else int((timezone.now() - written).total_seconds())
