"""The ten most used pages with a whole country in the database, under load on loopback."""

import gzip
import statistics
import threading
import time
import urllib.request
from collections import defaultdict
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench import contest, national
from bench.serving import free_port, web
from config.demo.region import PASSWORD
from inspections.models import Inspection, Visit
from institutions.models import Person
from plans.models import Plan
from plans.states import PlanKind

CLIENTS = 4
BOUND_MS, BOUND_QUERIES, BOUND_KB = 50, 15, 40


@dataclass(frozen=True)
class Page:
    """A page and who most often opens it."""

    name: str
    who: str
    address: str


@dataclass(frozen=True)
class Seen:
    """What was measured of a page: milliseconds of every answer, queries, compressed bytes."""

    milliseconds: list[float]
    queries: int
    compressed: int

    def line(self, page: Page) -> str:
        """One line of the table."""
        rank = sorted(self.milliseconds)
        p95 = rank[int(len(rank) * 0.95)]
        middle = statistics.median(rank)
        kilobytes = self.compressed / 1024
        return f"  {page.name:22} {middle:8.1f} {p95:8.1f} {self.queries:8} {kilobytes:9.1f}"


def run(*, quick: bool) -> None:
    """Measure and print."""
    size = national.Size(2, 60, 2) if quick else national.Size()
    call_command("collectstatic", ignore_patterns=["viewflow"], interactive=False, verbosity=0)
    national.build(size)
    pages = most_used()
    asked = {page.name: _asked(page) for page in pages}
    times = _loaded(pages, rounds=5 if quick else 40)
    seen = {page.name: Seen(times[page.name], *asked[page.name]) for page in pages}
    print(f"\n  {'':22} {'median':>8} {'p95':>8} {'queries':>8} {'KB gzip':>9}")
    for page in pages:
        print(seen[page.name].line(page))
    contest.tell({"bench": "pages", "quick": quick, **_figures(seen)})


def _figures(seen: dict[str, Seen]) -> dict[str, Any]:
    medians = {name: statistics.median(one.milliseconds) for name, one in seen.items()}
    return {
        "median_ms": round(statistics.median(medians.values()), 1),
        "worst_median_ms": round(max(medians.values()), 1),
        "most_queries": max(one.queries for one in seen.values()),
        "most_kb": round(max(one.compressed for one in seen.values()) / 1024, 1),
        "within_bounds": all(
            medians[name] <= BOUND_MS
            and one.queries <= BOUND_QUERIES
            and one.compressed <= BOUND_KB * 1024
            for name, one in seen.items()
        ),
        **{f"ms_{name}": round(value, 1) for name, value in medians.items()},
    }


def most_used() -> list[Page]:
    """Ten pages, each as the person who uses it most."""
    head, planner, clerk = "radulova", "bistrishki", "valkova"
    mine = {who: Person.objects.get(username=who) for who in (planner, clerk)}
    plan = Plan.objects.open_to(mine[clerk]).filter(plan_kind=PlanKind.MUNICIPAL)[0]
    ordered = Inspection.objects.open_to(mine[planner]).exclude(ordered_on=None)[0]
    visit = Visit.objects.open_to(mine[planner]).exclude(drawn_on=None)[0]
    return [
        Page("inbox", head, reverse("inbox")),
        Page("plan_list", head, reverse("plan_list")),
        Page("plan", clerk, plan.get_absolute_url()),
        Page("inspection_list", planner, reverse("inspection_list")),
        Page("inspection", planner, ordered.get_absolute_url()),
        Page("visit", planner, visit.get_absolute_url()),
        Page("calendar", planner, reverse("inspection_calendar")),
        Page("overview", head, reverse("dashboard")),
        Page("decisions", clerk, reverse("decision_list")),
        Page("institutions", head, reverse("institution_list")),
    ]


def _asked(page: Page) -> tuple[int, int]:
    """Queries and compressed bytes of a page, asked within this process."""
    client = Client(SERVER_NAME="localhost", headers={"accept-language": "bg"})
    client.force_login(Person.objects.get(username=page.who))
    client.get(page.address)  # the first request of a session writes it
    with CaptureQueriesContext(connection) as found:
        answer = client.get(page.address)
    if answer.status_code != 200:
        raise RuntimeError(f"{page.address} answered {answer.status_code} to {page.who}.")
    return len(found), len(gzip.compress(answer.content))


def _loaded(pages: list[Page], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of every answer while four people click at once."""
    times: dict[str, list[float]] = defaultdict(list)
    port = free_port()
    with web(port):
        people = {page.who: _signed_in(port, page.who) for page in pages}
        clicks = [
            threading.Thread(
                target=_click, args=(port, pages[n:] + pages[:n], people, times, rounds)
            )
            for n in range(CLIENTS)
        ]
        for one in clicks:
            one.start()
        for one in clicks:
            one.join()
    return times


def _click(
    port: int, pages: list[Page], people: dict[str, Any], times: dict[str, list[float]], rounds: int
) -> None:
    for turn in range(rounds + 1):  # the first round warms up
        for page in pages:
            start = time.perf_counter()
            with people[page.who].open(f"http://localhost:{port}{page.address}") as answer:
                answer.read()
            if turn:
                times[page.name].append((time.perf_counter() - start) * 1000)


def _signed_in(port: int, who: str) -> urllib.request.OpenerDirector:
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    browser.open(f"http://localhost:{port}/login/").read()
    token = next(one.value for one in jar if one.name == "csrftoken")
    form = f"username={who}&password={PASSWORD}&csrfmiddlewaretoken={token}"
    browser.open(f"http://localhost:{port}/login/", form.encode()).read()
    return browser
