"""Four steps per document, each its own transaction: lock, right, rules, record, desk, letter.

Ours does more than the others: rules, a fingerprinted revision, clocks, words of who signed.
"""

from typing import Any

from bench import contest, stage
from bench.contest import Contestant, Size
from bench.peers import floor, orm, viewflow_fsm, viewflow_workflow
from bench.peers.models import Paper
from bench.telling import Result
from workflows import gate

CLIENTS, QUICK_CLIENTS = (1, 2, 4, 8), (1, 4)
STEPS = 4
PEERS = ("floor", "orm", "viewflow_fsm", "viewflow_workflow")


def run(*, quick: bool) -> Result:
    """Measure."""
    size = (
        Size(rounds=2, pieces=8, units=STEPS) if quick else Size(rounds=9, pieces=40, units=STEPS)
    )
    clients = QUICK_CLIENTS if quick else CLIENTS
    ours, *others = everybody = contestants(stage.build())
    contest.run(everybody, size, clients)
    figures = {
        f"ratio_{key}{'' if count == 1 else f'_{count}'}": round(contest.ratio(ours, one, count), 3)
        for count in clients
        for key, one in zip(PEERS, others, strict=True)
    }
    # What no program reaches that does these works statement by statement, however little else.
    by_hand, _orm, *flows = others
    figures |= {
        f"floor_{key}": round(contest.ratio(by_hand, one, 1), 3)
        for key, one in zip(PEERS[2:], flows, strict=True)
    }
    return Result("transitions", quick, figures, contest.tables(everybody, clients, "Steps"))


def contestants(made: stage.Stage) -> list[Contestant]:
    """Ours and the peers."""
    people = {
        "submit": made.mayor,
        "register": made.records,
        "agree": made.head,
        "put_to_council": made.mayor,
    }
    facts: dict[str, dict[str, Any]] = {
        "submit": {"strategy": "Strategy", "strategy_until": 9999},
        "register": {"incoming_number": "1"},
        "agree": {},
        "put_to_council": {"council": made.council},
    }

    def paper(_number: int) -> Paper:
        return Paper.objects.create(institution=made.municipalities[0], authority=made.authority)

    def process(number: int) -> Paper:
        made_paper = paper(number)
        viewflow_workflow.begin(made_paper)
        return made_paper

    def by(take: Any, *, key: bool = False) -> Any:
        def steps(piece: Paper) -> None:
            for step, person in people.items():
                take(piece.pk, step, person.pk if key else person)

        return steps

    def ours(plan: Any) -> None:
        for step, person in people.items():
            gate.perform(plan, step, actor=person, **facts[step])

    return [
        Contestant("Saglas", lambda number: stage.plan(made, number), ours),
        Contestant("psycopg, by hand (floor)", paper, by(floor.take, key=True)),
        Contestant("Django ORM", paper, by(orm.take)),
        Contestant("viewflow.fsm", paper, by(viewflow_fsm.take)),
        Contestant("viewflow.workflow", process, by(viewflow_workflow.take)),
    ]
