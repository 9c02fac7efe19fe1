"""What a flow is: a state machine bound to a document, each step told once.

``viewflow.fsm`` keeps the machine; calling one of its transitions asks for no permission,
so only ``workflows.gate`` calls them (ADR 1).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import TextChoices
from viewflow.fsm.base import State, TransitionDescriptor

from institutions.models import Person
from workflows.apart import Apart
from workflows.follows import After, Asks, Holder, Lazy, Letter, Work, no_term
from workflows.rules import Rule
from workflows.taken import Case

__all__ = [
    "PLAIN", "After", "Asks", "Flow", "Holder", "Letter", "Step", "Work", "flow_of", "kinds",
    "machine", "model_of", "no_term", "register", "routes", "routes_of", "step",
]  # fmt: skip


@dataclass(frozen=True)
class Step:
    """A step as one reads it in the law: from, to, who, under which rules, on what ground.

    ``label`` is what the button asks for („Съгласувай“), ``done`` how it is told afterwards,
    without a person („Съгласувано“). ``computed_in`` names the step whose form leads here when
    what was entered says so: a page offers that one, not both. ``by_yes``: the form may be left
    empty with such a document. ``back_to`` makes it a return: the earlier step that is taken
    anew, which the document must have passed (``workflows.passing``). ``targets`` stand beside
    ``sources``: where the step leads from each.
    """

    name: str
    label: Lazy
    done: Lazy
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    by: Holder
    rules: tuple[Rule, ...]
    basis: str
    form: str
    danger: bool
    only: Callable[[Any, Person], bool] | None
    apart: Apart | None
    computed_in: str
    by_yes: Callable[[Any], bool] | None
    back_to: str

    def target_from(self, source: str) -> str:
        """The state to which it leads from a state in which it starts."""
        return self.targets[self.sources.index(source)]

    @property
    def ways(self) -> tuple[tuple[str, str], ...]:
        """From where to where, by plain values."""
        both = zip(self.sources, self.targets, strict=True)
        return tuple((str(one), str(other)) for one, other in both)

    @property
    def formless(self) -> bool:
        """Whether a yes may be enough: then it can be taken for several at once."""
        return self.by_yes is not None or self.form == PLAIN

    def takes_a_yes(self, document: Any) -> bool:
        """Whether it is enough with this document."""
        return self.by_yes(document) if self.by_yes else self.formless


PLAIN = "workflows.forms.StepForm"


def machine(states: type[TextChoices]) -> State:
    """The viewflow state of a flow, read from and written to ``document.state``."""
    state = State(states)

    def read(flow: "Flow") -> TextChoices:
        return states(flow.document.state)

    def write(flow: "Flow", value: TextChoices) -> None:
        flow.document.state = value.value

    state.getter()(read)
    state.setter()(write)
    return state


def step(
    state: State,
    *,
    source: TextChoices | tuple[TextChoices, ...],
    target: TextChoices | tuple[TextChoices, ...],
    label: Lazy,
    done: Lazy,
    by: Holder,
    basis: str,
    rules: tuple[Rule, ...] = (),
    form: str = PLAIN,
    danger: bool = False,
    only: Callable[[Any, Person], bool] | None = None,
    apart: Apart | None = None,
    computed_in: str = "",
    by_yes: Callable[[Any], bool] | None = None,
    back_to: str = "",
) -> Callable[[Callable[..., None]], Any]:
    """Declare a step. ``only`` narrows the holders to named people, ``apart`` keeps some away.

    ``target`` is one state, or one for each source.
    """
    sources = source if isinstance(source, tuple) else (source,)
    targets = target if isinstance(target, tuple) else (target,) * len(sources)

    def declare(body: Callable[..., None]) -> Any:
        told = Step(
            name=body.__name__,
            label=label,
            done=done,
            sources=sources,
            targets=targets,
            by=by,
            rules=rules,
            basis=basis,
            form=form,
            danger=danger,
            only=only,
            apart=apart,
            computed_in=computed_in,
            by_yes=by_yes,
            back_to=back_to,
        )
        return _with_ways(state, told, body)

    return declare


def _with_ways(state: State, told: Step, body: Any) -> Any:
    """The body as a transition of viewflow from each source."""
    for source, target in zip(told.sources, told.targets, strict=True):
        body = state.transition(
            source=source,
            target=target,
            label=told.label,
            permission=_gate_only,
            custom={"step": told},
        )(body)
    return body


def _gate_only(_flow: object, _user: object) -> bool:
    """viewflow's own question is answered "no" to everybody: the gate asks ``access``."""
    return False


@dataclass
class Flow:
    """Base of all flows; one instance per case.

    ``above`` names the document that is read and written with this one (a visit's inspection): it
    is locked first, by everybody in the same order.
    ``slug`` names the flow in addresses and exports.
    ``follow`` says which documents of a model follow it, when not all do.
    ``clashes`` names the database's constraints that two people can meet at once, each with
    the sentence for the one who came second.
    ``opens`` names the terms that run from the opening of the document.
    """

    document: Any
    case: Case | None = field(default=None)

    slug: ClassVar[str] = ""
    title: ClassVar[Lazy]
    states: ClassVar[type[TextChoices]]
    initial: ClassVar[TextChoices]
    above: ClassVar[str] = ""
    follow: ClassVar[dict[str, Any]] = {}
    route: ClassVar[tuple[TextChoices, ...]]
    desks: ClassVar[dict[Any, tuple[Work, ...]]] = {}
    after: ClassVar[dict[str, After]] = {}
    opens: ClassVar[tuple[str, ...]] = ()
    clashes: ClassVar[dict[str, Lazy]] = {}
    opinions: ClassVar[dict[Any, Asks]] = {}
    steps: ClassVar[dict[str, Step]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Collect the declared steps, inherited ones included, in the order of the route."""
        super().__init_subclass__(**kwargs)
        own = {
            name: next(iter(value.get_transitions())).custom["step"]
            for name, value in vars(cls).items()
            if isinstance(value, TransitionDescriptor)
        }
        order = {state.value: place for place, state in enumerate(cls.route)}
        cls.steps = dict(
            sorted(
                (cls.steps | own).items(),
                key=lambda item: order.get(item[1].sources[0], len(order)),
            )
        )

    @property
    def taken(self) -> Case:
        """The case being decided; bodies stamp from it."""
        if self.case is None:
            raise LookupError("A body runs inside the gate only.")
        return self.case

    def open_steps(self) -> list[Step]:
        """Steps that start in the present state, whoever may take them."""
        return [told for told in self.steps.values() if self.document.state in told.sources]


Chooser = Callable[[Any], type[Flow]]
_flows: dict[str, Chooser] = {}
_models: dict[str, type[Any]] = {}
_routes: dict[str, type[Flow]] = {}
_routes_of: dict[str, tuple[type[Flow], ...]] = {}


def register(model: type[Any], choose: Chooser, *routes: type[Flow]) -> None:
    """Tell which flow a document of this model follows, and all that it may."""
    _flows[model.slug] = choose
    _models[model.slug] = model
    _routes.update({route.slug: route for route in routes})
    _routes_of[model.slug] = routes


def routes_of(kind: str) -> tuple[type[Flow], ...]:
    """The flows that documents of a kind may follow."""
    return _routes_of[kind]


def flow_of(document: Any) -> type[Flow]:
    """The flow that a document follows."""
    return _flows[document.slug](document)


def model_of(kind: str) -> type[Any]:
    """The model of a document kind; ``KeyError`` for an unknown one."""
    return _models[kind]


def kinds() -> dict[str, type[Any]]:
    """All registered document kinds."""
    return dict(_models)


def routes() -> dict[str, type[Flow]]:
    """All flows that documents follow, by their names in addresses."""
    return dict(_routes)
