"""One process that presses: signs in, waits for the others at each document, sends the form."""

from multiprocessing.synchronize import Barrier
from typing import Any

from tests.chaos.browser import Browser


def press(
    port: int, person: tuple[str, str], plans: list[dict[str, Any]], meet: Barrier, answers: Any
) -> None:
    """Send the same step of every plan, each when all processes are ready for it."""
    browser = Browser([("127.0.0.1", port)]).sign_in(*person)
    said = []
    for plan in plans:
        meet.wait(60)
        path = f"/plans/{plan['pk']}/steps/agree/"
        said.append(browser.post(path, seen_version=plan["version"]))
    answers.put((person[0], said))
