"""A plan, the rows of its text, and the decisions on it.

Who is of the plan's house finds its newest text, others the last one that was put before them:
where the two differ, each row has two entries.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from django.urls import reverse

from plans.models import Activity, Plan
from plans.shown import last_number_for_others
from plans.states import CHANGING, UNFINISHED, PlanKind
from search.drafts import LONGEST_TITLE, Draft, Way, digest, texts
from search.models import Kind
from search.readers import By
from search.vector import Weighted
from workflows.wording import table_date

if TYPE_CHECKING:
    from approvals.models import Decision

#: What the entry of a plan says beside its name.
NUMBERS = ("incoming_number", "outgoing_number", "council_number", "approval_order",
           "protocol_number")  # fmt: skip
#: And what opens a plan, or another text of it, to others.
SEEN = (*NUMBERS, "submitted_on", "published_on", "council_on", "council_id", "decided_on",
        "in_force_revision", "incoming_on", "approved_on")  # fmt: skip


@dataclass(frozen=True)
class PlanSource:
    """What ``Plan.visible`` and ``plans.shown`` open."""

    plan: Plan

    @property
    def owner(self) -> str:
        """The name under which its entries are kept."""
        return f"plans:{self.plan.pk}"

    def basis(self) -> str:
        """The texts that are open, the numbers, the decisions, and to whom."""
        plan, text = self.plan, self.plan.judging()
        decided = list(plan.decisions.values_list("pk", flat=True)) if plan.decided_on else []
        said = [getattr(plan, name) for name in SEEN]
        return digest((text.fingerprint, text.revision, self._outside, plan.title, said, decided))

    def drafts(self) -> list[Draft]:
        """The plan, its rows, its decisions."""
        decisions = self.plan.decisions.select_related("session", "council")
        return [self.head(), *self._rows(), *map(self._decision, decisions)]

    @property
    def ways(self) -> tuple[Way, ...]:
        """Who finds the plan itself."""
        return (*self._inside_ways, *self._outside_ways)

    def head(self) -> Draft:
        """The plan itself."""
        plan, kind = self.plan, PlanKind(self.plan.plan_kind)
        names = texts("A", plan.title, kind.label, plan.institution.name, plan.period_label)
        days = (plan.incoming_on, plan.approved_on, plan.decided_on)
        numbers = (getattr(plan, name) for name in NUMBERS)
        acts = texts("A", *numbers, *(table_date(day) for day in days if day))
        url = plan.get_absolute_url()
        return self._draft(Kind.PLAN, "", plan.subject, url, (names, acts, self._belongs))

    @cached_property
    def _outside(self) -> int:
        return last_number_for_others(self.plan) if _is_unfinished(self.plan.state) else 0

    @property
    def _inside_ways(self) -> tuple[Way, ...]:
        return ((By.DOCUMENTS, self.plan.institution_id),)

    @property
    def _outside_ways(self) -> tuple[Way, ...]:
        plan, ways = self.plan, []
        if plan.submitted_on or plan.published_on:
            ways += [(By.SUBMITTED, plan.institution_id), (By.SUBMITTED, plan.authority_id)]
        if plan.council_on and plan.council_id:
            ways.append((By.SUBMITTED, plan.council_id))
        return tuple(ways)

    @cached_property
    def _whose(self) -> str:
        return f"{self.plan.institution.label}, {self.plan.period_label}"

    @cached_property
    def _belongs(self) -> Weighted:
        house = self.plan.institution
        return texts("C", house.name, house.short_name, house.settlement, self.plan.period_label)

    def _rows(self) -> list[Draft]:
        newest = self.plan.latest.number
        if self._outside in (0, newest) or not self._outside_ways:
            return [self._row(row, self.ways) for row in self._rows_in(newest)]
        return [
            *(self._row(row, self._inside_ways) for row in self._rows_in(newest)),
            *(
                self._row(row, self._outside_ways, self._inside_ways)
                for row in self._rows_in(self._outside)
            ),
        ]

    def _rows_in(self, number: int) -> list[Activity]:
        rows = Activity.objects.filter(revision__plan=self.plan, revision__number=number)
        found = rows.select_related("inspection").prefetch_related("inspection__listed")
        return list(found.order_by("position"))

    def _row(self, row: Activity, ways: tuple[Way, ...], hidden: tuple[Way, ...] = ()) -> Draft:
        listed = row.inspection.listed.all() if row.is_inspection else ()
        days = (table_date(day) for day in (row.deadline_start, row.deadline_end) if day)
        said = (
            texts("A", row.number, row.text),
            texts("B", row.deadline_raw, *days, row.responsible_raw, row.financing, row.unit,
                  row.target_raw, row.indicator_raw, row.expected_result, row.note, *listed),
            self._belongs,
        )  # fmt: skip
        url = f"{self.plan.get_absolute_url()}#{row.anchor}"
        place = f"{'others' if hidden else 'row'}:{row.identity.hex}"
        title = f"{row.number} {row.text}".strip()
        draft = self._draft(Kind.ACTIVITY, place, title, url, said)
        about = " · ".join(filter(None, (self._whose, row.deadline_raw)))
        return replace(draft, about=about, open_to=ways, hidden_from=hidden)

    def _decision(self, decision: "Decision") -> Draft:
        said = (
            texts("A", decision.line, table_date(decision.session.held_on)),
            texts("B", decision.council.name, decision.council.short_name),
            self._belongs,
        )
        url = reverse("decision", args=[decision.pk])
        return self._draft(Kind.DECISION, f"decision:{decision.pk}", decision.line, url, said)

    def _draft(
        self, kind: Kind, place: str, title: str, url: str, said: tuple[Weighted, ...]
    ) -> Draft:
        return Draft(
            kind,
            place,
            title[:LONGEST_TITLE],
            self._whose,
            url,
            said,
            self.ways,
            document=self.plan.pk,
            on=self.plan.starts_on,
        )


def _is_unfinished(state: str) -> bool:
    """Whether others go on reading an older text."""
    return state in (*UNFINISHED, *CHANGING)
