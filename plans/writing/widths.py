"""How wide columns are: wide enough for their longest word, the rest by how much they say."""

from collections.abc import Sequence

from .paper import Table

#: Letters of a word that need room on one line; longer ones are cut by their syllables.
_LONGEST = 16
_LEAST = 4
_PADDING = 2


def shares(table: Table) -> list[float]:
    """The share of each column in the width of the table; together 1."""
    texts = [_texts(table, at) for at in range(len(table.columns))]
    room = [_longest_word(column) + _PADDING for column in texts]
    said = [sum(map(len, column)) ** 0.8 for column in texts]
    whole = sum(said) or 1
    # A line holds about 150 letters: what the longest words leave free goes to who says most.
    free = max(150 - sum(room), 30)
    wide = [least + free * much / whole for least, much in zip(room, said, strict=True)]
    return [one / sum(wide) for one in wide]


def _texts(table: Table, at: int) -> Sequence[str]:
    rows = [row.cells[at] for row in table.rows if not row.is_heading]
    return [table.columns[at].label, *rows]


def _longest_word(texts: Sequence[str]) -> int:
    longest = max((len(word) for text in texts for word in text.split()), default=0)
    return min(max(longest, _LEAST), _LONGEST)


def is_long(row_cells: Sequence[str], widths: Sequence[float]) -> bool:
    """Whether a row may be higher than half a page: such a one is let to break."""
    lines = (len(text) / (150 * share) for text, share in zip(row_cells, widths, strict=False))
    return max(lines, default=0) > _HALF_A_PAGE


_HALF_A_PAGE = 18
