"""Start a module of this package in a new Python process.

Run as a script, this file is that process: it calls `main()` of the module that its first argument names.
"""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).resolve()


def start_module(module: str, *arguments: str, **streams: Any) -> subprocess.Popen[bytes]:
    """Start a process that calls `main()` of a module.

    module:    its whole name, in one string: tests/test_repository.py reads these names as imports.
    arguments: what `main` finds in `sys.argv[1:]`.
    streams:   stdin, stdout and stderr, as `subprocess.Popen` takes them.

    The process looks for modules where Python does, and last in the folder of this package; never in the working directory,
    which may be a learner's. It works in the root folder. Ctrl-C on the caller's terminal does not reach it. Raises OSError.
    """
    command = [sys.executable, "-P", str(PROGRAM), module, *arguments]
    return subprocess.Popen(command, cwd="/", start_new_session=True, **streams)


if __name__ == "__main__":
    sys.path.append(str(PROGRAM.parents[1]))
    import_module(sys.argv.pop(1)).main()
