"""A Jupyter server extension that serves nbgrader's formgrader so that no submission acts in the instructor's session.

Its handlers are nbgrader's own with these differences:
- Pages are made by `pages.SafePage`, from templates that escape what they draw, with a Content-Security-Policy.
- Files of submissions are served without a right to run anything: an `evil.html` beside a notebook has formgrader's origin.
- A button that writes takes the course's lock. It does not wait for another run, and an error is a sentence.
- A `timestamp.txt` that holds no date costs no page.
- A submission's page offers the comments that were written before, and "Next" and "Prev" keep the exercise.
- `/formgrader/?path=…` does not load the configuration of another folder, which could be a submission.

Jupyter loads extensions in the order of their names, and Tornado asks the first handler that was added. `autograder` is
before `nbgrader`, so these handlers answer.
"""

from __future__ import annotations

import json
import os
import secrets
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from jupyter_server.utils import url_path_join
from nbgrader.api import MissingEntry
from nbgrader.server_extensions.formgrader import apihandlers, handlers
from nbgrader.server_extensions.formgrader.base import BaseHandler, check_notebook_dir, check_xsrf
from tornado import web

from autograder.course.course import Course
from autograder.course.lock import locked
from autograder.errors import AutograderError
from autograder.gradebook.timestamp import handed_in_at
from autograder.nbgrader_plugins import used_comments
from autograder.nbgrader_plugins.pages import MarkedScripts, SafePage, handlers_of, policy
from autograder.words import say

EXPORTER, TEMPLATES, EVENT_HANDLERS = "autograder_exporter", "autograder_templates", "autograder_event_handlers"
_ODD = set('<>"\\`\n\r\0')  # in a name that a template writes into a script


class _Page(BaseHandler):  # type: ignore[misc]
    """A page or an answer of formgrader, with a policy."""

    @cached_property
    def nonce(self) -> str:
        return secrets.token_urlsafe(16)

    @property
    def content_security_policy(self) -> str:
        return policy([f"'nonce-{self.nonce}'"], self.settings[EVENT_HANDLERS], server=True)

    def set_default_headers(self) -> None:
        super().set_default_headers()
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")

    def prepare(self, *arguments: Any, **options: Any) -> Any:
        if any(_ODD & set(argument or "") for argument in (*self.path_args, *self.path_kwargs.values())):
            raise web.HTTPError(404)
        return super().prepare(*arguments, **options)

    @property
    def exporter(self) -> SafePage:
        if EXPORTER not in self.settings:
            self.settings[EXPORTER] = SafePage(config=self.settings["nbgrader_formgrader"].config)
        page: SafePage = self.settings[EXPORTER]
        page.nonce = self.nonce
        return page

    @property
    def api(self) -> Any:
        made = super().api
        made.get_submitted_timestamp = partial(_submitted_at, made)
        return made

    def render(self, name: str, **values: Any) -> str:
        template = self.settings[TEMPLATES].get_template(name)
        text: str = template.render(**values, script_nonce=lambda: self.nonce)
        return text


class _Start(_Page):
    """The address that formgrader is opened by."""

    def prepare(self, *arguments: Any, **options: Any) -> Any:
        root = self.settings["nbgrader_formgrader"].root_dir
        if (path := self.get_argument("path", "")) and os.path.realpath(path) != os.path.realpath(root):
            raise web.HTTPError(403, say("pages.other_course"))
        return super().prepare(*arguments, **options)


class _File(_Page):
    """A file of a submission. A browser may show it, in an origin of nobody."""

    @property
    def content_security_policy(self) -> str:
        return "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox"


class _Submission(_Page):
    """The page of a submission, with the script that offers comments again."""

    def write(self, chunk: Any) -> None:
        before, end, after = chunk.rpartition("</body>") if isinstance(chunk, str) else ("", "", chunk)
        script = f'<script nonce="{self.nonce}">{used_comments.SCRIPT.read_text("utf-8")}</script>\n' if end else ""
        super().write(f"{before}{script}{end}{after}" if end else chunk)


class _UsedComments(_Page):
    """Comments that were written on other submissions of a notebook."""

    @web.authenticated
    @check_xsrf  # type: ignore[untyped-decorator]
    @check_notebook_dir  # type: ignore[untyped-decorator]
    def get(self, submission_id: str) -> None:
        try:
            submission = self.gradebook.find_submission_notebook_by_id(submission_id)
        except MissingEntry:
            raise web.HTTPError(404) from None
        course = Course.find(self.coursedir.root)
        graded = partial(course.autograded, submission.assignment.assignment.name)
        self.write(used_comments.answer(self.gradebook.db, submission, graded, course.language))


class _Button(_Page):
    """The answer to a button that writes into the course."""

    @web.authenticated
    @check_xsrf  # type: ignore[untyped-decorator]
    def post(self, *arguments: Any) -> Any:
        try:
            with locked(Course.find(self.coursedir.root), wait=False):
                return super().post(*arguments)
        except AutograderError as error:
            self.write(json.dumps({"success": False, "log": str(error), "error": str(error)}))


def _submitted_at(api: Any, assignment: str, student: str) -> datetime | None:
    """Return when a submission was handed in, UTC; None where nothing says so."""
    step = api.coursedir.submitted_directory
    try:
        zone = str(api.config.get("Exchange", {}).get("timezone", "") or "UTC")
        return handed_in_at(Path(api.coursedir.format_path(step, student, assignment)), zone)
    except ValueError:
        return None


_WRITERS = (
    *(apihandlers.AssignHandler, apihandlers.CollectHandler, apihandlers.AutogradeHandler),
    *(apihandlers.GenerateAllFeedbackHandler, apihandlers.GenerateFeedbackHandler),
)
_SPECIAL = {
    handlers.FormgraderHandler: _Start,
    handlers.SubmissionFilesHandler: _File,
    handlers.SubmissionHandler: _Submission,
    **dict.fromkeys(_WRITERS, _Button),
}


def safe_handlers() -> list[tuple[Any, ...]]:
    """Return nbgrader's list of handlers, in its order, with ours in front of its own classes."""
    made = []
    for pattern, handler, *rest in [*handlers.default_handlers, *apihandlers.default_handlers]:
        if issubclass(handler, BaseHandler):
            handler = type(handler.__name__, (_SPECIAL.get(handler, _Page), handler), {})
        made.append((pattern, handler, *rest))
    return made


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    application = server.web_app
    if "nbgrader_formgrader" in application.settings:
        raise RuntimeError("nbgrader.server_extensions.formgrader")  # it would answer in place of these handlers
    folder = Path(handlers.template_path)
    loader = MarkedScripts(FileSystemLoader(folder))
    application.settings[TEMPLATES] = Environment(loader=loader, autoescape=True)
    application.settings[EVENT_HANDLERS] = handlers_of(folder)
    base = application.settings["base_url"]
    ours = [*safe_handlers(), (r"/formgrader/api/used_comments/([^/]+)", _UsedComments)]
    application.add_handlers(".*$", [(url_path_join(base, pattern.lstrip("/")), *rest) for pattern, *rest in ours])
