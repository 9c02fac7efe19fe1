"""Whether the pages of a PDF show a version as it is written here."""

from collections.abc import Iterator, Sequence

from plans.models import Revision
from plans.writing import Paper, write
from plans.writing.issuing import revision_on_paper
from workflows.models import Record

from .drawing import drawn_in


def shows(revision: Revision, moves: Sequence[Record], step: Record | None, drawn: str) -> bool:
    """Whether a mark is that of a paper of the version, before ``step``, with it, or now."""
    return any(drawn_in(write(one, "pdf")) == drawn for one in _papers(revision, moves, step))


def _papers(revision: Revision, moves: Sequence[Record], step: Record | None) -> Iterator[Paper]:
    yield revision_on_paper(revision, moves)
    if step is not None:
        before = [one for one in moves if one.sequence < step.sequence]
        yield revision_on_paper(revision, [*before, step])
        yield revision_on_paper(revision, before)
