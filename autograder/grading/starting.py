"""Say why no worker process can start, and what to do: Python's own errors name neither the cause nor the remedy."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool

from autograder.words import Sentence, sentence

_SEMAPHORES = re.compile(r"sem_open|semaphore|multiprocessing\.synchronize")
SECONDS = 60  # that the trial may take
_MEMORY = (errno.ENOMEM, errno.EAGAIN)
_NO_ROOM = (errno.ENOENT, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.ENOSYS, errno.EROFS)
TRIAL = "import autograder.grading.classroom"


def why_no_worker(error: BaseException) -> Sentence | None:
    """Return why worker processes do not start; None for an error that says so itself, or has another cause.

    error: what making the pool of workers, or the first task of a worker, has raised.
    """
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno in _MEMORY):
        return sentence("grading.workers_lack_memory", reason=_said(error))
    if isinstance(error, ImportError | NotImplementedError) and _SEMAPHORES.search(str(error)):  # Python says so itself
        return sentence("grading.workers_lack_shm", reason=_said(error))
    if isinstance(error, OSError) and error.errno in _NO_ROOM and _is_of_semaphores(error):
        return sentence("grading.workers_lack_shm", reason=_said(error))
    if isinstance(error, BrokenProcessPool):
        return _why_it_died()
    return None


def _said(error: BaseException) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).rstrip(".")


def _is_of_semaphores(error: BaseException) -> bool:
    """Return whether an error comes from making a semaphore, for which Linux needs /dev/shm."""
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(os.path.join("multiprocessing", "synchronize.py")):
            return True
        trace = trace.tb_next
    return False


def _why_it_died() -> Sentence:
    """Return why a worker ended at once: import what it imports in a process that starts as it does."""
    environment = os.environ | {"PYTHONSAFEPATH": "1"}
    try:
        trial = subprocess.run(
            [sys.executable, "-c", TRIAL], env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return sentence("grading.workers_lack_memory", reason=_said(error))
    last = trial.stderr.strip().split("\n")[-1]
    if trial.returncode > 0 and last:
        return sentence("grading.workers_cannot_import", program=sys.executable, reason=last)
    return sentence("grading.workers_ended")
