"""A person at a browser, as far as steps need one: HTTP, cookies, the token of forms.

Knows nothing of Django, so that it starts at once in a process of its own.
"""

import http.client
import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

VERSION = re.compile(r'name="seen_version" value="(\d+)"')
MAIN = re.compile(r"<main.*</main>", re.DOTALL)
TAGS = re.compile(r"<[^>]*>|\s+")


@dataclass(frozen=True)
class Answer:
    """What the server said; status 0 when it said nothing."""

    status: int
    page: str = ""
    location: str = ""

    @property
    def seen_version(self) -> str | None:
        """The version that the form on this page was shown with."""
        found = VERSION.search(self.page)
        return found[1] if found else None

    @property
    def said(self) -> str:
        """The words in the middle of the page."""
        found = MAIN.search(self.page)
        return " ".join(TAGS.sub(" ", found[0] if found else self.page).split())


@dataclass
class Browser:
    """One person's session; where several web servers are named, the next when one is silent."""

    addresses: list[tuple[str, int]]
    timeout: float = 30
    cookies: dict[str, str] = field(default_factory=dict)

    def sign_in(self, username: str, password: str) -> "Browser":
        """Sign in by the form; the answer must lead away from it."""
        self.get("/login/")
        answer = self.post("/login/", username=username, password=password)
        assert answer.status == 302, (username, answer.status)
        return self

    def get(self, path: str) -> Answer:
        """Fetch a page."""
        return self._ask("GET", path)

    def post(self, path: str, **entered: Any) -> Answer:
        """Send a form."""
        return self._ask("POST", path, urlencode(entered))

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        headers = {
            "Accept-Language": "bg",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-CSRFToken": self.cookies.get("csrftoken", ""),
        }
        address = self.addresses[0]
        line = http.client.HTTPConnection(*address, timeout=self.timeout)
        try:
            line.request(method, path, body, headers)
            said = line.getresponse()
            page = said.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            self.addresses = [*(one for one in self.addresses if one != address), address]
            return Answer(0)
        finally:
            line.close()
        self._keep(said.headers.get_all("Set-Cookie") or [])
        return Answer(said.status, page, said.headers.get("Location", ""))

    def _keep(self, said: list[str]) -> None:
        for line in said:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
