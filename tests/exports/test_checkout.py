"""The program that Classroom 50 runs in a learner's checkout."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
from downloads import folder

from autograder.exports import checkout

HARNESS = """
import json, os, sys
from pathlib import Path
given = dict(zip(sys.argv[1::2], sys.argv[2::2]))
found = sorted(str(p.relative_to(given["--submission"])) for p in Path(given["--submission"]).rglob("*") if p.is_file())
Path(given["--output"]).write_text(json.dumps({"found": found, "bundle": given["--bundle"], "cwd": os.getcwd()}))
sys.exit(int(os.environ.get("HARNESS_CODE", "0")))
"""


def test_it_imports_the_standard_library_only() -> None:
    tree = ast.parse(Path(checkout.__file__).read_text())
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= sys.stdlib_module_names


@pytest.mark.parametrize("place", ["elsewhere", "checkout/classroom/autograders/a1"])
@pytest.mark.parametrize("code", [0, 1])
def test_the_learners_files_are_graded_and_the_bundles_are_not(
    place: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(tmp_path / "checkout", {"a1.ipynb": "work", "data/x.csv": "1", ".git/config": "", ".github/w.yml": ""})
    (tmp_path / "checkout" / "link").symlink_to("/etc/passwd")
    here = folder(
        tmp_path / place,
        {
            "autograder.py": "",
            "grader/autograder/exports/harness.py": HARNESS,
            "course/source/a1/a1.ipynb": "the instructor's",
            "door.json": "{}",
        },
    )
    for package in ("autograder", "autograder/exports"):
        (here / "grader" / package / "__init__.py").write_text("")
    monkeypatch.setenv("HARNESS_CODE", str(code))
    assert checkout.main(here.resolve(), tmp_path / "checkout") == code
    import json

    found = json.loads((tmp_path / "checkout" / "result.json").read_text())
    assert [name for name in found["found"] if name != "link"] == ["a1.ipynb", "data/x.csv"]
    assert (found["bundle"], found["cwd"]) == (str(here.resolve()), str(here.resolve() / "grader"))
