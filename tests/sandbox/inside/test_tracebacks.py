"""A traceback shows the lines of each frame; a large file is not parsed for that."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.sandbox.inside.tracebacks import MOST_LINES
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared.limits import Limits

FAILS = "def fail(\n    what,\n):\n    why = 'because'\n    raise ValueError(what + why)\n\n"
PARSED = """
import json, stack_data.core as core
from pathlib import Path
files = [str(Path(name).resolve()) for name in ("large.py", "small.py")]
print(json.dumps([core.Source.for_filename(file).tree is not None for file in files]))
"""


@pytest.fixture
def process(tmp_path: Path) -> WarmProcess:
    for name, more in (("large", MOST_LINES), ("small", 0)):
        (tmp_path / f"{name}.py").write_text(FAILS + "x = 1\n" * more)
    data = {f"files/{name}": tmp_path / name for name in ("large.py", "small.py")}
    with WarmProcess(limits=Limits(), data=data, folders=["files"], allow_weak=True) as made:
        yield made


def test_only_small_files_are_parsed_and_the_lines_of_all_are_shown(process: WarmProcess) -> None:
    session = Session(process, folder="files")
    shown = {}
    for name in ("large", "small"):
        (output,) = session.run(f"import {name}\n{name}.fail('so ')").outputs
        shown[name] = "\n".join(output.traceback)
        assert output.text == "so because"
        assert f"----> 2 {name}.fail('so ')" in shown[name]
        assert f"{name}.py:5, in fail(" in shown[name]
        assert "      4     why = 'because'\n----> 5     raise ValueError(what + why)" in shown[name]
    (printed,) = session.run(PARSED).outputs
    assert json.loads(printed.text) == [False, True]
    session.close()
