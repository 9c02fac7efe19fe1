"""Every constraint and every trigger has a test that breaks it."""

import re
from pathlib import Path

from django.apps import apps

from workflows.flow import kinds

ROOT = Path(__file__).resolve().parents[1]
OURS = {"institutions", "workflows", "plans", "approvals", "inspections", "search"}


def declared() -> set[str]:
    models = [model for model in apps.get_models() if model._meta.app_label in OURS]
    return {one.name for model in models for one in model._meta.constraints}


def triggers() -> set[str]:
    texts = [path.read_text() for path in ROOT.glob("*/migrations/*.py")]
    return {name for text in texts for name in re.findall(r"CREATE TRIGGER (\w+)", text)}


def named_by_tests() -> str:
    return "\n".join(path.read_text() for path in ROOT.glob("tests/*/test_constraints.py"))


def test_every_constraint_is_broken_by_a_test_that_names_it():
    text = named_by_tests()
    assert {name for name in declared() if f'"{name}"' not in text} == set()


def test_every_trigger_is_broken_by_a_test_that_names_it():
    text = named_by_tests()
    assert triggers() == {
        "record_is_appended",
        "seal_is_appended",
        "frozen_text_stays",
        "filed_report_stays",
        "signed_file_stays",
        "protocol_stays",
        "table_is_not_emptied",
    }
    assert {name for name in triggers() if f'"{name}"' not in text} == set()


def test_every_kind_of_document_has_a_constraint_on_its_states():
    names = declared()
    singular = {"plans": "plan", "inspections": "inspection", "visits": "visit"}
    assert set(kinds()) == set(singular)
    assert {f"{word}_state_known" for word in singular.values()} <= names
