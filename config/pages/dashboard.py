"""„Справки“: four numbers with what they are compared to, three plots, each as CSV too."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from config.pages import figures
from config.pages.scope import Scope, scope_of
from config.pages.visits_by_month import visits_of
from institutions.models import Person
from plans.models import Plan
from plans.states import PlanState
from workflows import holding
from workflows.display import column_plot, row_plot
from workflows.http import as_csv, signed_in
from workflows.queries.late import late_pieces, late_work, read

LONG = 30
MOST_WORK = 25
# What is told of each plan; of the chosen one no more is asked.
COUNTED = (
    *("state", "authority", "plan_kind", "period_label", "starts_on", "ends_on"),
    *("in_force_revision", "institution__name", "institution__short_name"),
)


def _open_plans(person: Person) -> list[Plan]:
    """The plans open to the person, the newest first."""
    rows = Plan.objects.open_to(person).select_related("institution").only(*COUNTED)
    return list(rows.order_by("-starts_on", "pk"))


def _reported(plans: list[Plan]) -> list[Plan]:
    """Those that can be reported on: no drafts."""
    return [plan for plan in plans if plan.state != PlanState.DRAFT]


def _chosen(person: Person, plans: list[Plan], wanted: str) -> Plan | None:
    """The plan that the address names, else the newest of the person's own institution."""
    for plan in plans:
        if str(plan.pk) == wanted:
            return plan
    own = {post.institution_id for post in holding.of(person).posts}
    mine = [plan for plan in plans if plan.institution_id in own]
    return next(iter(mine + plans), None)


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """The overview of one plan and of what belongs to it."""
    person = signed_in(request)
    known = _open_plans(person)
    plans = _reported(known)
    plan = _chosen(person, plans, request.GET.get("plan", ""))
    context: dict[str, Any] = {"plans": plans, "plan": plan, "now": timezone.now()}
    if plan:
        context |= _numbers(scope_of(plan, request.GET), known, person)
    return render(request, "dashboard.html", context)


def _numbers(scope: Scope, plans: list[Plan], person: Person) -> dict[str, Any]:
    today = timezone.localdate()
    execution = figures.execution_of(scope, today)
    visits = visits_of(scope, person, today)
    late = figures.overdue_by_institution(scope, person, today)
    pieces = late_pieces(person, today, scope.work())
    oldest = list(pieces)[:MOST_WORK]
    answers = [(one.visit.pk, "answer") for one in late]
    work = read(pieces, oldest + answers, person, today)
    days = [day for one in late for day in one.days]
    return {
        "scope": scope,
        "work": [work[piece] for piece in oldest],
        "more_work": len(pieces) - len(oldest),
        "execution": execution,
        "visits": visits,
        "late": [(one, work.get(answer)) for one, answer in zip(late, answers, strict=True)],
        "late_count": len(days),
        "late_long": sum(day > LONG for day in days),
        "late_oldest": max(days, default=0),
        "municipal": figures.municipal_plans(scope, plans, person, today.year),
        "year": today.year,
        "sections_plot": row_plot(_("Execution by section"), execution.rows, _("Section")),
        "months_plot": column_plot(
            _("Inspections by month"), visits.columns, pgettext("a table", "Month")
        ),
    }


@require_safe
def download(request: HttpRequest, name: str) -> HttpResponse:
    """One table of the overview for a table program."""
    person = signed_in(request)
    plan = _chosen(person, _reported(_open_plans(person)), request.GET.get("plan", ""))
    if plan is None or name not in TABLES:
        raise Http404(name)
    rows = TABLES[name](scope_of(plan, request.GET), person)
    return as_csv(f"{name}-{timezone.localdate()}.csv", rows)


def _sections(scope: Scope, _person: Person) -> list[list[Any]]:
    head = [_("Section"), _("Fulfilled"), _("Under way"), _("Late"), _("In all"), _("Expected")]
    rows = figures.execution_of(scope, timezone.localdate()).rows
    return [head] + [
        [row.label, row.done, row.running, row.late, row.total, row.expected] for row in rows
    ]


def _months(scope: Scope, person: Person) -> list[list[Any]]:
    columns = visits_of(scope, person, timezone.localdate()).columns
    head = [pgettext("a table", "Month"), _("Planned visits"), _("Visits carried out")]
    return [head] + [[column.label, column.planned, column.done] for column in columns]


def _overdue(scope: Scope, person: Person) -> list[list[Any]]:
    head = [_("Institution"), _("Settlement"), _("Overdue prescriptions"), _("Days late")]
    return [head] + [
        [one.visit.institution.name, one.visit.institution.settlement, len(one.days), max(one.days)]
        for one in figures.overdue_by_institution(scope, person, timezone.localdate())
    ]


def _late_work(scope: Scope, person: Person) -> list[list[Any]]:
    head = [_("Work"), _("Institution"), _("With whom"), _("Term"), _("Days late")]
    rows = late_work(person, timezone.localdate(), scope.work())
    return [head] + [
        [one.desk.subject, one.desk.institution.label, one.holders, one.desk.due_on, one.days]
        for one in rows
    ]


TABLES = {"sections": _sections, "months": _months, "overdue": _overdue, "late": _late_work}
