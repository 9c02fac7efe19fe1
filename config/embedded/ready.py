"""Brings a database up to date in one process: tables, static files, the demo region.

Options: ``--static``, ``--demo if-empty|register-only``, ``--people``; progress
goes to standard error, the demo people to standard output.
"""

import argparse
import os
import sys

import django
from django.core.management import call_command, get_commands

from config.embedded.progress import doing


def main() -> None:
    reader = argparse.ArgumentParser()
    reader.add_argument("--static", action="store_true")
    reader.add_argument("--demo", choices=("if-empty", "register-only"))
    reader.add_argument("--people", action="store_true")
    asked = reader.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    known = get_commands()
    with doing("Bringing the tables up to date"):
        call_command("migrate", verbosity=0)
        call_command("index_search", "--if-empty", stdout=sys.stderr)
    if asked.static:
        with doing("Gathering styles and scripts"):
            call_command("collectstatic", verbosity=0, interactive=False)
    if asked.demo and "load_demo" in known:
        with doing("Looking after the demo region"):
            call_command("load_demo", f"--{asked.demo}", stdout=sys.stderr)
    if asked.people and "demo_people" in known:
        call_command("demo_people")


if __name__ == "__main__":
    main()
