"""A real browser for tests: headless Chromium, spoken to over a pipe in its own protocol (CDP).

The protocol is lines of JSON, so nothing is installed for this but the browser.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"),
    *("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-quic", "--disable-extensions", "--remote-debugging-pipe"),
)
# The browser reads from descriptor 3 and writes to 4.
LAUNCH = "import os, sys; [os.dup2(int(sys.argv[one]), one + 2) for one in (1, 2)]; os.execv(sys.argv[3], sys.argv[3:])"


class Browser:
    """Headless Chromium with one tab, for use in a ``with`` statement.

    Attributes:
        said: what it complained about: messages on the console, exceptions, and requests beyond the page itself.
    """

    def __init__(self) -> None:
        command = next(filter(None, map(shutil.which, COMMANDS)), None)
        assert command, "No Chromium was found; these tests need one: apt-get install chromium, or Chrome from Google."
        self.said: list[str] = []
        self._folder = tempfile.mkdtemp(prefix="browser-")
        self._last = 0
        self._rest = b""
        theirs_in, ours_out = _pipe()
        ours_in, theirs_out = _pipe()
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-ISc", LAUNCH, str(theirs_in), str(theirs_out)),
                *(command, *FLAGS, f"--user-data-dir={self._folder}", "about:blank"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(theirs_in, theirs_out),
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._in, self._out = ours_in, ours_out
        self._session: str | None = None

    def __enter__(self) -> Browser:
        targets = self.call("Target.getTargets")["targetInfos"]
        page = next(target["targetId"] for target in targets if target["type"] == "page")
        self._session = self.call("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        return self

    def __exit__(self, *reason: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._in)
        os.close(self._out)
        shutil.rmtree(self._folder, ignore_errors=True)

    def open(self, path: Path, width: int = 1280, *, dark: bool = False, print_: bool = False) -> None:
        """Load the file `path` in a window of this width and colour scheme, and wait until it is there."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", media="print" if print_ else "screen", features=[scheme])
        self.said.clear()
        self.call("Page.navigate", url=path.as_uri())
        while self._next().get("method") != "Page.loadEventFired":
            pass

    def value(self, expression: str) -> Any:
        """Return the value of a JavaScript expression on the page; a promise is waited for."""
        done = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def texts(self, selector: str) -> list[str]:
        """Return the text of every element that a CSS selector finds, its blanks made one."""
        found = self.value(f"[...document.querySelectorAll({json.dumps(selector)})].map(one => one.textContent)")
        return [" ".join(text.split()) for text in found]

    def rows(self, selector: str) -> list[list[str]]:
        """Return the rows of a table that a CSS selector finds, as the texts of their cells."""
        cells = "[...row.cells].map(cell => cell.textContent.trim())"
        found: list[list[str]] = self.value(
            f"[...document.querySelectorAll({json.dumps(selector)})].map(row => {cells})"
        )
        return found

    def picture(self, path: Path) -> None:
        """Write a picture of the whole page to `path`."""
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        data = self.call("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)["data"]
        path.write_bytes(base64.b64decode(data))

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and return its answer; what happens meanwhile is noted."""
        self._last += 1
        message: dict[str, Any] = {"id": self._last, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._last:
            pass
        assert "error" not in answer, f"{method}: {answer['error']}"
        return answer["result"]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            part = os.read(self._in, 1 << 16)
            assert part, "The browser ended."
            self._rest += part
        line, _, self._rest = self._rest.partition(b"\0")
        message = json.loads(line)
        self._note(message.get("method"), message.get("params", {}))
        return message

    def _note(self, method: str | None, about: dict[str, Any]) -> None:
        if method == "Log.entryAdded":
            self.said.append(about["entry"]["text"])
        elif method == "Runtime.consoleAPICalled":
            self.said.append(str([one.get("value") for one in about["args"]]))
        elif method == "Runtime.exceptionThrown":
            self.said.append(about["exceptionDetails"]["text"])
        elif method == "Network.requestWillBeSent" and about["type"] != "Document":
            self.said.append(f"asked for {about['request']['url']}")


def _pipe() -> tuple[int, int]:
    """Return the two ends of a pipe, with numbers far from those that the browser wants for its own."""
    ends = os.pipe()
    high = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends)
    for end in ends:
        os.close(end)
    return high[0], high[1]
