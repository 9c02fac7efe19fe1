"""Walking as a person does: a browser of one's own, the sign-in page, buttons and forms."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from config.demo.region import PASSWORD


@dataclass
class Walker:
    """A signed-in person at a browser."""

    page: Page
    base: str

    def open(self, path):
        """Go to a page; it has to exist."""
        answer = self.page.goto(self.base + path)
        assert answer is not None
        assert answer.status == 200, (path, answer.status, self.page.title())
        return self

    def status(self, path):
        """What the server answers to an address typed by hand."""
        answer = self.page.goto(self.base + path)
        return answer.status if answer else None

    def fill(self, **fields):
        """Fill the form in the middle of the page, whatever its controls are."""
        for name, value in fields.items():
            controls = self.page.locator(f'main [name="{name}"]')
            kind = controls.first.get_attribute("type")
            if kind in {"radio", "checkbox"}:
                self.page.locator(f'main [name="{name}"][value="{value}"]').check()
            elif controls.first.evaluate("node => node.tagName") == "SELECT":
                controls.first.select_option(str(value))
            else:
                controls.first.fill(str(value))
        return self

    def send(self):
        """Press the form's own button."""
        self.page.locator(
            "main form button[type=submit].btn-primary, main form button[type=submit].btn-danger"
        ).last.click()
        self.page.wait_for_load_state()
        return self

    def take(self, document, step, **fields):
        """Take a step on the page that works without a script."""
        self.open(f"{document}steps/{step}/").fill(**fields).send()
        errors = self.page.locator(".r-errsum")
        assert errors.count() == 0, errors.first.inner_text()
        return self

    def sees(self, text):
        """The text stands on the page."""
        assert text in self.page.locator("body").inner_text(), text
        return self

    def where(self):
        """The present address without the server."""
        return self.page.url.removeprefix(self.base)


@pytest.fixture
def sign_in(chromium, live_server):
    """``sign_in(people.mayor)`` opens a browser; with ``script=False`` it runs no script.

    On no page of a test the browser says that our own policy refused something of ours.
    """
    contexts, refused = [], []

    def listen(message):
        if "Content Security Policy" in message.text:
            refused.append(f"{message.location['url']}: {message.text}")

    def start(person, *, script=True, phone=False):
        size = {"width": 390, "height": 844} if phone else {"width": 1440, "height": 900}
        context = chromium.new_context(
            viewport=size,
            java_script_enabled=script,
            locale="bg-BG",
            has_touch=phone,
            is_mobile=phone,
        )
        contexts.append(context)
        context.on("console", listen)
        walker = Walker(context.new_page(), live_server.url)
        walker.page.set_default_timeout(15_000)
        walker.open("/login/")
        walker.page.locator("input[name=username]").fill(person.username)
        walker.page.locator("input[name=password]").fill(PASSWORD)
        walker.page.locator("form:has(input[name=password]) button[type=submit]").click()
        walker.page.wait_for_load_state()
        return walker

    yield start
    for context in contexts:
        context.close()
    assert refused == []
