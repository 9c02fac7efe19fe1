"""The settings of Saglas with the programs it is measured against."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS as OURS

INSTALLED_APPS = [*OURS, "viewflow", "viewflow.workflow", "bench.peers"]
# A connection of its own for every client, kept for the whole run.
DATABASES["default"]["CONN_MAX_AGE"] = None  # noqa: F405
LOGGING_CONFIG = None
