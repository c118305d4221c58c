"""Put together what another machine needs to grade one assignment: the grader, the course's part, and the locked packages.

    door.json            which door, which assignment, and how
    grader/autograder/   this package
    course/              configuration, source, solutions, hidden tests, secret
    requirements.lock    the packages, with hashes
    setup.sh             installs them; further scripts of the door

If learners can read the bundle, it has its own secret, so it says nothing about the inputs that the course draws.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import os
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import autograder
from autograder.course.course import CONFIG, Course
from autograder.course.files import write_atomically
from autograder.course.private import FOLDER, SECRET
from autograder.errors import CourseError
from autograder.exports.requirements import distributions_for, find_lock, locked_subset
from autograder.gradebook.secret import ensure_secret
from autograder.grading import excuses

SCRIPTS = Path(__file__).with_name("files")
OWN = {"course", "grader", "venv", "requirements.lock"}  # what an export, or the script of one, may have left
SKIPPED = {"__pycache__", ".ipynb_checkpoints", ".DS_Store"}

Files = dict[str, tuple[bytes, int]]  # path -> content and mode


@dataclass(frozen=True)
class DoorSettings:
    """What a bundle's `door.json` says.

    allow_weak_sandbox: grade even where nothing confines learners' code.
    language: of messages; by default the notebook's.
    service:  the address that grades instead; the bundle then holds no test. "" for none.
    parts:    Coursera's part id -> exercise.
    """

    door: str
    assignment: str
    allow_weak_sandbox: bool = False
    language: str = ""
    service: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> bytes:
        """Return the content of `door.json`."""
        return (json.dumps({**vars(self), "parts": dict(self.parts)}, indent=2, ensure_ascii=False) + "\n").encode()


def make_bundle(course: Course, settings: DoorSettings, *, readable: bool) -> Files:
    """Return the files of a bundle, without the scripts of its door.

    readable: whether learners can read it.
    Raises CourseError where the assignment cannot be graded elsewhere.
    """
    files: Files = {"door.json": (settings.as_json(), 0o644), **_grader()}
    if settings.service:
        return files
    lock = locked_subset(find_lock(course), distributions_for(course, settings.assignment))
    files["requirements.lock"] = lock.encode(), 0o644
    ensure_secret(course)
    secret = course.secret
    if readable:
        secret = hmac.new(secret.encode(), f"export {settings.door}".encode(), hashlib.sha256).hexdigest()
    return files | _course(course, settings.assignment) | {f"course/{FOLDER}/{SECRET}": (f"{secret}\n".encode(), 0o600)}


def scripts(door: str, *names: str, **values: str) -> Files:
    """Return the scripts of a door, with @NAME@ replaced by values. All but texts are executable."""
    found: Files = {}
    for name in names:
        text = (SCRIPTS / door / name).read_text("utf-8")
        for key, value in values.items():
            text = text.replace(f"@{key.upper()}@", value)
        found[name] = text.encode(), 0o644 if name.endswith((".md", ".yml")) or name == "Dockerfile" else 0o755
    return found


def below(folder: str, files: Files) -> Files:
    """Return files with all their paths below a folder."""
    return {f"{folder}/{path}": file for path, file in files.items()}


def as_zip(files: Files) -> bytes:
    """Return a zip file; the same files give the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, (data, mode) in sorted(files.items()):
            info = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (0o100000 | mode) << 16
            archive.writestr(info, data)
    return content.getvalue()


def write_folder(target: Path, files: Files, home: str = ".") -> None:
    """Write files below a folder, in place of those of an earlier export. Whatever else is there stays.

    home: the folder in `target` that holds `door.json`.
    Raises CourseError where a file or folder of that name was not written by an export.
    """
    root = target / home
    inside = [Path(os.path.relpath(path, home)) for path in files]
    own = {path.parts[0] for path in inside if path.parts[0] != ".."} | OWN
    there = [root / name for name in sorted(own) if (root / name).exists()]
    if there and not (root / "door.json").is_file():
        raise CourseError("export.not_an_export", path=str(there[0]))
    for path in there:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    for name, (data, mode) in files.items():
        write_atomically(target / name, data, mode)


def _grader() -> Files:
    """Return the files of this package."""
    home = Path(autograder.__file__).parent
    return {
        f"grader/autograder/{path.relative_to(home).as_posix()}": (path.read_bytes(), 0o644)
        for path in sorted(home.rglob("*"))
        if path.is_file() and not SKIPPED & set(path.relative_to(home).parts)
    }


def _course(course: Course, assignment: str) -> Files:
    """Return the files of the course that grading an assignment reads."""
    folders = [course.source(assignment), course.hidden_tests(assignment)]
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    options = [course.option("IncludeHeaderFooter", part, "") for part in ("header", "footer")]
    options.append(course.option("InstantiateTests", "autotest_filename", "autotests.yml"))
    paths += [course.base / name for name in options if name]
    paths += [course.root / CONFIG, course.root / excuses.FILE, course.solutions(assignment)]
    found: Files = {}
    for path in paths:
        inside = Path(os.path.relpath(path, course.root))
        if not path.is_file() or SKIPPED & set(inside.parts):
            continue
        if ".." in inside.parts:
            raise CourseError("export.outside", path=str(path), course=str(course.root))
        found[f"course/{inside.as_posix()}"] = path.read_bytes(), 0o600
    return found
