"""What bodies stamp: the protocol's fingerprint, the consequence of non-fulfilment."""

import json
from typing import Any

from django.utils.translation import gettext_lazy as _

from inspections.models import Visit
from inspections.states import MeasureKind
from institutions.models import Institution, InstitutionKind, Ownership
from workflows import records
from workflows.official import official, reader_of


def protocol_of(visit: Visit) -> dict[str, Any]:
    """What the protocol says, as plain JSON: team, answers, findings, photos, measures, summary."""
    content = {
        "visit": str(visit.pk),
        "institution": visit.institution.code,
        "on": visit.on_date,
        "present": visit.present,
        "summary": visit.summary,
        "answers": [
            [
                one.position,
                one.question,
                one.answer,
                one.finding,
                [photo.fingerprint for photo in one.photos.all()],
            ]
            for one in visit.answers.prefetch_related("photos")
        ],
        "measures": [[one.kind, one.text, one.due_on] for one in visit.measures.all()],
    }
    plain: dict[str, Any] = json.loads(records.as_canonical(content))
    return plain


TO_THE_MINISTER = _(
    "Proposal to the minister for deletion from the register"
    " (art. 3(2) item 24 of the rules of the regional authorities, art. 340 ZPUO)"
)
LABOUR_RESPONSIBILITY = _(
    "Labour responsibility of the director, sought by the head as employer"
    " (art. 3(2) item 28 of the rules of the regional authorities)"
)
TO_THE_MAYOR = _(
    "The mayor is informed, with a motivated proposal for a penalty"
    " (art. 19(4) and art. 3(2) item 52 of the rules of the regional authorities)"
)

#: What follows, as it was kept, in the language of whoever reads it.
escalation_in_words = reader_of(lambda: (TO_THE_MINISTER, LABOUR_RESPONSIBILITY, TO_THE_MAYOR))


def escalation_of(institution: Institution) -> str:
    """What follows when a prescription is not carried out (domain.md 5.4).

    No fine: ЗПУО чл. 351 covers only чл. 264, ал. 3.
    """
    if institution.ownership == Ownership.PRIVATE:
        return official(TO_THE_MINISTER)
    if institution.kind == InstitutionKind.SCHOOL:
        return official(LABOUR_RESPONSIBILITY)
    return official(TO_THE_MAYOR)


def _kinds(visit: Visit) -> set[str]:
    return set(visit.measures.values_list("kind", flat=True))


def without_measures(visit: Visit) -> bool:
    """Nothing was recommended or proposed."""
    return not _kinds(visit)


def with_prescriptions(visit: Visit) -> bool:
    """At least one prescription is proposed or issued."""
    return MeasureKind.PRESCRIPTION.value in _kinds(visit)


def with_recommendations_only(visit: Visit) -> bool:
    """There are recommendations and no prescription."""
    return _kinds(visit) == {MeasureKind.RECOMMENDATION.value}
