"""Who is meant by a printed post or school: spelling, ranks, abbreviations; doubtful ones wait."""

import pytest

from institutions.resolving import Posts, Register
from plans import registers
from plans.models.importing import LearntKind
from tests import making

KNOWN = Posts(
    ("Началник на отдел ОМДК", "Старши експерт по ПОО", "Директор", "Главен счетоводител")
)


@pytest.mark.parametrize(
    ("printed", "nearest"),
    [
        ("ст. експерт за ПОО", ""),
        ("Директор", ""),
        ("дирекор", "Директор"),
        ("гл. счетоводитл", "Главен счетоводител"),
        ("началник на отдел ОМКД", "Началник на отдел ОМДК"),
        ("ст. експерт по БЕЛ", ""),
        ("класни ръководители", ""),
        ("", ""),
    ],
)
def test_a_post_is_nearly_one_of_the_register_or_none(printed, nearest):
    assert KNOWN.nearly(printed) == nearest


@pytest.mark.django_db
def test_what_is_nearly_in_the_registers_becomes_a_doubt_with_its_repair(people, places):
    title = people.department_head.appointments.get().post.title
    words = title.split()
    slipped = " ".join([words[0][:-1], *words[1:]])
    reading = making.municipal_reading()
    reading["activities"][0]["responsible_raw"] = f"{slipped}, училища"
    (doubt,) = registers.doubts_of(reading, places.authority)
    assert (doubt["kind"], doubt["keys"], doubt["severity"]) == ("post_unlike", ["1.1"], "low")
    (change,) = doubt["repair"]
    assert change["now"] == f"{title}, училища"
    assert doubt["meant"] == {
        "kind": LearntKind.RESPONSIBLE, "printed": slipped, "name": title,
    }  # fmt: skip


@pytest.mark.django_db
def test_a_school_that_is_nearly_one_of_the_register_is_asked(people, places):
    school = places.school
    printed = school.name[:-3] + school.name[-1]
    settlement = school.settlement
    if Register(places.authority).match(printed, settlement).institution:
        printed = school.name.replace("а", "о", 2)
    text = f"Контрол: {printed} – {settlement}"
    reading = making.municipal_reading()
    reading["activities"][0] |= {"text": text, "responsible_raw": ""}
    listed = {"name": printed, "settlement": settlement, "printed": f"{printed} – {settlement}"}
    reading["inspections"] = [{"key": "1.1", "institutions": [listed]}]
    found = registers.doubts_of(reading, places.authority)
    assert [one["kind"] for one in found] == ["institution_unlike"]
    assert found[0]["repair"][0]["now"] == f"Контрол: {school.full_name}"


@pytest.mark.django_db
def test_what_the_registers_do_not_know_is_left_as_printed(places):
    reading = making.municipal_reading()
    reading["activities"][0]["responsible_raw"] = "спортни клубове"
    listed = {"name": "ХГ „Нещо съвсем друго“", "settlement": "с. Никъде", "printed": "x"}
    reading["inspections"] = [{"key": "1.1", "institutions": [listed]}]
    assert registers.doubts_of(reading, places.municipality) == []
