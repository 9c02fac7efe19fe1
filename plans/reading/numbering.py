"""The lists that a Word document declares in ``word/numbering.xml``."""

from dataclasses import dataclass, field

from lxml import etree

from .archive import first_in
from .counting import MAX_LEVEL, Level, Lists

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P_PR, _NUM_PR, _STYLE = f"{_W}pPr", f"{_W}numPr", f"{_W}pStyle"


@dataclass
class Numbering:
    """The lists of a document by their number, and how far each has counted."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counted: Lists = field(default_factory=Lists)

    def label(self, paragraph: etree._Element) -> str:
        """The number that Word prints before the paragraph; empty for bullets and plain text."""
        properties = first_in(paragraph, _P_PR)
        if properties is None:
            return ""
        list_id, at = _place(first_in(properties, _NUM_PR))
        if not list_id:
            style = _value(first_in(properties, _STYLE))
            list_id, at = self.styles.get(style, ("", 0))
        levels = self.lists.get(list_id)
        return self.counted.next_label(self.owners[list_id], at, levels) if levels else ""


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
        if at.isdigit() and int(at) < MAX_LEVEL:
            levels[int(at)] = Level(
                int(start) if start.isdigit() else 1,
                _value(one.find(f"{_W}numFmt")),
                _value(one.find(f"{_W}lvlText")),
            )
    return levels


def _place(properties: etree._Element | None) -> tuple[str, int]:
    """List and level of a paragraph or a style; no list where there is none."""
    if properties is None:
        return "", 0
    level = _value(properties.find(f"{_W}ilvl"))
    return _value(properties.find(f"{_W}numId")), int(level) if level.isdigit() else 0


def _value(element: etree._Element | None) -> str:
    return element.get(f"{_W}val", "") if element is not None else ""
