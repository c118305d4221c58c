"""Search a learner's folder for notebooks that do not have their right names: copies, subfolders, zip files, exports."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from autograder.course.course import Course
from autograder.errors import AutograderError, NotebookError
from autograder.grading.folder import IGNORED, NAMED, shown
from autograder.grading.reading import bounded_reading
from autograder.grading.sentences import as_sentence
from autograder.notebook.files import Notebook, parse_notebook
from autograder.notebook.source import SourceNotebook
from autograder.submitted.archives import OTHER_ARCHIVES, Download, Member
from autograder.submitted.choosing import choose, is_notebook
from autograder.submitted.formats import EXPORTS
from autograder.submitted.weighing import fit
from autograder.words import Listed, Sentence, sentence

BELONGS = 0.5  # of a notebook's graded cells, from which on it is certain which assignment it is of
CLEARER = 1.5  # times as much as of this assignment, from which on it is another's


@dataclass
class Searched:
    """What was found in a folder.

    notebooks: name -> the notebook that is graded.
    confirm:   name -> which file that is, where a person has to confirm it.
    unread:    name -> why nothing can be graded, for those of which there seems to be something.
    """

    notebooks: dict[str, Notebook] = field(default_factory=dict)
    confirm: dict[str, Sentence] = field(default_factory=dict)
    unread: dict[str, Sentence] = field(default_factory=dict)


def search(course: Course, folder: Path, sources: Mapping[str, SourceNotebook], there: Iterable[Path]) -> Searched:
    """Look at every file of a folder that may be one of an assignment's notebooks.

    sources: the assignment's notebooks, by name.
    there:   the files whose names say so (`may_be_work`), by their paths in the folder.

    A file that learners get with the release and have not changed is none, even if it looks like an export.
    Raises NotebookError where the search takes too long or too much memory.
    """
    ignored = list(course.option("CourseDirectory", "ignore", IGNORED))
    given = {Path(source.path).parent for source in sources.values()}
    there = [path for path in there if not _is_given(folder, path, given)]
    found = Searched()
    try:
        with bounded_reading(shown(folder.name)), Download(folder) as files:
            found_there = [member for member in files.members if _counts(folder, member, ignored, sources)]
            found_there = [each for each in found_there if each.where or not _is_given(folder, Path(each.name), given)]
            members = {member.path: member for member in found_there}
            chosen = choose([*members], lambda path: files.read(members[path]), sources)
    except NotebookError:
        raise
    except AutograderError as error:  # too many files
        reason = as_sentence(error)
        raise NotebookError(reason.code, **reason.values) from error
    for name, path in chosen.files.items():
        file, rivals = where(members[path]), [where(members[rival]) for rival in chosen.rivals.get(name, ())]
        try:
            with bounded_reading(file):
                found.notebooks[name] = parse_notebook(chosen.notebooks[name], file)
        except NotebookError as error:
            found.unread[name] = as_sentence(error)
            continue
        if rivals:
            others = Listed(rivals[:NAMED], "comma")
            found.confirm[name] = sentence("grading.one_of_several", notebook=name, file=file, others=others)
        elif path != (f"{name}.ipynb",):
            found.confirm[name] = sentence("grading.found_elsewhere", notebook=name, file=file)
    taken = {where(members[path]).partition("/")[0] for path in chosen.files.values()}
    left = [shown(path) for path in there if shown(path) not in taken]
    for name in sources:
        if name not in chosen.files and left:
            found.unread[name] = sentence("grading.none_fits", notebook=name, others=Listed(left[:NAMED], "comma"))
    return found


def assignment_of(course: Course, assignment: str, notebook: Notebook, sources: Mapping[str, SourceNotebook]) -> str:
    """Return the other assignment of the course that a notebook is of; "" where it may be of this one, or of none."""
    here = max((fit(notebook, source) for source in sources.values()), default=0.0)
    if here >= BELONGS:
        return ""
    best, found = 0.0, ""
    for other in course.assignments():
        if other == assignment:
            continue
        try:
            share = max(fit(notebook, source) for source in course.sources(other).values())
        except AutograderError:
            continue  # the fault of an assignment that is not graded now
        if share > best:
            best, found = share, other
    return found if best >= BELONGS and best > CLEARER * here else ""


def may_be_work(path: Path) -> bool:
    """Return whether a file's name says that it may hold a notebook, in any form."""
    name = path.name.lower()
    return is_notebook((name,)) or name.endswith((*EXPORTS, *OTHER_ARCHIVES, ".zip"))


def where(member: Member) -> str:
    """Return where a file lies, with the zip files around it."""
    inside = member.name if member.where else "/".join(member.path)
    return shown("/".join([*member.where, inside]))


def _counts(folder: Path, member: Member, ignored: Collection[str], sources: Collection[str]) -> bool:
    """Return whether a file may be looked at. One with another name elsewhere, by a hard link, may be another student's.

    (`folder.examine` has looked at those with the right names.)
    """
    if any(fnmatch(part, pattern) for part in member.path for pattern in ignored):
        return False
    if member.where or member.path in {(f"{name}.ipynb",) for name in sources}:
        return True
    try:
        return os.lstat(folder / member.name).st_nlink == 1
    except OSError:
        return False


def _is_given(folder: Path, path: Path, given: Iterable[Path]) -> bool:
    """Return whether a file is as it was handed out. path: in the learner's folder; given: the folders of the sources."""
    for source in given:
        try:
            if (source / path).is_file() and filecmp.cmp(source / path, folder / path, shallow=False):
                return True
        except OSError:
            continue
    return False
