"""The files that a warm process can see: Python, system libraries, parts of this package and the data files.

The parts are `sandbox/shared`, `sandbox/inside`, the `__init__.py` files above them and `errors.py`, also where
the package is installed below a folder that is bound as a whole (`package_mounts`). Where bubblewrap does not work, there
are only Landlock's rules, which cannot leave out a part of a folder: an installed package can then be read. It holds no
secret.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from autograder.sandbox.shared.optional import installed
from autograder.temporary import temporary_folder

PACKAGE = Path(__file__).resolve().parents[2]
# `sandbox/outside` is trusted, and not among them.
PARTS = ("__init__.py", "errors.py", "sandbox/__init__.py", "sandbox/shared", "sandbox/inside")
START_SECONDS = 120  # a cold disk, and two cores that others use too

_SYSTEM = ["/usr/lib", "/usr/lib64", "/usr/bin", "/usr/share", "/usr/local/lib", "/etc/ld.so.cache", "/etc/alternatives"]
_LINKS = ["/lib", "/lib64", "/bin"]  # into /usr on a merged system, folders on others
_DEVICES = ["/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"]


def stage(data: Mapping[str, Path], folders: Iterable[str] = ()) -> str:
    """Copy the data files to a new folder that the unprivileged user of a sandbox may read; return its path.

    data:    relative path -> path on this machine.
    folders: to be made there, also where they hold no file.
    """
    folder = temporary_folder("data")
    for name in folders:
        (folder / name).mkdir(parents=True)
    for name, path in data.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    for path in (folder, *folder.rglob("*")):  # the umask may be stricter
        path.chmod(0o755 if path.is_dir() else 0o644)
    return str(folder)


def package_mounts() -> list[str]:
    """Return bubblewrap's arguments that show `PARTS` of this package, and no other file of it.

    They come after those that bind the folders of Python and of the system: where the package is installed in one of these,
    an empty folder is mounted over it first. The folder above the package is never bound; it may be a course.
    """
    bound = [*_SYSTEM, *(path for path in (*_LINKS, *_python()) if not os.path.islink(path))]  # links are made again
    masks = _whole_package_at(bound)
    arguments = [argument for path in masks for argument in ("--tmpfs", path)]
    for part in PARTS:
        path = str(PACKAGE / part)
        arguments += [*open_parents(path), "--ro-bind", path, path]
    return arguments + [argument for path in masks for argument in ("--remount-ro", path)]


def _whole_package_at(bound: Iterable[str]) -> list[str]:
    """Return the paths at which the whole package would show, where these folders are bound at their own paths."""
    found = set()
    for folder in bound:
        real = Path(folder).resolve()
        if PACKAGE.is_relative_to(real):
            found.add(os.path.normpath(os.path.join(folder, PACKAGE.relative_to(real))))
    return sorted(found)


def _python() -> list[str]:
    """Return the folders of Python's own files and of installed packages."""
    prefixes = {sys.prefix, sys.base_prefix, os.path.dirname(os.path.dirname(os.path.realpath(sys.executable)))}
    parts = ("lib", "lib64", "bin", "pyvenv.cfg")
    return sorted(path for prefix in prefixes for part in parts if os.path.exists(path := os.path.join(prefix, part)))


def readable_paths() -> list[str]:
    """Return the paths below which Landlock lets a sandbox read."""
    return [*_python(), *_SYSTEM, *_LINKS, *_DEVICES, str(font_cache())]


def bubblewrap_arguments() -> list[str]:
    """Return the command line of bubblewrap as far as namespaces, Python and the system are concerned."""
    arguments = ["bwrap", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--die-with-parent"]
    arguments += ["--new-session", "--chdir", "/", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]
    if os.getuid() == 0:  # root needs no user namespace here, and becomes nobody after the imports
        arguments += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        arguments += ["--unshare-user"]
    for path in _SYSTEM:
        arguments += [*open_parents(path), "--ro-bind-try", path, path]
    for path in _LINKS:
        if os.path.islink(path):
            arguments += ["--symlink", os.readlink(path), path]
        elif os.path.isdir(path):
            arguments += ["--ro-bind", path, path]
    for path in _python():
        arguments += open_parents(path)
        if os.path.islink(path):
            arguments += ["--symlink", os.readlink(path), path]
        elif not path.startswith(tuple(f"{folder}/" for folder in _SYSTEM)) and path not in _SYSTEM:
            arguments += ["--ro-bind", path, path]
    return arguments


def open_parents(path: str) -> list[str]:
    """Return arguments that make the folders above a mount open to all; bubblewrap would make them open to root only."""
    return [argument for parent in reversed(Path(path).parents[:-1]) for argument in ("--dir", str(parent))]


@cache
def bubblewrap_works() -> bool:
    """Return whether bubblewrap is installed, and may make namespaces here; found out by trying."""
    if sys.platform != "linux" or not shutil.which("bwrap"):
        return False
    command = [*bubblewrap_arguments(), sys.executable, "-S", "-c", ""]
    try:
        return subprocess.run(command, capture_output=True, timeout=START_SECONDS, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def environment() -> dict[str, str]:
    """Return the environment variables of a warm process; none of the grader's are passed on."""
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    threads["JOBLIB_MULTIPROCESSING"] = "0"  # else it warns on stderr that there are no semaphores
    return threads | {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": "/tmp",
        "IPYTHONDIR": "/tmp/ipython",
        "MPLCONFIGDIR": str(font_cache()),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONPATH": str(PACKAGE.parent),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


@cache
def font_cache() -> Path:
    """Return the folder of Matplotlib's list of fonts, made once for a user.

    Without the list, each warm process would search all fonts.
    """
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    folder = base / "autograder" / "matplotlib"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = Path(tempfile.gettempdir()) / f"autograder-matplotlib-{os.getuid()}"
        folder.mkdir(exist_ok=True)
    if installed("matplotlib") and not any(folder.glob("fontlist-*.json")):
        command = [sys.executable, "-P", "-c", "import matplotlib.font_manager"]
        subprocess.run(command, env=os.environ | {"MPLCONFIGDIR": str(folder)}, capture_output=True, check=False)
    return folder
