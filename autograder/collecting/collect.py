"""File what a learning platform hands out, a zip file or a folder with the work of a class, under `submitted/`.

The names of its files and folders say whose each is (`submitted.names`), by the list of the class (`collecting.roster`).
What belongs to nobody, or to two, is listed and left where it is.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.collecting.roster import Roster
from autograder.course.course import Course
from autograder.course.files import files_below
from autograder.errors import AutograderError
from autograder.notebook.source import SourceNotebook
from autograder.submitted.archives import OTHER_ARCHIVES, Download, Member, Problem
from autograder.submitted.choosing import Chosen, choose, files_beside
from autograder.submitted.names import parse_name
from autograder.words import Listed, Sentence, sentence


@dataclass(frozen=True)
class Filed:
    """One student's work, as it was filed.

    path:  the student's folder of this assignment.
    state: "new", "replaced" (the folder held something else) or "same".
    older: number of earlier attempts in the download, which were left out.
    notes: what the instructor should know.
    """

    student: str
    path: Path
    state: str
    older: int = 0
    notes: tuple[Sentence, ...] = ()


@dataclass
class Collected:
    """The result of collecting a download.

    filed:    one for each student whose work was found, in order of their ids.
    unplaced: parts of the download that were not filed, and why.
    absent:   students of the roster of whom nothing was filed.
    """

    filed: list[Filed] = field(default_factory=list)
    unplaced: list[Problem] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


@dataclass
class _Attempt:
    """The files of one attempt: path inside it -> file. order: a later attempt has a larger one."""

    number: int
    files: dict[tuple[str, ...], Member] = field(default_factory=dict)

    @property
    def order(self) -> tuple[int, tuple[int, ...]]:
        return self.number, max(member.time for member in self.files.values())

    @property
    def has_work(self) -> bool:
        """Whether there is a file that can be the learner's answer."""
        return any(path[-1].lower().endswith((".ipynb", ".py")) for path in self.files)


def collect(course: Course, assignment: str, path: Path, roster: Roster, *, dry_run: bool = False) -> Collected:
    """File the work in a download under `submitted/STUDENT/ASSIGNMENT`; the last attempt of each student.

    path:    a zip file, or a folder.
    dry_run: say what would be filed; write nothing.

    Raises CourseError for an unknown assignment, AutograderError for a download that cannot be read.
    """
    sources = course.sources(assignment)
    found = Collected()
    with Download(path) as download:
        found.unplaced += download.problems
        for student, attempts in sorted(_by_student(download, roster, found.unplaced).items()):
            try:
                filed = _file(course, assignment, student, attempts, download, sources, dry_run=dry_run)
            except AutograderError as error:
                found.unplaced.append(Problem(student, sentence(error.code, **error.values)))
            else:
                found.filed.append(filed)
    placed = {filed.student for filed in found.filed}
    found.absent = sorted(roster.by_id.keys() - placed)
    return found


def _by_student(download: Download, roster: Roster, unplaced: list[Problem]) -> dict[str, list[_Attempt]]:
    """Return student -> attempts, by the outermost name on each file's path that means somebody."""
    groups: dict[str, dict[tuple[tuple[str, ...], int], _Attempt]] = {}
    lost: dict[tuple[str, ...], Sentence] = {}
    for member in download.members:
        level, owners = _owners(member.path, roster)
        if len(owners) != 1:
            several = sentence("download.several_owners", students=Listed(sorted(owners), "or"))
            where = member.path[: level + 1] if owners else member.path
            lost[where] = several if owners else sentence("download.no_owner")
            continue
        if member.path[-1].lower().endswith(OTHER_ARCHIVES):
            lost[member.path] = sentence("download.other_archive")
            continue
        names = [parse_name(part) for part in member.path[level:]]
        is_file = level == len(member.path) - 1
        inside = (names[0].file,) if is_file else member.path[level + 1 :]
        number = max(name.attempt for name in names)
        folder = member.path[:level] if is_file else member.path[: level + 1]
        attempts = groups.setdefault(min(owners), {})
        attempts.setdefault((folder, number), _Attempt(number)).files[inside] = member
    unplaced += _whole_folders(lost, download)
    return {student: sorted(attempts.values(), key=lambda a: a.order) for student, attempts in groups.items()}


def _whole_folders(lost: Mapping[tuple[str, ...], Sentence], download: Download) -> list[Problem]:
    """Return a problem for each name that was not filed; one for a folder of which nothing was, instead of one a file."""
    kept: set[tuple[str, ...]] = set()
    for member in download.members:
        above = [member.path[:n] for n in range(len(member.path) + 1)]
        kept |= set() if lost.keys() & set(above) else set(above)
    levels = zip(*(member.path[:-1] for member in download.members), strict=False)
    common = sum(1 for _ in itertools.takewhile(lambda names: len(set(names)) == 1, levels))  # folders that hold everything
    found: dict[str, Sentence] = {}
    for path, why in lost.items():
        shortest = next((n for n in range(1, len(path)) if path[:n] not in kept and n > common), len(path))
        found.setdefault("/".join(path[:shortest]), why)
    return [Problem(where, why) for where, why in found.items()]


def _owners(path: Sequence[str], roster: Roster) -> tuple[int, set[str]]:
    """Return the level of the first name on a path that means somebody, and whom it means.

    A name below it could be a learner's, and means nobody. But where the first name is not sure, as "homework 3", and
    a name below it means somebody else, nobody can say whose the file is.
    """
    for level, part in enumerate(path):
        name = parse_name(part)
        if owners := roster.whose(name):
            if len(owners) == 1 and not roster.is_sure(name, *owners):
                below = (roster.whose(parse_name(inner)) for inner in path[level + 1 :])
                owners = owners.union(*(others for others in below if not others & owners))
            return level, owners
    return 0, set()


def _file(
    course: Course,
    assignment: str,
    student: str,
    attempts: Sequence[_Attempt],
    download: Download,
    sources: Mapping[str, SourceNotebook],
    *,
    dry_run: bool,
) -> Filed:
    """File the last attempt that holds work. Raises AutograderError where there is none, or it cannot be read."""
    at_work = [attempt for attempt in attempts if attempt.has_work]
    if not at_work:
        raise AutograderError("download.no_work", files=Listed(_some(attempts), "comma"))
    last = at_work[-1]
    read = lambda path: download.read(last.files[path])  # noqa: E731
    chosen = choose(list(last.files), read, sources)
    if not chosen.notebooks:
        raise AutograderError("download.no_notebook", assignment=assignment, files=Listed(_some([last]), "comma"))
    notes = [sentence("download.made_of_script", notebook=name) for name in chosen.scripts]
    for name, rivals in chosen.rivals.items():
        others = Listed(["/".join(path) for path in rivals], "comma")
        notes.append(sentence("grading.one_of_several", notebook=name, file="/".join(chosen.files[name]), others=others))
    lacking = [name for name in sources if name not in chosen.notebooks]
    notes += [sentence("download.notebook_lacking", notebook=name) for name in lacking]
    target = course.submitted(assignment, student)
    chosen.others = files_beside(list(last.files), read, chosen)
    files = _files(chosen)
    before = _present(target)
    state = "new" if before is None else "same" if before == files else "replaced"
    if state != "same" and not dry_run:
        _replace(target, files)
    return Filed(student, target, state, older=len(attempts) - 1, notes=tuple(notes))


def _some(attempts: Sequence[_Attempt]) -> list[str]:
    """Return the names of the first few files."""
    return sorted({path[-1] for attempt in attempts for path in attempt.files})[:5]


def _files(chosen: Chosen) -> dict[Path, bytes]:
    return {
        **{Path(name): content for name, content in chosen.others.items()},
        **{Path(f"{name}.ipynb"): content for name, content in chosen.notebooks.items()},
    }


def _present(target: Path) -> dict[Path, bytes] | None:
    """Return the files in a student's folder; None where there is no folder. (The time that nbgrader wrote is not work.)"""
    if not target.is_dir():
        return None
    return {path: content for path, content in files_below(target).items() if path != Path("timestamp.txt")}


def _replace(target: Path, files: Mapping[Path, bytes]) -> None:
    """Write a student's folder in one step. Raises AutograderError if a file blocks the path, or the disk is full."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".autograder-", dir=target.parent) as name:
            new, old = Path(name, "new"), Path(name, "old")
            new.mkdir()
            for path, content in files.items():
                (new / path).parent.mkdir(parents=True, exist_ok=True)
                (new / path).write_bytes(content)
            if target.is_symlink():
                raise AutograderError("download.target_is_a_link", path=str(target))
            if target.exists():
                os.rename(target, old)
            os.rename(new, target)
            shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise AutograderError("download.not_written", path=str(target), reason=error.strerror or str(error)) from None
