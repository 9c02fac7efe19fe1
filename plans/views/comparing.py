"""What changed between two revisions of a plan, ticked off, and the act drafted from it."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from institutions.models import Person
from plans import reviewing
from plans.amending import draft_of
from plans.compare import Comparison
from plans.compare import compare as compared
from plans.models import Plan, Revision
from plans.queries import surroundings
from plans.queries.answers import returned_by
from plans.queries.differences import Asked, Differences, differences_of, reviewing_of
from plans.queries.standing import revision_or_404, revisions_open_to
from plans.reviewing import NoSuchChange
from plans.views.fetching import plan_for
from workflows import records
from workflows.http import signed_in
from workflows.steps import Offer


@dataclass(frozen=True)
class Pair:
    """The two texts that are compared; ``returned`` is the version that the person sent back."""

    revisions: list[Revision]
    before: Revision
    after: Revision
    returned: int | None

    @property
    def is_since_return(self) -> bool:
        """Whether it is shown what changed since the person returned it."""
        return self.before.number == self.returned and self.after.number > self.returned

    def comparison(self) -> Comparison:
        """What changed."""
        return compared(self.before, self.after)


@require_safe
def compare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What changed: since the person returned the plan, else between the last two versions."""
    plan, person = plan_for(request, pk), signed_in(request)
    pair = _pair(request, plan, person)
    comparison = pair.comparison()
    context = {
        "plan": plan,
        "pair": pair,
        "before": pair.before,
        "after": pair.after,
        "revisions": pair.revisions,
        "main": _main(plan, pair, person),
        "differences": _differences(request, plan, pair, comparison),
        "draft": draft_of(pair.before, pair.after, comparison),
    }
    return render(request, "plans/compare.html", context)


@require_POST
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Set or take away the person's own tick at a change."""
    plan, person = plan_for(request, pk), signed_in(request)
    pair = _pair(request, plan, person)
    comparison = pair.comparison()
    places = {tick.mark: tick.anchor for tick in reviewing_of(comparison, frozenset()).all}
    change, wanted = request.POST.get("change", ""), bool(request.POST.get("reviewed"))
    try:
        reviewing.tick(plan, change, actor=person, wanted=wanted, among=places)
    except NoSuchChange:
        messages.error(request, _("The text has changed meanwhile: look at the change again."))
    if getattr(request, "htmx", False) and change in places:
        shown = _differences(request, plan, pair, comparison)
        return render(request, "plans/_reviewing.html", {"differences": shown})
    return redirect(f"{_address(request, plan)}#{places.get(change, '')}")


@require_safe
def amendment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The draft of the act as a text file."""
    plan, person = plan_for(request, pk), signed_in(request)
    pair = _pair(request, plan, person)
    draft = draft_of(pair.before, pair.after, pair.comparison())
    response = HttpResponse(draft.text, content_type="text/plain; charset=utf-8")
    name = f"izmenenie-{pair.before.number}-{pair.after.number}.txt"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _address(request: HttpRequest, plan: Plan) -> str:
    """The comparison that was shown."""
    query = request.GET.urlencode()
    address = reverse("plan_compare", args=[plan.pk])
    return f"{address}?{query}" if query else address


def _differences(
    request: HttpRequest, plan: Plan, pair: Pair, comparison: Comparison
) -> Differences:
    person = signed_in(request)
    remarks, ticked = surroundings.remarks_of(plan, person), reviewing.ticked(plan, person)
    asked = Asked(plan, pair.before, pair.after, remarks, ticked)
    return differences_of(asked, comparison, request.GET.get("show", ""))


def _main(plan: Plan, pair: Pair, person: Person) -> Offer | None:
    """The step that is to be taken with the later text, where it is the newest one."""
    if pair.after.number != pair.revisions[0].number:
        return None
    return surroundings.main_of(plan, surroundings.offers_of(plan, person))


def _pair(request: HttpRequest, plan: Plan, person: Person) -> Pair:
    revisions = revisions_open_to(plan, person)
    returned = returned_by(person.pk, records.of(plan).filter(step__startswith="return"))
    after = _asked(request, "to", revisions, revisions[0].number)
    earlier = [one.number for one in revisions if one.number < after.number]
    usual = returned if returned in earlier else max(earlier, default=after.number)
    return Pair(revisions, _asked(request, "from", revisions, usual), after, returned)


def _asked(
    request: HttpRequest, name: str, revisions: list[Revision], otherwise: int | None
) -> Revision:
    value = request.GET.get(name, "")
    is_number = value.isascii() and value.isdigit() and len(value) < 6
    return revision_or_404(revisions, int(value) if is_number else otherwise or 0)
