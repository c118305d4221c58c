"""nbgrader's metadata of a cell are read as nbgrader reads them."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from courses import tiny
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.course.nbgrader import quiet_nbgrader
from autograder.notebook.metadata import compute_checksum, grade_id_of, is_untouched, role_of, upgraded

METADATA = st.fixed_dictionaries(
    {},
    optional={
        "schema_version": st.sampled_from([1, 2, 3]),
        "grade": st.booleans(),
        "solution": st.booleans(),
        "locked": st.booleans(),
        "task": st.booleans(),
        "grade_id": st.sampled_from(["a", "b-1"]),
        "points": st.sampled_from([0, 2, 1.5]),
        "checksum": st.just("c" * 32),
        "cell_type": st.sampled_from(["code", "markdown"]),
        "cruft": st.integers(),
    },
)


@settings(deadline=None, max_examples=300)
@given(METADATA, st.sampled_from(["code", "markdown"]))
def test_metadata_are_upgraded_as_nbgrader_does(metadata: dict[str, Any], kind: str) -> None:
    from nbformat import from_dict
    from nbgrader.nbgraderformat import MetadataValidator

    if "task" in metadata:  # tasks came with schema 3
        metadata = {**metadata, "schema_version": 3}
    if "schema_version" in metadata:  # from schema 1 on, all flags are written
        metadata = {"grade": False, "solution": False, "locked": False, **metadata}
    cell_ = from_dict({"cell_type": kind, "source": "", "metadata": {"nbgrader": copy.deepcopy(metadata)}})
    with quiet_nbgrader():
        theirs = MetadataValidator().upgrade_cell_metadata(cell_).metadata.get("nbgrader", {})
    flags = ("grade", "solution", "locked", "task")
    if not any(theirs.get(flag) for flag in flags):
        assert upgraded(metadata, kind) is None
        return
    ours = upgraded(metadata, kind)
    assert ours is not None
    for key in ("grade", "solution", "locked", "grade_id", "checksum", "cell_type", "schema_version"):
        assert ours.get(key) == theirs.get(key), key
    if theirs["grade"] or theirs.get("task"):
        assert ours["points"] == float(theirs.get("points", 0))


@pytest.mark.parametrize(
    "metadata", [None, [], "x", {}, {"grade": "yes"}, {"grade": True, "points": "many", "grade_id": 3}, {"task": 1}]
)
def test_strange_metadata_never_raise(metadata: Any) -> None:
    role_of(upgraded(metadata, "code"))


@pytest.mark.parametrize("points", [10**400, float("nan"), float("inf"), "nan", "1e999"])
def test_points_that_are_not_a_number(points: Any) -> None:
    assert upgraded({"grade": True, "grade_id": "a", "points": points}, "code")["points"] == 0.0  # type: ignore[index]


def test_old_points() -> None:
    assert upgraded({"grade": True, "grade_id": "a", "points": ""}, "code")["points"] == 0.0  # type: ignore[index]
    assert upgraded({"grade": True, "grade_id": "a", "points": "-2"}, "code")["points"] == 0.0  # type: ignore[index]
    assert upgraded({"grade": True, "grade_id": "a", "points": "2"}, "code")["points"] == 2.0  # type: ignore[index]


def test_checksums_are_those_of_nbgrader() -> None:
    from nbformat import from_dict
    from nbgrader.utils import compute_checksum as theirs

    cells = [c for c in tiny()["cells"] if "nbgrader" in c["metadata"]]
    assert len(cells) > 5
    for one in cells:
        assert compute_checksum(one) == theirs(from_dict(one))


def test_a_cell_is_untouched_until_its_text_changes() -> None:
    one = copy.deepcopy(next(c for c in tiny()["cells"] if grade_id_of(c) == "double"))
    assert not is_untouched(one)
    one["metadata"]["nbgrader"]["checksum"] = compute_checksum(one)
    assert is_untouched(one)
    one["source"] += " "
    assert not is_untouched(one)


@pytest.mark.parametrize("metadata", [{}, {"nbgrader": None}, {"nbgrader": {}}, {"nbgrader": {"grade_id": 3}}])
def test_a_cell_without_a_grade_id(metadata: dict[str, Any]) -> None:
    assert grade_id_of({"metadata": metadata}) == ""
