"""`nbgrader export` with our exporters, as a person types it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from graded_class import graded_class
from nbgrader.plugins import ExportPlugin
from nbgrader_apps import isolated, nbgrader

from autograder.nbgrader_plugins import CanvasExport, MoodleExport


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_nbgraders_own_command_exports_for_canvas_and_moodle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = graded_class(tmp_path / "course")
    (course.root / "r.csv").write_text("idnumber,name,email\nada,Ada Lovelace,ada@x.org\nbob,Bob,b@x.org\n")
    with isolated(tmp_path, monkeypatch):
        ours = "autograder.nbgrader_plugins"
        said = nbgrader(course.root, "export", f"--exporter={ours}.CanvasExport", "--to", "c.csv", "--assignment=['tiny']")
        assert "wait for manual grading" in said
        rows = {row[2]: row for row in table(course.root / "c.csv")[2:]}
        assert (rows["ada"][0], rows["ada"][5], rows["\t0007"][5]) == ("Lovelace, Ada", "5.5", "1")
        nbgrader(
            course.root, "export", f"--exporter={ours}.MoodleExport", "--MoodleExport.roster=r.csv", "--student=['bob']"
        )
        assert table(course.root / "moodle.csv") == [
            ["idnumber", "email", "fullname", "tiny", "tiny (feedback)"],
            ["bob", "b@x.org", "Bob", "6", "test_double 0/2; why 3/3; poster 2/5".replace("why 3/3; ", "")],
        ]


@pytest.mark.parametrize("kind", [CanvasExport, MoodleExport])
def test_the_exporters_are_nbgraders(kind: type) -> None:
    assert issubclass(kind, ExportPlugin)
    assert {"to", "student", "assignment", "roster"} <= set(kind.class_trait_names(config=True))
