"""Daily seals: made once, signed, published, sent to a witness; what they cover is settled."""

import json

import pytest
from django.urls import reverse

from tests import making, racing
from tests.reaching import brought
from workflows import gate, records
from workflows.models import Notice, Record, Seal
from workflows.proof import key, merkle, sealing, verify

pytestmark = pytest.mark.django_db


def test_a_day_is_sealed_once(municipal_plan):
    first = making.sealed()
    assert sealing.seal_day() is None
    assert list(Seal.objects.all()) == [first]


def test_a_seal_covers_every_history_by_its_last_record(people, places):
    plan = brought("municipal", "agreed", people, places)
    seal = making.sealed()
    heads = sealing.heads(seal.statement["last_record"])
    assert len(heads) == Record.objects.values("document_id").distinct().count()
    (head,) = [one for one in heads if one.document == str(plan.pk)]
    assert (head.sequence, head.hash) == records.of(plan).values_list("sequence", "hash").last()
    assert seal.statement["histories"] == len(heads)


def test_the_next_seal_names_the_one_before(municipal_plan, clock):
    first = making.sealed()
    clock.forward(days=1)
    second = making.sealed()
    assert second.number == first.number + 1
    assert second.statement["previous"] == records.fingerprint(first.statement)


def test_witnesses_get_the_root_by_letter(municipal_plan, people):
    seal = making.sealed()
    letter = Notice.objects.get(kind="seal")
    assert letter.person == people.ministry_officer
    assert seal.statement["root"] in letter.body
    assert seal.signature in letter.body


def test_everybody_can_fetch_seals_key_and_program(client, municipal_plan):
    seal = making.sealed()
    page = client.get(reverse("seal_list")).content.decode()
    assert key.public() in page
    assert seal.statement["root"] in page
    (published,) = client.get(reverse("all_seals")).json()["seals"]
    assert published == client.get(seal.get_absolute_url()).json()
    assert published["statement"] == json.loads(records.as_canonical(seal.statement))
    program = b"".join(client.get(reverse("verifier")).streaming_content)
    assert b"def check(" in program


def test_a_record_says_in_words_who_signed(people, places):
    agreed = records.of(brought("municipal", "agreed", people, places)).last()
    assert agreed.signed["person"] == people.ruo_head.name
    assert agreed.signed["institution"] == places.authority.name


def test_a_record_of_before_keeps_its_hash(municipal_plan):
    """Records made before ``signed`` existed are hashed without it."""
    record = records.of(municipal_plan).last()
    record.signed = None
    assert "signed" not in records.content(record)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 13])
def test_every_leaf_has_a_way_to_the_root(size):
    contents = [f"document {n}".encode() for n in range(size)]
    leaves = [merkle.leaf(one) for one in contents]
    for position, value in enumerate(leaves):
        top = value
        for side, neighbour in merkle.path(leaves, position):
            other = bytes.fromhex(neighbour)
            top = merkle.node(other, top) if side == "left" else merkle.node(top, other)
        assert top == merkle.root(leaves)


def test_the_roots_of_rfc_6962():
    """Two known roots of the reference implementation of certificate transparency."""
    known = [
        bytes.fromhex(one)
        for one in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")
    ]
    leaves = [merkle.leaf(one) for one in known]
    assert merkle.root(leaves[:1]).hex() == (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    )
    assert merkle.root(leaves[:7]).hex() == (
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"
    )


def test_the_key_is_made_once_and_is_the_owners_alone(settings, tmp_path):
    settings.VAR, settings.SEAL_KEY = tmp_path, ""
    assert key.public() == key.public()
    assert (tmp_path / "seal.key").stat().st_mode & 0o777 == 0o600


def test_the_proof_is_for_those_who_read_the_whole_history(client, people, places, clock):
    plan = brought("municipal", "agreed", people, places)
    sealing.seal_day()
    address = reverse("proof", args=[plan.kind, plan.pk])
    client.force_login(people.ruo_head)
    assert client.get(address).status_code == 200
    assert verify.check(client.get(address).json(), key.public()) == []
    client.force_login(people.head_of_another_region)
    assert client.get(address).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_step_under_way_is_waited_for(municipal_plan, people):
    """A number given before commit may be smaller than one committed: the seal waits for it."""
    seal = racing.meanwhile(
        lambda: gate.note_change(municipal_plan, actor=people.mayor, step="edit_row"),
        sealing.seal_day,
    )
    assert seal.statement["last_record"] == Record.objects.latest("pk").pk
