"""Which row of one text is which row of another: by identity, by the same words, by likeness.

A number says nothing: rows are numbered anew with each change. The order of questions is fixed:
the same identity; the same words; the likest rows under the same heading; the likest rows of
what is left; a row that is a part of another under the same heading, as where one was split or
two were put together. Asked the other way round, the answer is the same.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from plans.compare.assignment import MOST_EXACT, Pairs, assigned
from plans.compare.parting import HELD, part_of

#: So like are two wordings of one row; under the same heading and number less is enough.
LIKE = 72.0
LIKE_IN_PLACE = 65.0
#: So like are two wordings of one heading.
LIKE_HEADING = 60.0
#: Beyond so many pairs only rows that stand near each other are held side by side.
MOST_PAIRS = 250_000

NOWHERE = -1


@dataclass(frozen=True, order=True)
class Heading:
    """A heading as it is compared; ``above`` is the title of the one over it."""

    title: str
    number: str = ""
    level: int = 1
    above: str = ""


@dataclass(frozen=True, order=True)
class Line:
    """A row as it is compared; ``heading`` counts the headings of its text from nought."""

    text: str
    number: str = ""
    heading: int = NOWHERE
    rest: tuple[str, ...] = ()
    identity: str = ""


@dataclass(frozen=True, order=True)
class Document:
    """A text as it is compared."""

    lines: tuple[Line, ...]
    headings: tuple[Heading, ...] = ()


@dataclass(frozen=True)
class Matching:
    """Pairs of rows and of headings by their places, and which of them stand elsewhere now."""

    lines: tuple[tuple[int, int], ...]
    headings: tuple[tuple[int, int], ...]
    moved: frozenset[tuple[int, int]]
    moved_headings: frozenset[tuple[int, int]]


def match(before: Document, after: Document) -> Matching:
    """The rows and headings that go on."""
    if before > after:
        return _turned(match(after, before))
    headings = _headings(before, after)
    homes = {NOWHERE: NOWHERE} | dict(headings)
    lines = _Rows(before.lines, after.lines, homes).pairs()
    return Matching(
        tuple(lines), tuple(headings), _moved(before, after, homes, lines), _strayed(headings)
    )


def _turned(found: Matching) -> Matching:
    def turn(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        return ((new, old) for old, new in pairs)

    return Matching(
        tuple(sorted(turn(found.lines))),
        tuple(sorted(turn(found.headings))),
        frozenset(turn(found.moved)),
        frozenset(turn(found.moved_headings)),
    )


def _headings(before: Document, after: Document) -> Pairs:
    """Headings that go on: by their words, and by the rows that stand under both."""
    shared = _shared(before, after)
    likeness: dict[tuple[int, int], float] = {}
    for old, one in enumerate(before.headings):
        for new, other in enumerate(after.headings):
            value = _heading_likeness(one, other, shared[old, new])
            if value:
                likeness[old, new] = value - abs(old - new) / 1e4
    return assigned(likeness)


def _heading_likeness(one: Heading, other: Heading, shared: int) -> float:
    if one.level != other.level:
        return 0.0
    same_number = bool(one.number) and one.number == other.number
    ratio = fuzz.ratio(one.title.casefold(), other.title.casefold())
    if ratio < LIKE_HEADING and not shared and not same_number:
        return 0.0
    return 1 + ratio + 30 * (one.above == other.above) + 10 * same_number + min(shared, 10) * 5


def _shared(before: Document, after: Document) -> Counter[tuple[int, int]]:
    """How many rows of the same identity stand under each pair of headings."""
    homes = {line.identity: line.heading for line in before.lines if line.identity}
    return Counter(
        (homes[line.identity], line.heading) for line in after.lines if line.identity in homes
    )


class _Rows:
    """The rows of both texts that have nobody yet, and the pairs that were found."""

    def __init__(self, old: Sequence[Line], new: Sequence[Line], homes: dict[int, int]) -> None:
        self.old, self.new, self.homes = old, new, homes
        self.free_old, self.free_new = dict(enumerate(old)), dict(enumerate(new))
        self.found: Pairs = []

    def pairs(self) -> Pairs:
        """All pairs, ordered by the place of the first."""
        self._take(_with_same(self.old, self.new, lambda line: line.identity))
        self._take(self._same_words())
        for old, new in self._under_same_heading():
            self._take(self._likest(old, new, LIKE_IN_PLACE))
        self._take(self._likest([*self.free_old], [*self.free_new], LIKE))
        for old, new in self._under_same_heading():
            self._take(self._parts(old, new))
        return sorted(self.found)

    def _take(self, pairs: Iterable[tuple[int, int]]) -> None:
        for old, new in pairs:
            del self.free_old[old], self.free_new[new]
            self.found.append((old, new))

    def _same_words(self) -> Pairs:
        groups = _by(self.free_old, self.free_new, lambda line: line.text)
        pairs: Pairs = []
        for old, new in groups:
            if max(len(old), len(new)) > MOST_EXACT:
                pairs += zip(old, new, strict=False)
            else:
                pairs += assigned({(a, b): self._value(a, b, 100.0) for a in old for b in new})
        return pairs

    def _under_same_heading(self) -> list[tuple[list[int], list[int]]]:
        old, new = defaultdict(list), defaultdict(list)
        for place, line in self.free_old.items():
            old[self.homes.get(line.heading, None)].append(place)
        for place, line in self.free_new.items():
            new[line.heading].append(place)
        return [(old[home], new[home]) for home in list(new) if old[home]]

    def _likest(self, old: list[int], new: list[int], enough: float) -> Pairs:
        """The best choice among rows; of very many only those that stand near each other."""
        near = max(1, MOST_PAIRS // max(1, len(old), len(new)))
        likeness: dict[tuple[int, int], float] = {}
        words = [self.new[place].text for place in new]
        for rank, place in enumerate(old):
            start = max(0, rank - near)
            others = words[start : rank + near + 1]
            found = process.extract(
                self.old[place].text, others, scorer=fuzz.ratio, score_cutoff=enough, limit=None
            )
            for _words, ratio, offset in found:
                other = new[start + offset]
                if ratio >= LIKE or self._in_place(place, other):
                    likeness[place, other] = self._value(place, other, ratio)
        return assigned(likeness)

    def _parts(self, old: list[int], new: list[int]) -> Pairs:
        """Rows of which one is a part of the other."""
        if len(old) * len(new) > MOST_PAIRS:
            return []
        likeness: dict[tuple[int, int], float] = {}
        for place in old:
            for other in new:
                one, two = sorted((self.old[place].text, self.new[other].text), key=_length)
                if part_of(one, two) >= HELD:
                    likeness[place, other] = self._value(place, other, fuzz.ratio(one, two))
        return assigned(likeness)

    def _in_place(self, old: int, new: int) -> bool:
        number = self.old[old].number
        return bool(number) and number == self.new[new].number

    def _value(self, old: int, new: int, ratio: float) -> float:
        """Likeness of the words, then of the place and the other cells, then how near they are."""
        one, other = self.old[old], self.new[new]
        home = self.homes.get(one.heading) == other.heading
        number = bool(one.number) and one.number == other.number
        distance = min(abs(old - new), 1000) / 1e3
        return ratio + 20 * home + 10 * number + 10 * _alike(one.rest, other.rest) + 1 - distance


def _length(text: str) -> tuple[int, str]:
    return len(text), text


def _alike(one: Sequence[str], other: Sequence[str]) -> float:
    told = [(a, b) for a, b in zip(one, other, strict=False) if a or b]
    return sum(a == b for a, b in told) / len(told) if told else 0.0


def _with_same(old: Sequence[Line], new: Sequence[Line], key: Callable[[Line], str]) -> Pairs:
    places = {key(line): place for place, line in enumerate(old) if key(line)}
    return [(places[key(line)], place) for place, line in enumerate(new) if key(line) in places]


def _by(
    old: dict[int, Line], new: dict[int, Line], key: Callable[[Line], str]
) -> list[tuple[list[int], list[int]]]:
    groups: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, lines in enumerate((old, new)):
        for place, line in lines.items():
            groups[key(line)][side].append(place)
    return [(left, right) for left, right in groups.values() if left and right]


def _moved(
    before: Document, after: Document, homes: dict[int, int], pairs: Pairs
) -> frozenset[tuple[int, int]]:
    """Rows under another heading, and the fewest that must move for the order to be as it is."""
    stayed: dict[int, Pairs] = defaultdict(list)
    for old, new in pairs:
        home = after.lines[new].heading
        if homes.get(before.lines[old].heading) == home:
            stayed[home].append((old, new))
    in_order = {pair for some in stayed.values() for pair in _in_order(some)}
    return frozenset(set(pairs) - in_order)


def _strayed(headings: Pairs) -> frozenset[tuple[int, int]]:
    return frozenset(set(headings) - set(_in_order(headings)))


def _in_order(pairs: Pairs) -> Pairs:
    """The longest run of pairs, ordered by the first, whose second ones rise too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for place, (_old, new) in enumerate(pairs):
        length = bisect_left(ends, new)
        ends[length : length + 1] = [new]
        last[length : length + 1] = [place]
        before.append(last[length - 1] if length else NOWHERE)
    run: Pairs = []
    place = last[-1] if last else NOWHERE
    while place != NOWHERE:
        run.append(pairs[place])
        place = before[place]
    return run[::-1]
