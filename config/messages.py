"""The Bulgarian catalogue: merged from its parts, checked against the sources, compiled.

People write in ``locale/bg/parts/TOPIC.po``; ``./run messages`` gathers them in
``locale/bg/LC_MESSAGES/django.po`` (``./run messages fold`` also empties the parts and drops what
nothing uses). Message ids are English, so English needs no catalogue.
"""

import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import polib

from config.message_sources import Found, Key, all_messages

ROOT = Path(__file__).resolve().parent.parent
_HEADER = {
    "Project-Id-Version": "Saglas",
    "Language": "bg",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
# Named and positional holes: %(name)s, %s, {name}; a doubled %% or {{ is text.
_HOLE = re.compile(r"%(?:\([^)]+\))?[a-z]|\{[a-z_0-9.]*\}")


@dataclass
class Report:
    """What is wrong with the catalogue, as sentences; ``unused`` alone does not fail a check."""

    missing: list[str] = field(default_factory=list)
    fuzzy: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)

    @property
    def failures(self) -> list[str]:
        return [*self.missing, *self.fuzzy, *self.wrong, *self.conflicts]


@dataclass(frozen=True)
class Catalogue:
    """All entries by key, and the disagreements between the files they came from."""

    entries: dict[Key, polib.POEntry]
    conflicts: list[str]


def locale_folder(root: Path) -> Path:
    return root / "locale" / "bg"


def sources(root: Path) -> list[Path]:
    """The parts by name, then the gathered file: the first to translate a message wins."""
    folder = locale_folder(root)
    gathered = folder / "LC_MESSAGES" / "django.po"
    return [*sorted((folder / "parts").glob("*.po")), *([gathered] if gathered.exists() else [])]


def load(root: Path) -> Catalogue:
    """Read and merge every source; an OSError of a broken file names file and line."""
    entries: dict[Key, polib.POEntry] = {}
    conflicts: list[str] = []
    for file in sources(root):
        is_part = file.parent.name == "parts"
        for entry in polib.pofile(str(file)):
            if entry.obsolete:
                continue
            key = Key(entry.msgid, entry.msgctxt or "")
            first = entries.setdefault(key, entry)
            if is_part and first is not entry and _said(first) != _said(entry):
                conflicts.append(f"{file.name} translates differently: {key.message!r}")
    return Catalogue(entries, conflicts)


def _said(entry: polib.POEntry) -> tuple[str, ...]:
    """The translations, one per plural form."""
    if entry.msgid_plural:
        return tuple(entry.msgstr_plural.get(form, "") for form in (0, 1))
    return (entry.msgstr,)


def examine(catalogue: Catalogue, found: Iterable[Found]) -> Report:
    """Hold the catalogue against the sources."""
    report = Report(conflicts=list(catalogue.conflicts))
    used: dict[Key, Found] = {}
    for one in found:
        used.setdefault(one.key, one)
    for key, one in sorted(used.items()):
        _examine_one(report, one, catalogue.entries.get(key))
    report.unused += [f"unused: {key.message!r}" for key in sorted(catalogue.entries.keys() - used)]
    return report


def _examine_one(report: Report, one: Found, entry: polib.POEntry | None) -> None:
    where = f"{one.place}: {one.key.message!r}"
    if entry is None or (one.plural and not entry.msgid_plural) or not all(_said(entry)):
        report.missing.append(f"not translated: {where}")
    elif entry.fuzzy:
        report.fuzzy.append(f"marked fuzzy: {where}")
    elif problem := _holes_differ(entry):
        report.wrong.append(f"{problem}: {where}")


def _holes_differ(entry: polib.POEntry) -> str:
    wanted = _holes(entry.msgid_plural or entry.msgid)
    for said in _said(entry):
        # A singular may say "one" in words, hence only unknown holes are wrong in plural entries.
        strange = _holes(said) - wanted
        lost = set() if entry.msgid_plural else wanted - _holes(said)
        if strange or lost:
            return f"holes differ ({', '.join(sorted(strange | lost))})"
    return ""


def _holes(text: str) -> set[str]:
    return set(_HOLE.findall(text.replace("%%", "").replace("{{", "").replace("}}", "")))


def compile_if_needed(root: Path = ROOT) -> bool:
    """Write ``django.mo`` when a source is newer than it; whether it was written."""
    target = locale_folder(root) / "LC_MESSAGES" / "django.mo"
    files = sources(root)
    newest = max(
        (path.stat().st_mtime for path in (*files, locale_folder(root) / "parts") if path.exists()),
        default=0.0,
    )
    if target.exists() and target.stat().st_mtime > newest:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"django.{os.getpid()}.new")
    _as_file(load(root).entries.values()).save_as_mofile(str(draft))
    draft.rename(target)
    return True


def _as_file(entries: Iterable[polib.POEntry]) -> polib.POFile:
    gathered = polib.POFile(wrapwidth=98)
    gathered.metadata = dict(_HEADER)
    gathered.extend(sorted(entries, key=lambda entry: (entry.msgid, entry.msgctxt or "")))
    return gathered


def gather(root: Path = ROOT, *, fold: bool = False) -> Report:
    """Write ``django.po`` with the files that use each message; ``fold`` ends the parts."""
    found = all_messages(root)
    catalogue = load(root)
    places: dict[Key, set[str]] = {}
    for one in found:
        places.setdefault(one.key, set()).add(one.place)
    entries = {key: entry for key, entry in catalogue.entries.items() if key in places or not fold}
    for key, entry in entries.items():
        entry.occurrences = [(place, "") for place in sorted(places.get(key, ()))]
    report = examine(catalogue, found)
    if fold and report.conflicts:
        return report
    _as_file(entries.values()).save(str(locale_folder(root) / "LC_MESSAGES" / "django.po"))
    if fold:
        for part in (locale_folder(root) / "parts").glob("*.po"):
            part.unlink()
    return report


def tell(report: Report) -> int:
    """Print the report; 1 when something must be mended."""
    for line in (*report.unused, *report.failures):
        print(line)
    print(f"messages: {len(report.failures)} to mend, {len(report.unused)} unused")
    return 1 if report.failures else 0


def main() -> int:
    """``check``, ``gather`` (default) or ``fold``."""
    word = (sys.argv[1:] or ["gather"])[0]
    if word == "check":
        return tell(examine(load(ROOT), all_messages(ROOT)))
    if word not in ("gather", "fold"):
        print(f"There is no './run messages {word}'; known: check, gather, fold.")
        return 2
    report = gather(fold=word == "fold")
    compile_if_needed()
    return tell(report)


if __name__ == "__main__":
    sys.exit(main())
