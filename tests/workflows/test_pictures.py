"""Every flow as SVG, Mermaid and BPMN: all steps and states are in each, and in the words."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import translation
from lxml import etree
from SpiffWorkflow.bpmn import parser as reader

from config.management.commands.print_states import FLOWS
from workflows.flow import routes
from workflows.picture import layout, svg, words
from workflows.picture.bpmn import BPMN, BPMNDI
from workflows.picture.drawing import Turn, drawn, value_of

EACH = pytest.mark.parametrize("flow", FLOWS, ids=[flow.slug for flow in FLOWS])
ARRANGED = pytest.mark.parametrize("arranged", [layout.lying, layout.standing])
SCHEMA = Path(reader.__file__).parent / "schema" / "BPMN20.xsd"
SPACES = {"b": BPMN, "di": BPMNDI}
MEASURE = 0.01


@pytest.fixture(autouse=True)
def _in_the_offices_language():
    """A request of a test before leaves its language behind; files go out in the office's."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


def exported(flow, form):
    written = StringIO()
    call_command("export_flow", flow.slug, "--format", form, stdout=written)
    return written.getvalue()


def tree(text) -> Any:
    return etree.fromstring(text.encode())


def squeezed(text):
    return re.sub(r"\s+", "", text)


def written(text):
    """All that is written in a drawing, without breaks of lines."""
    root = tree(text)
    return squeezed("".join(root.xpath("//*[local-name()='text']//text()")))


def states_of(flow):
    told = flow.steps.values()
    found = {value_of(one) for step in told for one in (*step.sources, *step.targets)}
    return found | {one.value for one in flow.route}


def test_all_flows_are_exported():
    assert list(routes().values()) == list(FLOWS)
    assert len({flow.slug for flow in FLOWS}) == len(FLOWS)


@EACH
def test_every_step_and_state_is_in_the_drawing(flow):
    text = written(exported(flow, "svg"))
    for step in flow.steps.values():
        assert squeezed(str(step.label)) in text
    for state in states_of(flow):
        assert squeezed(str(flow.states(state).label)) in text


@EACH
def test_every_step_from_every_state_is_in_the_mermaid(flow):
    text = exported(flow, "mermaid")
    for step in flow.steps.values():
        for source, target in step.ways:
            assert f"{source} --> {target}: {step.label}\n" in text
    for state in states_of(flow):
        assert f'state "{flow.states(state).label}" as {state}\n' in text
    assert f"[*] --> {flow.initial.value}\n" in text


@EACH
def test_bpmn_is_valid_against_the_schema(flow):
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    schema.assertValid(tree(exported(flow, "bpmn")))


@EACH
def test_bpmn_joins_every_step_to_its_states_in_the_lane_of_its_right(flow):
    root = tree(exported(flow, "bpmn"))
    links = {
        (one.get("sourceRef"), one.get("targetRef"))
        for one in root.iterfind(".//b:sequenceFlow", SPACES)
    }
    lanes = {
        name.text: lane.get("name")
        for lane in root.iterfind(".//b:lane", SPACES)
        for name in lane.iterfind("b:flowNodeRef", SPACES)
    }
    for step in flow.steps.values():
        for source, target in step.ways:
            is_first = target == step.ways[0][1]
            task = f"step_{step.name}" if is_first else f"step_{step.name}_{target}"
            assert root.find(f".//b:userTask[@id='{task}']", SPACES).get("name") == str(step.label)
            assert (f"state_{source}", task) in links
            assert [after for before, after in links if before == task] == [f"state_{target}"]
            assert lanes[task].startswith(str(step.by.right.label))
    ends = {one.get("name") for one in root.iterfind(".//b:endEvent", SPACES)}
    over = states_of(flow) - {value_of(one) for s in flow.steps.values() for one in s.sources}
    assert {str(flow.states(state).label) for state in over} <= ends
    assert ("start", f"state_{flow.initial.value}") in links


@EACH
def test_bpmn_draws_each_element_once_inside_its_lane(flow):
    root = tree(exported(flow, "bpmn"))
    boxes = {
        shape.get("bpmnElement"): [float(value) for value in shape[0].attrib.values()]
        for shape in root.iterfind(".//di:BPMNShape", SPACES)
    }
    nodes = [one.text for one in root.iterfind(".//b:flowNodeRef", SPACES)]
    assert len(nodes) == len(set(nodes))
    assert set(nodes) < set(boxes)
    drawn_links = {one.get("bpmnElement") for one in root.iterfind(".//di:BPMNEdge", SPACES)}
    assert drawn_links == {one.get("id") for one in root.iterfind(".//b:sequenceFlow", SPACES)}
    for lane in root.iterfind(".//b:lane", SPACES):
        x, y, width, height = boxes[lane.get("id")]
        for node in lane.iterfind("b:flowNodeRef", SPACES):
            left, top, wide, high = boxes[node.text]
            assert x <= left
            assert left + wide <= x + width
            assert y <= top
            assert top + high <= y + height
    tasks = [boxes[name] for name in nodes if name.startswith("step_")]
    assert not any(apart(*two) for two in pairs(tasks))


def pairs(boxes):
    return [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :]]


def apart(one, other):
    """Whether two boxes lie over one another."""
    (x, y, w, h), (u, v, a, b) = one, other
    return x < u + a - MEASURE and u < x + w - MEASURE and y < v + b and v < y + h


def test_the_terms_of_a_council_stand_as_timers_at_the_steps_that_stop_them():
    root = tree(exported(routes()["municipal-plan"], "bpmn"))
    timers = {
        (one.get("attachedToRef"), "".join(one.itertext()).strip())
        for one in root.iterfind(".//b:boundaryEvent", SPACES)
    }
    lengths = {(task, text[-3:]) for task, text in timers if text.endswith("D")}
    assert ("step_enter_force", "P7D") in lengths
    # The council's fourteen days, and the seven of whoever returned the act after its silence.
    assert {("step_readopt", "14D"), ("step_readopt", "P7D")} <= lengths
    assert "step_submit" in {task for task, _text in timers}


@EACH
@ARRANGED
def test_cards_do_not_touch_and_no_way_runs_over_a_card(flow, arranged):
    found = arranged(drawn(flow))
    boxes = [(card.x, card.y, card.width, card.height) for card in found.cards]
    assert not any(apart(*two) for two in pairs(boxes))
    for line in found.lines:
        for (x, y), (u, v) in zip(line.points, line.points[1:], strict=False):
            assert x == pytest.approx(u) or y == pytest.approx(v)
            around = (min(x, u), min(y, v), abs(u - x), abs(v - y))
            inside = [(a + 1, b + 1, w - 2, h - 2) for a, b, w, h in boxes]
            assert not any(crosses(around, box) for box in inside), line
    assert max(card.right for card in found.cards) <= found.width
    assert max(x for line in found.lines for x, _y in line.points) <= found.width


def crosses(segment, box):
    (x, y, w, h), (u, v, a, b) = segment, box
    return x < u + a and u < x + w + MEASURE and y < v + b and v < y + h + MEASURE


@EACH
def test_the_route_lies_on_one_line_and_the_other_states_below(flow):
    cards = layout.lying(drawn(flow)).cards
    route = [card for card in cards if not card.place.beside]
    assert [card.place.value for card in route] == [one.value for one in flow.route]
    assert len({card.y for card in route}) == 1
    assert [card.x for card in route] == sorted(card.x for card in route)
    lowest = max(card.bottom for card in route)
    assert all(card.y > lowest for card in cards if card.place.beside)


@EACH
@ARRANGED
def test_the_table_says_what_the_drawing_says(flow, arranged):
    picture = drawn(flow)
    lines = words.lines(picture)
    text = written(svg.as_file(arranged(picture)))
    said = {
        squeezed(str(one)) for line in lines for one in (line.place.label, line.step) if str(one)
    }
    assert all(one in text for one in said)
    assert len(lines) == sum(max(len(place.ways), 1) for place in picture.places)
    for line, way in zip([one for one in lines if one.step], picture.ways, strict=True):
        assert line.step == way.label
        assert bool(line.leads) == (way.turn is not Turn.STAY or bool(way.back_to))


def test_a_flow_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(CommandError, match="municipal-plan, authority-plan"):
        call_command("export_flow", "nonsense")
