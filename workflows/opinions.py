"""Many hands: several are asked for their opinion at once, and the answers are counted.

Each request, answer, end and withdrawal is a record of the document, made under its lock: of two
last answers at once the second finds the round as the first left it.
"""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from institutions.models import Department, Institution, Person, Post
from institutions.rights import Right
from workflows import access, gate, notices, records, storing, tallying
from workflows.flow import Asks, flow_of, model_of
from workflows.models import OpinionRequest, OpinionRound, RoundState
from workflows.refusals import NotYours, Refused, Stale
from workflows.taken import Capacity, Probe

SALT = "workflows.opinions"
LINK_LASTS = datetime.timedelta(days=60)
AWAITED = Probe(
    "EXISTS (SELECT FROM workflows_opinionround"
    f" WHERE document_id = %(document)s AND state = '{RoundState.OPEN}')"
)
"""Whether a round on the document is still open."""


class Over(Refused):
    """The opinion is no longer asked for: it was given, the round has ended, the link is old."""


@dataclass(frozen=True)
class Asked:
    """Somebody who is to be asked, before the round is there."""

    name: str
    place: Institution | None = None
    post: Post | None = None
    department: Department | None = None
    email: str = ""
    seats: int = 1


@dataclass(frozen=True)
class Question:
    """What is asked, by when, and how the answers are counted."""

    text: str
    rule: str
    needed: int | None
    due_on: datetime.date


def asks_of(document: Any) -> Asks | None:
    """Who may ask for opinions on a document in its state; None where nobody may."""
    flow = flow_of(document)
    return flow.opinions.get(flow.states(document.state))


def may_ask(document: Any, person: Person) -> Capacity | None:
    """In which post a person asks for opinions on a document."""
    asks = asks_of(document)
    return access.capacity(person, asks.by.right, asks.by.place(document)) if asks else None


def may_give(request: OpinionRequest, person: Person) -> Capacity | None:
    """In which post a person gives an opinion that was asked for."""
    if request.place is None:
        return None
    posts = set(request.posts.values_list("pk", flat=True))
    held = access.capacities(person, Right.GIVE_OPINION, request.place)
    return next((one for one in held if one.post and one.post.pk in posts), None)


def rounds_of(document: Any) -> QuerySet[OpinionRound]:
    """The rounds on a document, the newest first, with those asked."""
    rows = OpinionRound.objects.filter(document_id=document.pk).select_related("opened_by")
    return rows.prefetch_related("requests__answered_by", "requests__substitution__absent")


@transaction.atomic
def ask(
    document: Any, question: Question, asked: list[Asked], *, actor: Person, seen_version: int
) -> OpinionRound:
    """Open a round: those inside find it at their desks, those outside get a letter with a link.

    Raises ``Stale`` when the document moved or a round is open already, and ``NotYours``.
    """
    locked = storing.locked(type(document), document.pk).document
    if locked.version != seen_version or _open_round(locked):
        raise Stale(records.of(document).last())
    capacity = _asker(locked, actor)
    opened = OpinionRound.objects.create(
        document_kind=locked.slug,
        document_id=locked.pk,
        revision=locked.judging().revision,
        question=question.text,
        rule=question.rule,
        needed=question.needed,
        due_on=question.due_on,
        opened_by=actor,
        opened_at=timezone.now(),
    )
    requests = [OpinionRequest.objects.create(round=opened, **vars(one)) for one in asked]
    facts: dict[str, Any] = {
        "round": opened.pk,
        "asked": [one.name for one in asked],
        "rule": question.rule,
        "needed": question.needed,
        "due_on": question.due_on,
    }
    gate.note_change(
        document, actor=actor, step="ask_opinions", capacity=capacity, note=question.text, **facts
    )
    _write_outside(document, opened, requests)
    return opened


def _asker(document: Any, actor: Person) -> Capacity:
    capacity = may_ask(document, actor)
    if capacity is None:
        asks = asks_of(document)
        people = access.holders(asks.by.right, asks.by.place(document)) if asks else ()
        raise NotYours([one.name for one in people])
    return capacity


def _open_round(document: Any) -> OpinionRound | None:
    return rounds_of(document).filter(state=RoundState.OPEN).first()


def _write_outside(document: Any, opened: OpinionRound, requests: Iterable[OpinionRequest]) -> None:
    for one in requests:
        if one.email:
            key = f"o{one.pk}"
            link = reverse("opinion_outside", args=[token_of(one)])
            person = _correspondent(one)
            notices.write_outside(
                "opinion_outside", person, link, document, key, round=opened, request=one
            )


def _correspondent(request: OpinionRequest) -> Person:
    """Somebody outside as the outbox knows people: without a password, so without an account."""
    known = hashlib.sha256(request.email.encode()).hexdigest()[:40]
    person, is_new = Person.objects.get_or_create(
        username=f"outside-{known}",
        defaults={"name": request.name, "email": request.email, "is_active": False},
    )
    if is_new:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    return person


def token_of(request: OpinionRequest) -> str:
    """The key of the link by which somebody outside answers: signed, it lasts 60 days."""
    return signing.dumps(request.pk, salt=SALT)


def request_of(token: str) -> OpinionRequest:
    """The request that a link names; ``Over`` when it was answered, withdrawn or is too old."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=LINK_LASTS)
    except signing.BadSignature as wrong:
        raise Over(_("The link is not valid: it is too old, or was not copied whole.")) from wrong
    rows = OpinionRequest.objects.select_related("round")
    found = rows.filter(pk=pk).exclude(email="").first()
    if found is None or not found.is_open or not found.round.is_open:
        raise Over(_no_longer(found))
    if timezone.localdate() > found.round.due_on:
        raise Over(_("The term for the opinion has passed."))
    return found


def _no_longer(request: OpinionRequest | None) -> str:
    if request is not None and request.answer:
        return _("This opinion was given already.")
    return _("This opinion is no longer asked for.")


def document_of(opened: OpinionRound) -> Any:
    """The document that a round is about."""
    model = model_of(opened.document_kind)
    return model.objects.select_related("institution").get(pk=opened.document_id)


@transaction.atomic
def give(
    request: OpinionRequest, *, opinion: str, text: str, actor: Person | None = None
) -> OpinionRound:
    """Give the opinion that was asked for; ``actor`` is None for who answers by a link.

    Ends the round when its result is certain. Raises ``Over`` and ``NotYours``.
    """
    document = document_of(request.round)
    storing.locked(type(document), document.pk)
    fresh = OpinionRequest.objects.select_related("round", "place").get(pk=request.pk)
    if not fresh.is_open or not fresh.round.is_open:
        raise Over(_no_longer(fresh))
    capacity = _giver(fresh, actor) if actor else None
    fresh.answer, fresh.text, fresh.answered_at = opinion, text, timezone.now()
    fresh.answered_by = actor
    fresh.substitution = capacity.substitution if capacity else None
    fresh.save()
    facts = {"round": fresh.round.pk, "name": fresh.name, "opinion": opinion}
    gate.note_change(
        document, actor=actor, step="give_opinion", capacity=capacity, note=text, **facts
    )
    _count(document, fresh.round)
    return fresh.round


def _giver(request: OpinionRequest, actor: Person) -> Capacity:
    capacity = may_give(request, actor)
    if capacity is None:
        people = access.people_in(request.posts, Right.GIVE_OPINION)
        raise NotYours([one.name for one in people])
    return capacity


def _count(document: Any, counted: OpinionRound) -> None:
    """End the round when no open answer can change its result; the asker is told."""
    voices = [tallying.Voice(one.answer, one.seats) for one in counted.requests.all()]
    result = tallying.result(counted.rule, counted.needed, voices)
    if result is not RoundState.OPEN:
        _end(document, counted, result)
        gate.note_change(
            document, actor=None, step="end_opinions", round=counted.pk, result=result.value
        )
        people = [counted.opened_by]
        notices.tell("opinions_ended", people, document, f"e{counted.pk}", round=counted)


def _end(document: Any, ended: OpinionRound, state: RoundState) -> None:
    """Close a round; whoever was asked and has not answered is told that there is no need."""
    open_requests = [one for one in ended.requests.select_related("place") if one.is_open]
    ended.state, ended.closed_at = state, timezone.now()
    ended.save(update_fields=["state", "closed_at"])
    for one in open_requests:
        one.withdrawn_at = ended.closed_at
        one.save(update_fields=["withdrawn_at"])
        _tell_withdrawn(document, one)


def _tell_withdrawn(document: Any, request: OpinionRequest) -> None:
    kind, key = "opinion_withdrawn", f"w{request.pk}"
    if request.email:
        person = _correspondent(request)
        notices.write_outside(kind, person, "", document, key, request=request)
    else:
        right = Right.GIVE_OPINION.value
        notices.tell_in_posts(kind, right, request.posts, document, key, request=request)


@transaction.atomic
def withdraw(document: Any, *, actor: Person, seen_version: int) -> None:
    """Take back the open round. Raises ``Stale`` where there is none, and ``NotYours``."""
    locked = storing.locked(type(document), document.pk).document
    found = _open_round(locked)
    if found is None or locked.version != seen_version:
        raise Stale(records.of(document).last())
    capacity = _asker(locked, actor)
    _end(document, found, RoundState.WITHDRAWN)
    gate.note_change(
        document, actor=actor, step="withdraw_opinions", capacity=capacity, round=found.pk
    )


def let_go(document: Any) -> None:
    """A step takes the document out of the state in which opinions were asked: none is needed.

    Runs inside the gate, which holds the lock and settles the desks after it.
    """
    found = _open_round(document)
    if found:
        _end(document, found, RoundState.WITHDRAWN)
