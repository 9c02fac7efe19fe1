"""What the database refuses about what reviews teach, what is ticked off, signed files."""

import pytest
from django.utils import timezone

from plans.models import FileSignature, Reviewed, SignedFile
from plans.models.importing import Learnt, LearntKind
from plans.states import Chain
from tests import making
from tests.breaking import refused_by, set_to, sql, twice
from workflows import gate, records

pytestmark = pytest.mark.django_db


@pytest.fixture
def learnt(people, places):
    """A spelling that was explained once."""
    return Learnt.objects.create(
        institution=places.municipality,
        kind=LearntKind.RESPONSIBLE,
        printed="ЮЛ",
        meaning="ЮГ",
        document="план.docx",
        learnt_by=people.municipal_expert,
        learnt_at=timezone.now(),
    )


def test_a_spelling_means_one_thing(learnt):
    with refused_by("learnt_means_one_thing"):
        twice(learnt, meaning="ЮН")


def test_what_was_learnt_is_forgotten_by_somebody(learnt, people):
    with refused_by("learnt_is_forgotten_by_somebody"):
        set_to(learnt, forgotten_by=people.mayor)


def test_a_change_is_ticked_once_by_each(municipal_plan, people):
    one = Reviewed.objects.create(plan=municipal_plan, person=people.mayor, change="a" * 64)
    Reviewed.objects.create(plan=municipal_plan, person=people.ruo_head, change="a" * 64)
    with refused_by("reviewed_once_by_each"):
        twice(one)


@pytest.fixture
def signed_file(municipal_plan, people):
    """A signed file at the step of the head, with one signature."""
    plan = making.agreed(municipal_plan, people)
    step = records.of(plan).last()
    noted = gate.note_change(plan, actor=people.ruo_head, step="attach_signature")
    kept = SignedFile(plan=plan, step=step, record=noted, name="план.pdf", fingerprint="0" * 64)
    kept.file.name = "signed/0.pdf"
    kept.save()
    FileSignature(
        file=kept, position=1, signer="Rumyana Radulova", serial="1F", chain=Chain.UNCHECKED
    ).save()
    return kept


def noted(signed_file, people):
    return gate.note_change(signed_file.plan, actor=people.ruo_head, step="attach_signature")


def test_a_file_is_attached_to_a_step_once(signed_file, people):
    with refused_by("signed_file_once_a_step"):
        twice(signed_file, record=noted(signed_file, people))


def test_a_signed_file_is_there(signed_file, people):
    with refused_by("signed_file_is_there"):
        twice(signed_file, record=noted(signed_file, people), fingerprint="")


def test_signatures_stand_in_their_order_and_their_chain_is_known(signed_file):
    signature = signed_file.signatures.get()
    with refused_by("signature_once_in_its_place"):
        twice(signature)
    with refused_by("signature_chain_known"):
        twice(signature, position=2, chain="good")


def test_a_signed_file_is_never_changed_or_deleted(signed_file):
    for row in (signed_file, signed_file.signatures.get()):
        with refused_by("signed_file_stays"):
            set_to(row, id=row.pk)
        with refused_by("signed_file_stays"):
            sql(f"DELETE FROM {row._meta.db_table}")
        with pytest.raises(TypeError):
            row.save()
        with pytest.raises(TypeError):
            row.delete()
