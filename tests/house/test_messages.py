"""Finding, merging, checking and compiling messages."""

import gettext
from pathlib import Path

import pytest

from config import messages
from config.message_sources import Found, Key, in_python, in_template

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("locale/bg/parts", "locale/bg/LC_MESSAGES", "templates", "plans"):
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


def write_part(root: Path, name: str, entries: str) -> None:
    (root / "locale" / "bg" / "parts" / f"{name}.po").write_text(HEADER + entries)


def test_python_messages_are_found_with_context_and_plural() -> None:
    source = (
        '_("One " "sentence")\n'
        'ngettext("%(n)s day", "%(n)s days", n)\n'
        'pgettext_lazy("state", "Open")\n'
        'text.gettext("called on a module")\n'
        "_(name)\nother('no message')\n"
    )
    assert set(in_python(source, "a.py")) == {
        Found(Key("One sentence"), "", "a.py"),
        Found(Key("%(n)s day"), "%(n)s days", "a.py"),
        Found(Key("Open", "state"), "", "a.py"),
        Found(Key("called on a module"), "", "a.py"),
    }


def test_template_messages_are_found_with_context_and_plural() -> None:
    source = (
        '{% load i18n %}<p>{% translate "Agree" %} {% translate \'It is "so"\' context "seal" %}'
        '{% include "x" with label=_("Close") %} {{ value|default:_("None yet") }}'
        "{% blocktranslate trimmed %}\n  A long\n  line of {{ name }}\n{% endblocktranslate %}"
        "{% blocktranslate count n=rows %}{{ n }} row{% plural %}{{ n }} rows"
        "{% endblocktranslate %}"
        '{% comment %}{% translate "Hidden" %}{% endcomment %}'
    )
    assert {(one.key, one.plural) for one in in_template(source, "a.html")} == {
        (Key("Agree"), ""),
        (Key('It is "so"', "seal"), ""),
        (Key("Close"), ""),
        (Key("None yet"), ""),
        (Key("A long line of %(name)s"), ""),
        (Key("%(n)s row"), "%(n)s rows"),
    }


def report_of(root: Path, source: str) -> messages.Report:
    return messages.examine(messages.load(root), in_python(source, "plans/a.py"))


def test_missing_fuzzy_unused_and_differing_holes_are_told_apart(root: Path) -> None:
    write_part(
        root,
        "plans",
        'msgid "Known"\nmsgstr "Познато"\n\n'
        'msgid "Empty"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "Doubtful"\nmsgstr "Съмнително"\n\n'
        'msgid "By %(name)s"\nmsgstr "От %(nme)s"\n\n'
        'msgid "Nowhere"\nmsgstr "Никъде"\n',
    )
    source = "\n".join(f'_("{text}")' for text in ("Known", "Empty", "Doubtful", "By %(name)s"))
    report = report_of(root, source + '\n_("New")')
    assert report.missing == [
        "not translated: plans/a.py: 'Empty'",
        "not translated: plans/a.py: 'New'",
    ]
    assert report.fuzzy == ["marked fuzzy: plans/a.py: 'Doubtful'"]
    assert report.wrong == ["holes differ (%(name)s, %(nme)s): plans/a.py: 'By %(name)s'"]
    assert report.unused == ["unused: 'Nowhere'"]


def test_two_parts_that_disagree_are_a_conflict(root: Path) -> None:
    write_part(root, "a", 'msgid "Plan"\nmsgstr "План"\n')
    write_part(root, "b", 'msgid "Plan"\nmsgstr "Схема"\n')
    assert report_of(root, '_("Plan")').conflicts == ["b.po translates differently: 'Plan'"]


def test_a_plural_needs_both_forms(root: Path) -> None:
    write_part(
        root, "a", 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "ден"\nmsgstr[1] ""\n'
    )
    assert report_of(root, 'ngettext("%(n)s day", "%(n)s days", n)').missing


def test_compiled_catalogue_speaks_bulgarian_with_plurals(root: Path) -> None:
    write_part(
        root,
        "a",
        'msgid "Plan"\nmsgstr "План"\n\n'
        'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\n'
        'msgstr[0] "%(n)s ден"\nmsgstr[1] "%(n)s дни"\n',
    )
    assert messages.compile_if_needed(root) is True
    assert messages.compile_if_needed(root) is False
    with (root / "locale" / "bg" / "LC_MESSAGES" / "django.mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)
    assert catalogue.gettext("Plan") == "План"
    assert [catalogue.ngettext("%(n)s day", "%(n)s days", n) for n in (1, 2, 21)] == [
        "%(n)s ден",
        "%(n)s дни",
        "%(n)s дни",
    ]


def test_folding_gathers_the_parts_and_drops_what_nothing_uses(root: Path) -> None:
    write_part(root, "a", 'msgid "Plan"\nmsgstr "План"\n\nmsgid "Old"\nmsgstr "Старо"\n')
    (root / "plans" / "views.py").write_text('_("Plan")')
    report = messages.gather(root, fold=True)
    assert report.failures == []
    assert not list((root / "locale" / "bg" / "parts").glob("*.po"))
    gathered = (root / "locale" / "bg" / "LC_MESSAGES" / "django.po").read_text()
    assert '"План"' in gathered
    assert "Old" not in gathered
    assert "plans/views.py" in gathered
