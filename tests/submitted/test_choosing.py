"""Which of a learner's files are the assignment's notebooks."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from courses import by_id, cell, make_course, notebook, released, tiny

from autograder.errors import AutograderError
from autograder.notebook.files import dumps, parse_notebook
from autograder.submitted import choosing
from autograder.submitted.choosing import Chosen, choose, files_beside

SCRIPT = b"def double(x):\n    return 2 * x\n\ndef increment(x):\n    return x + 1\n"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return make_course(tmp_path_factory.mktemp("course")).sources("tiny")


def chosen(sources: Any, files: dict[str, bytes]) -> Chosen:
    parts = {tuple(name.split("/")): content for name, content in files.items()}

    def read(path: tuple[str, ...]) -> bytes:
        if parts[path] == b"unreadable":
            raise AutograderError("download.too_large", file="f", limit=1)
        return parts[path]

    found = choose(list(parts), read, sources)
    found.others = files_beside(list(parts), read, found) if found.files else {}
    return found


def work(sources: Any) -> bytes:
    return dumps(released(sources["tiny"])).encode()


def worked(sources: Any, *names: str) -> bytes:
    """Return the release with these functions written; by default both."""
    content = released(sources["tiny"])
    for name in names or ("double", "increment"):
        by_id(content, name)["source"] = f"def {name}(x):\n    return x + x - x + 1"
    return dumps(content).encode()


@pytest.mark.parametrize(
    "files",
    [
        {"tiny.ipynb": b"W", "other.ipynb": b"{}"},
        {"Tiny.IPYNB": b"W", "other.ipynb": b"{}"},
        {"2023001_张三_tiny.ipynb": b"W", "other.ipynb": b"{}"},
        {"deep/folder/tiny.ipynb": b"W", "deep/folder/below/tiny.ipynb": b"{}"},
        {"作业三.ipynb": b"W", "草稿.ipynb": b'{"cells": []}'},
        {"anything.ipynb": b"not a notebook at all: the grader says what is wrong with it"},
    ],
    ids=["name", "case", "prefix", "nested", "content", "only one"],
)
def test_a_notebook_is_chosen_by_name_then_by_content_then_because_it_is_alone(
    sources: Any, files: dict[str, bytes]
) -> None:
    first = next(iter(files))
    content = work(sources) if files[first] == b"W" else files[first]
    assert chosen(sources, {**files, first: content}).notebooks == {"tiny": content}


def test_the_files_that_are_looked_at_fit_into_memory(sources: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty notebooks of 100 MB, which a zip file of some kilobytes holds, would be 3 GB."""
    tracemalloc.start()
    try:
        monkeypatch.setattr(choosing, "MOST_BYTES", 3_000_000)
        large = {f"tiny{n}.ipynb": b"2" for n in range(30)}
        parts = [("tiny.ipynb",), *((name,) for name in large), ("z.py",)]

        def read(path: tuple[str, ...]) -> bytes:
            return worked(sources) if path == parts[0] else b"[" * 1_000_000

        found = choose(parts, read, sources)
        assert list(found.notebooks.values()) == [worked(sources)]
        assert tracemalloc.get_traced_memory()[1] < 12_000_000
    finally:
        tracemalloc.stop()


def test_a_file_whose_name_cannot_be_written_is_left_out(sources: Any) -> None:
    names = ["作" * 100 + ".txt", "a/" * 600 + "b.txt", "作" * 80 + ".txt", "fine.txt"]
    found = chosen(sources, {"tiny.ipynb": worked(sources), **dict.fromkeys(names, b"1")})
    assert sorted(found.others) == sorted(names[2:])


def test_notebooks_of_another_assignment_are_not_chosen(sources: Any) -> None:
    other = dumps(notebook(cell("x = 1", "other"))).encode()
    assert chosen(sources, {"a.ipynb": other, "b.ipynb": other}).notebooks == {}


def test_two_notebooks_of_an_assignment_get_a_file_each(tmp_path: Path) -> None:
    course = make_course(tmp_path, part=tiny())
    (tmp_path / "source" / "part" / "last_part.ipynb").write_text(dumps(notebook(cell("y = 2", "y", solution=True))))
    found = chosen(course.sources("part"), {"last_part.ipynb": b"1", "part.ipynb": b"2"})
    assert found.notebooks == {"part": b"2", "last_part": b"1"}


def test_files_beside_the_notebook_come_along_but_not_the_time_of_handing_in(sources: Any) -> None:
    """`timestamp.txt` says when a learner has handed in, so a learner must not write it."""
    others = {"w/data/a.csv": b"1", "w/timestamp.txt": b"2020-01-01", "elsewhere/b": b"2", "w/spare.ipynb": b"{}"}
    found = chosen(sources, {"w/tiny.ipynb": work(sources), "w/big": b"unreadable", **others})
    assert found.others == {"data/a.csv": b"1"}


def test_what_a_tool_would_run_or_trust_is_not_filed(sources: Any) -> None:
    names = "nbgrader_config.py w/.git/config conftest.py numpy.py JSON.py w/x.pth .autograder/secret".split()
    found = chosen(sources, {"tiny.ipynb": work(sources), **dict.fromkeys(names, b""), "helper.py": b"1"})
    assert set(found.others) == {"helper.py", "JSON.py"}, "on this system, JSON is another name than json"


def test_files_beside_the_notebook_are_bounded(sources: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "MAX_OTHERS", 3)
    monkeypatch.setattr(choosing, "MAX_OTHER_BYTES", 100)
    files = {"tiny.ipynb": b"{}", "large": b"1" * 101, **{f"f{n}": b"1" for n in range(9)}}
    assert len(chosen(sources, files).others) == 3
    assert "large" not in chosen(sources, files).others


def test_a_script_becomes_a_notebook_where_there_is_none(sources: Any) -> None:
    found = chosen(sources, {"notes.py": b"x = 1", "broken.py": b"def", "solution.py": SCRIPT})
    assert found.scripts == ["tiny"]
    cells = parse_notebook(found.notebooks["tiny"], "n")["cells"]
    assert any(one["source"] == SCRIPT.decode() for one in cells)
    assert chosen(sources, {"solution.py": SCRIPT, "tiny.ipynb": worked(sources)}).scripts == []
    assert chosen(sources, {"solution.py": SCRIPT, "tiny.ipynb": work(sources)}).scripts == ["tiny"], "an untouched starter"


def test_a_notebook_that_cannot_be_read_is_an_error(sources: Any) -> None:
    with pytest.raises(AutograderError):
        chosen(sources, {"tiny.ipynb": b"unreadable"})


def test_a_worked_copy_is_chosen_over_the_untouched_starter(sources: Any) -> None:
    found = chosen(sources, {"tiny.ipynb": work(sources), "tiny (1).ipynb": worked(sources)})
    assert found.files == {"tiny": ("tiny (1).ipynb",)} and found.rivals == {}
    again = chosen(sources, {"tiny.ipynb": worked(sources), "tiny-Copy1.ipynb": work(sources)})
    assert again.files == {"tiny": ("tiny.ipynb",)} and again.rivals == {}


def test_of_two_worked_copies_the_one_with_more_answers_is_chosen_and_the_other_is_named(sources: Any) -> None:
    found = chosen(sources, {"tiny.ipynb": worked(sources, "double"), "b.ipynb": worked(sources)})
    assert found.files["tiny"] == ("b.ipynb",) and found.rivals == {"tiny": [("tiny.ipynb",)]}
    equal = chosen(sources, {"tiny.ipynb": worked(sources), "a.ipynb": worked(sources, "double", "increment")})
    assert equal.files["tiny"] == ("tiny.ipynb",) and equal.rivals == {}, "the same content"


def test_notebooks_go_where_their_cells_belong_whatever_they_are_called(tmp_path: Path) -> None:
    course = make_course(tmp_path, part=tiny())
    other = notebook(cell("def y():\n    ### BEGIN SOLUTION\n    return 2\n    ### END SOLUTION", "y", solution=True))
    (tmp_path / "source" / "part" / "other.ipynb").write_text(dumps(other))
    sources = course.sources("part")
    first, second = (dumps(released(sources[name])).encode() for name in ("part", "other"))
    found = chosen(sources, {"other.ipynb": first, "part.ipynb": second})
    assert found.files == {"part": ("other.ipynb",), "other": ("part.ipynb",)}


@pytest.mark.parametrize("name", ["tiny.ipynb.json", "tiny.ipynb.txt", "TINY.IPYNB", "a/b/tiny.ipynb"])
def test_endings_that_programs_add_do_not_hide_a_notebook(sources: Any, name: str) -> None:
    assert chosen(sources, {name: worked(sources)}).files == {"tiny": tuple(name.split("/"))}


@pytest.mark.parametrize("name", ["tiny.py", "tiny.html", "tiny.md"])
def test_a_notebook_with_the_ending_of_an_export_is_a_notebook(sources: Any, name: str) -> None:
    found = chosen(sources, {name: worked(sources)})
    assert found.files == {"tiny": (name,)} and b"x + x - x + 1" in found.notebooks["tiny"]
