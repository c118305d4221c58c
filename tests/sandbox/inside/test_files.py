"""The files of a sandbox: its own copies of the assignment's, what was handed in, and a temporary folder."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from machine import LIMITS

from autograder.sandbox.inside import files
from autograder.sandbox.outside.session import Session, written
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared.layers import LAYERS

own_folder = pytest.mark.skipif(
    any(path.startswith("/tmp/") for path in (sys.prefix, __file__)), reason="a sandbox needs files below /tmp here"
)


def test_a_cell_may_change_the_assignments_files(strict_process: WarmProcess) -> None:
    session, other = Session(strict_process), Session(strict_process)
    session.run(
        "text = open('poem.txt').read()\nopen('poem.txt', 'w').write('mine')\nopen('folder/new.txt', 'w').write('x')"
    )
    session.run("import os\nos.remove('folder/again.txt')\nnow = open('poem.txt').read()")
    assert session.fetch(["text", "now"]) == {"text": "so much depends\n", "now": "mine"}
    assert written(session) == ["folder/again.txt", "folder/new.txt", "poem.txt"]
    other.run("text = open('poem.txt').read()")
    assert other.fetch(["text"]) == {"text": "so much depends\n"} and written(other) == []
    session.close()
    other.close()


def test_a_large_file_is_a_link_that_cannot_be_changed(tmp_path: Path) -> None:
    large = tmp_path / "large.bin"
    large.write_bytes(b"0" * (files.MOST_COPIED + 1))
    with WarmProcess(LIMITS, {"large.bin": large}, allow_weak=True) as warm:
        session = Session(warm)
        session.run("size = len(open('large.bin', 'rb').read())")
        assert session.fetch(["size"]) == {"size": files.MOST_COPIED + 1}
        assert session.run("open('large.bin', 'w')").failed
        session.close()


@pytest.mark.parametrize(
    "cell",
    [
        "import tempfile\nwith tempfile.TemporaryDirectory() as d:\n    a = d + '/a'\n    open(a, 'w').write('x')\n"
        "    t = open(a).read()",
        "import tempfile\nwith tempfile.NamedTemporaryFile('w+') as f:\n    f.write('x')\n    f.seek(0)\n    t = f.read()",
        pytest.param("open('/tmp/a.txt', 'w').write('x')\nt = open('/tmp/a.txt').read()", marks=own_folder),
        "import shutil\nopen('a', 'w').write('x')\nshutil.copy('a', 'b')\nshutil.copy2('b', 'c')\nt = open('c').read()",
        "import shutil, os\nos.mkdir('d')\nopen('d/a', 'w').write('x')\nshutil.copytree('d', 'e')\nt = open('e/a').read()",
        pytest.param("import os\nos.chdir('/tmp')\nopen('a', 'w').write('x')\nt = open('/tmp/a').read()", marks=own_folder),
    ],
)
def test_temporary_files_work(strict_process: WarmProcess, cell: str) -> None:
    session, other = Session(strict_process), Session(strict_process)
    run = session.run(cell)
    assert not run.failed, run.outputs
    assert session.fetch(["t"]) == {"t": "x"} and session.suspicious == []
    other.run("import os\nthere = [name for name in ('a', 'b', '/tmp/a', '/tmp/a.txt') if os.path.exists(name)]")
    assert other.fetch(["there"]) == {"there": []}, "another sandbox has its own"
    session.close()
    other.close()


@own_folder
def test_the_temporary_folder_is_bounded(strict_process: WarmProcess) -> None:
    session = Session(strict_process)
    run = session.run(f"open('/tmp/a', 'wb').write(b'0' * {LIMITS.scratch_mb + 1 << 20})")
    assert run.failed
    run = session.run("for n in range(10):\n    open(f'/tmp/{n}', 'wb').write(b'0' * (4 << 20))")
    assert run.failed
    session.close()


def test_what_was_handed_in_is_there_in_every_fork(strict_process: WarmProcess) -> None:
    handed = {"mine.py": b"def f(): return 7\n", "data/b.bin": bytes(range(256)) * 20_000}
    session = Session(strict_process, files=handed)
    session.run("from mine import f\nn = f(), len(open('data/b.bin', 'rb').read())")
    assert session.fetch(["n"]) == {"n": (7, 5_120_000)} and written(session) == []
    session.run("import os\nos._exit(1)")
    assert session.fetch(["n"]) == {"n": (7, 5_120_000)}
    session.close()


def test_where_nothing_can_be_written_the_cells_run_without(container_process: WarmProcess) -> None:
    session = Session(container_process, files={"mine.txt": b"x"})
    session.run("import os\nthere = os.path.exists('mine.txt')")
    assert session.fetch(["there"]) == {"there": False}
    session.close()


def test_without_a_folder_of_its_own_a_sandbox_gets_no_handed_in_files(tmp_path: Path) -> None:
    """All sandboxes would share the files; an empty `numpy.py` of one learner's would be imported by the next."""
    (tmp_path / "given.txt").write_text("the course's")
    for without, found in (((), b"mine"), (LAYERS, b"the course's")):
        with WarmProcess(LIMITS, {"given.txt": tmp_path / "given.txt"}, allow_weak=True, without=without) as warm:
            if not without and "namespaces" not in warm.layers:
                continue
            one = Session(warm, files={"given.txt": b"mine", "new.txt": b"new"})
            one.run("import os\nthere = os.path.exists('new.txt')\ntext = open('given.txt', 'rb').read()")
            assert one.fetch(["there", "text"]) == {"there": not without, "text": found}
            one.close()
            other = Session(warm)
            other.run("import os\nthere = os.path.exists('new.txt')\ntext = open('given.txt', 'rb').read()")
            assert other.fetch(["there", "text"]) == {"there": False, "text": b"the course's"}
            other.close()


@pytest.mark.parametrize("own", [False, True])
def test_nothing_is_written_into_a_folder_that_others_share(
    own: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the grader runs as an ordinary user and nothing confines a sandbox, only this keeps the folder as it is."""
    for module, names in ((shutil, ("copymode", "copystat")), (files, ("_home", "_is_own"))):
        for name in names:
            monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.chdir(tmp_path)
    files.begin(own=own)
    files.put([("folder/numpy.py", b"")])
    assert (tmp_path / "folder" / "numpy.py").exists() is own
