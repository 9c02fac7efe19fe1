"""What the linter finds in the documents of the seeds, held against a reading by hand."""

from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from plans import lint
from plans.lint import Gravity
from plans.lint.text import text_of
from plans.reading import read_document
from tests import making

pytestmark = pytest.mark.django_db
SEEDS = Path(settings.BASE_DIR).parent / "shared" / "seeds"
GRAVE = {
    "municipality-kyustendil-plan-2019.txt": {("number_repeated", "2"), ("term_backwards", "2.3")},
    "ruo-kyustendil-plan-2020-2021.txt": {
        ("personal_name", "10.3"),
        ("personal_name", "18.1.4"),
        ("term_before_period", "12.1"),
    },
}
WARNINGS = {
    "municipality-kyustendil-plan-2019.txt": {"number_missing": 2, "cell_blank": 1},
    "ruo-kyustendil-plan-2020-2021.txt": {
        "baseline_without_number": 9,
        "department_spelling": 4,
        "school_spelling": 9,
        "term_unclear": 1,
        "cell_blank": 1,
    },
}


def findings_in(name, people, places):
    path = SEEDS / name
    if not path.exists():
        pytest.skip(f"the seeds are not here: {path}")
    reading = read_document(name, path.read_bytes()).as_json()
    is_ruo = name.startswith("ruo")
    who, where = (
        (people.department_head, places.authority)
        if is_ruo
        else (people.municipal_expert, places.municipality)
    )
    # What its reader doubts is decided elsewhere: here the text alone is asked.
    revision = making.imported(who, where, reading | {"anomalies": []}).latest
    assert text_of(revision, ()).kind == reading["kind"]
    return lint.findings_of(revision)


@pytest.mark.parametrize("name", GRAVE)
def test_what_is_found_in_a_seed_is_what_a_reader_found(name, people, places):
    found = findings_in(name, people, places)
    grave = [(one.rule.name, one.row.number) for one in found if one.is_grave and one.row]
    assert sorted(grave) == sorted(GRAVE[name])
    warned = Counter(one.rule.name for one in found if one.rule.gravity is Gravity.WARNING)
    assert warned == WARNINGS[name]
