"""Choose, out of the files that a learner handed in, those that are the assignment's notebooks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import PurePosixPath

from autograder.collecting.names import squeezed
from autograder.collecting.scripts import as_notebook
from autograder.course.recognise import rank
from autograder.errors import AutograderError, NotebookError
from autograder.grading.folder import EXECUTED, SHADOWED
from autograder.notebook.files import Notebook, dumps, parse_notebook
from autograder.notebook.source import SourceNotebook

Parts = tuple[str, ...]  # of a path
MAX_OTHERS = 1_000  # files beside the notebooks
MAX_OTHER_BYTES = 200_000_000
# nbgrader reads the time of handing in from this file, which a learner must not write.
NEVER = {"timestamp.txt"}
CODE = (".py", ".pyc", ".so", ".pyd")


@dataclass
class Chosen:
    """The files of one submission.

    notebooks: name without ending -> content of the file.
    others:    path beside the notebooks -> content.
    scripts:   names of notebooks that were made from a script.
    """

    notebooks: dict[str, bytes] = field(default_factory=dict)
    others: dict[str, bytes] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)


def choose(paths: Sequence[Parts], read: Callable[[Parts], bytes], sources: Mapping[str, SourceNotebook]) -> Chosen:
    """Choose a file for each of the assignment's notebooks: by its name, else by its cells, else because it is the only one.

    paths:   of the files, as the learner named them.
    read:    returns the content of one.
    sources: the assignment's notebooks, by name.

    Where there is no notebook, a script that defines what the exercises ask for is turned into one.
    Raises AutograderError for a file that cannot be read.
    """
    notebooks = [path for path in paths if path[-1].lower().endswith(".ipynb")]
    taken = _by_name(notebooks, sources)
    free = [path for path in notebooks if path not in taken.values()]
    missing = [name for name in sources if name not in taken]
    if free and missing:
        taken |= _by_content(free, read, {name: sources[name] for name in missing})
    if not taken and len(notebooks) == 1 == len(sources):
        taken = {next(iter(sources)): notebooks[0]}
    chosen = Chosen({name: read(path) for name, path in taken.items()})
    if not notebooks:
        _from_scripts(paths, read, sources, chosen)
    if taken:
        _take_others(paths, read, taken, chosen)
    return chosen


def _by_name(notebooks: Sequence[Parts], sources: Mapping[str, SourceNotebook]) -> dict[str, Parts]:
    """Return name -> file, for files that have the notebook's name, or end with it."""
    found: dict[str, Parts] = {}
    for name in sorted(sources, key=len, reverse=True):  # "part" is the end of "last_part"
        wanted = squeezed(name)
        stems = {path: squeezed(path[-1][: -len(".ipynb")]) for path in notebooks if path not in found.values()}
        same = [path for path, stem in stems.items() if stem == wanted]
        ends = [path for path, stem in stems.items() if stem.endswith(wanted)]
        candidates = same or ends
        if candidates:
            found[name] = min(candidates, key=lambda path: (len(path), path))  # not the copy in a folder below
    return found


def _by_content(
    files: Sequence[Parts], read: Callable[[Parts], bytes], sources: Mapping[str, SourceNotebook]
) -> dict[str, Parts]:
    """Return name -> file, for files that hold cells of the notebook; each file goes to the one of which it holds most."""
    best: dict[str, tuple[float, Parts]] = {}
    for path in files:
        try:
            ranking = rank(parse_notebook(read(path), path[-1]), sources)
        except NotebookError:
            continue
        if ranking and ranking[0][0] > best.get(ranking[0][1], (0.0, path))[0]:
            best[ranking[0][1]] = ranking[0][0], path
    return {name: path for name, (_, path) in best.items()}


def _from_scripts(
    paths: Sequence[Parts], read: Callable[[Parts], bytes], sources: Mapping[str, SourceNotebook], chosen: Chosen
) -> None:
    """Make a notebook of each script that fits one; of two that fit the same, the one that defines more is taken."""
    best: dict[str, tuple[float, Notebook]] = {}
    for path in paths:
        if not path[-1].lower().endswith(".py"):
            continue
        try:
            share, name, notebook = as_notebook(read(path), sources, path[-1])
        except NotebookError:
            continue
        if share > best.get(name, (0.0, notebook))[0]:
            best[name] = share, notebook
    for name, (_, notebook) in best.items():
        chosen.notebooks[name] = dumps(notebook).encode()
        chosen.scripts.append(name)


def _take_others(paths: Sequence[Parts], read: Callable[[Parts], bytes], taken: Mapping[str, Parts], chosen: Chosen) -> None:
    """Take the files beside and below the notebooks; those that cannot be read are left out."""
    base = min((path[:-1] for path in taken.values()), key=len)
    left = MAX_OTHER_BYTES
    for path in paths:
        name = str(PurePosixPath(*path[len(base) :])) if path[: len(base)] == base else ""
        if (
            not name
            or path in taken.values()
            or path[-1] in NEVER
            or _is_executed(path[len(base) :])
            or path[-1].lower().endswith(".ipynb")
        ):
            continue
        if len(chosen.others) >= MAX_OTHERS:
            return
        try:
            content = read(path)
        except AutograderError:
            continue
        if len(content) <= left:
            left -= len(content)
            chosen.others[name] = content


def _is_executed(path: Parts) -> bool:
    """Return whether some tool may run, import or trust a file: a configuration, or a module that hides another."""
    if any(fnmatch(part.lower(), pattern) for part in path for pattern in EXECUTED):
        return True
    return len(path) == 1 and path[0].lower().endswith(CODE) and path[0].partition(".")[0] in SHADOWED
