"""What no browser sends by itself: signs that are no text, numbers that are none, far years."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from inspections.queries.lists import month_of
from institutions.forms import year_of
from plans.deciding import decisions_in
from plans.forms import RowForm
from plans.reading.days import Frame
from plans.reading.deadlines import read_deadline
from workflows.uploads import UploadRefused, photo_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/plans/", "/inspections/", "/search/", "/institutions/"])
def test_a_nul_in_the_address_is_a_bad_request(address, people, at):
    at(people.ruo_head).open(address, 400, q="а\x00б")
    at(people.ruo_head).open(address, 400, **{"state\x00": "1"})


def test_a_nul_in_a_field_is_a_bad_request(people, at):
    at(people.ruo_head).send("/bulk/", 400, pick=["plans:\x00"])


@pytest.mark.parametrize("odd", ["²", "9" * 5000, "٣"])
def test_a_digit_that_is_no_number_is_nonsense(odd):
    assert decisions_in({f"decision-{odd}": "Остава."}) == {}
    assert year_of(odd) == year_of(None)


def test_months_of_other_ages_find_nothing(people, at):
    assert month_of("9999-12") is None
    assert month_of("0001-01") is None
    at(people.ruo_head).open("/inspections/", month="9999-12")


@pytest.mark.parametrize(
    "words",
    ["9999/10000", "учебната 9999/10000 година", "май 0000 г.", "учебната 9999 г.", "05.0000"],
)
def test_years_that_do_not_exist_are_no_dates(words):
    year = Frame(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
    for frame in (None, year):
        read = read_deadline(words, frame)
        assert all(day is None or day.year == 2026 for day in (read.start, read.end))


def test_days_of_other_ages_are_refused_at_their_field(ruo_plan):
    row = ruo_plan.latest.activities.order_by("position")[0]
    for day in ("9999-12-31", "0001-01-01"):
        form = RowForm({"deadline_end": day}, plan=ruo_plan, row=row)
        assert "2100" in form.errors["deadline_end"][0]


def test_a_photo_with_broken_particulars_is_refused_with_a_sentence():
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG", exif=b"Exif\x00\x00MM\x00*\x00\x00")
    with pytest.raises(UploadRefused):
        photo_of(SimpleUploadedFile("a.png", picture.getvalue()))
