"""Inspections and visits, to whom ``visible`` of their models opens them."""

from dataclasses import dataclass

from inspections.models import Inspection, Visit
from search.drafts import LONGEST_TITLE, Draft, Way, digest, texts
from search.models import Kind
from search.readers import By
from workflows.wording import table_date


@dataclass(frozen=True)
class InspectionSource:
    """The authority finds its inspections; others who see there, once ordered."""

    inspection: Inspection

    @property
    def owner(self) -> str:
        """The name under which its entries are kept."""
        return f"inspections:{self.inspection.pk}"

    def basis(self) -> str:
        """The fields that are told."""
        one = self.inspection
        said = (one.number, one.topic, one.order_number, one.period, one.target, one.responsible)
        return digest((*said, one.kind_of, one.form_of, one.starts_on, self._open_to()))

    def drafts(self) -> list[Draft]:
        """The one entry."""
        one, house = self.inspection, self.inspection.institution
        said = (
            texts("A", one.number, one.topic, one.order_number),
            texts("B", one.period, one.target, *one.responsible),
            texts("C", house.name, house.short_name, *_words_of(one)),
        )
        about = " · ".join(filter(None, (house.label, one.period)))
        return [
            Draft(
                Kind.INSPECTION,
                "",
                one.subject[:LONGEST_TITLE],
                about,
                one.get_absolute_url(),
                said,
                self._open_to(),
                document=one.pk,
                on=one.starts_on,
            )
        ]

    def _open_to(self) -> tuple[Way, ...]:
        place = self.inspection.institution_id
        ordered = ((By.SUBMITTED, place),) if self.inspection.ordered_on else ()
        return ((By.DOCUMENTS, place), *ordered)


def _words_of(inspection: Inspection) -> tuple[object, ...]:
    """What it is called without its topic: „тематична проверка“."""
    kind, form = inspection.get_kind_of_display(), inspection.get_form_of_display()
    return (Kind.INSPECTION.label, kind, form)


@dataclass(frozen=True)
class VisitSource:
    """The authority finds its visits; the institution its own, once announced."""

    visit: Visit

    @property
    def owner(self) -> str:
        """The name under which its entries are kept."""
        return f"visits:{self.visit.pk}"

    def basis(self) -> str:
        """The fields that are told."""
        one = self.visit
        numbers = (one.authority_number, one.school_number, one.prescription_order)
        return digest((*numbers, one.on_date, one.inspection_id, self._open_to()))

    def drafts(self) -> list[Draft]:
        """The one entry."""
        one, place, above = self.visit, self.visit.institution, self.visit.inspection
        day = table_date(one.on_date) if one.on_date else ""
        names = texts("A", place.name, place.short_name, *place.aliases, place.settlement)
        numbers = texts("A", one.authority_number, one.school_number, one.prescription_order)
        about = " · ".join(filter(None, (day, above.subject[:LONGEST_TITLE])))
        return [
            Draft(
                Kind.VISIT,
                "",
                place.full_name,
                about,
                one.get_absolute_url(),
                (names, numbers, texts("B", day, above.subject), texts("C", Kind.VISIT.label)),
                self._open_to(),
                document=one.pk,
                on=one.on_date,
            )
        ]

    def _open_to(self) -> tuple[Way, ...]:
        one = self.visit
        told = ((By.DOCUMENTS, one.institution_id),) if one.announced_on else ()
        return ((By.DOCUMENTS, one.authority_id), *told)
