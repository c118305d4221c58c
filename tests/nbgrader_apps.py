"""Run nbgrader's own commands in this process, for tests."""

from __future__ import annotations

import contextlib
import io
import logging
from pathlib import Path
from unittest.mock import patch

from jupyter_core.application import NoStart


def nbgrader(folder: Path, *arguments: str, code: int = 0) -> str:
    """Run a command of nbgrader's in a folder; return what it prints and logs. It must end with `code`."""
    from nbgrader.apps import NbGraderApp
    from nbgrader.validator import Validator

    said, ended = io.StringIO(), 0
    with contextlib.chdir(folder), contextlib.redirect_stdout(said), patch.object(Validator, "stream", said):
        app = NbGraderApp.instance()
        try:
            app.initialize(list(arguments))
            app.init_logging(logging.StreamHandler, [said], color=False, subapps=True)
            app.start()
        except NoStart:  # how an application ends that handed over to a subcommand
            pass
        except SystemExit as end:
            ended = int(end.code or 0)
        finally:
            app.reset()
            NbGraderApp.clear_instance()
    assert ended == code, said.getvalue()
    return said.getvalue()
