"""People with a browser: how they arrive, and what their pages complain of."""

import re
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

ANSWERED = re.compile(
    r"Failed to load resource: the server responded with a status of [45]"
    r"|Response Status Error Code [45]"
)
"""What Chromium and htmx write when a page or panel is answered with an error on purpose."""


class Visitors:
    """Opens one browser context for each person and gathers what goes wrong in any of them.

    `complaints` holds console errors (breaches of the content policy among them), exceptions of
    scripts and dialogs that no page of ours opens.
    """

    def __init__(self, browser: Browser, url: str) -> None:
        self.complaints: list[str] = []
        self._browser = browser
        self._url = url
        self._contexts: list[BrowserContext] = []

    def arrive(self, user: User | None = None, **options: Any) -> Page:
        """A new page, of a signed-in user or of nobody yet; `options` are Playwright's."""
        context = self._browser.new_context(base_url=self._url, **options)
        self._contexts.append(context)
        context.set_default_timeout(20_000)
        context.on("console", self._listen)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))
        if user is not None:
            client = Client()
            client.force_login(user)
            name = settings.SESSION_COOKIE_NAME
            value = client.cookies[name].value
            context.add_cookies([{"name": name, "value": value, "url": self._url}])
        return context.new_page()

    def leave(self) -> None:
        """Close all browsers, so that nothing is asked of the server any more."""
        for context in self._contexts:
            context.close()

    def _listen(self, message: ConsoleMessage) -> None:
        on_purpose = ANSWERED.match(message.text)
        file_missing = (
            on_purpose and message.text[0] == "F" and "/static/" in message.location["url"]
        )
        if message.type == "error" and (file_missing or not on_purpose):
            self.complaints.append(message.text)
