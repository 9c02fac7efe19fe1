"""A text with grave findings of the linter is signed only with a reason for each."""

import pytest

from approvals import rules_of_signing
from plans import revising
from plans.compare import rows_of
from plans.lint import asking as lint
from plans.lint import grave_findings, key_of
from plans.lint.signing import FACT
from tests import making
from tests.asking import sentence
from workflows import gate, records
from workflows.refusals import NotReady

pytestmark = pytest.mark.django_db
WHY = "Отговорникът се определя със заповед."


@pytest.fixture
def faulty(people, places):
    """A municipal plan in draft with two grave findings."""
    return making.faulty_plan(people, places)


def reasons(plan, why=WHY):
    return making.reasons(plan, why)[FACT]


def test_grave_findings_are_reasoned(ruo_plan, faulty):
    rule = rules_of_signing.grave_findings_are_reasoned
    assert sentence(rule, ruo_plan) == ""
    given = reasons(faulty)
    assert [(one.rule, one.number) for one in given] == [
        ("number_repeated", "1.1"),
        ("responsible_missing", "2.1"),
    ]
    assert sentence(rule, faulty, **{FACT: given}) == ""
    for lacking in ({}, {FACT: given[:1]}, {FACT: reasons(faulty, "  ")}):
        assert sentence(rule, faulty, **lacking) != ""


@pytest.mark.parametrize(
    ("fixture", "steps"),
    [
        ("municipal_plan", {"submit", "agree"}),
        ("ruo_plan", {"submit", "approve", "submit_change", "approve_change"}),
        ("school_plan", {"submit", "confirm"}),
    ],
)
def test_all_who_sign_are_asked_and_their_forms_ask_them(fixture, steps, request):
    from approvals.signing import SigningForm
    from workflows.flow import flow_of
    from workflows.steps import form_of

    told = flow_of(request.getfixturevalue(fixture)).steps.values()
    rule = rules_of_signing.grave_findings_are_reasoned
    assert {one.name for one in told if rule in one.rules} == steps
    assert {one.name for one in told if issubclass(form_of(one), SigningForm)} == steps


def test_the_gate_refuses_without_reasons_and_keeps_those_given(faulty, people):
    with pytest.raises(NotReady):
        gate.perform(faulty, "submit", actor=people.mayor, **making.STRATEGY)
    making.faulty_registered(faulty, people, WHY)
    kept = records.of(faulty).get(step="submit").facts[FACT]
    assert [one["reason"] for one in kept] == [WHY, WHY]
    assert set(kept[0]) == {"finding", "rule", "number", "reason"}
    with pytest.raises(NotReady):
        gate.perform(faulty, "agree", actor=people.ruo_head)
    making.taken(faulty, "agree", people.ruo_head, **{FACT: reasons(faulty)})
    assert records.verify(faulty) == []


def test_a_strategy_entered_with_the_step_is_judged_by_its_own_rule(people, places):
    reading = making.municipal_reading(2027)
    plan = making.imported(people.municipal_expert, places.municipality, reading)
    assert [one.rule.name for one in grave_findings(plan)] == ["strategy_expired"]
    new = {"strategy": "Общинска стратегия 2027–2028", "strategy_until": 2028}
    making.taken(plan, "submit", people.mayor, **new)
    assert grave_findings(plan) == []


def test_a_text_found_clean_is_not_read_again_until_something_changes(
    municipal_plan, people, monkeypatch
):
    making.submitted(municipal_plan, people)
    municipal_plan.refresh_from_db()
    assert municipal_plan.clean_as == key_of(municipal_plan) != ""
    read = []

    def reading(texts):
        read.extend(texts)
        return rows_of(texts)

    monkeypatch.setattr(lint, "rows_of", reading)
    assert grave_findings(municipal_plan) == [] == read
    municipal_plan.strategy_until = 1999
    assert [one.rule.name for one in grave_findings(municipal_plan)] == ["strategy_expired"]
    assert [one.plan_id for one in read] == [municipal_plan.pk]


def test_a_text_signed_over_is_not_kept_as_clean(faulty, people):
    making.faulty_registered(faulty, people, WHY)
    faulty.refresh_from_db()
    assert faulty.clean_as == ""
    assert len(grave_findings(faulty)) == 2


def test_an_edited_text_is_read_again(municipal_plan, people):
    making.submitted(municipal_plan, people)
    municipal_plan.refresh_from_db()
    before = key_of(municipal_plan)
    copy = revising.working_copy(municipal_plan, actor=people.municipal_expert)
    copy.activities.update(responsible_raw="")
    revising.refresh_fingerprint(copy)
    assert key_of(municipal_plan) != before
    assert "responsible_missing" in {one.rule.name for one in grave_findings(municipal_plan)}
