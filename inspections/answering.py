"""What the experts write on a visit: answers, findings, photos, measures.

Each change locks the visit, asks whether it is still open and whose it is, and is recorded, all
in one transaction. Two people who answer different questions at once both succeed: not the
version of the visit is compared, but the mark of the one thing that is changed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.flow import VisitFlow
from inspections.models import ChecklistAnswer, Measure, Photo, Visit
from institutions.models import Person
from workflows import access, gate, records, uploads
from workflows.refusals import NotYours, Refused, Stale
from workflows.taken import Capacity

MOST_PHOTOS = 12


class AnswerRefused(Refused):
    """It cannot be written down; the text is one sentence."""


class AlreadyAnswered(Refused):
    """Somebody else wrote at the same place meanwhile; ``kept`` is what stands there now."""

    def __init__(self, kept: ChecklistAnswer) -> None:
        super().__init__(_("This question was answered meanwhile."))
        self.kept = kept


Asking = Callable[[Visit, Person], Capacity]


@dataclass
class Writing:
    """A visit under its lock; ``facts`` go into the record."""

    visit: Visit
    facts: dict[str, Any] = field(default_factory=dict)
    changed: bool = True


@dataclass(frozen=True)
class MeasureText:
    """A recommendation or a proposed prescription as an expert writes it."""

    kind: str
    text: str
    due_on: date
    responsible: str


def writer(visit: Visit, person: Person) -> Capacity | None:
    """In which post a person writes on the visit: those whom the order names, nobody else."""
    return access.may(person, VisitFlow.steps["draw_protocol"], visit) if visit.editable else None


def mark_of(answer: ChecklistAnswer) -> str:
    """The mark of an answer as a page showed it."""
    return records.fingerprint([answer.answer, answer.finding])[:16]


def mark_of_measure(measure: Measure) -> str:
    """The mark of a measure as a page showed it."""
    shown = [measure.kind, measure.text, measure.due_on, measure.responsible, measure.reply]
    return records.fingerprint(shown)[:16]


def _asked(visit: Visit, actor: Person) -> Capacity:
    """The post in which the person writes; ``Stale`` or ``NotYours`` otherwise."""
    if not visit.editable:
        raise Stale(records.of(visit).last())
    capacity = writer(visit, actor)
    if capacity is None:
        raise NotYours([person.name for person in visit.inspection.team])
    return capacity


@contextmanager
def writing(visit: Visit, actor: Person, step: str, asked: Asking) -> Iterator[Writing]:
    """The visit under its lock, for one change that is recorded as ``step``.

    ``asked`` says in which capacity the actor may make it, or refuses.
    """
    with transaction.atomic():
        locked = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
        capacity = asked(locked, actor)
        now = Writing(locked)
        yield now
        if now.changed:
            gate.note_change(locked, actor=actor, step=step, capacity=capacity, **now.facts)


def save_answer(
    visit: Visit, position: int, answer: str, finding: str, *, actor: Person, seen: str
) -> ChecklistAnswer:
    """Write the answer and the finding of one question.

    Raises ``Stale`` when the protocol is drawn up, ``NotYours`` to those whom the order does not
    name, ``AlreadyAnswered`` when somebody wrote at this question since the page was shown.
    """
    with writing(visit, actor, "save_answer", _asked) as now:
        kept = now.visit.answers.select_related("answered_by").get(position=position)
        if (kept.answer, kept.finding) == (answer, finding):
            now.changed = False
            return kept
        if seen != mark_of(kept):
            raise AlreadyAnswered(kept)
        kept.answer, kept.finding = answer, finding
        kept.answered_by, kept.answered_at = actor, timezone.now()
        kept.save()
        now.facts = {"question": position, "answer": answer, "finding": finding}
    return kept


def add_photo(visit: Visit, position: int, sent: "UploadedFile[Any]", *, actor: Person) -> Photo:
    """Keep a photo at a question, once if it is sent twice; raises ``uploads.UploadRefused`` too.

    Whose visit it is comes first, and again under the lock: a stranger's picture is not decoded.
    """
    _asked(visit, actor)
    content = uploads.photo_of(sent)
    with writing(visit, actor, "add_photo", _asked) as now:
        answer = now.visit.answers.get(position=position)
        mark = uploads.sha256(content)
        if same := answer.photos.filter(fingerprint=mark).first():
            now.changed = False
            return same
        if answer.photos.count() >= MOST_PHOTOS:
            raise AnswerRefused(
                _("A question takes at most %(most)d photos.") % {"most": MOST_PHOTOS}
            )
        photo = Photo(answer=answer, taken_by=actor, fingerprint=mark)
        name = f"{photo.pk}.jpg"
        # Django measures the picture by its content, which it takes for missing without a name.
        photo.image.save(name, ContentFile(content, name), save=True)
        now.facts = {"question": position, "fingerprint": photo.fingerprint}
    return photo


def delete_photo(photo: Photo, *, actor: Person) -> None:
    """Take a photo away, with its file."""
    with writing(photo.answer.visit, actor, "delete_photo", _asked) as now:
        now.facts = {"question": photo.answer.position, "fingerprint": photo.fingerprint}
        now.changed = bool(Photo.objects.filter(pk=photo.pk).delete()[0])
        transaction.on_commit(lambda: photo.image.delete(save=False))


def add_measure(visit: Visit, position: int, text: MeasureText, *, actor: Person) -> Measure:
    """Write a recommendation, or propose a prescription, for what was found at a question.

    What a phone sends again after a broken connection is written once.
    """
    with writing(visit, actor, "add_measure", _asked) as now:
        answer = now.visit.answers.get(position=position)
        told = {"answer": answer, "proposed_by": actor, **vars(text)}
        same: Measure | None = now.visit.measures.filter(**told).first()
        if same is not None:
            now.changed = False
            return same
        measure: Measure = now.visit.measures.create(**told)
        now.facts = {"question": position, "measure": measure.pk, **vars(text)}
    return measure


def edit_measure(measure: Measure, text: MeasureText, *, actor: Person, seen: str) -> None:
    """Change a measure until the protocol is drawn up."""
    with writing(measure.visit, actor, "edit_measure", _asked) as now:
        kept = _measure_as_seen(now.visit, measure, seen)
        for name, value in vars(text).items():
            setattr(kept, name, value)
        kept.save(update_fields=list(vars(text)))
        now.facts = {"measure": kept.pk, **vars(text)}


def delete_measure(measure: Measure, *, actor: Person, seen: str) -> None:
    """Take a measure back before the protocol is drawn up."""
    with writing(measure.visit, actor, "delete_measure", _asked) as now:
        kept = _measure_as_seen(now.visit, measure, seen)
        now.facts = {"measure": kept.pk, "kind": kept.kind, "text": kept.text}
        kept.delete()


def _measure_as_seen(visit: Visit, measure: Measure, seen: str) -> Measure:
    kept: Measure | None = visit.measures.filter(pk=measure.pk).first()
    if kept is None or mark_of_measure(kept) != seen:
        raise Stale(records.of(visit).last())
    return kept
