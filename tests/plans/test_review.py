"""The review of an import: repairs accepted, undone, remembered; nothing typed is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from plans import importing
from plans.models import Import, Plan
from plans.models.importing import Learnt
from plans.reading import Found
from tests import making
from tests.frame.finding import select
from tests.pages.reading import words
from tests.plans.test_pages import queries_of
from tests.plans.test_pages_import import DOUBT, read

pytestmark = pytest.mark.django_db

SPELLED = {
    "severity": "medium", "kind": "department_spelling", "where": "1.1", "line": 2,
    "keys": ["1.1"], "what": "Един отдел в няколко изписвания.", "warn": "",
}  # fmt: skip


def repair(key, field, was, now):
    return {"part": "row", "key": key, "field": field, "was": was, "now": now}


def reading(*doubts, year=2026, **cells):
    made = making.municipal_reading(year) | {"anomalies": list(doubts)}
    made["activities"][0] |= cells
    return made


@pytest.fixture
def clerk(client, people):
    client.force_login(people.municipal_expert)
    return client


@pytest.fixture
def started(people, places):
    """An import whose second row repeats the number of the first."""
    doubt = DOUBT | {"repair": [repair("1.2", "number", "1.2", "1.3")]}
    return read(people, places, reading=reading(doubt))


def post(client, import_, **sent):
    reply = client.post(import_.get_absolute_url(), sent)
    assert reply.status_code == 302
    import_.refresh_from_db()
    return reply["Location"]


def shown(client, address, **query):
    reply = client.get(address, query)
    assert reply.status_code == 200
    return html.fromstring(reply.content)


def numbers(import_):
    return [row["number"] for row in import_.settled()["activities"]]


def test_every_cell_that_would_be_changed_is_shown_the_first_ones_open(clerk, people, places):
    cells = [(key, field) for key in ("1.1", "1.2", "2.1") for field in ("text", "financing")]
    changes = [repair(key, field, "", f"{key} {field}") for key, field in cells]
    started = read(people, places, reading=reading(DOUBT | {"repair": changes}))
    page = shown(clerk, started.get_absolute_url())
    (button,) = select(page, "button[name=accept]")
    assert words(button) == "Поправи 6 клетки"
    (further,) = (one for one in select(page, "details") if select(one, "span[lang=bg]"))
    assert words(select(further, "summary")[0]) == "и още 2 клетки"
    assert further.get("open") is None
    inside = [words(one) for one in select(further, "span[lang=bg]")]
    told = [words(one) for one in select(page, "span.r-sub[lang=bg]") if "→" in words(one)]
    assert len(told) == len(changes)
    assert inside == told[4:]
    for (key, field), line in zip(cells, told, strict=True):
        assert f"„{key} {field}“" in line


def test_what_was_typed_stays_when_another_tab_is_pressed(clerk, started):
    place = post(clerk, started, **{"decision-0": "Дава се 1.3", "show": "warnings"})
    assert "show=warnings" in place
    assert started.decisions["0"]["done"] == "Дава се 1.3"


def test_tabs_send_what_was_typed(clerk, started):
    page = shown(clerk, started.get_absolute_url())
    tabs = select(page, "form#review .r-seg button")
    assert [one.get("value") for one in tabs] == ["", "errors", "warnings"]


def test_the_repair_is_the_first_button_and_changes_the_row(clerk, started):
    page = shown(clerk, started.get_absolute_url())
    (button, *others) = select(page, "#d-0 button")
    assert (button.get("name"), words(button)) == ("accept", "Запиши „1.3“")
    assert [one.get("name") for one in others] == ["leave"]
    assert numbers(started) == ["1.1", "1.2", "2.1"]
    post(clerk, started, accept="0")
    assert numbers(started) == ["1.1", "1.3", "2.1"]
    assert [row["number"] for row in started.reading["activities"]] == ["1.1", "1.2", "2.1"]
    page = shown(clerk, started.get_absolute_url())
    told = words(select(page, "#d-0")[0])
    assert "1.2, №: „1.2“ → „1.3“" in told
    assert "Върни" in told


def test_the_plan_gets_what_was_accepted_and_says_who_did(clerk, started, people):
    post(clerk, started, accept="0")
    clerk.post(reverse("import_confirm", args=[started.pk]))
    plan = Plan.objects.get()
    assert [row.number for row in plan.latest.activities.all()] == ["1.1", "1.3", "2.1"]
    (kept,) = plan.latest.preamble["anomalies"]
    assert kept["decided"]["by"] == people.municipal_expert.name
    assert kept["decided"]["changes"] == [repair("1.2", "number", "1.2", "1.3")]
    page = words(select(shown(clerk, plan.get_absolute_url()), "main")[0])
    assert "оставено, както е отпечатано" not in page


@pytest.mark.parametrize("key", ["0", "last"])
def test_a_decision_is_taken_back(clerk, started, key):
    post(clerk, started, accept="0")
    post(clerk, started, undo=key)
    assert started.decisions == {}
    assert numbers(started) == ["1.1", "1.2", "2.1"]
    assert importing.undecided(started) == [0]


def test_the_last_decision_goes_first(clerk, started):
    post(clerk, started, leave="0")
    post(clerk, started, correct="0", **{"cell-note": "по график"})
    assert set(started.decisions) == {"0", "row-1.1"}
    post(clerk, started, undo="last")
    assert set(started.decisions) == {"0"}


def test_a_row_is_corrected_by_hand_and_the_plan_says_so(clerk, started):
    opened = shown(clerk, started.get_absolute_url(), row="0")
    assert select(opened, "#r0 textarea[name=cell-text]")
    post(clerk, started, correct="0", **{"cell-deadline_raw": "май 2026 г."})
    row = started.settled()["activities"][0]
    assert (row["deadline_raw"], row["deadline_end"]) == ("май 2026 г.", "2026-05-31")
    assert started.decided_anomalies()[-1]["kind"] == "corrected"
    post(clerk, started, undo="row-1.1")
    assert started.decisions == {}


@pytest.mark.parametrize("sent", [
    {"accept": "99"}, {"accept": "x"}, {"leave": "²"}, {"undo": "nonsense"}, {"open": "a"},
    {"correct": "99", "cell-text": "x"}, {"correct": "-1"}, {"read": "0", "column-0": "number"},
    {"read": "77", "column-77": "unit"},
])  # fmt: skip
def test_nonsense_changes_nothing(clerk, started, sent):
    post(clerk, started, **sent)
    assert started.decisions == {}


def test_an_import_of_others_is_not_decided(client, started, people):
    client.force_login(people.director)
    assert client.post(started.get_absolute_url(), {"accept": "0"}).status_code == 404


def learnt_from(clerk, people, places):
    doubt = SPELLED | {"repair": [repair("1.1", "responsible_raw", "отдел ЮЛ", "отдел ЮГ")]}
    first = read(people, places, reading=reading(doubt, responsible_raw="отдел ЮЛ"))
    post(clerk, first, accept="0")
    return first


def next_one(people, places, **cells):
    second = read(people, places, name="следващ.docx")
    importing.keep_reading(second, Found(reading(year=2027, **cells), "текст"))
    second.save()
    return second


def test_what_was_decided_once_is_used_by_the_next_document_with_a_note(clerk, people, places):
    learnt_from(clerk, people, places)
    learnt = Learnt.objects.get()
    assert (learnt.printed, learnt.meaning, learnt.document) == ("ЮЛ", "ЮГ", "план.docx")
    second = next_one(people, places, responsible_raw="отдел ЮЛ, директор")
    assert second.settled()["activities"][0]["responsible_raw"] == "отдел ЮГ, директор"
    page = words(select(shown(clerk, second.get_absolute_url()), "#imp")[0])
    assert "ЮЛ → ЮГ (запомнено от „план.docx“)" in page
    post(clerk, second, undo=f"learnt-{learnt.pk}")
    assert second.settled()["activities"][0]["responsible_raw"] == "отдел ЮЛ, директор"


def test_undoing_the_decision_forgets_what_it_taught(clerk, people, places):
    first = learnt_from(clerk, people, places)
    post(clerk, first, undo="0")
    assert Learnt.objects.filter(forgotten_at=None).count() == 0
    assert next_one(people, places, responsible_raw="отдел ЮЛ").decisions == {}


def test_what_is_remembered_stands_in_a_list_where_it_is_forgotten(clerk, client, people, places):
    learnt_from(clerk, people, places)
    address = reverse("learnt_list", args=[places.municipality.pk])
    page = words(select(shown(clerk, address), "main")[0])
    assert "ЮЛ" in page
    forget = reverse("learnt_forget", args=[places.municipality.pk, Learnt.objects.get().pk])
    for person in (people.director, people.mayor_of_another_town):
        client.force_login(person)
        assert client.post(forget).status_code == client.get(address).status_code == 404
    client.force_login(people.municipal_expert)
    assert client.post(forget, follow=True).status_code == 200
    assert Learnt.objects.get().forgotten_by == people.municipal_expert
    assert next_one(people, places, responsible_raw="отдел ЮЛ").decisions == {}


def test_the_name_of_the_owner_is_learnt(clerk, people, places):
    differs = DOUBT | {"kind": "institution_differs", "keys": [], "what": "Община Друга"}
    first = read(people, places, reading=reading(differs) | {"institution": "Община Друга"})
    post(clerk, first, accept="0")
    second = read(people, places, name="следващ.docx")
    text = reading(year=2027) | {"institution": "Община Друга"}
    importing.keep_reading(second, Found(text, "текст"))
    assert importing.undecided(second) == []
    assert "remembered" in second.decisions["0"]


def test_a_cell_leads_to_its_place_and_back(clerk, people, places):
    made = reading(DOUBT | {"kind": "numbering_duplicate"})
    made["activities"][1]["cells"] = {"number": {"confidence": 1.0, "source_lines": [[4, 1]]}}
    made["activities"][1]["cells"]["text"] = {"confidence": 1.0, "source_rows": [[1, 2, 2]]}
    made["lines"] = {"1:2": 4}
    started = read(people, places, reading=made)
    page = shown(clerk, started.get_absolute_url())
    assert select(page, ".r-doc a#c4-2[href=#v1-text]")
    assert select(page, "form a#v1-text[href=#c4-2]")
    assert words(select(page, ".r-doc mark.bad")[0]) == "1.2"
    assert select(page, "#d-0[data-at=c4-1]")


def test_the_review_asks_the_database_as_often_however_long_it_is(client, people, places):
    many = [DOUBT | {"where": str(n), "keys": []} for n in range(40)]
    short, long = (read(people, places, reading=reading(*some)) for some in (many[:1], many))
    person = people.municipal_expert
    one = queries_of(client, person, short.get_absolute_url())
    assert queries_of(client, person, long.get_absolute_url()) == one


def test_a_column_that_a_person_explains_is_read_and_remembered(clerk, places):
    text = (
        "ОБЩИНА КАМЕНГРАД\n"
        "ГОДИШЕН ПЛАН ЗА ПОДКРЕПА ЗА ЛИЧНОСТНО РАЗВИТИЕ В ОБЩИНА КАМЕНГРАД ЗА 2031 ГОДИНА\n"
        "№\tДейност\tСрок\tАнгажирани\tФинансиране\tИндикатори\n"
        "Цел №1. Подкрепа\t\t\t\t\t\n"
        "1.\tСреща\tмай 2031 г.\tучилища\tБюджет на училището\tБрой срещи\n"
    )

    def bring(name, data):
        sent = {
            "institution": places.municipality.pk,
            "file": SimpleUploadedFile(name, data.encode()),
        }
        return clerk.post(reverse("import_new"), sent)

    bring("план.txt", text)
    first = Import.objects.get()
    doubts = [one["kind"] for one in first.reading["anomalies"]]
    index = str(doubts.index("unknown_column"))
    post(clerk, first, **{"read": index, f"column-{index}": "responsible_raw"})
    assert first.reading["activities"][0]["responsible_raw"] == "училища"
    assert "unknown_column" not in [one["kind"] for one in first.reading["anomalies"]]
    bring("следващ.txt", text.replace("2031", "2032"))
    second = Import.objects.exclude(pk=first.pk).get()
    assert second.reading["activities"][0]["responsible_raw"] == "училища"
    assert any("Ангажирани → Отговорник" in one["done"] for one in second.decisions.values())
