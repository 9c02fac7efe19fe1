"""The addresses of the interface. To fetch is to check: documents come from ``open_to``."""

import json
import re
from typing import Annotated, Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Header, Path, Query, Router

from approvals.queries import decisions_open_to
from config.api import problems, schemas
from config.api.once import Answer, once
from config.api.problems import Refusal
from config.api.schemas import Problem
from config.api.stepping import take
from config.api.tokens import acting, asking
from institutions.models import Person
from workflows import waiting
from workflows.flow import flow_of, model_of
from workflows.http import PER_PAGE
from workflows.steps import offers
from workflows.waiting import Filter, Rows

router = Router()
PageNumber = Annotated[int, Query(ge=1, le=100_000, description="The page, from 1.")]
Kind = Annotated[str, Path(pattern="^[a-z]+$", description="plans, inspections or visits.")]
REFUSED: dict[Any, Any] = dict.fromkeys((400, 401, 404, 422, 429), Problem)
VERSION = re.compile(r'"(\d{1,9})"')


@router.get("/work", response={200: schemas.WorkPage, **REFUSED}, url_name="api_work")
def work(request: HttpRequest, page: PageNumber = 1) -> Any:
    """What waits for me, the nearest term first."""
    person = asking(request)
    return _paged(Rows(person, Filter(), waiting.total(person)), page, schemas.work_of)


@router.get(
    "/documents/{kind}/{uuid:pk}",
    response={200: schemas.DocumentOut, **REFUSED},
    url_name="api_document",
)
def document(request: HttpRequest, response: HttpResponse, kind: Kind, pk: UUID) -> Any:
    """A document with the steps that I may take; ETag names its version."""
    found = _open(asking(request), kind, pk)
    response["ETag"] = f'"{found.version}"'
    return schemas.document_of(found, offers(found, asking(request)))


@router.get(
    "/documents/{kind}/{uuid:pk}/history",
    response={200: schemas.HistoryPage, **REFUSED},
    url_name="api_history",
)
def history(request: HttpRequest, kind: Kind, pk: UUID, page: PageNumber = 1) -> Any:
    """The records of a document that I may read, the oldest first."""
    found = _open(asking(request), kind, pk)
    rows = found.records_open_to(asking(request)).select_related(
        "actor", "post__institution", "acting_for"
    )
    return _paged(rows, page, lambda one: schemas.record_of(found, one))


@router.get(
    "/decisions/{int:pk}", response={200: schemas.DecisionOut, **REFUSED}, url_name="api_decision"
)
def decision(request: HttpRequest, pk: int) -> Any:
    """A decision of a council."""
    rows = decisions_open_to(asking(request)).select_related("plan", "session")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404(str(pk))
    return schemas.decision_of(found)


@router.post(
    "/documents/{kind}/{uuid:pk}/steps/{slug:step}",
    response={
        200: schemas.TakenOut,
        403: Problem,
        409: Problem,
        428: Problem,
        **REFUSED,
    },
    url_name="api_step",
)
def step(
    request: HttpRequest,
    kind: Kind,
    pk: UUID,
    step: str,
    entered: schemas.StepIn,
    if_match: Annotated[str | None, Header(alias="If-Match")] = None,
    idempotency_key: Annotated[
        str | None, Header(alias="Idempotency-Key", min_length=1, max_length=200)
    ] = None,
) -> Any:
    """Take a step on the version that If-Match names, as ETag gave it."""
    person = acting(request)
    found = _open(person, kind, pk)
    version = _seen(if_match)

    def act() -> Answer:
        return _taken(person, found, step, version, entered)

    return _reply(once(request, person, idempotency_key, act))


def _open(person: Person, kind: str, pk: UUID) -> Any:
    """A document that exists for the person."""
    try:
        model = model_of(kind)
    except KeyError as unknown:
        raise Http404(kind) from unknown
    found = model.objects.open_to(person).select_related("institution").filter(pk=pk).first()
    if found is None:
        raise Http404(str(pk))
    return found


def _seen(if_match: str | None) -> int:
    """The version that was seen."""
    if not if_match:
        raise Refusal(428, _("Send If-Match with the ETag of the document that you saw."))
    found = VERSION.fullmatch(if_match)
    if not found:
        raise Refusal(400, _("If-Match holds one version as ETag gave it, in quotation marks."))
    return int(found[1])


def _taken(person: Person, found: Any, step: str, version: int, entered: schemas.StepIn) -> Answer:
    """The step as an answer, refusals too: both are kept for who asks again."""
    told = flow_of(found).steps.get(step)
    if told is None:
        raise Http404(step)
    try:
        record = take(found, told, person, version, entered)
    except Refusal as refused:
        return Answer(refused.problem.status, _plain(refused.problem))
    taken = schemas.TakenOut(
        record=schemas.record_of(found, record),
        document=schemas.document_of(found, offers(found, person)),
    )
    return Answer(200, taken.model_dump(mode="json"))


def _plain(problem: Problem) -> dict[str, Any]:
    plain: dict[str, Any] = problem.model_dump(mode="json", exclude_none=True)
    return plain


def _reply(answer: Answer) -> HttpResponse:
    """The same answer in the same bytes, whether it was just made or kept."""
    media = problems.MEDIA if answer.status >= 400 else "application/json"
    reply = HttpResponse(
        json.dumps(answer.body, ensure_ascii=False, sort_keys=True),
        status=answer.status,
        content_type=media,
    )
    if answer.status == 200:
        reply["ETag"] = f'"{answer.body["document"]["version"]}"'
    return reply


def _paged(rows: Any, page: int, told: Any) -> dict[str, Any]:
    """A page of rows; a number past the end gives the last one."""
    found = Paginator(rows, PER_PAGE).get_page(page)
    return {
        "total": found.paginator.count,
        "page": found.number,
        "pages": found.paginator.num_pages,
        "items": [told(one) for one in found.object_list],
    }
