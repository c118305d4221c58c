"""Say whose code caused an audit event, from the frames of its call stack: the test's, a library's, or the import system's.

Frames of the standard library are transparent: `shutil.move`, which a test calls, is the test's doing.
"""

from __future__ import annotations

import ast
import collections
import dataclasses
import importlib
import os
import site
import sysconfig
import timeit
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FrameType

_GRADER = str(Path(__file__).resolve().parents[1]) + os.sep
_IMPORT_SYSTEM = "<frozen importlib."
_EVALUATORS = f"{os.sep}pandas{os.sep}core{os.sep}computation{os.sep}"  # evaluates syntax trees without compiling them
_DECORATORS = os.path.join("networkx", "utils", "decorators.py")
_IMPORT_BY_NAME = importlib.import_module.__code__


def is_harmless(frame: FrameType) -> bool:
    """Return whether code is made by the grader itself, or from a template whose parts are checked to be identifiers.

    (`timeit` makes code from a template, too; that is harmless where it times a function and no text.)
    """
    code = frame.f_code
    if code is timeit.Timer.__init__.__code__:
        known = frame.f_locals
        is_function = callable(known["stmt"]) or "_stmt" in known.get("local_ns", ())
        return is_function and known["setup"] in ("pass", "_setup()")
    in_namedtuple = code is collections.namedtuple.__code__
    made_of_names = in_namedtuple or code.co_filename == dataclasses.__file__ or code.co_filename.endswith(_DECORATORS)
    return made_of_names or code.co_filename.startswith(_GRADER)


def makes_only_trees(frame: FrameType) -> bool:
    """Return whether text is parsed and not run: by `ast.parse`, for a caller that does not evaluate trees itself."""
    return frame.f_code is ast.parse.__code__ and not any(_EVALUATORS in f.f_code.co_filename for f in _up(frame))


def is_import(frame: FrameType) -> bool:
    """Return whether the import system caused the event."""
    return frame.f_code.co_filename.startswith(_IMPORT_SYSTEM)


def is_importing(frame: FrameType) -> bool:
    """Return whether the event came while a module was imported."""
    return any(is_import(f) for f in _up(frame))


def is_named_import(frame: FrameType) -> bool:
    """Return whether the test's code imports a module, and no library does; of nested imports, only the outermost."""
    return not is_importing(frame) and is_own(frame)


def is_import_by_name(frame: FrameType) -> bool:
    """Return whether the test's code called `importlib.import_module`."""
    return any(f.f_code is _IMPORT_BY_NAME and f.f_back is not None and is_own(f.f_back) for f in _up(frame))


def is_own(frame: FrameType) -> bool:
    """Return whether the nearest code outside of the standard library is the test's, and not a library's or the grader's."""
    for f in _up(frame):
        name = f.f_code.co_filename
        if not _is_standard(name):
            return not (_is_installed(name) or name.startswith(_GRADER))
    return True


def _up(frame: FrameType) -> Iterator[FrameType]:
    """Yield a frame and those that called it."""
    found: FrameType | None = frame
    while found is not None:
        yield found
        found = found.f_back


@cache
def _is_standard(filename: str) -> bool:
    if filename.startswith("<frozen "):
        return True
    return not _is_installed(filename) and filename.startswith(_standard_folders())


@cache
def _is_installed(filename: str) -> bool:
    return filename.startswith(_package_folders())


@cache
def _standard_folders() -> tuple[str, ...]:
    paths = sysconfig.get_paths()
    return tuple({paths[name] + os.sep for name in ("stdlib", "platstdlib")})


@cache
def _package_folders() -> tuple[str, ...]:
    paths = sysconfig.get_paths()
    folders = {paths["purelib"], paths["platlib"], *site.getsitepackages(), site.getusersitepackages()}
    return tuple({folder + os.sep for folder in folders})
