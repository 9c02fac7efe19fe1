"""The facts of a plan as their page lists them."""

from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from plans.models import Activity, Fact, Plan
from plans.queries.page import Choice
from plans.recording import Recorder, is_carried_out
from plans.revising import text_in_force
from plans.states import FactKind

PER_PAGE = 25


@dataclass(frozen=True)
class FactView:
    """A fact with its row in the text in force; None where the row left the plan."""

    fact: Fact
    row: Activity | None
    may_withdraw: bool


@dataclass(frozen=True)
class FactList:
    """A page of facts with its filters."""

    page: "Page[Fact]"
    views: tuple[FactView, ...]
    kinds: tuple[Choice, ...]
    row: Activity | None
    may_add: bool


def fact_list(plan: Plan, recorder: Recorder, asked: QueryDict) -> FactList:
    """The newest first, withdrawn ones too; a fixed number of queries."""
    rows = _rows(plan)
    row = rows.get(_identity(asked.get("row", "")))
    found = plan.facts.filter(identity=row.identity) if row else plan.facts.all()
    kinds = _kinds(found, asked.get("kind", ""))
    kind = next((one.value for one in kinds if one.current), "")
    listed = (found.filter(kind=kind) if kind else found).order_by("-on", "-pk")
    people = ("record__actor", "record__post", "withdrawal__actor")
    page = Paginator(listed.select_related(*people), PER_PAGE).get_page(asked.get("page"))
    views = tuple(_view(plan, fact, rows.get(fact.identity), recorder) for fact in page)
    may_add = row is not None and is_carried_out(plan) and recorder.at(row) is not None
    return FactList(page, views, kinds, row, may_add)


def _view(plan: Plan, fact: Fact, row: Activity | None, recorder: Recorder) -> FactView:
    stands = fact.is_by_hand and not fact.is_withdrawn and is_carried_out(plan)
    may = stands and row is not None and recorder.at(row) is not None
    return FactView(fact, row, may)


def _rows(plan: Plan) -> dict[UUID | None, Activity]:
    text = text_in_force(plan)
    rows = text.activities.select_related("inspection") if text else Activity.objects.none()
    return {row.identity: row for row in rows}


def _identity(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _kinds(facts: QuerySet[Fact], chosen: str) -> tuple[Choice, ...]:
    counts = dict(facts.order_by().values_list("kind").annotate(n=Count("pk")))
    known = [one for one in FactKind if counts.get(one.value)]
    chosen = chosen if chosen in known else ""
    every = Choice("", _("All"), sum(counts.values()), not chosen)
    each = (Choice(one.value, one.label, counts[one], one == chosen) for one in known)
    return (every, *each)
