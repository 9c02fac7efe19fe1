"""The closed world of addresses: nobody anonymous gets in, a stranger's document is not there.

Every address of the project stands in one of the tables below; one that is missing fails.
"""

import hashlib
import io
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse
from PIL import Image

from inspections.models import Evidence, Photo
from institutions import tokens
from institutions.models import CalendarDay, DayKind, Scope
from plans import recording
from plans.models import Fact, Import, SignedFile
from plans.recording import Told
from plans.states import FactKind
from tests import making
from tests.hooking import hooked
from tests.making import TODAY
from tests.reaching import brought, walked
from tests.standing import post_of, stand_in
from workflows import gate, records
from workflows.models import BulkReport, Notice, SavedFilter

pytestmark = pytest.mark.django_db

# Answers without signing in, and why.
OPEN = {
    "health": "asked by the machine that runs the servers",
    "login": "to sign in",
    "logout": "signing out twice harms nobody",
    "set_language": "the login page has two languages",
    "source": "the licence asks for it",
    "api_guide": "how programs ask, without any data",
    "seal_list": "seals are there to be kept by anybody",
    "all_seals": "the same for programs",
    "seal": "one of them",
    "verifier": "whoever checks does so without us",
    "feed": "calendar programs do not sign in: the address itself is the secret",
    "public_report": "an adopted report is public",
    "opinion_outside": "somebody outside has a signed link and no account",
}
# Opened by a token and nothing else, whoever is signed in: tests/api.
BY_TOKEN = {
    "api_work", "api_document", "api_history", "api_decision", "api_step",
    "openapi-json", "api-root", "nothing",
}  # fmt: skip
# Of the person who is signed in, or a list that shows each what is theirs.
OWN = {
    "inbox", "dashboard", "search", "institution_list", "substitution_list", "substitution_new",
    "calendar_days", "profile", "token_list", "password_change", "bulk", "notice_list",
    "notices_read",
    "letter_list", "webhook_list", "plan_list", "document_check", "import_new", "decision_list",
    "inspection_list",
    "inspection_calendar", "prescription_list", "flow_list", "terms", "letter_preferences",
    "filter_save",
    "feed_renew", "feed_revoke",
}  # fmt: skip


@dataclass
class World:
    """One of each thing that an address can name."""

    plan: Any
    visit: Any
    open_visit: Any
    decision: Any
    people: Any
    places: Any

    @property
    def inspection(self) -> Any:
        return self.visit.inspection

    @property
    def row(self) -> Any:
        return self.plan.latest.activities.first()

    @property
    def measure(self) -> Any:
        return self.visit.measures.get()


def _picture() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (2, 2)).save(kept, "PNG")
    return kept.getvalue()


@pytest.fixture
def world(people, places):
    plan = brought("municipal", "received", people, places)
    plan.remarks.create(
        revision=1, reason="law", text="Липсва срок.", author=people.ruo_head, made_on=TODAY()
    )
    visit = brought("visit", "scheduled", people, places)
    other = visit.inspection.visits.exclude(pk=visit.pk).get()
    walked(visit, "visit", "!answers !prescription", people, places)
    Photo.objects.create(
        answer=visit.answers.first(),
        image=ContentFile(_picture(), name="a.png"),
        fingerprint="0" * 64,
        taken_by=people.expert,
    )
    walked(visit, "visit", "draw_protocol register_protocol report prescribe", people, places)
    evidence = Evidence(measure=visit.measures.get(), name="a.pdf", added_by=people.director)
    evidence.fingerprint = hashlib.sha256(b"pdf").hexdigest()
    evidence.file.save("a.pdf", ContentFile(b"pdf"))
    recording.record(
        visit.inspection.plan,
        visit.inspection.plan.latest.activities.get(key="1.1").identity,
        Told(FactKind.EVIDENCE, "Списък", TODAY()),
        actor=people.department_head,
        file=SimpleUploadedFile("a.pdf", b"%PDF-1.7"),
    )
    _attached(visit.inspection.plan)
    CalendarDay.objects.create(day=TODAY(), kind=DayKind.HOLIDAY, ground="Заповед")
    stand_in(people.department_head, people.ruo_head, named_by=people.minister)
    BulkReport.objects.create(person=people.ruo_head, asked=0)
    SavedFilter.objects.create(person=people.ruo_head, name="Late", due="late")
    return World(plan, visit, other, plan.decisions.get(), people, places)


def of_plan(**more: Any) -> Any:
    return lambda world: {"pk": world.plan.pk} | {k: v(world) for k, v in more.items()}


def of_fact(world: World) -> Any:
    return {"pk": world.inspection.plan.pk, "number": Fact.objects.get().pk}


def of_visit(**more: Any) -> Any:
    return lambda world: {"pk": world.visit.pk} | more


def of_inspection(**more: Any) -> Any:
    return lambda world: {"pk": world.inspection.pk} | more


def of_document(**more: Any) -> Any:
    return lambda world: {"kind": "visits", "pk": world.visit.pk} | more


def _token(person: Any) -> Any:
    return tokens.make(person, "тест", Scope.READ, 30)[0]


def _webhook(world: World) -> Any:
    return hooked(world.places.authority, world.people.administrator)[0]


def _row(world: World) -> Any:
    return world.row.identity


def _attached(plan: Any) -> None:
    """A signed file at the step by which a plan was approved."""
    step = records.of(plan).get(step="approve")
    noted = gate.note_change(plan, actor=step.actor, step="attach_signature")
    kept = SignedFile(plan=plan, step=step, record=noted, name="a.pdf", fingerprint="0" * 64)
    kept.file.save("a.pdf", ContentFile(b"%PDF-1.7"), save=False)
    kept.save()


def of_signed_file(**more: Any) -> Any:
    return lambda world: (
        {"pk": world.inspection.plan.pk}
        | {name: value(SignedFile.objects.get()) for name, value in more.items()}
    )


# Address → how to name something that belongs to others: for a stranger it is not there.
THEIRS = {
    "step": of_document(step="answer"),
    "comments": of_document(),
    "comment_resolve": of_document(comment="00000000-0000-0000-0000-000000000001"),
    "filter_remove": lambda _world: {"pk": SavedFilter.objects.get().pk},
    "bulk_report": lambda _world: {"pk": BulkReport.objects.get().pk},
    "bulk_report_csv": lambda _world: {"pk": BulkReport.objects.get().pk},
    "remind": of_document(step="answer"),
    "history": of_document(),
    "route": of_document(),
    "proof": of_document(),
    "follow": of_document(),
    "seen": of_document(),
    "opinion_ask": of_plan(kind=lambda _world: "plans"),
    "opinion_give": of_plan(kind=lambda _world: "plans", number=lambda _world: 1),
    "opinion_withdraw": of_plan(kind=lambda _world: "plans"),
    "plan": of_plan(),
    "plan_compare": of_plan(),
    "plan_review": of_plan(),
    "plan_amendment": of_plan(),
    "plan_revision": of_plan(number=lambda _world: 1),
    "plan_original": of_plan(number=lambda _world: 1),
    "plan_paper": of_plan(number=lambda _world: 1, suffix=lambda _world: "docx"),
    "signature_attach": of_signed_file(sequence=lambda kept: kept.step.sequence),
    "signed_file": of_signed_file(number=lambda kept: kept.pk),
    "plan_row_add": of_plan(),
    "plan_row_edit": of_plan(identity=_row),
    "plan_row_delete": of_plan(identity=_row),
    "plan_report": of_plan(),
    "report_proposal": of_plan(),
    "report_file": of_plan(suffix=lambda _world: "docx"),
    "report_draft": of_plan(),
    "report_clause": of_fact,
    "report_keep": of_fact,
    "plan_facts": of_plan(),
    "fact_add": of_plan(identity=_row),
    "fact_withdraw": of_fact,
    "fact_file": of_fact,
    "plan_remark_answer": of_plan(number=lambda world: world.plan.remarks.get().pk),
    "count_preview": of_plan(step=lambda _world: "adopt"),
    "import": lambda world: {"pk": Import.objects.get(plan=world.plan).pk},
    "import_progress": lambda world: {"pk": Import.objects.get(plan=world.plan).pk},
    "import_discard": lambda world: {"pk": Import.objects.get(plan=world.plan).pk},
    "import_confirm": lambda world: {"pk": Import.objects.get(plan=world.plan).pk},
    "learnt_list": lambda world: {"pk": world.places.municipality.pk},
    "learnt_forget": lambda world: {"pk": world.places.municipality.pk, "learnt": 1},
    "decision": lambda world: {"pk": world.decision.pk},
    "decision_paper": lambda world: {"pk": world.decision.pk, "suffix": "docx"},
    "session_protocol": lambda world: {"pk": world.decision.pk, "suffix": "docx"},
    "inspection_paper": of_inspection(suffix="docx"),
    "visit_protocol": of_visit(suffix="docx"),
    "visit_prescriptions": of_visit(suffix="docx"),
    "inspection": of_inspection(),
    "inspection_choose": of_inspection(),
    "inspection_match": of_inspection(number=1),
    "inspection_remove": of_inspection(number=1),
    "inspection_register": of_inspection(number=1),
    "visit": of_visit(),
    "visit_answer": of_visit(position=1),
    "photo_add": of_visit(position=1),
    "measure_add": of_visit(position=1),
    "photo": lambda world: {"pk": Photo.objects.get().pk},
    "photo_delete": lambda world: {"pk": Photo.objects.get().pk},
    "measure_edit": lambda world: {"pk": world.measure.pk},
    "measure_delete": lambda world: {"pk": world.measure.pk},
    "measure_reply": lambda world: {"pk": world.measure.pk},
    "evidence_add": lambda world: {"pk": world.measure.pk},
    "evidence": lambda world: {"pk": Evidence.objects.get().pk},
    "evidence_delete": lambda world: {"pk": Evidence.objects.get().pk},
    "notice_read": lambda world: {"pk": Notice.objects.filter(person=world.people.expert)[0].pk},
}
# Held by a right that strangers have elsewhere or not at all; the administrator may.
OFFICE = {
    "post_appoint": lambda world: {"pk": post_of(world.people.ruo_head).pk},
    "appointment_end": lambda world: {"pk": world.people.ruo_head.appointments.get().pk},
    "substitution_end": lambda world: {"pk": world.people.ruo_head.absences.get().pk},
    "institution_feed_renew": lambda world: {"pk": world.places.school.pk},
    "institution_feed_revoke": lambda world: {"pk": world.places.school.pk},
    "token_revoke": lambda world: {"pk": _token(world.people.ruo_head).pk},
    "name_remove": lambda world: {"pk": world.places.school.pk},
    "calendar_day_remove": lambda _world: {"pk": CalendarDay.objects.get().pk},
    "letter": lambda world: {"pk": Notice.objects.filter(person=world.people.expert)[0].pk},
    "letter_retry": lambda world: {"pk": Notice.objects.filter(person=world.people.expert)[0].pk},
    "webhook": lambda world: {"pk": _webhook(world).pk},
    "webhook_renew": lambda world: {"pk": _webhook(world).pk},
    "webhook_revoke": lambda world: {"pk": _webhook(world).pk},
    "webhook_retry": lambda world: {"pk": _webhook(world).pk},
}  # fmt: skip
# The register of a region and the figures of what each may see are read by all of the region.
SHARED = {
    "institution": lambda world: {"pk": world.places.school.pk},
    "flow": lambda _world: {"name": "visit"},
    "flow_file": lambda _world: {"name": "visit", "extension": "bpmn"},
    "dashboard_csv": lambda _world: {"name": "plans"},
}
NAMED = {**THEIRS, **OFFICE, **SHARED}


def patterns(resolver=None):
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from patterns(pattern)
        else:
            yield pattern.name


def test_every_address_has_a_name_and_stands_in_one_table():
    names = list(patterns())
    assert None not in names
    tables = [set(OPEN), BY_TOKEN, OWN, set(THEIRS), set(OFFICE), set(SHARED)]
    assert set(names) == set().union(*tables)
    assert sum(map(len, tables)) == len(set().union(*tables)), "an address is in two tables"


def address(name, world):
    return reverse(name, kwargs=NAMED[name](world) if name in NAMED else None)


def answers(client, name, world):
    url = address(name, world)
    return client.get(url), client.post(url, {})


def test_nobody_anonymous_gets_in(world, client):
    let_in = {}
    for name in [*OWN, *NAMED]:
        got = answers(client, name, world)
        sent = [one.status_code == 302 and one["Location"].startswith("/login/") for one in got]
        closed = [one.status_code in {404, 405} for one in got]
        if not all(a or b for a, b in zip(sent, closed, strict=True)) or not any(sent):
            let_in[name] = [one.status_code for one in got]
    assert let_in == {}


STRANGERS = ["head_of_another_region", "other_director", "mayor_of_another_town", "administrator"]


@pytest.mark.parametrize("stranger", STRANGERS)
def test_for_a_stranger_the_documents_of_others_are_not_there(stranger, world, client):
    client.force_login(getattr(world.people, stranger))
    seen = {}
    for name in THEIRS:
        codes = [one.status_code for one in answers(client, name, world)]
        if not set(codes) <= {404, 405} or 404 not in codes:
            seen[name] = codes
    assert seen == {}


@pytest.mark.parametrize("stranger", STRANGERS[:3])
def test_a_stranger_changes_nothing_in_the_office(stranger, world, client):
    client.force_login(getattr(world.people, stranger))
    done = {}
    for name in OFFICE:
        codes = [one.status_code for one in answers(client, name, world)]
        if not set(codes) <= {403, 404, 405}:
            done[name] = codes
    assert done == {}


def test_the_register_of_another_region_is_not_there(world, client):
    client.force_login(world.people.head_of_another_region)
    assert client.get(reverse("institution", args=[world.places.school.pk])).status_code == 404
    listed = client.get(reverse("institution_list")).content.decode()
    assert world.places.school.name not in listed
    found = client.get(reverse("search"), {"q": world.places.school.name}).content.decode()
    assert reverse("institution", args=[world.places.school.pk]) not in found


def test_nothing_of_a_draft_is_there_for_those_to_whom_it_was_not_sent(people, places, client):
    plan = making.municipal_plan(people, places)
    for name in ("ruo_head", "expert", "minister", "council_clerk", "director"):
        client.force_login(getattr(people, name))
        assert client.get(plan.get_absolute_url()).status_code == 404


def test_a_page_that_is_read_changes_nothing(world, client):
    """GET never writes: no record, no state, no version."""
    from workflows.models import Record

    before = Record.objects.count(), world.plan.version, world.visit.version
    for person in (world.people.ruo_head, world.people.director, world.people.council_clerk):
        client.force_login(person)
        for name in ("plan", "visit", "inspection", "decision", "history", "inbox", "plan_list"):
            client.get(address(name, world))
    world.plan.refresh_from_db()
    world.visit.refresh_from_db()
    assert (Record.objects.count(), world.plan.version, world.visit.version) == before
