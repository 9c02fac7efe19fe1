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
from django.test import Client
from django.urls import reverse

from bench import national
from bench.asking import statements
from bench.serving import free_port, web
from bench.telling import Result, Table
from config.demo.region import PASSWORD
from inspections.models import Inspection, Visit
from institutions.models import Person
from plans.models import Plan
from plans.states import PlanKind

CLIENTS, QUICK_CLIENTS = (1, 2, 4, 8), (1, 4)


Times = dict[str, list[float]]


@dataclass(frozen=True)
class Page:
    """A page and who most often opens it."""

    name: str
    who: str
    address: str


@dataclass(frozen=True)
class Weight:
    """What one answer of a page takes: statements, compressed kilobytes."""

    statements: int
    kilobytes: float


def run(*, quick: bool) -> Result:
    """Measure."""
    size = national.Size(2, 60, 2) if quick else national.Size()
    call_command("collectstatic", ignore_patterns=["viewflow"], interactive=False, verbosity=0)
    national.build(size)
    pages, clients = most_used(), QUICK_CLIENTS if quick else CLIENTS
    weights = {page.name: weight(page) for page in pages}
    times = {count: _loaded(pages, count, rounds=5 if quick else 40) for count in clients}
    return Result("pages", quick, _figures(times[1], weights), _tables(times, weights))


def _figures(times: Times, weights: dict[str, Weight]) -> dict[str, Any]:
    medians = {name: statistics.median(row) for name, row in times.items()}
    return {
        "median_ms": round(statistics.median(medians.values()), 1),
        "worst_median_ms": round(max(medians.values()), 1),
        "most_queries": max(one.statements for one in weights.values()),
        "most_kb": round(max(one.kilobytes for one in weights.values()), 1),
        **{f"ms_{name}": round(value, 1) for name, value in medians.items()},
    }


def _tables(times: dict[int, Times], weights: dict[str, Weight]) -> list[Table]:
    over = {name: [statistics.median(rows[name]) for rows in times.values()] for name in weights}
    alone = times[1]
    each = [
        (name, [statistics.median(alone[name]), _p95(alone[name]), one.statements, one.kilobytes])
        for name, one in weights.items()
    ]
    return [
        Table("Milliseconds, one client", ["median", "p95", "queries", "KB gzip"], each),
        Table(
            "Milliseconds, median, while more people click at once",
            [str(count) for count in times],
            list(over.items()),
            "clients at once, without a pause",
        ),
    ]


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


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


def weight(page: Page) -> Weight:
    """Asked within this process, by somebody who is signed in."""
    client = Client(SERVER_NAME="localhost", headers={"accept-language": "bg"})
    client.force_login(Person.objects.get(username=page.who))
    client.get(page.address)  # the first request of a session writes it
    with statements() as sent:
        answer = client.get(page.address)
    if answer.status_code != 200:
        raise RuntimeError(f"{page.address} answered {answer.status_code} to {page.who}.")
    return Weight(len(sent), len(gzip.compress(answer.content)) / 1024)


def _loaded(pages: list[Page], clients: int, rounds: int) -> Times:
    """Milliseconds of every answer while some people click at once."""
    times: Times = defaultdict(list)
    port = free_port()
    with web(port):
        people = {page.who: _signed_in(port, page.who) for page in pages}
        clicks = [
            threading.Thread(
                target=_click, args=(port, pages[n:] + pages[:n], people, times, rounds)
            )
            for n in range(clients)
        ]
        for one in clicks:
            one.start()
        for one in clicks:
            one.join()
    return times


def _click(port: int, pages: list[Page], people: dict[str, Any], times: Times, rounds: int) -> None:
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
