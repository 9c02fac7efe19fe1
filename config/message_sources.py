"""Finds the message ids in Python and in templates, without the gettext programs."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

APPS = ("approvals", "config", "inspections", "institutions", "plans", "search", "workflows")
TEMPLATE_ENDINGS = (".html", ".txt")

# Which argument is what, counted from 0: (context, message, plural).
_ARGUMENTS: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
_NAMES = (
    {"_": _ARGUMENTS["gettext"]}
    | _ARGUMENTS
    | {f"{name}_lazy": places for name, places in _ARGUMENTS.items()}
)
_LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"(?<![\w.])(_|n?p?gettext)\(\s*({_LITERAL}(?:\s*,\s*{_LITERAL})*)", re.DOTALL)


@dataclass(frozen=True, order=True)
class Key:
    """What a catalogue finds a message by."""

    message: str
    context: str = ""


@dataclass(frozen=True)
class Found:
    """A message id and where it stands."""

    key: Key
    plural: str
    place: str
    """The file's path in the repository."""


def all_messages(root: Path) -> list[Found]:
    """Every message id of the apps and templates, sorted by file."""
    found: list[Found] = []
    for app in APPS:
        for file in sorted((root / app).rglob("*.py")):
            if "migrations" not in file.parts:
                found += in_python(file.read_text(encoding="utf-8"), _place(file, root))
    for folder in ("templates", *(f"{app}/templates" for app in APPS)):
        for file in sorted((root / folder).rglob("*")):
            if file.suffix in TEMPLATE_ENDINGS:
                found += in_template(file.read_text(encoding="utf-8"), _place(file, root))
    return found


def _place(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix()


def in_python(source: str, place: str) -> Iterator[Found]:
    """Messages of the gettext family in Python text; only literals can be found."""
    for node in ast.walk(ast.parse(source, filename=place)):
        if isinstance(node, ast.Call) and (name := _called(node.func)) in _NAMES:
            values = [
                argument.value if isinstance(argument, ast.Constant) else None
                for argument in node.args
            ]
            yield from _found(name, values, place)


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def in_template(source: str, place: str) -> Iterator[Found]:
    """Messages of translate, blocktranslate and ``_("…")`` in a template."""
    for call in _CALL.finditer(templatize(source, origin=place)):
        literals = re.findall(_LITERAL, call[2], re.DOTALL)
        yield from _found(call[1], [ast.literal_eval(literal) for literal in literals], place)


def _found(name: str, values: Sequence[object], place: str) -> Iterator[Found]:
    context, message, plural = _NAMES[name]
    text = _text(values, message)
    if text:
        yield Found(Key(text, _text(values, context)), _text(values, plural), place)


def _text(values: Sequence[object], index: int | None) -> str:
    if index is None or index >= len(values):
        return ""
    value = values[index]
    return value if isinstance(value, str) else ""
