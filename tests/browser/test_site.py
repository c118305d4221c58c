"""The static site that `autograder export jupyterlite` builds, opened by JupyterLite itself in Chromium."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import expect
from servers import PATIENCE, chromium

from autograder.course.course import Course
from autograder.exports.doors import ExportOptions, export

pytestmark = [pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=1000 * PATIENCE)

ROOT = Path(__file__).resolve().parents[2]


class _Files(SimpleHTTPRequestHandler):
    """Serves files and nothing else, as any host of static sites does."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a site with a release of this course."""
    done = export(Course(ROOT), "jupyterlite", "introduction", ExportOptions(target=tmp_path / "lite"))
    assert [note.code for note in done.notes] == ["export.site"]
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(done.path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a_release_opens_on_the_site(address: str) -> None:
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1300, "height": 900})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}lab/index.html?path=introduction/introduction.ipynb")
        notebook = page.locator(".jp-Notebook")
        expect(notebook.locator("h1").first).to_be_visible()
        expect(notebook.locator("mjx-container, math").first).to_be_attached()
        expect(notebook.locator(".jp-CodeCell").first).to_be_visible()
        expect(page.get_by_text("glossary.md").first).to_be_visible()
        elsewhere = {one for one in asked if not one.startswith((address, "data:", "blob:"))}
        assert all("/pyodide/" in one for one in elsewhere), elsewhere  # Python for the kernel, as `docs/doors.md` says
