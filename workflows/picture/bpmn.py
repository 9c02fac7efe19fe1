"""A flow as BPMN 2.0 with its diagram, so that other tools read and draw it.

Order and names of the elements follow the schema of the Object Management Group
(BPMN 2.0.2, formal/2013-12-09), against which the tests hold it.
"""

from dataclasses import dataclass

from lxml import etree

from workflows.flow import Flow
from workflows.picture.process import (
    COLUMN,
    HEAD,
    MARGIN,
    SIZES,
    SLOT,
    Link,
    Node,
    Process,
    process_of,
)

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NAMESPACES = {"bpmn": BPMN, "bpmndi": BPMNDI, "dc": DC, "di": DI, "xsi": XSI}
TARGET = "urn:saglas:flows"


@dataclass(frozen=True)
class Box:
    """Where an element stands, in pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Half of its height."""
        return self.y + self.height / 2


def as_bpmn(flow: type[Flow]) -> str:
    """The document as text."""
    process = process_of(flow)
    root = etree.Element(f"{{{BPMN}}}definitions", nsmap=NAMESPACES)
    root.set("id", "definitions")
    root.set("targetNamespace", TARGET)
    together = _add(root, "collaboration", id="collaboration")
    name = str(process.title)
    _add(together, "participant", id="pool", name=name, processRef=_id(process))
    _process(root, process)
    _diagram(root, process)
    told = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return told.decode()


def _id(process: Process) -> str:
    return f"process_{process.slug}"


def _add(
    parent: etree._Element, tag: str, space: str = BPMN, **attributes: object
) -> etree._Element:
    plain = {key: str(value) for key, value in attributes.items()}
    return etree.SubElement(parent, f"{{{space}}}{tag}", plain)


def _process(root: etree._Element, process: Process) -> None:
    found = _add(root, "process", id=_id(process), name=process.title, isExecutable="false")
    lanes = _add(found, "laneSet", id="lanes")
    for number, name in enumerate(process.lanes):
        lane = _add(lanes, "lane", id=f"lane_{number}", name=name)
        for node in (one for one in process.nodes if one.lane == number):
            _add(lane, "flowNodeRef").text = node.id
    for node in process.nodes:
        _node(found, node, process.links)
    for link in process.links:
        _add(found, "sequenceFlow", id=link.id, sourceRef=link.source, targetRef=link.target)


def _node(parent: etree._Element, node: Node, links: tuple[Link, ...]) -> None:
    found = _add(parent, node.tag, id=node.id, name=node.name)
    if node.note:
        _add(found, "documentation").text = node.note
    for link in (one for one in links if one.target == node.id):
        _add(found, "incoming").text = link.id
    for link in (one for one in links if one.source == node.id):
        _add(found, "outgoing").text = link.id
    if node.tag == "boundaryEvent":
        found.set("attachedToRef", node.at)
        found.set("cancelActivity", "false")
        _timer(found, node)


def _timer(parent: etree._Element, node: Node) -> None:
    timer = _add(parent, "timerEventDefinition", id=f"timer_{node.id}")
    length = node.term.length if node.term else ""
    told = _add(timer, "timeDuration" if length else "timeDate")
    told.set(f"{{{XSI}}}type", "bpmn:tFormalExpression")
    told.text = length or str(node.name)


def _diagram(root: etree._Element, process: Process) -> None:
    diagram = _add(root, "BPMNDiagram", BPMNDI, id="diagram")
    plane = _add(diagram, "BPMNPlane", BPMNDI, id="plane", bpmnElement="collaboration")
    boxes = {node.id: _box(process, node) for node in process.nodes}
    pool = _pool(process)
    _shape(plane, "pool", pool, isHorizontal="true")
    for number in range(len(process.lanes)):
        height = process.rows(number) * SLOT
        lane = Box(pool.x + HEAD, _top(process, number), pool.width - HEAD, height)
        _shape(plane, f"lane_{number}", lane, isHorizontal="true")
    for node in process.nodes:
        more = {"isMarkerVisible": "true"} if node.tag == "exclusiveGateway" else {}
        _shape(plane, node.id, boxes[node.id], **more)
    for link in process.links:
        edge = _add(plane, "BPMNEdge", BPMNDI, id=f"edge_{link.id}", bpmnElement=link.id)
        for x, y in _way(boxes[link.source], boxes[link.target]):
            _add(edge, "waypoint", DI, x=f"{x:g}", y=f"{y:g}")


def _pool(process: Process) -> Box:
    columns = max(node.column for node in process.nodes) + 1
    height = _top(process, len(process.lanes)) - MARGIN
    return Box(MARGIN, MARGIN, 2 * HEAD + columns * COLUMN, height)


def _top(process: Process, lane: int) -> float:
    return MARGIN + sum(process.rows(number) * SLOT for number in range(lane))


def _box(process: Process, node: Node) -> Box:
    """In the middle of its place; a timer sits on the lower edge of its task, its end beside."""
    width, height = SIZES[node.tag]
    x = MARGIN + 2 * HEAD + node.column * COLUMN + (COLUMN - HEAD - width) / 2
    y = _top(process, node.lane) + node.row * SLOT + (SLOT - height) / 2
    if not node.at:
        return Box(x, y, width, height)
    below = y + SIZES["userTask"][1] / 2
    number = int(node.id.removeprefix("term").removeprefix("told").split("_")[0])
    shift = -40 + 50 * number
    if node.tag == "boundaryEvent":
        return Box(x + shift, below, width, height)
    return Box(x + shift + 20, below + 34, width * 0.7, height * 0.7)


def _shape(plane: etree._Element, name: str, box: Box, **more: str) -> None:
    shape = _add(plane, "BPMNShape", BPMNDI, id=f"shape_{name}", bpmnElement=name, **more)
    bounds = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    _add(shape, "Bounds", DC, **{key: f"{value:g}" for key, value in bounds.items()})


def _way(source: Box, target: Box) -> list[tuple[float, float]]:
    """Onward by a step in the middle; back over the top of both."""
    start, end = (source.x + source.width, source.middle), (target.x, target.middle)
    if end[0] > start[0]:
        half = (start[0] + end[0]) / 2
        return [start, (half, start[1]), (half, end[1]), end]
    from_x, to_x = source.x + source.width / 2, target.x + target.width / 2
    over = min(source.y, target.y) - 12
    return [(from_x, source.y), (from_x, over), (to_x, over), (to_x, target.y)]
