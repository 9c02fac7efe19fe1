"""Every attack on a proof is found and named by the offline program."""

import copy
import json
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests import making
from workflows.models import Seal
from workflows.proof import exporting, key, sealing, verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def proof(municipal_plan, people, clock):
    """A plan whose three steps were each sealed on a day of their own."""
    sealing.seal_day()
    clock.forward(days=1)
    making.registered(municipal_plan, people)
    sealing.seal_day()
    clock.forward(days=1)
    making.taken(municipal_plan, "agree", people.ruo_head)
    sealing.seal_day()
    clock.forward(days=1)
    sealing.seal_day()
    return exporting.proof_of(municipal_plan)


def kept():
    return [exporting.published(seal) for seal in Seal.objects.order_by("number")]


def attacks(proof, *, trusted=None, witnessed=None):
    return {one.attack for one in verify.check(proof, trusted or key.public(), witnessed)}


def rechained(records):
    """What an attacker does who has the whole database: everything is hashed anew."""
    before = ""
    for n, record in enumerate(records, start=1):
        record["content"] |= {"sequence": n, "previous": before}
        before = record["hash"] = verify.fingerprint(record["content"])
    return records


def test_an_honest_proof_holds(proof):
    assert verify.check(proof, key.public(), kept()) == []
    assert len(proof["records"]) >= 4
    assert proof["texts"]


def test_editing_a_record_shows(proof):
    proof["records"][1]["content"]["note"] = "something else"
    assert "edited" in attacks(proof)


def test_editing_a_record_and_hashing_all_anew_shows(proof):
    proof["records"][1]["content"]["note"] = "something else"
    rechained(proof["records"])
    assert attacks(proof) == {"edited"}


def test_editing_the_signed_text_shows(proof):
    proof["texts"][0]["content"]["preamble"]["title"] = "another plan"
    assert attacks(proof) == {"edited"}


def test_a_text_that_nobody_signed_shows(proof):
    text = copy.deepcopy(proof["texts"][0])
    text["content"]["preamble"]["title"] = "another plan"
    text["fingerprint"] = verify.fingerprint(text["content"])
    proof["texts"].append(text)
    assert attacks(proof) == {"inserted"}


def test_reordering_shows(proof):
    records = proof["records"]
    records[1], records[2] = records[2], records[1]
    assert "reordered" in attacks(proof)


def test_reordering_and_hashing_all_anew_shows(proof):
    records = proof["records"]
    records[1], records[2] = records[2], records[1]
    rechained(records)
    assert "reordered" in attacks(proof)


def test_inserting_shows(proof):
    proof["records"].insert(2, copy.deepcopy(proof["records"][1]))
    assert "inserted" in attacks(proof)


def test_inserting_and_hashing_all_anew_shows(proof):
    proof["records"].insert(2, copy.deepcopy(proof["records"][1]))
    rechained(proof["records"])
    assert "inserted" in attacks(proof)


def test_deleting_shows(proof):
    del proof["records"][1]
    assert "deleted" in attacks(proof)


def test_deleting_and_hashing_all_anew_shows(proof):
    del proof["records"][1]
    rechained(proof["records"])
    assert "deleted" in attacks(proof)


def test_cutting_off_the_newest_records_shows(proof):
    del proof["records"][-1]
    assert attacks(proof) == {"truncated"}


def test_cutting_off_records_with_their_seals_shows_to_a_witness(proof):
    """Older seals alone are consistent: only who has kept a newer one can tell."""
    first = proof["paths"][0]
    proof["records"] = proof["records"][: first["sequence"]]
    proof["paths"], proof["texts"] = [first], []
    proof["seals"] = [one for one in proof["seals"] if one["statement"]["number"] == first["seal"]]
    assert attacks(proof) == set()
    assert attacks(proof, witnessed=kept()) == {"truncated"}


def test_leaving_out_the_way_to_the_newest_seal_shows(proof):
    del proof["records"][-1]
    proof["paths"] = proof["paths"][:-2]
    assert "truncated" in attacks(proof)


def test_backdating_shows(proof, municipal_plan, people, clock):
    """A step of today that claims yesterday: the seal of yesterday did not see it."""
    before = proof["records"][-1]["content"]["at"]
    last = copy.deepcopy(proof["records"][-1])
    last["content"]["at"] = before
    proof["records"] = rechained([*proof["records"], last])
    assert "backdated" in attacks(proof)


def test_signing_with_another_key_shows(proof):
    other = Ed25519PrivateKey.generate()
    proof["records"][1]["content"]["note"] = "something else"
    rechained(proof["records"])
    for seal in proof["seals"]:
        seal["signature"] = other.sign(verify.canonical(seal["statement"])).hex()
    proof["key"] = other.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    assert "re-signed" in attacks(proof)


def test_signing_anew_with_the_stolen_key_shows_to_a_witness(proof):
    """The thief of the key makes one consistent history of their own, seals included."""
    proof["records"][0]["content"]["note"] = "something else"
    rechained(proof["records"])
    before = ""
    for seal in proof["seals"]:
        path = next(one for one in proof["paths"] if one["seal"] <= seal["statement"]["number"])
        path = next(
            (one for one in proof["paths"] if one["seal"] == seal["statement"]["number"]), path
        )
        path |= {"hash": proof["records"][path["sequence"] - 1]["hash"], "path": []}
        seal["statement"] |= {"root": verify._root(proof["document"], path), "previous": before}
        before = verify.fingerprint(seal["statement"])
        seal["signature"] = key.private().sign(verify.canonical(seal["statement"])).hex()
    assert attacks(proof) == set()
    assert attacks(proof, witnessed=kept()) == {"re-signed"}


def test_the_program_runs_alone(proof, tmp_path):
    """Without Django and without this project: the file, Python and ``cryptography``."""
    (tmp_path / "verify.py").write_bytes(Path(verify.__file__).read_bytes())
    (tmp_path / "proof.json").write_text(json.dumps(proof), "utf-8")
    (tmp_path / "seals.json").write_text(json.dumps({"seals": kept()}), "utf-8")

    def run(*words):
        return subprocess.run(
            [sys.executable, "-I", "verify.py", *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    whole = run("proof.json", "--key", key.public(), "--seals", "seals.json")
    assert (whole.returncode, whole.stderr) == (0, "")
    assert "Whole:" in whole.stdout
    proof["records"][1]["content"]["note"] = "x"
    (tmp_path / "proof.json").write_text(json.dumps(proof), "utf-8")
    assert run("proof.json").returncode == 1
    assert run("proof.json").stdout.startswith("edited: record 2")
    (tmp_path / "proof.json").write_text("[]")
    assert run("proof.json").returncode == 2
