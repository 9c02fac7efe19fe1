"""An institution of the register: read in its territory."""

from dataclasses import dataclass

from django.urls import reverse

from institutions.models import Institution, InstitutionKind
from search.drafts import Draft, Way, digest, texts
from search.models import Kind
from search.readers import By


@dataclass(frozen=True)
class InstitutionSource:
    """What ``workflows.register.register_for`` opens."""

    institution: Institution

    @property
    def owner(self) -> str:
        """The name under which its entries are kept."""
        return f"institutions:{self.institution.pk}"

    def basis(self) -> str:
        """All of it is cheap."""
        return digest(self._names())

    def drafts(self) -> list[Draft]:
        """The one entry."""
        one = self.institution
        kind = InstitutionKind(one.kind)
        names = texts("A", one.name, one.short_name, *one.aliases)
        where = texts("B", one.settlement, kind.label)
        url = reverse("institution", args=[one.pk])
        return [
            Draft(
                Kind.INSTITUTION,
                "",
                one.full_name,
                str(kind.label),
                url,
                (names, where),
                self._open_to(),
            )
        ]

    def _names(self) -> tuple[object, ...]:
        one = self.institution
        return (one.name, one.short_name, one.aliases, one.settlement, one.kind, one.authority_id)

    def _open_to(self) -> tuple[Way, ...]:
        if self.institution.kind == InstitutionKind.MINISTRY:
            return ((By.EVERYBODY, 0),)
        return ((By.REGISTER, 0), (By.REGISTER, self.institution.authority_id or 0))
