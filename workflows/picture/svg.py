"""A picture as SVG: for a page, coloured by its style sheet, or as a file with its own colours."""

from collections.abc import Iterable

from lxml import etree

from workflows.picture import words
from workflows.picture.drawing import Picture, Standing
from workflows.picture.layout import LINE, MARGIN, PAD, SMALL, Card, Layout, Point, Row, wrapped
from workflows.picture.layout import Line as Drawn

NAMESPACE = "http://www.w3.org/2000/svg"
CORNER = 6
ARROW = 5
STANDING = {Standing.PASSED: "is-done", Standing.HERE: "is-here", Standing.AHEAD: ""}
#: The colours of a file that stands alone; on a page ``saglas.css`` says them.
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1a2130 } .t { font-size: 14px; font-weight: 650 }
.s { fill: #4d5567 } rect { fill: #fff; stroke: #858175 } path { fill: none; stroke: #4d5567 }
path.head { fill: #4d5567 } .is-beside rect { stroke-dasharray: 5 3 }
@media (prefers-color-scheme: dark) { text { fill: #e9ebf2 } .s { fill: #acb3c4 }
svg { background: #12151d } rect { fill: #1a1f2a; stroke: #7b859b } path { stroke: #acb3c4 }
path.head { fill: #acb3c4 } }
"""


def on_page(layout: Layout, name: str, css: str) -> str:
    """The drawing inside a page; ``name`` keeps its ids apart from those of another drawing."""
    root = _drawing(layout, name)
    root.set("class", f"r-flow {css}")
    return etree.tostring(root, encoding="unicode")


def as_file(layout: Layout) -> str:
    """The drawing as a file of its own."""
    root = _drawing(layout, "flow")
    style = etree.Element(_tag("style"))
    style.text = STYLE
    root.insert(2, style)
    return etree.tostring(root, encoding="unicode", pretty_print=True)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: etree._Element, name: str, **attributes: object) -> etree._Element:
    plain = {key.rstrip("_").replace("_", "-"): _plain(one) for key, one in attributes.items()}
    return etree.SubElement(parent, _tag(name), {key: one for key, one in plain.items() if one})


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _drawing(layout: Layout, name: str) -> etree._Element:
    said = [
        line
        for sentence in words.said(layout.picture)
        for line in wrapped(sentence, layout.width - 2 * MARGIN - PAD, SMALL)
    ]
    height = layout.height + (len(said) * LINE + 2 * PAD if said else 0)
    root = etree.fromstring(f'<svg xmlns="{NAMESPACE}"/>')
    root.set("viewBox", f"0 0 {layout.width:g} {height:g}")
    root.set("width", f"{layout.width:g}")
    root.set("height", f"{height:g}")
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-desc")
    _add(root, "title", id=f"{name}-title").text = str(layout.picture.title)
    _add(root, "desc", id=f"{name}-desc").text = words.described(layout.picture)
    for line in layout.lines:
        _line(root, line, layout.picture)
    for card in layout.cards:
        _card(root, card, name)
    _texts(root, said, MARGIN, layout.height + PAD, "n")
    return root


def _line(root: etree._Element, line: Drawn, picture: Picture) -> None:
    css = " ".join(("way", line.way.turn.value, "is-done" if line.way.passed else "")).strip()
    group = _add(root, "g", class_=css)
    _add(group, "title").text = str(line.way.label)
    _add(group, "path", d=_rounded(line.points))
    _add(group, "path", class_="head", d=_arrow(line.points))


def _rounded(points: tuple[Point, ...]) -> str:
    """A line through the points with its corners cut round."""
    start, *corners, end = points
    told, before = [f"M{start[0]:g} {start[1]:g}"], start
    for corner, after in zip(corners, [*corners, end][1:], strict=True):
        into, out = _towards(corner, before), _towards(corner, after)
        told.append(f"L{into[0]:g} {into[1]:g}Q{corner[0]:g} {corner[1]:g} {out[0]:g} {out[1]:g}")
        before = corner
    return "".join([*told, f"L{end[0]:g} {end[1]:g}"])


def _towards(corner: Point, other: Point) -> Point:
    """A point a little before a corner, or half way where the way is short."""
    (x, y), (to_x, to_y) = corner, other
    length = abs(to_x - x) + abs(to_y - y)
    part = min(CORNER / length, 0.5) if length else 0
    return x + (to_x - x) * part, y + (to_y - y) * part


def _arrow(points: tuple[Point, ...]) -> str:
    """A head at the last point, in the direction in which the line arrives."""
    (from_x, from_y), (x, y) = points[-2:]
    length = abs(x - from_x) + abs(y - from_y) or 1
    along_x, along_y = (x - from_x) / length * ARROW * 1.6, (y - from_y) / length * ARROW * 1.6
    side_x, side_y = along_y / 1.6, along_x / 1.6
    one = f"{x - along_x + side_x:g} {y - along_y + side_y:g}"
    other = f"{x - along_x - side_x:g} {y - along_y - side_y:g}"
    return f"M{x:g} {y:g}L{one}L{other}Z"


def _card(root: etree._Element, card: Card, name: str) -> None:
    place = card.place
    beside = "is-beside" if place.beside else ""
    css = " ".join(part for part in ("card", STANDING[place.standing], beside) if part)
    here = f"{name}-here" if place.standing is Standing.HERE else ""
    group = _add(root, "g", class_=css, id=here)
    _add(group, "rect", x=card.x, y=card.y, width=card.width, height=card.height, rx=8)
    top = card.y + PAD
    _texts(group, card.title, card.x + PAD, top, "t")
    _texts(group, card.reached, card.x + PAD, top + LINE * len(card.title), "s")
    if place.standing is not Standing.AHEAD:
        sign = "●" if place.standing is Standing.HERE else "✓"
        _texts(group, [sign], card.right - PAD - LINE / 2, top, "t")
    for row in card.rows:
        _row(group, card, row)


def _row(group: etree._Element, card: Card, row: Row) -> None:
    css = "w is-done" if row.way.passed else "w"
    sign = "✓" if row.way.passed else words.SIGNS[row.way.turn]
    _texts(group, [sign], card.x + PAD, row.y, "s")
    _texts(group, row.lines, card.x + PAD + LINE, row.y, css)


def _texts(parent: etree._Element, lines: Iterable[str], x: float, y: float, css: str) -> None:
    for number, line in enumerate(lines):
        _add(parent, "text", class_=css, x=x, y=y + LINE * (number + 0.75)).text = line
