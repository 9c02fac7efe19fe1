"""The questions of a visit: criteria of the order first, then what every visit asks."""

from django.utils.translation import gettext as _

from inspections.models import ChecklistAnswer, Visit


def general_questions() -> list[tuple[str, str]]:
    """(part, question) pairs asked when the order names no criteria."""
    documents, work, support = (
        _("A. Documents"),
        _("B. Work with children and pupils"),
        _("C. Management"),
    )
    return [
        (documents, _("The required documents on the subject are kept and up to date.")),
        (documents, _("The entries are made within their terms.")),
        (documents, _("The internal rules and orders on the subject are adopted and known.")),
        (work, _("The work seen follows the yearly plan.")),
        (work, _("The methods suit the aims and the age.")),
        (work, _("Results are followed and assessed by stated criteria.")),
        (work, _("Children and pupils get feedback and support in time.")),
        (support, _("The director controls the work on the subject.")),
        (support, _("Earlier recommendations and prescriptions are carried out.")),
        (support, _("Parents are informed and involved.")),
    ]


def questions_for(visit: Visit) -> list[tuple[str, str]]:
    """The visit's questions: the order's criteria where it names any."""
    criteria = visit.inspection.criteria
    if criteria:
        part = _("Criteria of the order")
        return [(part, one) for one in criteria]
    return general_questions()


def lay_out(visit: Visit) -> None:
    """Write the questions once; a new date keeps what was answered."""
    if visit.answers.exists():
        return
    ChecklistAnswer.objects.bulk_create(
        ChecklistAnswer(visit=visit, position=place, part=part[:120], question=question[:300])
        for place, (part, question) in enumerate(questions_for(visit), start=1)
    )
