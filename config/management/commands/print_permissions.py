"""``manage.py print_permissions``: who may do what, as Markdown, drawn from roles and flows."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from config.management.commands.print_states import FLOWS
from institutions.rights import GRANTS, Reach, Right, Role
from workflows.picture.drawing import PLACES

HEADER = """# Permissions

Printed by `./run manage print_permissions`; do not edit by hand. A right is held at an
institution through the group of a post; who stands in for somebody by a dated order has the
rights of that post during those days. `is_superuser` and `is_staff` open nothing.
"""
REACHES = {Reach.OWN: "own institution", Reach.AUTHORITIES: "every regional authority"}


def page() -> str:
    """The whole page."""
    with translation.override("en"):
        return "\n".join([HEADER, *_roles(), *_rights(), *_steps()])


def _roles() -> Iterator[str]:
    yield "## What a role brings\n"
    yield "| Role | Where | Rights |"
    yield "| --- | --- | --- |"
    for role in Role:
        for grant in GRANTS[role]:
            rights = ", ".join(f"`{right.value}`" for right in grant.rights)
            yield f"| {role.label} | {REACHES[grant.reach]} | {rights} |"
    yield ""


def _rights() -> Iterator[str]:
    yield "## What a right opens\n"
    yield "| Right | It lets one |"
    yield "| --- | --- |"
    for right in Right:
        yield f"| `{right.value}` | {right.label} |"
    yield ""


def _steps() -> Iterator[str]:
    yield "## Which right each step asks\n"
    yield "| Document | Step | Right | Held at | Roles |"
    yield "| --- | --- | --- | --- | --- |"
    for flow in FLOWS:
        for told in flow.steps.values():
            roles = ", ".join(str(role.label) for role in Role if _brings(role, told.by.right))
            cells = (flow.title, told.label, f"`{told.by.right.value}`", PLACES[told.by.at], roles)
            yield "| " + " | ".join(str(cell) for cell in cells) + " |"
    yield ""


def _brings(role: Role, right: Right) -> bool:
    return any(right in grant.rights for grant in GRANTS[role])


class Command(BaseCommand):
    """Print ``docs/permissions.md``."""

    help = "Print roles, rights and who may take which step as Markdown."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Write the page to standard output."""
        self.stdout.write(page(), ending="")
