"""``python -m bench NAME [--quick]``: run one measurement and print its table and its JSON."""

import argparse
import importlib
import os
import sys

NAMES = ("transitions", "notices", "inbox", "pages", "bulk")


def main() -> int:
    """Run the measurement named on the command line."""
    ask = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    ask.add_argument("name", choices=NAMES)
    ask.add_argument(
        "--quick", action="store_true", help="a small run that only shows that it works"
    )
    given = ask.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)
    importlib.import_module(f"bench.{given.name}").run(quick=given.quick)
    return 0


if __name__ == "__main__":
    sys.exit(main())
