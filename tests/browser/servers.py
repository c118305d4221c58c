"""Start Jupyter servers, each with an empty home folder, and a Chromium browser for the tests to drive."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from autograder.cli.formgrader import QUIET

PATIENCE = 120.0  # seconds; timeout of one step, long enough for a busy machine
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update"
    " --disable-sync"
).split()


@dataclass
class Server:
    """A running server.

    home: the home folder of the user who runs it.
    log:  the file with its output.
    """

    home: Path
    log: Path
    port: int = 0
    token: str = field(default_factory=lambda: secrets.token_hex(16))
    process: subprocess.Popen[bytes] | None = None

    def page(self, name: str) -> str:
        """Return the URL of a path on the server."""
        return f"http://127.0.0.1:{self.port}/{name}"

    def kernels(self) -> list[object]:
        """Return the running kernels; raise OSError while the server does not answer."""
        request = urllib.request.Request(self.page("api/kernels"), headers={"Authorization": f"token {self.token}"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            found: list[object] = json.load(answer)
            return found

    def wait(self) -> None:
        """Return once the server answers; fail the test if it ends before, or after PATIENCE."""
        assert self.process is not None
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            try:
                self.kernels()
                return
            except OSError:
                time.sleep(0.1)
        pytest.fail(f"The server did not start:\n{self.log.read_text(errors='replace')}")


@contextlib.contextmanager
def starting(command: list[str], folder: Path, home: Path) -> Iterator[Server]:
    """Run `python -m COMMAND --port …` in a folder; yield the server at once, and stop it after the block."""
    home.mkdir(parents=True, exist_ok=True)
    server = Server(home, home.with_suffix(".log"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server.port = free.getsockname()[1]
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())  # Matplotlib's list of fonts
    environment = os.environ | {"HOME": str(home), "XDG_CACHE_HOME": cache, "JUPYTER_TOKEN": server.token}
    environment["PATH"] = os.pathsep.join([os.path.dirname(sys.executable), environment["PATH"]])
    with server.log.open("wb") as log:
        process = server.process = subprocess.Popen(
            [sys.executable, "-m", *command, "--port", str(server.port)],
            cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Yield the installed Chromium with a new profile; without one, skip the test, or fail it in continuous integration."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        missing = "No Chromium is installed: install your system's package `chromium`."
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


def wait_until(page: Page, expression: str) -> None:
    """Wait until a JavaScript expression is true. `page.wait_for_function` uses `eval`, which the policy forbids."""
    end = time.monotonic() + PATIENCE
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        time.sleep(0.1)


def formgrader(root: Path) -> list[str]:
    """Return the command for formgrader on the course in `root`."""
    return ["autograder", "formgrader", "--no-browser", "--course", str(root)]


def lab(root: Path, home: Path) -> list[str]:
    """Write settings that keep JupyterLab off the network to `home`, and return the command for JupyterLab in `root`."""
    settings = {
        "ServerApp": {"ip": "127.0.0.1", "root_dir": str(root), "jpserver_extensions": {"jupyter_lsp": False}},
        "LabApp": {
            "news_url": None,
            "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
            "extension_manager": "readonly",
        },
    }
    config = home / ".jupyter"
    for name, content in (("jupyter_server_config", settings), ("labconfig/default_setting_overrides", QUIET)):
        path = config / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), "utf-8")
    return ["jupyterlab", "--no-browser", "--allow-root"]
