"""A row with number and text alone is a heading, unless nothing stands under it."""

from .drafts import HeadingDraft, Role, TableDraft
from .headings import announces_control, is_child
from .rows import Place


def settle(draft: TableDraft) -> None:
    """Make activities of the headings of the lowest level that head nothing."""
    leaves = [sub for _section, sub in draft.subsections if _is_leaf(sub, draft)]
    if not leaves:
        return
    gone = {id(leaf) for leaf in leaves}
    draft.subsections = [pair for pair in draft.subsections if id(pair[1]) not in gone]
    draft.rows += [leaf.leaf for leaf in leaves if leaf.leaf]
    draft.rows.sort(key=lambda row: _order(row.places[0]))
    for row in draft.rows:
        row.subsections = tuple(sub for sub in row.subsections if id(sub) not in gone)


def _is_leaf(sub: HeadingDraft, draft: TableDraft) -> bool:
    number = sub.heading.number
    if sub.leaf is None or number is None or "." not in number or sub.role is not Role.GROUP:
        return False
    section = sub.leaf.section
    under = [row.number for row in draft.rows if row.section is section]
    under += [other.heading.number for above, other in draft.subsections if above is section]
    if any(one and is_child(one, number) for one in under) or announces_control(sub.heading.title):
        return False
    return not any(
        row.number is None and row.subsections and row.subsections[-1] is sub for row in draft.rows
    )


def _order(place: Place) -> tuple[int, int, int]:
    return place.line or 0, place.table or 0, place.row or 0
