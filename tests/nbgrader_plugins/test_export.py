"""The table of grades holds what nbgrader's does, and no formula."""

from __future__ import annotations

import csv
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins.export import CsvExportPlugin

from autograder.course.nbgrader import quiet_nbgrader
from autograder.nbgrader_plugins.export import HEAD, CsvExport


def table(plugin: type, path: Path, gradebook: Gradebook, **options: list[str]) -> list[list[str]]:
    exporter = plugin(**options)
    exporter.to = str(path)
    exporter.export(gradebook)
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def test_the_table(tmp_path: Path) -> None:
    with quiet_nbgrader():
        gradebook = Gradebook(f"sqlite:///{tmp_path}/gradebook.db")
    with gradebook:
        gradebook.add_assignment("a")
        gradebook.add_assignment("b")
        gradebook.add_student("ada", first_name="Ada", last_name="Lovelace", email="ada@example.invalid")
        gradebook.add_student('=HYPERLINK("http://example.invalid")', last_name="O'Brien, jr\x1b")
        gradebook.add_submission("a", "ada", timestamp="2024-01-02 03:04:05")
        ours = table(CsvExport, tmp_path / "ours.csv", gradebook)
        assert ours[0] == list(HEAD)
        assert len(ours) == 5 and all(len(row) == len(HEAD) for row in ours)
        formulas = [row for row in ours if "HYPERLINK" in row[3]]
        assert [row[3] for row in formulas] == ['\'=HYPERLINK("http://example.invalid")'] * 2
        assert formulas[0][4] == "O'Brien, jr\ufffd"
        only = {"student": ["ada"]}
        theirs = table(CsvExportPlugin, tmp_path / "theirs.csv", gradebook, **only)
        assert table(CsvExport, tmp_path / "ours.csv", gradebook, **only) == theirs
        one = table(CsvExport, tmp_path / "ours.csv", gradebook, student=["ada"], assignment=["b"])
        assert [row[0] for row in one[1:]] == ["b"]


def test_this_course_uses_it() -> None:
    text = (Path(__file__).resolve().parents[2] / "nbgrader_config.py").read_text()
    assert 'c.ExportApp.plugin_class = "autograder.nbgrader_plugins.CsvExport"' in text
