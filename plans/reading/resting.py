"""Whether a row without a number is one of its own or the rest of the row above."""

import re

from .align import Aligned, is_known
from .columns import Column
from .drafts import RowDraft

_YEAR = re.compile(r"\s*\d{4}\s*(?:г\.?|година)?\s*")


def is_whole(aligned: Aligned, above: RowDraft) -> bool:
    """Whether a row that begins with a small letter is one of its own: in a table without numbers,
    with a deadline of its own below a row that has one, and no word is cut above it.
    """
    if above.number is not None or above.last(Column.TEXT).endswith("-"):
        return False
    if _YEAR.fullmatch(aligned.deadline):
        return False
    return is_known(aligned.deadline) and is_known(above.last(Column.DEADLINE))
