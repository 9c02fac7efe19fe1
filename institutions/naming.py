"""Other names of institutions: learnt from who explained a printed name, and taken out again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from institutions.changing import Impossible
from institutions.models import Institution, LearntName, Person


def learn(institution: Institution, name: str, *, by: Person, why: str) -> None:
    """From now on the institution is known by this name too. The caller holds its lock."""
    institution.aliases = [*institution.aliases, name]
    institution.save(update_fields=["aliases"])
    LearntName.objects.create(
        institution=institution, name=name, learnt_by=by, learnt_at=timezone.now(), why=why[:300]
    )


def forget(institution: Institution, name: str, *, by: Person) -> None:
    """The name means the institution no longer. The caller holds its lock."""
    institution.aliases = [one for one in institution.aliases if one != name]
    institution.save(update_fields=["aliases"])
    gone = {"forgotten_by": by, "forgotten_at": timezone.now()}
    holds = LearntName.objects.filter(institution=institution, name=name, forgotten_at=None)
    if not holds.update(**gone):
        LearntName.objects.create(institution=institution, name=name, **gone)


@transaction.atomic
def take_out(institution: Institution, name: str, *, actor: Person) -> None:
    """Take a name out of the register; ``Impossible`` when it does not stand there."""
    locked = Institution.objects.select_for_update(of=("self",), no_key=True).get(pk=institution.pk)
    if name not in locked.aliases:
        raise Impossible(_("The institution is not known by this name any more."))
    forget(locked, name, by=actor)
