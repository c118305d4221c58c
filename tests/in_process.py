"""Grade as nbgrader does, for comparison: run all cells of a notebook, hidden tests included, in one process.

`python in_process.py` reads lines of JSON, [folder, notebook, seconds per cell], and answers each with a line of JSON,
[{test cell: score}, text of all outputs]. Each notebook runs in a new fork of a process with a fresh IPython shell, in a
copy of its folder. nbgrader's `determine_grade` computes the scores from the outputs. No code of `autograder` is used.
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

CELLS_PER_NOTEBOOK = 20  # a notebook may take as many times the limit of a cell


class InProcess:
    """The process that `python in_process.py` starts; a context manager."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"MPLBACKEND": "agg", "IPYTHONDIR": "/tmp/ipython-of-tests", "OPENBLAS_NUM_THREADS": "1"},
        )

    def scores(self, folder: Path, notebook: dict[str, Any], seconds: float) -> dict[str, float]:
        """Run a notebook in a copy of `folder`, and return test cell -> score; `seconds` is the limit of one cell."""
        return self.graded(folder, notebook, seconds)[0]

    def graded(self, folder: Path, notebook: dict[str, Any], seconds: float) -> tuple[dict[str, float], str]:
        """Return test cell -> score and the text of all outputs; both empty where the process ended early."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps([str(folder), notebook, seconds]) + "\n")
        self._process.stdin.flush()
        scores, text = json.loads(self._process.stdout.readline())
        return scores, text

    def __enter__(self) -> InProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()


def warm_shell() -> Any:
    """Return an IPython shell, after importing the libraries that take long."""
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
            """Do nothing: `%matplotlib inline` only needs the method to exist."""

    shell = Shell.instance(config=config)
    sys.modules["__main__"] = shell.user_module
    return shell


def run(shell: Any, content: dict[str, Any], seconds: float) -> tuple[dict[str, float], str]:
    import nbformat
    from IPython.utils.capture import capture_output
    from nbgrader.utils import determine_grade

    def interrupt(*_: object) -> None:  # nbclient interrupts a kernel in this way after `c.Execute.timeout`
        raise KeyboardInterrupt

    signal.signal(signal.SIGALRM, interrupt)
    sys.path[0] = ""
    scores, text = {}, ""
    for cell in content["cells"]:
        if cell["cell_type"] != "code":
            continue
        with capture_output() as captured:
            signal.setitimer(signal.ITIMER_REAL, seconds)
            try:  # a skipped cell has no output, which nbgrader scores with all points
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
    shell = warm_shell()
    for line in sys.stdin:
        folder, content, seconds = json.loads(line)
        with tempfile.TemporaryDirectory() as place:
            here = shutil.copytree(folder, Path(place) / "here")
            reader, writer = os.pipe()
            if (child := os.fork()) == 0:
                try:
                    os.chdir(here)
                    quiet = os.open(os.devnull, os.O_RDWR)
                    for descriptor in (0, 1, 2):  # so that a hostile cell cannot write to this process's output
                        os.dup2(quiet, descriptor)
                    os.write(writer, json.dumps(run(shell, content, seconds)).encode())
                finally:
                    os._exit(0)
            os.close(writer)
            with open(reader, "rb") as answer:
                print(_read_within(CELLS_PER_NOTEBOOK * seconds, answer) or '[{}, ""]', flush=True)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _read_within(seconds: float, answer: BinaryIO) -> str:
    """Return everything up to the end of the stream, or "" where it does not end in time."""
    deadline, parts = time.monotonic() + seconds, []
    while select.select([answer], [], [], max(0.0, deadline - time.monotonic()))[0]:
        parts.append(os.read(answer.fileno(), 1 << 16))
        if not parts[-1]:
            return b"".join(parts).decode()
    return ""


if __name__ == "__main__":
    main()
