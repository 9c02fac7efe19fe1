"""The questions of a visit: criteria of the order first, then what every visit asks."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from inspections import following
from inspections.models import ChecklistAnswer, Measure, Visit
from inspections.states import MeasureKind
from workflows.official import Lazy, official, reader_of

OF_THE_ORDER = _("Criteria of the order")
OF_MEASURES = {
    MeasureKind.PRESCRIPTION.value: _("Execution of the prescriptions"),
    MeasureKind.RECOMMENDATION.value: _("Execution of the recommendations"),
}


@dataclass(frozen=True)
class Question:
    """A question under its part; ``checks`` is the measure whose execution it asks about."""

    part: Lazy
    text: Lazy
    checks: Measure | None = None


def general_questions() -> list[Question]:
    """The questions asked when the order names no criteria."""
    documents, work, support = (
        _("A. Documents"),
        _("B. Work with children and pupils"),
        _("C. Management"),
    )
    return [
        Question(documents, _("The required documents on the subject are kept and up to date.")),
        Question(documents, _("The entries are made within their terms.")),
        Question(
            documents, _("The internal rules and orders on the subject are adopted and known.")
        ),
        Question(work, _("The work seen follows the yearly plan.")),
        Question(work, _("The methods suit the aims and the age.")),
        Question(work, _("Results are followed and assessed by stated criteria.")),
        Question(work, _("Children and pupils get feedback and support in time.")),
        Question(support, _("The director controls the work on the subject.")),
        Question(support, _("Earlier recommendations and prescriptions are carried out.")),
        Question(support, _("Parents are informed and involved.")),
    ]


def questions_for(visit: Visit) -> list[Question]:
    """The visit's questions: the measures it follows up and the order's criteria, if any."""
    criteria = [Question(OF_THE_ORDER, one) for one in visit.inspection.criteria]
    return [*_measures_followed(visit), *criteria] or general_questions()


def _measures_followed(visit: Visit) -> list[Question]:
    """Each measure of the visit that is followed up: carried out or not (ПУФРУО чл. 19, ал. 5)."""
    followed = visit.inspection.follows
    if followed is None:
        return []
    return [
        Question(OF_MEASURES[one.kind], one.text, one) for one in following.to_be_checked(followed)
    ]


def _known() -> list[Lazy]:
    asked = [text for one in general_questions() for text in (one.part, one.text)]
    return [OF_THE_ORDER, *OF_MEASURES.values(), *asked]


#: A part or a question as it was kept, in the language of whoever reads it.
in_words = reader_of(_known)


def lay_out(visit: Visit) -> None:
    """Write the questions once; a new date keeps what was answered."""
    if visit.answers.exists():
        return
    ChecklistAnswer.objects.bulk_create(
        ChecklistAnswer(
            visit=visit,
            position=place,
            part=official(one.part)[:120],
            question=official(one.text),
            checks=one.checks,
        )
        for place, one in enumerate(questions_for(visit), start=1)
    )
