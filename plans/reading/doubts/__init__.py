"""Doubts: what a careful clerk would want to be warned of. Nothing is repaired here."""

from collections.abc import Iterator

from plans.reading.model import Anomaly

from .cells import cell_doubts
from .council import council_doubts
from .dates import date_doubts
from .evidence import Evidence
from .numbers import number_doubts
from .people import people_doubts
from .shape import shape_doubts
from .signatures import signature_doubts
from .targets import target_doubts

__all__ = ["Evidence", "doubts_of"]

_CHECKS = (
    shape_doubts,
    signature_doubts,
    number_doubts,
    cell_doubts,
    date_doubts,
    target_doubts,
    people_doubts,
    council_doubts,
)


def doubts_of(evidence: Evidence) -> Iterator[Anomaly]:
    """All doubts, in the order of the checks."""
    for check in _CHECKS:
        yield from check(evidence)
