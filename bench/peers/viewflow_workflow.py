"""``viewflow.workflow`` with View nodes and its safe lock (``nowait=False``).

Driven through the activations, as its views drive them, without the cost of a request.
"""

from typing import Any
from uuid import UUID

from django.db import transaction
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.lock import SelectForUpdateLock
from viewflow.workflow.models import Task

from bench.peers import orm
from bench.peers.models import Letter, Paper, PaperProcess
from bench.peers.route import BY_STEP
from institutions.models import Person


def _asked(_request: Any) -> None:
    """The page of a node; the measurement does not draw it."""


def _assigned(step: str) -> Any:
    """A task is assigned to whoever holds the right there, as its owner."""
    move = BY_STEP[step]

    def owner(activation: Any) -> Person:
        place = getattr(activation.process.paper, move.at)
        return Person.objects.filter(appointments__post__in=orm.posts(move.right, place))[:1].get()

    return owner


class PaperWorkflow(flow.Flow):
    """The route as a process."""

    process_class = PaperProcess
    lock_impl = SelectForUpdateLock(nowait=False)

    start = flow.StartHandle(this.begin).Next(this.submit)
    submit = flow.View(_asked).Assign(_assigned("submit")).Next(this.register)
    register = flow.View(_asked).Assign(_assigned("register")).Next(this.agree)
    agree = flow.View(_asked).Assign(_assigned("agree")).Next(this.put_to_council)
    put_to_council = flow.View(_asked).Assign(_assigned("put_to_council")).Next(this.end)
    end = flow.End()

    def begin(self, activation: Any, paper: Paper) -> None:
        """A process for a paper."""
        activation.process.paper = paper


def begin(paper: Paper) -> None:
    """Start the process of a paper."""
    PaperWorkflow.start.run(paper=paper)


def take(pk: UUID, step: str, person: Person) -> None:
    """One task, as its view does on POST: locked, asked, started, executed; its owner is told."""
    node = getattr(PaperWorkflow, step)
    task = Task.objects.get(process__paperprocess__paper=pk, flow_task=node, finished=None)
    with PaperWorkflow.lock(task.process_id), transaction.atomic():
        activation = node.activation_class(Task.objects.get(pk=task.pk))
        if not node.can_execute(person, activation.task):
            raise PermissionError(step)
        activation.start(None)
        activation.execute()
        _tell(pk, step, person)


def _tell(pk: UUID, step: str, person: Person) -> None:
    move, paper = BY_STEP[step], Paper.objects.get(pk=pk)
    people = Person.objects.filter(
        appointments__post__in=orm.posts(move.next_right, getattr(paper, move.next_at)),
        is_active=True,
    )
    for told in people.distinct().exclude(pk=person.pk):
        Letter.objects.create(
            key=f"{step}:{pk}:{told.pk}", person=told, subject="Your turn", body=f"To {told.name}"
        )
