"""The page of a visit: what is on it for one person. A fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from inspections import answering, evidence
from inspections.answering import mark_of, mark_of_measure
from inspections.checklists import in_words
from inspections.models import ChecklistAnswer, Measure, Photo, Visit
from inspections.queries.expected import taking_place
from inspections.queries.page import apart_from
from inspections.shown import is_inside, reads_protocol
from inspections.states import VISIT_OVER
from inspections.visit_forms import EvidenceInput, MeasureInput, ReplyInput
from institutions.models import Person
from workflows import steps
from workflows.display import LogLine
from workflows.models import Record
from workflows.rules import Unmet
from workflows.steps import Offer
from workflows.telling import done

EARLIER, LINES, LETTERS = 5, 8, 2
TOLD = ("on_date", "authority_number", "inspection__number", "inspection__kind_of")
"""What is told of an earlier visit."""
WRITTEN = ("save_answer", "add_photo", "delete_photo")


@dataclass(frozen=True)
class Trouble:
    """What went wrong at one question or measure: a sentence, and what was entered."""

    sentence: str = ""
    answer: str | None = None
    finding: str | None = None
    kept: ChecklistAnswer | None = None
    form: Any = None
    seen: str | None = None


@dataclass(frozen=True)
class Question:
    """A question with all that stands under it."""

    row: ChecklistAnswer
    photos: tuple[Photo, ...]
    measures: tuple[Measure, ...]
    form: MeasureInput
    trouble: Trouble = field(default_factory=Trouble)

    @property
    def text(self) -> str:
        """What is asked, in the language of the reader where the question is a standing one."""
        return in_words(self.row.question)

    @property
    def answer(self) -> str:
        """What is marked: what was entered when it was not taken, else what is kept."""
        return self.row.answer if self.trouble.answer is None else self.trouble.answer

    @property
    def finding(self) -> str:
        """What stands in the text, likewise."""
        return self.row.finding if self.trouble.finding is None else self.trouble.finding

    @property
    def seen(self) -> str:
        """The mark of what the page showed; a change after a refusal does not consent to more."""
        return mark_of(self.row) if self.trouble.seen is None else self.trouble.seen

    @property
    def kept_mark(self) -> str:
        """The mark of what somebody else wrote, for the button that replaces it."""
        return mark_of(self.trouble.kept or self.row)

    @property
    def is_open(self) -> bool:
        """Whether finding, photos and measures are unfolded: there are some, or one is asked."""
        asked = self.answer in {"partly", "no"}
        kept = bool(self.finding.strip() or self.photos or self.measures)
        return asked or kept or bool(self.form.errors)


@dataclass(frozen=True)
class Part:
    """A part of the checklist with its count."""

    number: int
    title: str
    questions: tuple[Question, ...]

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"part{self.number}"

    @property
    def short(self) -> str:
        """„А“ of „А. Документация“; the number where a part has no letter."""
        letter, dot, _rest = self.title.partition(".")
        return letter if dot and len(letter) <= LETTERS else str(self.number)

    @property
    def done(self) -> int:
        """How many questions are answered."""
        return sum(bool(one.row.answer) for one in self.questions)

    @property
    def total(self) -> int:
        """How many questions there are."""
        return len(self.questions)


@dataclass(frozen=True)
class Tracked:
    """A measure after the protocol: its term, what the director says, what shows it."""

    measure: Measure
    evidence: tuple[Any, ...]
    reply_form: ReplyInput | None
    evidence_form: EvidenceInput | None
    problem: str = ""

    @property
    def is_running(self) -> bool:
        """Whether the term still matters."""
        return bool(self.measure.issued_on) and self.measure.executed is None


@dataclass(frozen=True)
class VisitPage:
    """A visit as one person sees it."""

    visit: Visit
    writes: bool
    inside: bool
    parts: tuple[Part, ...]
    measures: tuple[Tracked, ...]
    offers: tuple[Offer, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in order."""
        return tuple(one for part in self.parts for one in part.questions)

    @property
    def done(self) -> int:
        """How many questions are answered."""
        return sum(part.done for part in self.parts)

    @property
    def total(self) -> int:
        """How many questions there are."""
        return sum(part.total for part in self.parts)

    @property
    def percent(self) -> int:
        """The share answered, for the bar."""
        return round(100 * self.done / self.total) if self.total else 0

    @property
    def next(self) -> Question | None:
        """The first question without an answer."""
        return next((one for one in self.questions if not one.row.answer), None)

    @property
    def main(self) -> Offer | None:
        """The step to put forward."""
        ready = (one for one in self.offers if one.ready and not one.step.danger)
        return next(ready, None)

    @property
    def missing(self) -> tuple[Unmet, ...]:
        """What stands in the way where no step can be put forward, each rule once."""
        if self.main:
            return ()
        unmet = {one.name: one for offer in self.offers for one in offer.missing}
        return tuple(unmet.values())

    @property
    def protocol(self) -> Offer | None:
        """The step that closes the checklist."""
        return next((one for one in self.offers if one.step.name == "draw_protocol"), None)

    @property
    def others(self) -> tuple[Offer, ...]:
        """The steps beside it: in the field another day is set or the visit is cancelled."""
        return tuple(one for one in self.offers if one != self.protocol)

    @property
    def hides_protocol(self) -> bool:
        """Whether what is written is still the authority's own."""
        return not reads_protocol(self.visit, inside=self.inside)

    @property
    def is_drawn(self) -> bool:
        """Whether the protocol stands."""
        return bool(self.visit.drawn_on)

    @property
    def is_over(self) -> bool:
        """Whether the visit is closed, escalated or cancelled."""
        return self.visit.state in VISIT_OVER


def page_of_visit(
    visit: Visit, person: Person, trouble: dict[int, Trouble] | None = None
) -> VisitPage:
    """All that the page shows; ``trouble`` by position of a question (or key of a measure)."""
    inside, trouble = is_inside(visit, person), trouble or {}
    is_open = reads_protocol(visit, inside=inside)
    measures = _measures(visit) if is_open else []
    return VisitPage(
        visit=visit,
        writes=answering.writer(visit, person) is not None,
        inside=inside,
        parts=_parts(visit, measures, trouble) if is_open else (),
        measures=_tracked(visit, person, measures, trouble) if not visit.editable else (),
        offers=tuple(apart_from(steps.offers(visit, person), ("one_follow_up_at_a_time",))),
    )


def _measures(visit: Visit) -> list[Measure]:
    rows = visit.measures.select_related("answer", "proposed_by").prefetch_related("evidence")
    return list(rows)


def _parts(
    visit: Visit, measures: Sequence[Measure], trouble: dict[int, Trouble]
) -> tuple[Part, ...]:
    rows = visit.answers.select_related("answered_by").prefetch_related("photos")
    questions = [_question(visit, row, measures, trouble) for row in rows]
    grouped = groupby(questions, key=lambda one: one.row.part)
    return tuple(
        Part(number, in_words(title) or _("Questions"), tuple(inside))
        for number, (title, inside) in enumerate(grouped, start=1)
    )


def _question(
    visit: Visit, row: ChecklistAnswer, measures: Sequence[Measure], trouble: dict[int, Trouble]
) -> Question:
    met = trouble.get(row.position, Trouble())
    form = met.form or MeasureInput(visit=visit, auto_id=f"m{row.position}_%s")
    own = tuple(one for one in measures if one.answer_id == row.pk)
    return Question(row, tuple(row.photos.all()), own, form, met)


def _tracked(
    visit: Visit, person: Person, measures: Sequence[Measure], trouble: dict[int, Trouble]
) -> tuple[Tracked, ...]:
    replies = evidence.replier(visit, person) is not None
    bare = [Tracked(one, tuple(one.evidence.all()), None, None) for one in measures]
    return tuple(_with_forms(one, trouble) for one in bare) if replies else tuple(bare)


def _with_forms(tracked: Tracked, trouble: dict[int, Trouble]) -> Tracked:
    measure, met = tracked.measure, trouble.get(tracked.measure.pk, Trouble())
    seen = {"reply": measure.reply, "seen": mark_of_measure(measure)}
    reply = met.form or ReplyInput(initial=seen, auto_id=f"r{measure.pk}_%s")
    file = EvidenceInput(auto_id=f"e{measure.pk}_%s")
    return replace(tracked, reply_form=reply, evidence_form=file, problem=met.sentence)


def earlier_visits(visit: Visit, person: Person) -> list[Visit]:
    """The last visits to the same institution before this one, as far as they are open."""
    before = visit.on_date or timezone.localdate()
    rows = Visit.objects.open_to(person).filter(institution=visit.institution, on_date__lt=before)
    others = rows.exclude(pk=visit.pk).filter(taking_place()).select_related("inspection")
    return list(others.only(*TOLD).order_by("-on_date")[:EARLIER])


def lines_of(visit: Visit, records: Iterable[Record]) -> list[LogLine]:
    """Records in words."""
    return [
        LogLine(
            what=done(visit, record.step),
            when=record.at,
            who=record.actor.name if record.actor else "",
            acting_for=record.stood_in_for,
            note=_note(record),
            is_key=record.source != record.target,
        )
        for record in records
    ]


def _note(record: Record) -> str:
    """The post, and why a visit does not take place; other notes stand in the whole history."""
    return " · ".join(filter(None, (record.title, record.note if record.step == "cancel" else "")))
