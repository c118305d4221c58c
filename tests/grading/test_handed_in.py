"""What a learner hands in is read, or an error says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from courses import notebook, write

from autograder.errors import NotebookError
from autograder.grading.handed_in import joined, read_handed_in, without_folder
from autograder.words import sentence


def test_a_notebook_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ipynb", notebook())
    assert read_handed_in(path, ["a"])["cells"] == []


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "b.ipynb", notebook())
    (tmp_path / "a.ipynb").symlink_to(tmp_path / "b.ipynb")
    with pytest.raises(NotebookError, match=r"a\.ipynb is a link; hand in the notebook itself\."):
        read_handed_in(tmp_path / "a.ipynb", ["a"])


@pytest.mark.parametrize(
    ("others", "which"), [(["my work"], "'my work.ipynb'"), (["x", "y"], "the right one of 'x.ipynb', 'y.ipynb'")]
)
def test_a_notebook_with_a_wrong_name_is_named(others: list[str], which: str, tmp_path: Path) -> None:
    for name in [*others, "second"]:  # the assignment's second notebook has its right name
        write(tmp_path / f"{name}.ipynb", notebook())
    with pytest.raises(NotebookError) as renamed:
        read_handed_in(tmp_path / "a.ipynb", ["a", "second"])
    said = without_folder(renamed.value, tmp_path)
    assert str(said) == f"a.ipynb: no such file; rename {which} to a.ipynb, and hand it in again."
    assert "改名为 a.ipynb" in said.in_language("zh")


def test_a_missing_one_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotebookError, match="no such file"):
        read_handed_in(tmp_path / "a.ipynb", ["a"])


def test_several_reasons_are_one_sentence_after_the_other() -> None:
    one, two = sentence("grading.verbatim", text="One."), sentence("grading.verbatim", text="Two.")
    assert joined([]) is None
    assert str(joined([one])) == "One."
    assert str(joined([one, two, one])) == "One. Two. One."
