"""The most probable repair of a doubt, where one can be told from the document itself.

Each function looks at one kind of doubt and yields the changes that would settle it. They are
proposals: a person accepts them, and until then the reading stays as printed.
"""

from dataclasses import replace

from plans.reading.model import Anomaly, Reading

from . import cells, numbers, people, terms, values
from .rule import REPAIRS

__all__ = ["cells", "numbers", "people", "terms", "values", "with_repair"]


def with_repair(doubt: Anomaly, reading: Reading) -> Anomaly:
    """The doubt with its repair; without one where nothing is probable."""
    propose = REPAIRS.get(doubt.kind)
    changes = tuple(propose(doubt, reading)) if propose else ()
    return replace(doubt, repair=tuple(one for one in changes if one.now != one.was))
