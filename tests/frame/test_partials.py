"""Every partial renders with sample data, in both languages, and says what it must."""

from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from lxml import html

from tests.frame import samples
from tests.frame.finding import select, words

pytestmark = pytest.mark.urls("tests.frame.urls")

GALLERY = Path(__file__).parent / "gallery.html"


@pytest.fixture(autouse=True)
def _plain_static(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def render_gallery(**more: object) -> str:
    template = engines["django"].from_string(GALLERY.read_text(encoding="utf-8"))
    values = {
        "today": samples.TODAY,
        "warnings": ["Остава 1 бележка."],
        **samples.context(),
        **more,
    }
    return template.render(values, None)


@pytest.fixture
def page():
    with translation.override("bg"):
        return html.fromstring(render_gallery())


def test_deadlines_have_shape_and_words(page):
    pills = select(page, ".d-flex > .r-age")
    assert [words(pill) for pill in pills] == [
        "остават 2 дни",
        "остава 1 ден",
        "днес",
        "5 дни закъснение",
        "остават 9 дни",
        "изпълнена",
        "предстои",
    ]
    assert all(select(pill, "svg > *") for pill in pills)


def test_route_marks_the_present_step_once_and_says_which_are_finished(page):
    first, second = select(page, "ol.r-steps")
    assert [words(select(step, "b")[0]) for step in select(first, "[aria-current=step]")] == [
        "Внесен"
    ]
    assert "завършена:" in words(select(first, "li")[0])
    assert select(second, "li.is-back[aria-current=step]")
    assert "стъпка 2 от 7" in words(select(page, ".r-stepmini summary")[0])


def test_indicator_is_told_in_one_sentence(page):
    assert select(page, ".r-ind__row")[3].get("aria-label") == (
        "отсъствия: базова 11,4, сега 10,1, целева 8, очаквано към днес 35 % от пътя – 38 %"
    )


def test_text_target_has_no_bar_and_a_warning(page):
    last = select(page, ".w-ind")[-1]
    assert not select(last, ".r-ind")
    assert "според класирането" in words(last)
    assert "Няма числова целева стойност" in words(last)


def test_each_field_is_tied_to_its_label_hint_and_error(page):
    for control in select(page, ".r-dash input.form-control, .r-dash select, .r-dash textarea"):
        assert select(page, f"label[for={control.get('id')}]")
        for named in (control.get("aria-describedby") or "").split():
            assert select(page, f"#{named}"), named
    wrong = select(page, ".r-dash #id_sent_on")[0]
    assert wrong.get("aria-invalid") == "true"
    assert wrong.get("type") == "date"
    assert "is-invalid" in wrong.get("class")
    assert wrong.get("aria-describedby") == "id_sent_on_helptext id_sent_on_error"


def test_error_summary_counts_and_leads_to_the_fields(page):
    summary = select(page, ".r-errsum")[0]
    assert words(select(summary, "h2")[0]) == "Проверете 4 полета"
    targets = [link.get("href") for link in select(summary, "a")]
    assert targets == ["#id_outcome_0", "#id_number", "#id_sent_on", "#id_addressee"]
    assert all(select(page, target) for target in targets)


def test_radio_cards_tell_what_follows(page):
    card = select(page, "dialog .r-choice label")[1]
    assert words(select(card, "b")[0]) == "Връщам за доработване"
    assert "Изисква мотив; срокът спира." in words(card)


def test_file_form_is_sent_as_multipart(page):
    assert select(page, "dialog form")[0].get("enctype") == "multipart/form-data"


def test_stamp_is_an_empty_line_until_it_is_signed(page):
    signed, unsigned = select(page, ".r-card .r-stamp")
    assert "01.04.2026 г. · № С-57" in words(signed)
    assert not select(signed, ".r-stamp__line")
    assert select(unsigned, ".r-stamp__line")
    assert "Дата: ……………" in words(unsigned)


def test_history_says_for_whom(page):
    assert words(select(page, ".r-log li")[0]).startswith("К. Бистришки вместо Н. Радулова")


def test_charts_carry_the_same_numbers_in_a_table(page):
    columns, rows = select(page, ".r-data table")[1], select(page, ".r-data table")[0]
    assert [words(cell) for cell in select(columns, "tbody tr")[1]] == ["X", "15", "14"]
    assert [words(cell) for cell in select(rows, "tbody tr")[0]][1:] == ["9", "4", "1", "14"]
    assert len(select(page, "svg[role=img] rect.plan")) == 5


def test_pager_shows_ends_and_neighbours(page):
    shown = [words(one) for one in select(page, ".pagination .page-item")]
    assert shown == ["Назад", "1", "…", "5", "6", "7", "8", "9", "…", "52", "Напред"]
    assert "61–70 от 520" in words(page)


def test_pager_keeps_the_filters_of_the_address():
    request = RequestFactory().get("/plans/", {"state": "draft", "page": "7"})
    text = render_to_string("_pager.html", {"page": samples.context()["page"], "request": request})
    assert "?state=draft&amp;page=8" in text


@pytest.mark.parametrize("name", ["403", "403_csrf", "403_locked", "404", "405", "409", "500"])
def test_error_page_needs_nothing_but_its_template(name):
    with translation.override("bg"):
        page = html.fromstring(render_to_string(f"{name}.html", {}))
    assert len(select(page, "main h1")) == 1
    assert select(page, "main a.btn")


def test_fault_page_quotes_its_number():
    with translation.override("bg"):
        assert "Съобщете за грешката с № Г-20414." in render_to_string(
            "500.html", {"code": "Г-20414"}
        )


def test_english_page_has_no_bulgarian_words_of_ours():
    with translation.override("en"):
        text = "".join(
            [
                render_to_string("_keys.html"),
                render_to_string("_foot.html", {"source_url": ""}),
                render_to_string("404.html"),
            ]
        )
    for ours in ("Българска версия", "БГ", "РУО"):
        text = text.replace(ours, "")
    assert not [char for char in text if "а" <= char.lower() <= "я"]


def test_one_heading_and_unique_ids(page):
    assert len(select(page, "h1")) == 1
    ids = [element.get("id") for element in select(page, ".r-app [id]")]
    assert len(ids) == len(set(ids))
