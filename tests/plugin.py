"""Pytest plugin: a Chromium for tests marked ``browser``, and loud words where there is none.

With ``NEED_BROWSER=1`` (as in CI) a run without a single passed browser test fails.
"""

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

KNOWN = ("chromium", "chromium-browser", "google-chrome")
HOW = "install one (Debian: apt-get install chromium) or name it: CHROMIUM=/path/to/chromium"


def find_chromium() -> str | None:
    """``CHROMIUM``, else one on the path."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for name in KNOWN if (path := shutil.which(name))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if find_chromium():
        return
    skip = pytest.mark.skip(reason=f"no Chromium was found: {HOW}")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """A headless browser for the whole session; ask it for a context of your own."""
    from playwright.sync_api import sync_playwright

    # Playwright's own loop runs in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    # Chromium's sandbox does not start under root.
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find_chromium(), args=options)
        yield started
        started.close()


def _browser_tests(reporter: pytest.TerminalReporter, outcome: str) -> int:
    return sum("browser" in report.keywords for report in reporter.stats.get(outcome, []))


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(session.config, "workerinput"):
        return
    if os.environ.get("NEED_BROWSER") == "1" and not _browser_tests(reporter, "passed"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = _browser_tests(terminalreporter, "skipped")
    if skipped:
        terminalreporter.section("BROWSER TESTS WERE NOT RUN", sep="!", red=True, bold=True)
        terminalreporter.line(f"{skipped} browser tests were not run: {HOW}", red=True)
    if os.environ.get("NEED_BROWSER") == "1" and not _browser_tests(terminalreporter, "passed"):
        terminalreporter.line("NEED_BROWSER=1, but no browser test passed.", red=True, bold=True)
