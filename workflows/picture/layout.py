"""Where everything of a picture stands: columns, lanes and corners, in pixels.

Two arrangements of the same cards. Lying: the route on one line from left to right, states beside
it below, ways that do not lead to the next card go by lanes above the line and under it.
Standing, for a phone: all cards in one column, such ways go by lanes at the right.
All ways to one place share its lane: they arrive together, by one arrow.
"""

import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from workflows.picture.drawing import Picture, Place, Turn, Way

Point = tuple[float, float]

MARGIN = 12.0
PAD = 11.0
LINE = 18.0
LANE = 12.0
#: Width of a letter as a part of the size of the type, on the safe side for Cyrillic.
LETTER = 0.6
TITLE, SMALL = 14, 13
WIDE = 172
PHONE = 356


@dataclass(frozen=True)
class Row:
    """A way as it is written in its card."""

    way: Way
    lines: tuple[str, ...]
    y: float


@dataclass(frozen=True)
class Card:
    """A state with its ways written in it, one under another."""

    place: Place
    x: float
    y: float
    width: float
    height: float
    title: tuple[str, ...]
    reached: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def right(self) -> float:
        """The edge at which ways leave."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Where ways arrive from above."""
        return self.x + self.width / 2

    @property
    def door(self) -> float:
        """Where ways arrive from the side: beside the title."""
        return self.y + PAD + LINE / 2


@dataclass(frozen=True)
class Line:
    """A way as a line with corners; the arrow stands at its end."""

    way: Way
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Layout:
    """A picture with coordinates."""

    picture: Picture
    width: float
    height: float
    cards: tuple[Card, ...]
    lines: tuple[Line, ...]


def wrapped(text: str, width: float, size: int) -> tuple[str, ...]:
    """A text in lines that fit a width, in pixels of type of that size."""
    return tuple(textwrap.wrap(text, max(int(width / (size * LETTER)), 8)))


def card_of(place: Place, x: float, y: float, width: float) -> Card:
    """A card with its texts broken to its width; as high as they need."""
    title = wrapped(str(place.label), width - 2 * PAD - LINE, TITLE)
    reached = wrapped(place.reached, width - 2 * PAD, SMALL)
    rows, height = [], PAD + LINE * (len(title) + len(reached)) + (PAD if place.ways else 0)
    for way in place.ways:
        lines = wrapped(str(way.label), width - 2 * PAD - LINE, SMALL)
        rows.append(Row(way, lines, y + height))
        height += LINE * len(lines) + 4
    return Card(place, x, y, width, height + PAD, title, reached, tuple(rows))


def lying(picture: Picture) -> Layout:
    """The route from left to right."""
    leaving = _leaving(picture)
    last = max(place.column for place in picture.places)
    above = _lanes(_spans(picture, beside=False))
    below = _lanes(_spans(picture, beside=True))
    top = MARGIN + LANE * (_count(above) + 1)
    cards = [_in_row(place, leaving, top) for place in picture.places if not place.beside]
    street = max(card.bottom for card in cards) + LANE
    under = street + LANE * (_count(below) + 1)
    cards += [_in_row(place, leaving, under) for place in picture.places if place.beside]
    heights = {value: top - LANE * (lane + 1) for value, lane in above.items()}
    heights |= {value: street + LANE * lane for value, lane in below.items()}
    return Layout(
        picture,
        width=max(card.right for card in cards) + _gap(leaving[last]) + MARGIN,
        height=max(card.bottom for card in cards) + MARGIN,
        cards=tuple(cards),
        lines=tuple(_lying_lines(cards, heights)),
    )


def standing(picture: Picture) -> Layout:
    """All cards in one column, as a phone shows them."""
    order = {place.value: number for number, place in enumerate(picture.places)}
    spans = {
        way.target: (order[way.source], order[way.target])
        for way in picture.ways
        if _by_lane(picture, way)
    }
    lanes = _lanes(_widened(picture, spans, order))
    width = PHONE - 2 * MARGIN - LANE * (_count(lanes) + 1)
    cards, y = [], float(MARGIN)
    for place in picture.places:
        cards.append(card_of(place, MARGIN, y, width))
        y = cards[-1].bottom + 2 * LANE
    right = {value: MARGIN + width + LANE * (lane + 1) for value, lane in lanes.items()}
    lines = _standing_lines(cards, right)
    return Layout(picture, PHONE, y - LANE, tuple(cards), tuple(lines))


def _leaving(picture: Picture) -> Counter[int]:
    """How many ways leave each column to the right: each gets a channel of its own."""
    return Counter(
        place.column for place in picture.places for way in place.ways if way.turn is not Turn.STAY
    )


def _gap(leaving: int) -> float:
    return LANE * (leaving + 2)


def _in_row(place: Place, leaving: Counter[int], y: float) -> Card:
    before = sum(WIDE + _gap(leaving[column]) for column in range(place.column))
    return card_of(place, MARGIN + before, y, WIDE)


def _is_next(source: Place, target: Place) -> bool:
    return not source.beside and not target.beside and target.column == source.column + 1


def _by_lane(picture: Picture, way: Way) -> bool:
    """Whether a way leads elsewhere than to the next card of the route, or back to its own."""
    places = {place.value: place for place in picture.places}
    return way.turn is not Turn.STAY and not _is_next(places[way.source], places[way.target])


def _spans(picture: Picture, *, beside: bool) -> dict[str, tuple[int, int]]:
    """From which column to which the lane of each target runs."""
    order = {place.value: place.column for place in picture.places}
    aside = {place.value for place in picture.places if place.beside}
    found = {
        way.target: (order[way.target], order[way.target])
        for way in picture.ways
        if _by_lane(picture, way) and (way.target in aside) == beside
    }
    return _widened(picture, found, order)


def _widened(
    picture: Picture, spans: dict[str, tuple[int, int]], order: dict[str, int]
) -> dict[str, tuple[int, int]]:
    """The spans as wide as all the ways that share them."""
    for way in picture.ways:
        if way.target in spans and _by_lane(picture, way):
            low, high = spans[way.target]
            ends = (low, high, order[way.source], order[way.target])
            spans[way.target] = min(ends), max(ends)
    return spans


def _lanes(spans: dict[str, tuple[int, int]]) -> dict[str, int]:
    """A lane for each target; short ones lie nearest, and those that do not meet share one."""
    lanes: dict[str, int] = {}
    for value, span in sorted(spans.items(), key=lambda one: one[1][1] - one[1][0]):
        busy = {lanes[other] for other in lanes if _meet(span, spans[other])}
        lanes[value] = next(lane for lane in range(len(spans)) if lane not in busy)
    return lanes


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _count(lanes: dict[str, int]) -> int:
    return max(lanes.values(), default=-1) + 1


def _moving(cards: list[Card]) -> Iterator[tuple[Card, Row, Card]]:
    """Ways that leave their card, with the card that they lead to."""
    target = {card.place.value: card for card in cards}
    for card in cards:
        for row in card.rows:
            if row.way.turn is not Turn.STAY:
                yield card, row, target[row.way.target]


def _lying_lines(cards: list[Card], heights: dict[str, float]) -> Iterator[Line]:
    channels: Counter[int] = Counter()
    for card, row, end in _moving(cards):
        channels[card.place.column] += 1
        x, y = card.right + LANE * channels[card.place.column], row.y + LINE / 2
        start = ((card.right, y), (x, y))
        if _is_next(card.place, end.place):
            yield Line(row.way, (*start, (x, end.door), (end.x, end.door)))
        else:
            lane = heights[row.way.target]
            yield Line(row.way, (*start, (x, lane), (end.middle, lane), (end.middle, end.y)))


def _standing_lines(cards: list[Card], right: dict[str, float]) -> Iterator[Line]:
    for card, row, end in _moving(cards):
        y = row.y + LINE / 2
        if _is_next(card.place, end.place):
            yield Line(row.way, ((card.middle, card.bottom), (card.middle, end.y)))
        else:
            x = right[row.way.target]
            yield Line(row.way, ((card.right, y), (x, y), (x, end.door), (end.right, end.door)))
