"""Numbers that Word counts by itself: not in the text, but whoever reads the page sees them."""

from dataclasses import dataclass, field

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_MAX_LEVEL = 9


@dataclass(frozen=True)
class Level:
    """One level of a list: where it begins to count, its kind of number, and its pattern."""

    start: int = 1
    kind: str = "decimal"
    pattern: str = ""


@dataclass
class Numbering:
    """The lists of a document, and how far each has counted."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)

    def label(self, paragraph: etree._Element) -> str:
        """The number that Word prints before the paragraph; empty for bullets and plain text."""
        list_id, at = _place(paragraph.find(f"{_W}pPr/{_W}numPr"))
        if not list_id:
            style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
            list_id, at = self.styles.get(style, ("", 0))
        levels = self.lists.get(list_id)
        if levels is None or at not in levels:
            return ""
        return _written(levels, at, self._count(list_id, at, levels))

    def _count(self, list_id: str, at: int, levels: dict[int, Level]) -> list[int]:
        """Count one on at this level; lower levels begin anew."""
        counts = self.counts.setdefault(self.owners[list_id], [0] * _MAX_LEVEL)
        start = levels[at].start
        counts[at] = counts[at] + 1 if counts[at] else start
        counts[at + 1 :] = [0] * (_MAX_LEVEL - at - 1)
        return counts


def read_numbering(root: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """The lists that ``word/numbering.xml`` declares, and the styles that use them."""
    numbering = Numbering()
    if root is None:
        return numbering
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        place = _place(style.find(f"{_W}pPr/{_W}numPr"))
        if place[0]:
            numbering.styles[style.get(f"{_W}styleId", "")] = place
    kinds = {
        one.get(f"{_W}abstractNumId", ""): _levels(one) for one in root.iter(f"{_W}abstractNum")
    }
    for one in root.iter(f"{_W}num"):
        abstract = _value(one.find(f"{_W}abstractNumId"))
        if abstract in kinds:
            name = one.get(f"{_W}numId", "")
            restarts = one.find(f"{_W}lvlOverride/{_W}startOverride") is not None
            numbering.lists[name] = kinds[abstract]
            numbering.owners[name] = name if restarts else f"abstract {abstract}"
    return numbering


def _levels(abstract: etree._Element) -> dict[int, Level]:
    levels = {}
    for one in abstract.iter(f"{_W}lvl"):
        at = one.get(f"{_W}ilvl", "")
        start = _value(one.find(f"{_W}start"))
        if at.isdigit() and int(at) < _MAX_LEVEL:
            levels[int(at)] = Level(
                int(start) if start.isdigit() else 1,
                _value(one.find(f"{_W}numFmt")),
                _value(one.find(f"{_W}lvlText")),
            )
    return levels


def _written(levels: dict[int, Level], at: int, counts: list[int]) -> str:
    level = levels[at]
    if level.kind not in ("decimal", "decimalZero", "upperRoman", "lowerRoman"):
        return ""
    text = level.pattern
    for index in range(at + 1):
        own = levels.get(index, Level())
        number = counts[index] or own.start
        text = text.replace(f"%{index + 1}", _roman(number) if "Roman" in own.kind else str(number))
    return text.strip()


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text


def _place(properties: etree._Element | None) -> tuple[str, int]:
    """List and level of a paragraph or a style; no list where there is none."""
    if properties is None:
        return "", 0
    level = _value(properties.find(f"{_W}ilvl"))
    return _value(properties.find(f"{_W}numId")), int(level) if level.isdigit() else 0


def _value(element: etree._Element | None) -> str:
    return element.get(f"{_W}val", "") if element is not None else ""
