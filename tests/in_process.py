"""Grades as nbgrader does, for comparison: all cells from top to bottom in one process, hidden tests among them.

`python in_process.py` reads lines of JSON, [folder, notebook, seconds a cell], and answers each with {test cell: score} and
what was written and displayed.
Each notebook has a fork of its own in a copy of its folder, and an IPython shell in which nothing has run; scores are
nbgrader's own `determine_grade` of the outputs. Nothing of `autograder` takes part.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, BinaryIO

PATIENCE = 20  # times what a cell may take, for a notebook


class InProcess:
    """The other end: a context manager around that process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"MPLBACKEND": "agg", "IPYTHONDIR": "/tmp/ipython-of-tests", "OPENBLAS_NUM_THREADS": "1"},
        )

    def scores(self, folder: Path, notebook: dict[str, Any], seconds: float) -> dict[str, float]:
        """The score of each test cell of a notebook that stands in this folder."""
        return self.graded(folder, notebook, seconds)[0]

    def graded(self, folder: Path, notebook: dict[str, Any], seconds: float) -> tuple[dict[str, float], str]:
        """The same, and all text among the outputs; nothing at all where the process ended before the notebook."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps([str(folder), notebook, seconds]) + "\n")
        self._process.stdin.flush()
        scores, text = json.loads(self._process.stdout.readline())
        return scores, text

    def __enter__(self) -> InProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()


def warmed() -> Any:
    """A shell, with what takes long to import."""
    import matplotlib.pyplot
    import nbgrader.utils  # noqa: F401
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    matplotlib.pyplot.figure().canvas.draw()
    matplotlib.pyplot.close()
    config = Config()
    config.HistoryManager.enabled = False

    class Shell(InteractiveShell):
        def enable_gui(self, gui: str | None = None) -> None:
            """`%matplotlib inline` needs nothing more."""

    shell = Shell.instance(config=config)
    sys.modules["__main__"] = shell.user_module
    return shell


def run(shell: Any, content: dict[str, Any], seconds: float) -> tuple[dict[str, float], str]:
    import nbformat
    from IPython.utils.capture import capture_output
    from nbgrader.utils import determine_grade

    def interrupt(*_: object) -> None:  # as a kernel is, after `c.Execute.timeout`
        raise KeyboardInterrupt

    signal.signal(signal.SIGALRM, interrupt)
    sys.path[0] = ""
    scores, text = {}, ""
    for cell in content["cells"]:
        if cell["cell_type"] != "code":
            continue
        with capture_output() as captured:
            signal.setitimer(signal.ITIMER_REAL, seconds)
            try:  # a cell that is skipped has no output, and nbgrader takes that for right
                skipped = "skip-execution" in cell["metadata"].get("tags", ())
                result = shell.run_cell("" if skipped else cell["source"])
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
        text += captured.stdout + captured.stderr
        meta = cell["metadata"].get("nbgrader", {})
        if not meta.get("grade") or meta.get("solution"):
            continue
        streams = [("stdout", captured.stdout), ("stderr", captured.stderr)]
        outputs = [nbformat.v4.new_output("stream", name=name, text=text) for name, text in streams if text]
        if not result.success:
            outputs = [nbformat.v4.new_output("error")]
        elif result.result is not None:
            data, _ = shell.display_formatter.format(result.result)
            outputs.append(nbformat.v4.new_output("execute_result", data))
        score, _ = determine_grade(nbformat.from_dict({**cell, "outputs": outputs}))
        scores[meta["grade_id"]] = score
    return scores, text


def main() -> None:
    shell = warmed()
    for line in sys.stdin:
        folder, content, seconds = json.loads(line)
        with tempfile.TemporaryDirectory() as place:
            here = shutil.copytree(folder, Path(place) / "here")
            reader, writer = os.pipe()
            if (child := os.fork()) == 0:
                try:
                    os.chdir(here)
                    quiet = os.open(os.devnull, os.O_RDWR)
                    for descriptor in (0, 1, 2):  # hostile cells write there, too, when nothing is captured
                        os.dup2(quiet, descriptor)
                    os.write(writer, json.dumps(run(shell, content, seconds)).encode())
                finally:
                    os._exit(0)
            os.close(writer)
            with open(reader, "rb") as answer:
                print(_within(PATIENCE * seconds, answer) or '[{}, ""]', flush=True)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _within(seconds: float, answer: BinaryIO) -> str:
    """What comes until the other end is closed; nothing of one that is still open then."""
    deadline, parts = time.monotonic() + seconds, []
    while select.select([answer], [], [], max(0.0, deadline - time.monotonic()))[0]:
        parts.append(os.read(answer.fileno(), 1 << 16))
        if not parts[-1]:
            return b"".join(parts).decode()
    return ""


if __name__ == "__main__":
    main()
