"""Choose, out of the files that a learner handed in, those that are the assignment's notebooks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from autograder.errors import AutograderError, NotebookError
from autograder.notebook.files import Notebook, dumps, parse_notebook
from autograder.notebook.source import SourceNotebook
from autograder.submitted.formats import EXPORTS, read_any
from autograder.submitted.names import squeezed
from autograder.submitted.risky import is_risky
from autograder.submitted.scripts import as_notebook
from autograder.submitted.weighing import answers_in, fit

Parts = tuple[str, ...]  # of a path
MAX_OTHERS = 1_000  # files beside the notebooks
MAX_OTHER_BYTES = 200_000_000
MOST_READ = 30  # files that are looked at to find the notebooks
MOST_BYTES = 200_000_000  # of these files; an honest notebook has a few, and all of them are in memory at a time
LONGEST_NAME = 255  # bytes of one name in UTF-8, as file systems allow
LONGEST_PATH = 1_000  # bytes below the notebook's folder
# nbgrader reads the time of handing in from this file, which a learner must not write.
NEVER = {"timestamp.txt"}


@dataclass
class Chosen:
    """The files of one submission.

    notebooks: name without ending -> content of the file.
    others:    path beside the notebooks -> content (`files_beside`).
    scripts:   names of notebooks that were made from a script, or from what another tool exported.
    files:     name -> the file that was taken for it.
    rivals:    name -> other files with answers to the same exercises, which were not taken.
    """

    notebooks: dict[str, bytes] = field(default_factory=dict)
    others: dict[str, bytes] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    files: dict[str, Parts] = field(default_factory=dict)
    rivals: dict[str, list[Parts]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class _Candidate:
    """A file that may be one of the notebooks. notebook: None where it cannot be read as one."""

    path: Parts
    content: bytes
    sources: Mapping[str, SourceNotebook]
    is_export: bool = False
    made: Notebook | None = None

    @cached_property
    def notebook(self) -> Notebook | None:
        if self.made is not None:
            return self.made
        try:
            return parse_notebook(self.content, self.path[-1])
        except NotebookError:
            return None

    @cached_property
    def best(self) -> tuple[float, str]:
        """How well it fits the source that it fits best, and that source's name; 0 and "" where it fits none."""
        fits = [(fit(self.notebook, source), name) for name, source in self.sources.items()] if self.notebook else []
        return max(fits, key=lambda found: found[0], default=(0.0, ""))

    def answers(self, name: str) -> int:
        return answers_in(self.notebook, self.sources[name]) if self.notebook is not None else 0


def choose(paths: Sequence[Parts], read: Callable[[Parts], bytes], sources: Mapping[str, SourceNotebook]) -> Chosen:
    """Choose a file for each of the assignment's notebooks.

    A file belongs to the notebook of which it holds most, by its metadata, else by what it defines; one that cannot be read
    to the notebook of its name. Of several, the one that answers most exercises is taken; of equals, the one with the right
    name. Where no notebook answers anything, scripts, Markdown and pages that a tool made of one are looked at, too.

    paths:   of the files, as the learner named them.
    read:    returns the content of one.
    sources: the assignment's notebooks, by name.

    Raises AutograderError for a file of the right name that cannot be read.
    """
    looked_at = sorted(filter(is_notebook, paths), key=lambda path: (not _named(path, sources), len(path), path))[:MOST_READ]
    contents = _affordable((path, _content(path, read, sources)) for path in looked_at)
    candidates = [_Candidate(path, content, sources) for path, content in contents]
    chosen = Chosen()
    by_name = {name: _candidates_for(name, candidates, sources) for name in sources}
    exports: list[_Candidate] = []
    if not all(any(one.answers(name) for one in found) for name, found in by_name.items()):
        exports = [*_exports(paths, read, sources)]
    for name, found in by_name.items():
        made = [one for one in exports if one.best[1] == name and one.answers(name)]
        rivals = found if not made or any(one.answers(name) for one in found) else [*found, *made]
        if rivals:
            _take(name, sorted(rivals, key=lambda one: _order(one, name)), chosen)
    if not chosen.files and len(candidates) == 1 == len(sources):  # the grader says what is wrong with it
        _take(next(iter(sources)), candidates, chosen)
    if not chosen.files:
        for one in exports:
            if one.best[1] and one.best[1] not in chosen.files:
                _take(one.best[1], [one], chosen)
    return chosen


def is_notebook(path: Parts) -> bool:
    """Return whether a file's name says that it is a notebook, also where a browser or a mail program added an ending."""
    name = path[-1].lower()
    return name.endswith(".ipynb") or (".ipynb" in name and name.endswith((".json", ".txt")))


def _affordable(contents: Iterable[tuple[Parts, bytes | None]]) -> Iterable[tuple[Parts, bytes]]:
    """Yield the files that have a content, as long as all of them fit into MOST_BYTES; one that does not is left out."""
    left = MOST_BYTES
    for path, content in contents:
        if content is not None and len(content) <= left:
            left -= len(content)
            yield path, content


def _named(path: Parts, sources: Iterable[str]) -> bool:
    return any(squeezed(name) in squeezed(path[-1]) for name in sources)


def _content(path: Parts, read: Callable[[Parts], bytes], sources: Mapping[str, SourceNotebook]) -> bytes | None:
    """Return a file's content. A file that cannot be read is an error only where it may be what is wanted."""
    try:
        return read(path) or b" "
    except AutograderError:
        if path[-1][: -len(".ipynb")] in sources or not sources:
            raise
        return None


def _readable(path: Parts, read: Callable[[Parts], bytes]) -> bytes | None:
    try:
        return read(path)
    except AutograderError:
        return None


def _candidates_for(name: str, candidates: Sequence[_Candidate], sources: Mapping[str, SourceNotebook]) -> list[_Candidate]:
    """Return the files that hold most of this notebook; where there is none, those of its name that hold none."""
    fitting = [one for one in candidates if one.best[1] == name and one.best[0] > 0]
    if fitting:
        return fitting
    left = [one for one in candidates if one.best[0] == 0]
    wanted = squeezed(name)
    stems = {one: squeezed(one.path[-1].lower().partition(".ipynb")[0]) for one in left}
    same = [one for one, stem in stems.items() if stem == wanted]
    longer = [squeezed(other) for other in sources if len(other) > len(name)]  # "part" is the end of "last_part"
    ends = [one for one, stem in stems.items() if stem.endswith(wanted) and not any(map(stem.endswith, longer))]
    return (same or ends)[:1]


def _order(one: _Candidate, name: str) -> tuple[int, bool, bool, float, int, Parts]:
    exact = one.path[-1] == f"{name}.ipynb"
    like = squeezed(one.path[-1].lower().partition(".ipynb")[0]) == squeezed(name)
    return -one.answers(name), not exact, not like, -one.best[0], len(one.path), one.path


def _take(name: str, ordered: Sequence[_Candidate], chosen: Chosen) -> None:
    first = ordered[0]
    chosen.files[name] = first.path
    chosen.notebooks[name] = dumps(first.notebook).encode() if first.is_export and first.notebook else first.content
    if first.is_export:
        chosen.scripts.append(name)
    rivals = [one.path for one in ordered[1:] if one.answers(name) and one.content != first.content]
    if rivals:
        chosen.rivals[name] = rivals


def _exports(
    paths: Sequence[Parts], read: Callable[[Parts], bytes], sources: Mapping[str, SourceNotebook]
) -> Iterable[_Candidate]:
    """Yield the scripts, the Markdown and the pages that can be read as one of the notebooks."""
    wanted = [path for path in paths if path[-1].lower().endswith(EXPORTS)]
    ordered = sorted(wanted, key=lambda path: (not _named(path, sources), len(path), path))[:MOST_READ]
    for path, content in _affordable((path, _readable(path, read)) for path in ordered):
        try:
            made = read_any(content, path[-1])
            if path[-1].lower().endswith(".py") and len(made["cells"]) == 1:
                made = as_notebook(content, sources, path[-1])[2]
        except AutograderError:
            continue
        yield _Candidate(path, content, sources, is_export=True, made=made)


def files_beside(paths: Sequence[Parts], read: Callable[[Parts], bytes], chosen: Chosen) -> dict[str, bytes]:
    """Return the files beside and below the chosen notebooks, by path; those that cannot be read are left out."""
    others: dict[str, bytes] = {}
    taken = set(chosen.files.values())
    base = min((path[:-1] for path in taken), key=len)
    left = MAX_OTHER_BYTES
    for path in paths:
        name = str(PurePosixPath(*path[len(base) :])) if path[: len(base)] == base else ""
        if not name or path in taken or path[-1] in NEVER or is_risky(path[len(base) :]) or is_notebook(path):
            continue
        if len(name.encode()) > LONGEST_PATH or any(len(part.encode()) > LONGEST_NAME for part in path[len(base) :]):
            continue  # it cannot be written
        if len(others) >= MAX_OTHERS:
            break
        try:
            content = read(path)
        except AutograderError:
            continue
        if len(content) <= left:
            left -= len(content)
            others[name] = content
    return others
