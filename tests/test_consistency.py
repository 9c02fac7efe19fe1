"""The repository tests itself: what a reader would otherwise have to trust."""

import ast
import importlib
import re
import statistics
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.utils import translation

from bench import page
from config.management.commands import print_lint, print_permissions, print_states, print_terms
from config.management.commands.print_states import FLOWS
from institutions.rights import Right
from workflows import gate, telling
from workflows import rules as workflow_rules
from workflows.flow import Holder
from workflows.rules import Rule

ROOT = Path(settings.BASE_DIR)
APPS = ("institutions", "workflows", "plans", "approvals", "inspections", "search")
SEEDS = ROOT.parent / "shared" / "seeds"
FROM_THE_CLOCK = {"term_near", "term_passed", "seal", "digest"}
OPINIONS = {"opinion_outside", "opinion_withdrawn", "opinions_ended"}
FROM_A_CHANGE = {"work_waits", "reminder", "all_barred", "commented"} | OPINIONS
STEPS = [(flow, told) for flow in FLOWS for told in flow.steps.values()]
EACH_STEP = pytest.mark.parametrize(
    ("flow", "told"), STEPS, ids=[f"{flow.__name__}-{told.name}" for flow, told in STEPS]
)

LOCKS_IN = {
    "workflows/gate.py": "the gate",
    "workflows/opinions.py": "the document whose opinions are asked, given or taken back",
    "workflows/ticking.py": "clocks",
    "workflows/correcting.py": "the document whose clock is counted anew",
    "workflows/delivery.py": "letters",
    "workflows/hooks/delivering.py": "webhooks that a worker calls",
    "workflows/digests.py": "the person whose daily letter is written",
    "plans/editing.py": "an edit of a draft",
    "plans/recording.py": "the plan to which a fact is entered or withdrawn",
    "plans/signing/attaching.py": "the plan to whose step a signed file is attached",
    "plans/reporting/drafts.py": "the plan whose report is being written",
    "plans/importing.py": "the import, and the plan whose next revision it makes",
    "plans/deciding.py": "the import",
    "plans/rereading.py": "the import whose file is read once more",
    "plans/unfinished.py": "the import that is thrown away",
    "institutions/naming.py": "the institution whose other names change",
    "institutions/changing.py": "posts, appointments, stand-in orders",
    "inspections/answering.py": "the visit whose checklist is being filled in",
    "inspections/effects.py": "the visits that another team is booked for",
    "inspections/opening.py": "the inspections of a plan whose text was approved",
    "inspections/turning.py": "the visit whose day is over",
    "inspections/choosing.py": "the inspection whose schools are being chosen",
    "search/management/commands/index_search.py": "what is found anew: nobody changes it meanwhile",
}
"""The only places that take a row lock, and on what."""


def sources(*folders):
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def trees(*folders):
    return [(name_of(path), ast.parse(path.read_text())) for path in sources(*folders)]


def attributes(names, *folders):
    """Where one of these attributes is read or called: (file, line, name)."""
    return [
        (file, node.lineno, node.attr)
        for file, tree in trees(*folders)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in names
    ]


@EACH_STEP
def test_every_step_says_who_may_take_it_what_it_is_called_and_on_what_ground(flow, told):
    assert isinstance(told.by, Holder)
    assert told.by.right in Right.values
    assert told.by.at in {"institution", "authority", "council"}
    assert str(told.label).strip()
    assert "чл. " in told.basis


@EACH_STEP
@pytest.mark.parametrize("language", ["bg", "en"])
def test_every_step_is_told_afterwards_in_a_form_of_its_own(flow, told, language):
    with translation.override(language):
        assert str(told.done).strip()
        assert str(told.done) not in {str(told.label), str(told.label).lower()}
        assert bool(re.search("[а-я]", str(told.done))) == (language == "bg")


def test_every_change_of_content_is_told_in_words():
    """What ``note_change`` and ``open_document`` are given by name stands in the table."""
    services = {
        "note_change",
        "open_document",
        "_note",
        "_text",
        "_writing",
        "_replying",
        "_locked",
    }
    given = {
        value.value
        for _file, tree in trees(*APPS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) in services
        for value in [*node.args, *(one.value for one in node.keywords if one.arg == "step")]
        if isinstance(value, ast.Constant) and isinstance(value.value, str)
    }
    assert given <= set(telling.CONTENT)
    assert len(given) > 15


@EACH_STEP
def test_every_step_has_decided_whom_it_tells(flow, told):
    assert told.name in flow.after


def test_nothing_follows_a_step_that_there_is_not():
    for flow in FLOWS:
        assert set(flow.after) <= set(flow.steps)
        waiting = [work for works in flow.desks.values() for work in works]
        # Work with a holder of its own is no step but a change of content.
        assert {work.step for work in waiting if work.by is None} <= set(flow.steps)


def test_no_step_can_be_taken_past_the_gate(people):
    """viewflow's own question is answered „no“ to everybody, the administrator included."""
    from django.apps import apps

    assert apps.is_installed("workflows")
    for flow, told in STEPS:
        transition = next(iter(vars_of(flow)[told.name].get_transitions()))
        assert not transition.has_perm(flow(None), people.ruo_head)
        assert not transition.has_perm(flow(None), people.administrator)


def vars_of(flow):
    return {name: value for one in reversed(flow.__mro__) for name, value in vars(one).items()}


def test_every_letter_has_both_templates_and_no_template_is_without_a_letter():
    told = {letter.kind for flow in FLOWS for after in flow.after.values() for letter in after.tell}
    wanted = told | FROM_THE_CLOCK | FROM_A_CHANGE
    folder = ROOT / "templates" / "letters"
    subjects = {path.name.removesuffix(".subject.txt") for path in folder.glob("*.subject.txt")}
    bodies = {path.stem for path in folder.glob("*.txt") if not path.name.endswith("subject.txt")}
    assert subjects == wanted
    assert bodies - {one for one in bodies if one.startswith("_")} == wanted


def _writes_state(node):
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(one, ast.Attribute) and one.attr == "state" for one in targets)
    if not isinstance(node, ast.Call):
        return False
    called = getattr(node.func, "attr", getattr(node.func, "id", ""))
    by_name = called == "setattr" and any(
        isinstance(one, ast.Constant) and one.value == "state" for one in node.args
    )
    updates = called == "update" and any(word.arg == "state" for word in node.keywords)
    return by_name or updates


def test_no_state_is_written_outside_workflows():
    found = [
        (file, ast.unparse(node))
        for file, tree in trees("institutions", "plans", "approvals", "inspections", "config")
        for node in ast.walk(tree)
        if _writes_state(node)
    ]
    assert found == []


def test_only_access_asks_for_rights():
    asked = {
        "has_perm", "has_perms", "has_module_perms", "is_superuser", "is_staff", "groups",
        "user_permissions", "get_objects_for_user", "get_objects_for_group",
    }  # fmt: skip
    found = attributes(asked, *APPS, "config")
    # A table of rows in groups is no group of people.
    assert [one for one in found if one[0] != "plans/queries/page.py"] == []


def test_no_template_asks_for_rights():
    asked = re.compile(r"\bperms\.|is_superuser|is_staff|user\.groups|\brole\b\s*==")
    found = [
        name_of(path)
        for path in (ROOT / "templates").rglob("*.html")
        if asked.search(path.read_text())
    ]
    assert found == []


def test_rows_are_locked_in_the_gate_and_in_the_listed_services_only():
    asked = {file for file, _line, _name in attributes({"select_for_update"}, *APPS)}
    gate = {name_of(path) for path in sources(*APPS) if "storing.locked(" in path.read_text()}
    written = {name_of(path) for path in sources(*APPS) if "KEY UPDATE" in path.read_text()}
    assert asked | gate == set(LOCKS_IN)
    assert written == {"workflows/storing.py"}


def test_plans_and_inspections_send_nothing_themselves():
    words = {"send_mail", "send_mass_mail", "delay", "apply_async", "EmailMessage"}
    assert attributes(words, "approvals", "inspections") == []


def declared_rules():
    told = [path for app in APPS[3:] for path in sorted((ROOT / app).glob("rules*.py"))]
    named = [f"{path.parent.name}.{path.stem}" for path in told]
    modules = [gate, workflow_rules, *(importlib.import_module(name) for name in named)]
    return [one for module in modules for one in vars(module).values() if isinstance(one, Rule)]


OF_THE_GATE = {"has_happened", "follows_the_step_before"}
"""Rules that the gate asks of every step."""

IN_NO_ARTICLE = OF_THE_GATE | {"filed_after_its_day"}
"""That acts are recorded after they happened, and in their order."""

EACH_RULE = pytest.mark.parametrize("rule", declared_rules(), ids=lambda rule: rule.name)


@EACH_RULE
def test_every_rule_has_an_article_a_text_and_a_test_of_its_name(rule):
    assert "чл. " in rule.article or (rule.article == "" and rule.name in IN_NO_ARTICLE)
    assert rule.summary.endswith(".")
    tests = "\n".join(path.read_text() for path in ROOT.glob("tests/*/test_rules*.py"))
    assert re.search(rf"^def test_{rule.name}\b", tests, re.MULTILINE)


def test_every_rule_is_asked_by_a_step():
    asked = {rule.name for _flow, told in STEPS for rule in told.rules}
    declared = {rule.name for rule in declared_rules()}
    assert declared - asked == OF_THE_GATE


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("lint", print_lint),
        ("states", print_states),
        ("permissions", print_permissions),
        ("terms", print_terms),
    ],
)
def test_printed_documentation_is_what_the_command_prints(name, command):
    kept = (ROOT / "docs" / f"{name}.md").read_text()
    assert kept == command.page(), f"run ./run manage print_{name} > docs/{name}.md"


def test_the_page_of_performance_is_what_the_results_say():
    kept = (ROOT / "docs" / "performance.md").read_text()
    assert kept == page.text(), "run ./run bench page"
    for name, table in page.drawn():
        drawn = (ROOT / "docs" / "performance" / name).read_text()
        assert all(row in drawn for row, _numbers in table.rows)


def test_every_beat_entry_names_a_task():
    from config.celery import app

    app.loader.import_default_modules()
    named = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert named <= set(app.tasks)


BY_CONVENTION = re.compile(
    r"^(?:403|404|409|500|403_csrf|400)\.html$|^registration/|^django/|^letters/"
)


def test_no_template_is_unused():
    """Named by code or by another template; what Django finds by itself is taken as used."""
    folder = ROOT / "templates"
    texts = [path.read_text() for path in folder.rglob("*.html")]
    texts += [path.read_text() for path in sources(*APPS, "config")]
    text = "\n".join(texts)
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*.html")]
    assert [name for name in names if not BY_CONVENTION.match(name) and name not in text] == []
    assert get_template("base.html")


def kept_files():
    """The files under version control, or all of a copy without it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False, text=True
    )
    if listed.returncode == 0 and listed.stdout:
        names = listed.stdout.split("\0")
        return [ROOT / name for name in names if name and (ROOT / name).is_file()]
    left_out = {".venv", "var", "vendor", "__pycache__", ".git", "node_modules"}
    found = (path for path in ROOT.rglob("*") if path.is_file())
    return [
        path
        for path in found
        if not any(part in left_out or part.endswith("_cache") for part in path.parts)
    ]


def texts():
    for path in kept_files():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_files_and_functions_fit_a_hand():
    long_files = [
        (name_of(path), text.count("\n"))
        for path, text in texts()
        if path.suffix == ".py"
        and "migrations" not in path.parts
        and text.count("\n") > (500 if path.is_relative_to(ROOT / "tests") else 300)
    ]
    assert long_files == []
    lengths = [
        ((node.end_lineno or 0) - node.lineno + 1, file, node.name)
        for file, tree in trees(*APPS, "config")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [one for one in lengths if one[0] > 50] == []
    counted = sorted(one[0] for one in lengths)
    assert statistics.median(counted) <= 8
    assert counted[int(len(counted) * 0.9)] <= 25


def test_no_module_is_called_utils():
    assert [name_of(path) for path in sources(*APPS, "config") if path.stem == "utils"] == []


def test_no_file_names_a_path_of_a_machine():
    """Only folders that every machine has: no home, no checkout, no mirror of packages."""
    path = re.compile(r"(?<![\w.}-])/(?:work|root|home/\w+|Users/\w+|opt/\w+)(?=/)")
    mirror = re.compile(r"artifactory|nexus\.|/simple/|index-url\s*=", re.IGNORECASE)
    own = Path(__file__)
    found = [
        (name_of(file), match.group())
        for file, text in texts()
        if file != own
        for match in [*path.finditer(text), *mirror.finditer(text)]
    ]
    assert found == []


def squeezed(text):
    return " ".join(text.split())


def test_no_sentence_of_a_seed_is_copied():
    if not SEEDS.is_dir():
        pytest.skip(f"THE SEEDS ARE NOT HERE ({SEEDS}): copies were not looked for.")
    lines = {
        squeezed(cell)
        for seed in SEEDS.glob("*.txt")
        for line in seed.read_text(encoding="utf-8").splitlines()
        for cell in line.split("\t")
        if len(squeezed(cell)) >= 60
    }
    assert len(lines) > 100
    found = [
        (name_of(file), line)
        for file, text in texts()
        for whole in [squeezed(text)]
        for line in lines
        if line in whole
    ]
    assert found == []
