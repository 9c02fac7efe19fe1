"""``python -m bench NAME [--quick]``: run one measurement and print its table and its JSON."""

import argparse
import dataclasses
import importlib
import os
import sys

NAMES = ("transitions", "notices", "inbox", "pages", "bulk", "documents", "search")
PAGE = "page"


def main() -> int:
    """Run the measurement named on the command line."""
    ask = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    ask.add_argument("name", choices=(*NAMES, PAGE))
    ask.add_argument(
        "--quick", action="store_true", help="a small run that only shows that it works"
    )
    ask.add_argument("--keep", action="store_true", help="keep the result for the page")
    given = ask.parse_args()
    if given.quick and given.keep:
        ask.error("A quick run is not kept: it shows only that it works.")
    if given.name == PAGE:
        importlib.import_module("bench.page").run()
        return 0
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    import django
    from django.core.management import call_command

    from bench import telling

    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    on = telling.machine()
    found = importlib.import_module(f"bench.{given.name}").run(quick=given.quick)
    telling.tell(dataclasses.replace(found, machine=on), keep=given.keep)
    return 0


if __name__ == "__main__":
    sys.exit(main())
