"""What a sandbox's file system holds of this package: in a checkout, and where the package is installed."""

from __future__ import annotations

import json
import os
import shutil
import site
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

import pytest
from machine import LIMITS, need_strict

import autograder
from autograder.sandbox.outside import mounts
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess

PACKAGE = Path(autograder.__file__).resolve().parent

# Looks at the package's folder, and for other copies of it wherever a package can be imported from.
LOOK = """
import os, sys, autograder
(home,) = autograder.__path__
files, folders, elsewhere, writable = [], [], [], []
for folder, below, names in os.walk(home):
    files += [os.path.relpath(os.path.join(folder, name), home) for name in names]
    folders += [os.path.relpath(os.path.join(folder, name), home) for name in below]
for path in sys.path:
    other = os.path.join(path, "autograder")
    if os.path.isdir(other) and not os.path.samefile(other, home):
        elsewhere += [os.path.join(folder, name) for folder, _, names in os.walk(other) for name in names]
for folder in [home, *(os.path.join(home, folder) for folder in folders)]:
    try:
        open(os.path.join(folder, "evil.py"), "w").close()
    except OSError:
        continue
    writable.append(folder)
"""
SEEN = ["home", "files", "folders", "elsewhere", "writable"]

# Run by the Python of an environment in which the package is installed; prints what a sandbox there sees.
INSTALLED = f"""
import json, sys
from autograder.sandbox.outside import mounts
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared.limits import Limits
without, libraries = json.loads(sys.argv[1])
mounts._SYSTEM += libraries  # NumPy and the others, which this environment borrows
with WarmProcess(Limits(), allow_weak=True, without=without) as warm:
    session = Session(warm)
    run = session.run({LOOK!r})
    print(json.dumps({{**session.fetch({SEEN!r}), "level": warm.level, "layers": warm.layers}}))
    session.close()
"""


def allowed(package: Path) -> set[str]:
    """The files that a sandbox may see of a package, without what Python has compiled."""
    whole = [package / "sandbox" / part for part in ("shared", "inside")]
    below = {path for folder in whole for path in folder.rglob("*.py")}
    above = {package / name for name in ("__init__.py", "errors.py", "sandbox/__init__.py")}
    return {str(path.relative_to(package)) for path in above | below}


def require_parts_alone(seen: dict[str, Any], package: Path) -> None:
    assert seen["home"] == str(package)
    compiled = {name for name in seen["files"] if name.endswith(".pyc")}
    assert all(name.startswith(("sandbox/shared/__pycache__/", "sandbox/inside/__pycache__/")) for name in compiled)
    assert set(seen["files"]) - compiled == allowed(package)
    folders = {folder for folder in seen["folders"] if not folder.endswith("__pycache__")}
    assert folders == {"sandbox", "sandbox/shared", "sandbox/inside"}
    assert seen["elsewhere"] == [] and seen["writable"] == []


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package in the site-packages of an environment, as a wheel puts it there; its Python is `bin/python` above."""
    need_strict()
    root = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(root, symlinks=True)
    (packages,) = root.glob("lib/python*/site-packages")
    shutil.copytree(PACKAGE, packages / "autograder", ignore=shutil.ignore_patterns("__pycache__"))
    (packages / "borrowed.pth").write_text("\n".join(libraries()))
    return packages / "autograder"


def libraries() -> list[str]:
    return [path for path in site.getsitepackages() if os.path.isdir(path)]


def look_installed(package: Path, without: list[str]) -> dict[str, Any]:
    python = package.parents[3] / "bin" / "python"
    command = [str(python), "-c", INSTALLED, json.dumps([without, libraries()])]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd="/", env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout)
    print(f"sandbox: {seen['level']} ({', '.join(seen['layers'])})")
    return seen


def look(warm: WarmProcess) -> dict[str, Any]:
    print(f"sandbox: {warm.level} ({', '.join(warm.layers)})")
    session = Session(warm)
    session.run(LOOK)
    seen = session.fetch(SEEN)
    session.close()
    return seen


def test_a_checkout_shows_the_sandbox_parts_alone() -> None:
    """Landlock is off, so that the file system itself answers."""
    need_strict()
    with WarmProcess(LIMITS, allow_weak=True, without=["landlock"]) as warm:
        assert "bubblewrap" in warm.layers
        require_parts_alone(look(warm), PACKAGE)


def test_an_installed_package_shows_the_sandbox_parts_alone(installed: Path) -> None:
    """Its folder lies below one that is bound as a whole."""
    seen = look_installed(installed, ["landlock"])
    assert "bubblewrap" in seen["layers"]
    require_parts_alone(seen, installed)


def test_at_strict_no_more_is_seen(strict_process: WarmProcess, installed: Path) -> None:
    seen = look(strict_process)
    assert {name for name in seen["files"] if not name.endswith(".pyc")} <= allowed(PACKAGE) and seen["writable"] == []
    seen = look_installed(installed, [])
    assert seen["level"] == "strict"
    require_parts_alone(seen, installed)


@pytest.mark.parametrize(
    ("bound", "at"),
    [
        ("env/lib", "env/lib/site-packages/autograder"),
        ("env/lib/site-packages/autograder", "env/lib/site-packages/autograder"),
        ("alias/lib", "alias/lib/site-packages/autograder"),
        ("env/bin", None),
        ("env/lib/site-packages/autograder_extras", None),
        ("env/nowhere", None),
    ],
)
def test_the_package_is_masked_wherever_a_bound_folder_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str, at: str | None
) -> None:
    package = tmp_path / "env" / "lib" / "site-packages" / "autograder"
    package.mkdir(parents=True)
    (package.parent / "autograder_extras").mkdir()
    (tmp_path / "env" / "bin").mkdir()
    (tmp_path / "alias").symlink_to("env")
    monkeypatch.setattr(mounts, "PACKAGE", package.resolve())
    assert mounts._whole_package_at([str(tmp_path / bound)]) == ([str(tmp_path / at)] if at else [])


def test_the_masks_come_before_the_parts_and_are_closed_after_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mounts, "_SYSTEM", [str(mounts.PACKAGE.parent)])
    arguments = mounts.package_mounts()
    assert arguments[:2] == ["--tmpfs", str(mounts.PACKAGE)]
    assert arguments[-2:] == ["--remount-ro", str(mounts.PACKAGE)]
    assert arguments.count("--ro-bind") == len(mounts.PARTS)


def test_data_files_are_staged_open_to_all(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt").chmod(0o600)
    before = os.umask(0o077)
    try:
        staged = Path(mounts.stage({"below/a.txt": tmp_path / "a.txt"}))
    finally:
        os.umask(before)
    assert (staged / "below" / "a.txt").read_text() == "x"
    assert [oct(path.stat().st_mode & 0o777) for path in (staged, staged / "below", staged / "below" / "a.txt")] == [
        "0o755",
        "0o755",
        "0o644",
    ]
    shutil.rmtree(staged)


def test_python_is_among_what_can_be_read() -> None:
    paths = mounts.readable_paths()
    assert any(os.path.dirname(os.__file__).startswith(path) for path in paths)
    assert any(os.path.realpath(sys.executable).startswith(os.path.realpath(path)) for path in paths)
    assert not any(PACKAGE.is_relative_to(path) for path in paths) or "site-packages" in str(PACKAGE)
