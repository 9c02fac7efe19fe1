"""Signatures in a PDF: what holds, what is refused in one sentence, whatever was done to it."""

import datetime as dt
import io
import random
import re

import pytest
from django.utils import translation
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from plans.reading import Unreadable
from plans.signing import checking
from plans.signing.apart import check_apart
from plans.signing.drawing import drawn_in
from plans.signing.found import Trust
from plans.signing.naming import is_named
from plans.states import Chain
from plans.writing import Column, Paper, Row, Table, write

from .authority import PERSONAL_NUMBER, added_to, aside, authority, official, signed, stamped

TRUST = Trust((authority().root.der,))
CHANGED = "was changed after it was signed"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def paper():
    rows = tuple(Row((str(n), "Среща с директорите")) for n in range(40))
    table = Table((Column("№"), Column("Дейност")), rows)
    made = Paper(house="Къща", title="План", under=(), blocks=(table,), foot="версия 1")
    return write(made, "pdf")


@pytest.fixture(scope="module")
def whole(paper):
    """Signed by an official."""
    return signed(paper, official())


def check(data, trust):
    """The check as its process runs it."""

    def asked():
        with translation.override("en"):
            return checking.check(data, trust)

    return aside(asked)


def refused(data, trust=TRUST):
    """The sentence with which a file is refused."""
    with pytest.raises(Unreadable) as caught:
        check(data, trust)
    sentence = str(caught.value)
    assert sentence.count(".") == 1, sentence
    assert "\n" not in sentence
    return sentence


def test_a_signature_says_who_when_and_where_its_chain_leads(whole):
    (found,) = check(whole, TRUST).signatures
    assert (found.signer, found.issuer) == ("Rumyana Radulova", "Authority of the tests")
    assert found.serial == f"{official().certificate.serial_number:X}"
    assert dt.datetime.now(dt.UTC) - found.said_at < dt.timedelta(minutes=10)
    assert found.stamped_at is None
    assert (found.chain, found.is_seal) == (Chain.TRUSTED, False)


def test_the_personal_number_in_a_certificate_is_not_taken_out(whole):
    assert PERSONAL_NUMBER in official().certificate.subject.rfc4514_string()
    assert PERSONAL_NUMBER[5:] not in repr(check(whole, TRUST))


def test_a_personal_number_in_the_name_is_not_shown(paper):
    number = PERSONAL_NUMBER[6:]
    for name in (f"Rumyana Radulova {number}", f"EGN:{number}", PERSONAL_NUMBER):
        found = check(signed(paper, authority().person(name)), TRUST)
        assert number not in repr(found)
        assert name.replace(number, "…") == found.signatures[0].signer


def test_without_roots_a_chain_is_not_checked_and_with_others_leads_nowhere(whole):
    assert check(whole, Trust(())).signatures[0].chain is Chain.UNCHECKED
    other = Trust((authority("Another authority").root.der,))
    assert check(whole, other).signatures[0].chain is Chain.UNKNOWN


def test_a_certificate_that_has_expired_is_not_trusted(paper):
    old = signed(paper, authority().person("Old One", until=-5))
    assert check(old, TRUST).signatures[0].chain is Chain.UNKNOWN


def test_a_time_stamp_is_told_when_its_authority_is_trusted(paper):
    data = signed(paper, official(), stamper=authority().stamper())
    assert check(data, TRUST).signatures[0].stamped_at is not None
    other = Trust((authority("Another authority").root.der,))
    assert check(data, other).signatures[0].stamped_at is None


def test_a_clock_at_the_end_of_time_says_nothing(paper, monkeypatch):
    """A moment without a local time would keep the page of the plan from being shown."""

    class AtTheEnd(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC)

    monkeypatch.setattr("pyhanko.sign.signers.pdf_signer.datetime", AtTheEnd)
    data = signed(paper, official())
    (told,) = PdfFileReader(io.BytesIO(data)).embedded_regular_signatures
    assert told.self_reported_timestamp.year == 9999
    (found,) = check(data, TRUST).signatures
    assert (found.signer, found.said_at) == ("Rumyana Radulova", None)


@pytest.mark.parametrize(
    ("person", "holder", "named"),
    [
        ("Невена Радулова", "Nevena Ivanova Radoulova", True),
        ("Ана Стойкова", "ANA STOIKOVA", True),
        ("Щерю Цанев", "Shteryu Tsanev", True),
        ("Ана Стойкова", "Ана Стойкова", True),
        ("Ана Петрова", "Ana Petkova", False),
        ("Ана Петрова", "Stranger", False),
        ("Ана Петрова", "", False),
    ],
)
def test_a_certificate_names_a_person_by_the_surname_in_any_letters(person, holder, named):
    assert is_named(person, holder) is named


def test_two_signatures_are_both_told_in_their_order(whole):
    second = signed(whole, authority().person("Second Person"), "Signature2")
    assert [one.signer for one in check(second, TRUST).signatures] == [
        "Rumyana Radulova",
        "Second Person",
    ]


def test_a_time_stamp_over_the_whole_file_may_follow(whole):
    assert len(check(stamped(whole, authority().stamper()), TRUST).signatures) == 1


def test_a_pdf_without_a_signature_is_refused(paper):
    assert "carries no signature" in refused(paper)


def test_a_file_changed_by_one_byte_is_refused(whole):
    """Outside of the signature every byte is signed; inside of it sums and issuers answer."""
    start = whole.index(b"/Contents <") + len(b"/Contents ")
    end = whole.index(b">", start) + 1
    outside = [at for at in range(len(whole)) if not start <= at < end]
    for at in random.Random(4).sample(outside, 120):
        changed = bytearray(whole)
        changed[at] ^= 1
        refused(bytes(changed))


def test_zeros_beside_the_signature_stay_zeros(whole):
    end = whole.index(b">", whole.index(b"/Contents <"))
    for at, sign in ((end - 1, b"1"), (end - 40, b"f"), (end - 1, b" ")):
        assert CHANGED in refused(whole[:at] + sign + whole[at + 1 :])
    lower = whole.index(b"/Contents <") + len(b"/Contents <")
    changed = whole[:lower] + whole[lower:end].swapcase() + whole[end:]
    assert check(changed, TRUST).signatures == check(whole, TRUST).signatures


def test_a_changed_certificate_beside_the_signature_is_refused(whole):
    root = authority().root.der.hex().encode()
    assert root in whole.lower()
    at = whole.lower().index(root) + len(root) - 20
    changed = whole[:at] + (b"0" if whole[at : at + 1] != b"0" else b"1") + whole[at + 1 :]
    assert CHANGED in refused(changed)


def test_what_is_appended_after_the_signature_is_refused(whole):
    assert CHANGED in refused(added_to(whole))
    assert CHANGED in refused(whole + b"%")


def test_a_page_drawn_over_after_the_signature_and_signed_anew_is_refused(whole):
    over = signed(_drawn_over(whole), authority().person("Second Person"), "Signature2")
    assert CHANGED in refused(over)


def test_a_signature_over_a_part_of_the_file_is_refused(whole):
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) (\d+)", whole)
    assert found
    part = found[0].replace(found[3], b"%0*d" % (len(found[3]), int(found[3]) - 7))
    assert CHANGED in refused(whole.replace(found[0], part))


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_refused(whole, cut):
    refused(whole[: int(len(whole) * cut)])


def test_what_is_no_pdf_is_refused():
    for data in (b"", b"x", b"%PDF-1.7\n...", b"%PDF-1.7\n" + bytes(range(256)) * 64):
        refused(data)


def test_a_locked_pdf_is_refused(paper):
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(paper)))
    locked = io.BytesIO()
    writer.encrypt("owner", "reader")
    writer.write(locked)
    refused(locked.getvalue())


def test_more_signatures_than_a_paper_has_are_refused(paper):
    data = paper
    for number in range(21):
        data = signed(data, official(), f"Signature{number}")
    assert "more than 20" in refused(data)


# What the pages show.


def _drawn_over(data):
    """The PDF with a white field over the top of its first page."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    stream = generic.StreamObject(stream_data=b"1 g 0 0 900 900 re f")
    writer.add_stream_to_page(0, writer.add_object(stream))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_file_that_was_written_anew_by_a_program_shows_the_same(paper, whole):
    anew = io.BytesIO()
    copy_into_new_writer(PdfFileReader(io.BytesIO(paper))).write(anew)
    assert anew.getvalue() != paper
    assert drawn_in(anew.getvalue()) == drawn_in(paper) == check(whole, TRUST).drawn
    assert check(signed(anew.getvalue(), official()), TRUST).drawn == drawn_in(paper)


def test_a_visible_field_of_a_signature_is_nothing_that_was_laid_on(paper):
    assert check(signed(paper, official(), box=(10, 10, 200, 60)), TRUST).drawn == drawn_in(paper)


def _with(data, change):
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _note(writer):
    note = generic.DictionaryObject(
        {
            generic.NameObject("/Type"): generic.NameObject("/Annot"),
            generic.NameObject("/Subtype"): generic.NameObject("/FreeText"),
            generic.NameObject("/Rect"): generic.ArrayObject(
                map(generic.NumberObject, (0, 0, 9, 9))
            ),
        }
    )
    writer.register_annotation(writer.find_page_for_modification(0)[0], writer.add_object(note))


def _script(writer):
    action = generic.DictionaryObject(
        {
            generic.NameObject("/S"): generic.NameObject("/JavaScript"),
            generic.NameObject("/JS"): generic.TextStringObject("app.alert(1)"),
        }
    )
    writer.root["/OpenAction"] = writer.add_object(action)
    writer.update_root()


@pytest.mark.parametrize("change", [_note, _script])
def test_what_is_laid_on_or_runs_is_seen(paper, change):
    assert drawn_in(_with(paper, change)) != drawn_in(paper)


def test_what_is_drawn_over_before_the_signature_is_seen(paper):
    assert check(signed(_drawn_over(paper), official()), TRUST).drawn != drawn_in(paper)


def _numbers(*values):
    return generic.ArrayObject(map(generic.NumberObject, values))


def _fewer_counted(writer):
    writer.root["/Pages"]["/Count"] = generic.NumberObject(1)
    writer.update_container(writer.root["/Pages"])


def _other_page_in_between(writer):
    """A page that has the true one below it: some programs show the one, some the other."""
    pages = writer.root["/Pages"]
    other = {
        "/Type": generic.NameObject("/Page"),
        "/Kids": generic.ArrayObject([pages["/Kids"].raw_get(0)]),
        "/Count": generic.NumberObject(1),
        "/Contents": writer.add_object(generic.StreamObject(stream_data=b"0 0 900 900 re f")),
    }
    pages["/Kids"][0] = writer.add_object(generic.DictionaryObject(other))
    writer.update_container(pages)


def _field_that_nobody_signed(writer):
    """A field for a signature, over the whole page, with a picture in it."""
    shown = generic.StreamObject(stream_data=b"1 g 0 0 900 900 re f")
    shown["/Subtype"], shown["/BBox"] = generic.NameObject("/Form"), _numbers(0, 0, 900, 900)
    field = generic.DictionaryObject(
        {
            "/Subtype": generic.NameObject("/Widget"),
            "/FT": generic.NameObject("/Sig"),
            "/T": generic.TextStringObject("Later"),
            "/Rect": _numbers(0, 0, 900, 900),
            "/AP": generic.DictionaryObject({"/N": writer.add_object(shown)}),
        }
    )
    placed = writer.add_object(field)
    writer.register_annotation(writer.find_page_for_modification(0)[0], placed)
    form = generic.DictionaryObject({"/Fields": generic.ArrayObject([placed])})
    writer.root["/AcroForm"] = writer.add_object(form)
    writer.update_root()


@pytest.fixture(scope="module")
def long_paper():
    rows = tuple(Row((str(n), "Среща с директорите")) for n in range(120))
    table = Table((Column("№"), Column("Дейност")), rows)
    return write(Paper(house="Къща", title="План", under=(), blocks=(table,), foot=""), "pdf")


@pytest.mark.parametrize(
    "change", [_fewer_counted, _other_page_in_between, _field_that_nobody_signed]
)
def test_what_keeps_pages_from_being_seen_is_seen(long_paper, change):
    assert check(signed(long_paper, official()), TRUST).drawn == drawn_in(long_paper)
    forged = signed(_with(long_paper, change), official())
    assert check(forged, TRUST).drawn != drawn_in(long_paper)


def test_fields_of_signatures_leave_the_page_to_be_seen(paper):
    over = signed(paper, official(), box=(0, 0, 600, 850))
    assert check(over, TRUST).drawn != drawn_in(paper)
    beside = signed(paper, official(), box=(10, 10, 210, 80))
    second = signed(beside, authority().person("Second"), "Signature2", box=(220, 10, 420, 80))
    assert check(second, TRUST).drawn == drawn_in(paper)
    second = signed(beside, authority().person("Second"), "Signature2", box=(0, 0, 600, 800))
    assert check(second, TRUST).drawn != drawn_in(paper)


def test_pages_that_lead_in_a_circle_show_nothing(paper):
    def circle(writer):
        pages = writer.root["/Pages"]
        pages["/Kids"].append(writer.root.raw_get("/Pages"))
        writer.update_container(pages)

    assert drawn_in(_with(paper, circle)) == ""


# In a process of its own.


def test_the_check_apart_finds_the_same(whole):
    assert check_apart(whole, TRUST) == check(whole, TRUST)


def test_a_refusal_apart_speaks_the_language_of_the_person(paper):
    with translation.override("bg"), pytest.raises(Unreadable, match="няма електронен подпис"):
        check_apart(paper, TRUST)


@pytest.mark.slow
def test_a_page_that_unpacks_to_more_memory_than_there_is_shows_nothing_of_ours(paper):
    def heavy(writer):
        stream = generic.StreamObject(stream_data=bytes(600 * 1024 * 1024))
        stream.compress()
        writer.add_stream_to_page(0, writer.add_object(stream))

    data = signed(_with(paper, heavy), official())
    assert len(data) < 10 * 1024 * 1024
    assert check_apart(data, TRUST).drawn == ""
