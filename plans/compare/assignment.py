"""Who goes with whom: the pairs of the greatest likeness in all, each one at most once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

#: Pairs that may be made, by their likeness; never negative.
Likeness = Mapping[tuple[int, int], float]
Pairs = list[tuple[int, int]]

#: The exact way takes time with the third power: larger groups choose the likest pairs first.
MOST_EXACT = 60
_NEVER = 1e9


def assigned(likeness: Likeness) -> Pairs:
    """The pairs with the greatest sum of likeness, ordered by the first of each.

    Those that can only go with each other are decided apart from all others, so that a whole
    plan costs little: most rows are like one other row alone.
    """
    pairs: Pairs = []
    for group in _groups(likeness):
        left, right = {old for old, _new in group}, {new for _old, new in group}
        exact = max(len(left), len(right)) <= MOST_EXACT
        pairs += _best(group) if exact else _likest_first(group)
    return sorted(pairs)


def _groups(likeness: Likeness) -> Iterator[dict[tuple[int, int], float]]:
    """Pairs that have nobody in common with the pairs of another group."""
    leader: dict[tuple[str, int], tuple[str, int]] = {}

    def find(one: tuple[str, int]) -> tuple[str, int]:
        while leader.setdefault(one, one) != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for old, new in likeness:
        leader[find(("new", new))] = find(("old", old))
    groups: dict[tuple[str, int], dict[tuple[int, int], float]] = defaultdict(dict)
    for pair, value in likeness.items():
        groups[find(("old", pair[0]))][pair] = value
    yield from groups.values()


def _likest_first(group: Likeness) -> Pairs:
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    pairs: Pairs = []
    for old, new in sorted(group, key=lambda pair: (-group[pair], pair)):
        if old not in taken_old and new not in taken_new:
            taken_old.add(old)
            taken_new.add(new)
            pairs.append((old, new))
    return pairs


def _best(group: Likeness) -> Pairs:
    """The Hungarian method on a square: who has nobody goes with a stranger for nothing."""
    if len(group) == 1:
        return list(group)
    left = sorted({old for old, _new in group})
    right = sorted({new for _old, new in group})
    size = len(left) + len(right) if len(group) < len(left) * len(right) else 0
    size = size or max(len(left), len(right))
    costs = [
        [_cost(group, left, right, row, column) for column in range(size)] for row in range(size)
    ]
    chosen = enumerate(_columns(costs))
    places = ((row, column) for row, column in chosen if row < len(left) and column < len(right))
    return [pair for row, column in places if (pair := (left[row], right[column])) in group]


def _cost(group: Likeness, left: list[int], right: list[int], row: int, column: int) -> float:
    if row >= len(left) or column >= len(right):
        return 0.0
    value = group.get((left[row], right[column]))
    return _NEVER if value is None else -value


def _columns(costs: list[list[float]]) -> list[int]:
    """The column of each row in the cheapest choice (shortest augmenting paths)."""
    size = len(costs)
    row_price, column_price = [0.0] * (size + 1), [0.0] * (size + 1)
    row_of = [0] * (size + 1)
    for row in range(1, size + 1):
        row_of[0] = row
        way = _path(costs, row_of, row_price, column_price)
        column = way.pop(-1)
        while column:
            row_of[column] = row_of[way[column]]
            column = way[column]
    found = [0] * size
    for column in range(1, size + 1):
        found[row_of[column] - 1] = column - 1
    return found


def _path(
    costs: list[list[float]], row_of: list[int], row_price: list[float], column_price: list[float]
) -> dict[int, int]:
    """From which column each one is reached; under -1 the free column at the end of the way."""
    size = len(costs)
    least = [float("inf")] * (size + 1)
    way: dict[int, int] = {}
    seen: list[int] = []
    free: Iterable[int] = range(1, size + 1)
    column = 0
    while True:
        seen.append(column)
        free = [one for one in free if one != column]
        line, price = costs[row_of[column] - 1], row_price[row_of[column]]
        for one in free:
            value = line[one - 1] - price - column_price[one]
            if value < least[one]:
                least[one], way[one] = value, column
        nearest = min(free, key=least.__getitem__)
        step = least[nearest]
        for one in seen:
            row_price[row_of[one]] += step
            column_price[one] -= step
        for one in free:
            least[one] -= step
        column = nearest
        if row_of[column] == 0:
            way[-1] = column
            return way
