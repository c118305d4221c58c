"""Look at the folder that a learner handed in, before anything in it is used.

Its names, links, special files and permissions are the learner's. What is found here either leaves a file out, with a note
for the instructor, or refuses this one submission, with a sentence that names the file.
"""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from autograder.course.course import Course
from autograder.errors import NotebookError
from autograder.grading.sentences import listed
from autograder.submitted.risky import EXECUTED, SHADOWED
from autograder.words import Sentence, sentence

IGNORED = (".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback")  # nbgrader's default
MOST_FILES = 20_000
LONGEST_PATH = 4095  # bytes, as Linux bounds them
LONGEST_TEMPORARY_NAME = 24  # bytes, of a file that is being written
NAMED = 5  # files in a note


@dataclass
class Folder:
    """What a learner handed in beside the notebooks.

    files:    the files that may be copied, without those that the course ignores: relative path -> file.
    notebooks: paths of notebooks, wherever they lie and whatever they are called.
    links:    paths that are symbolic links, which nothing follows.
    executed: paths that some tool would run or trust, which are not copied.
    unusable: paths that cannot be read, with the reason: no permission, no UTF-8 name, a hard link, a pipe,
              a socket or a device.
    trouble:  why the submission has to be refused; None if nothing is wrong.
    """

    files: dict[Path, Path] = field(default_factory=dict)
    notebooks: list[Path] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    executed: list[str] = field(default_factory=list)
    unusable: dict[str, Sentence] = field(default_factory=dict)
    trouble: Sentence | None = None

    @property
    def notes(self) -> list[Sentence]:
        """For the instructor: what was left out, and why."""
        found = {"grading.links_ignored": self.links, "grading.not_copied": self.executed}
        notes = [sentence(code, paths=_some(paths)) for code, paths in found.items() if paths]
        why: dict[str, list[str]] = {}
        for path, reason in self.unusable.items():
            why.setdefault(str(reason), []).append(path)
        for paths in why.values():
            notes.append(sentence("grading.left_out", paths=_some(paths), reason=self.unusable[paths[0]]))
        return notes


def examine(course: Course, assignment: str, student: str, notebooks: Collection[str]) -> Folder:
    """Look at a student's submission. Nothing of it is read.

    notebooks: names, without ending, of the assignment's notebooks.
    """
    folder = course.submitted(assignment, student)
    if is_undecodable(student):
        return Folder(trouble=sentence("grading.name_not_utf8", path=shown(student)))
    if (link := _link_to(course, assignment, student)) is not None:
        code = "grading.folder_is_a_link" if link.exists() else "grading.folder_is_a_dangling_link"
        return Folder(trouble=sentence(code, path=link.name, target=shown(os.readlink(link))))
    for name in notebooks:
        if _is_anothers(course, assignment, student, f"{name}.ipynb"):
            return Folder(trouble=sentence("grading.is_a_hard_link", path=f"{name}.ipynb"))
    found = files_beside(course, folder)
    found.trouble = found.trouble or _in_the_way(course, assignment, found.files, notebooks)
    found.trouble = found.trouble or _too_long(course.autograded(assignment, student), found.files)
    return found


def files_beside(course: Course, folder: Path, *, trusted: bool = False) -> Folder:
    """Return the files beside the notebooks in a folder, without those that the course ignores. Links are not followed.

    trusted: the folder is the instructor's, so that files of any name may be copied.
    """
    ignored = list(course.option("CourseDirectory", "ignore", IGNORED))
    limit = 1000 * int(course.option("CourseDirectory", "max_file_size", 100_000))
    found = Folder()
    spellings: dict[str, str] = {}
    try:
        for count, entry in enumerate(_walk(folder, ignored, found, trusted) if folder.is_dir() else ()):
            path = Path(entry.path).relative_to(folder)
            here = entry.stat(follow_symlinks=False)
            if count > MOST_FILES:
                found.trouble = found.trouble or sentence("grading.too_many_files", limit=MOST_FILES)
                break
            if path.suffix == ".ipynb":  # reading a notebook says what is wrong with it
                found.notebooks.append(path)
            elif not stat.S_ISREG(here.st_mode):
                found.unusable[shown(path)] = sentence("grading.why.special")
            elif here.st_nlink > 1 and not trusted:  # another file of the course may have this second name
                found.unusable[shown(path)] = sentence("grading.why.hard_link")
            elif not os.access(entry.path, os.R_OK, effective_ids=True):
                found.unusable[shown(path)] = sentence("grading.verbatim", text=os.strerror(errno.EACCES))
            elif here.st_size <= limit:
                same = spellings.setdefault(unicodedata.normalize("NFC", str(path)).casefold(), str(path))
                if same != str(path):
                    found.trouble = found.trouble or sentence("grading.same_name", one=shown(same), other=shown(path))
                found.files[path] = Path(entry.path)
    except OSError as error:
        where = shown(os.path.relpath(error.filename or folder, folder))[:200]
        found.trouble = found.trouble or sentence("notebook.unreadable", path=where, reason=error.strerror)
    return found


def read_file(path: Path, limit: int) -> bytes:
    """Return the content of a regular file that a learner handed in, of at most `limit` bytes.

    Raises NotebookError for anything else: a link, a pipe, a device, a larger file, or one that cannot be read.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            here = os.fstat(handle)
            if not stat.S_ISREG(here.st_mode):
                raise NotebookError("grading.special_file", path=shown(path))
            if here.st_size > limit:
                raise NotebookError("grading.file_too_large", path=shown(path), limit=limit)
            return file.read(here.st_size)
    except OSError as error:
        raise NotebookError("notebook.unreadable", path=shown(path), reason=error.strerror) from error


def shown(path: object) -> str:
    """Return a path as text that every program can print: bytes that are not UTF-8 become escapes."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def _walk(folder: Path, ignored: Collection[str], found: Folder, trusted: bool) -> Iterator[os.DirEntry[str]]:
    """Yield what is below a folder and no folder itself. Links and what tools execute are noted in `found` and left out."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            scanned = os.scandir(here)
        except PermissionError as error:
            if here == folder:
                raise
            found.unusable[shown(here.relative_to(folder))] = sentence("grading.verbatim", text=error.strerror)
            continue
        with scanned as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if any(fnmatch(entry.name, pattern) for pattern in ignored):
                    continue
                path = shown(Path(entry.path).relative_to(folder))
                if is_undecodable(entry.name):
                    found.unusable[path] = sentence("grading.why.not_utf8")
                elif entry.is_symlink():
                    if not entry.name.endswith(".ipynb"):  # reading a notebook refuses a link
                        found.links.append(path)
                elif not trusted and _is_executed(entry, at_top=here == folder):
                    found.executed.append(path)
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))
                else:
                    yield entry


def _is_executed(entry: os.DirEntry[str], *, at_top: bool) -> bool:
    """Return whether some tool may run, import or trust a file or folder.

    at_top: whether it lies beside the notebook, where it hides modules of the same name.
    """
    if any(fnmatch(entry.name.lower(), pattern) for pattern in EXECUTED):  # macOS and Windows ignore case
        return True
    stem, _, ending = entry.name.partition(".")
    if not at_top or stem not in SHADOWED:
        return False
    if entry.is_dir(follow_symlinks=False):
        return any(name.startswith("__init__.") for name in os.listdir(entry.path))
    return ending.rpartition(".")[2] in ("py", "pyc", "so", "pyd")


def is_undecodable(name: str) -> bool:
    """Return whether a file's name is not UTF-8: Python then reads it with lone surrogates."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return True
    return False


def _link_to(course: Course, assignment: str, student: str) -> Path | None:
    """Return the first symbolic link among the folders that belong to the student; None if there is none."""
    mark = "\1"  # no path contains it
    folder = course.submitted(assignment, student)
    pattern = course.submitted(assignment, mark).parts
    first = next(number for number, part in enumerate(pattern) if mark in part)
    paths = (Path(*folder.parts[: number + 1]) for number in range(first, len(pattern)))
    return next((path for path in paths if path.is_symlink()), None)


def _is_anothers(course: Course, assignment: str, student: str, name: str) -> bool:
    """Return whether a notebook is the same file as another student's, by a hard link.

    The owners of the two folders tell which student made it; where they are the same, both submissions are refused.
    """
    folder = course.submitted(assignment, student)
    try:
        mine = (folder / name).lstat()
        if mine.st_nlink < 2 or not stat.S_ISREG(mine.st_mode):
            return False
        is_owner = folder.stat().st_uid == mine.st_uid
        for other in course.submissions(assignment):
            path = course.submitted(assignment, other) / name
            if other != student and path.exists() and os.path.samestat(path.lstat(), mine):
                return not (is_owner and path.parent.stat().st_uid != mine.st_uid)
    except OSError:
        return False  # reading it will say why
    return False


def _in_the_way(course: Course, assignment: str, files: Collection[Path], notebooks: Collection[str]) -> Sentence | None:
    """Return what to say if a folder was handed in where the course has a file, or a file where it has a folder."""
    ours = {*files_beside(course, course.source(assignment), trusted=True).files}
    ours |= {Path(f"{name}.ipynb") for name in notebooks}
    above = {parent for path in ours for parent in path.parents}
    for path in files:
        for parent in path.parents:
            if parent in ours:
                return sentence("grading.folder_for_file", path=shown(parent))
        if path in above:
            return sentence("grading.file_for_folder", path=shown(path))
    return None


def _too_long(target: Path, files: Collection[Path]) -> Sentence | None:
    """Return what to say if a path is too long for `autograded/`."""
    for path in files:
        full = os.fsencode(target / path)
        last = max(len(os.fsencode(path.name)), LONGEST_TEMPORARY_NAME)
        if len(full) - len(os.fsencode(path.name)) + last > LONGEST_PATH:
            return sentence("grading.path_too_long", path=f"{shown(path)[:100]}…")
    return None


def _some(paths: Collection[str]) -> Sentence:
    """Return the first few paths, and how many more there are."""
    first = listed([*paths][:NAMED])
    more = len(paths) - NAMED
    return sentence("grading.and_more", paths=first, count=more) if more > 0 else sentence("grading.paths", paths=first)
