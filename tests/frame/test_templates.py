"""Rules for all templates of the project: the content policy, the icons, the sheet of colours."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted(
    path
    for folder in [ROOT / "templates", *ROOT.glob("*/templates")]
    for path in folder.rglob("*.html")
)
SPRITE = set(
    re.findall(r'id="i-([\w-]+)"', (ROOT / "static/icons.svg").read_text(encoding="utf-8"))
)
# Markup as the browser gets it: comments of the template language are not sent.
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}", re.DOTALL)

each_template = pytest.mark.parametrize(
    "path", TEMPLATES, ids=[str(path.relative_to(ROOT)) for path in TEMPLATES]
)


def sent(path: Path) -> str:
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


def test_templates_were_found():
    assert len(TEMPLATES) > 40
    assert len(SPRITE) > 50


@each_template
def test_no_inline_style_script_or_handler(path):
    text = sent(path)
    assert not re.findall(r"\sstyle\s*=|<style\b", text)
    assert not re.findall(r"<script\b(?![^>]*\bsrc=)[^>]*>", text)
    assert not re.findall(r"<script\b[^>]*>\s*[^\s<]", text)
    markup = re.sub(r"\{%.*?%\}", "", text, flags=re.DOTALL)
    assert not re.findall(r"\s(?:on[a-z]+|hx-on[\w:-]*)\s*=", markup)
    assert "javascript:" not in text


@each_template
def test_icons_are_in_the_sprite(path):
    named = re.findall(r"{%\s*icon\s+\"([\w-]+)\"", sent(path))
    named += re.findall(r"(?:icon_name|verb_icon)=\"([\w-]+)\"", sent(path))
    assert set(named) <= SPRITE


@each_template
def test_colours_come_from_the_components(path):
    banned = r"\b(?:text-bg-\w+|text-danger|text-success|alert(?:-\w+)?|badge|#[0-9a-f]{6})\b"
    classes = re.findall(r'class="([^"]*)"', sent(path))
    assert not [one for one in classes if re.search(banned, one)]


@each_template
def test_partial_says_what_it_needs(path):
    if path.name.startswith("_"):
        assert path.read_text(encoding="utf-8").startswith("{#")


def test_second_style_sheet_has_no_colours_of_its_own():
    text = (ROOT / "static/css/saglas.css").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?=\s*[;})])|rgba?\(|hsl\(", text)


def test_menu_icons_are_in_the_sprite():
    from config.context import ENTRIES

    assert {entry.icon for entry in ENTRIES} <= SPRITE
