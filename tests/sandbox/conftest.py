"""Warm processes for the tests of the sandbox: one a level, shared, with limits short enough to be hit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from machine import LIMITS, need, need_confinement, need_strict

from autograder.sandbox.outside import warm_process as host
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess


@pytest.fixture(scope="session")
def data_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "poem.txt"
    path.write_text("so much depends\n")
    return path


def _data(path: Path) -> dict[str, Path]:
    return {"poem.txt": path, "folder/again.txt": path}


@pytest.fixture(scope="session")
def warm_process(data_file: Path) -> Iterator[WarmProcess]:
    """A warm process at the strongest level of this machine."""
    need_confinement()
    with WarmProcess(LIMITS, _data(data_file)) as warm:
        yield warm


@pytest.fixture(scope="session")
def strict_process(warm_process: WarmProcess) -> WarmProcess:
    need_strict()
    need(warm_process.level == "strict", f"The sandbox is only {warm_process.level} here: {warm_process.layers}.")
    return warm_process


@pytest.fixture(scope="session")
def container_process(data_file: Path) -> Iterator[WarmProcess]:
    """A warm process as on a machine without bubblewrap."""
    need_confinement()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(host, "bubblewrap_works", lambda: False)
        warm = WarmProcess(LIMITS, _data(data_file))
    with warm:
        yield warm


@pytest.fixture(params=["strict", "container"])
def level_process(request: pytest.FixtureRequest) -> WarmProcess:
    """A warm process at each level in turn."""
    warm: WarmProcess = request.getfixturevalue(f"{request.param}_process")
    assert warm.level == request.param
    return warm


@pytest.fixture
def session(warm_process: WarmProcess) -> Iterator[Session]:
    one = Session(warm_process)
    yield one
    one.close()


@pytest.fixture
def names(session: Session) -> Callable[..., dict[str, Any]]:
    """Return a function that runs cells and fetches all that they define: `names("def f(): ...")["f"]`."""

    def run(*cells: str) -> dict[str, Any]:
        for cell in cells:
            session.run(cell)
        session.run("_names = [name for name in dir() if not name.startswith('_')]")
        return session.fetch(session.fetch(["_names"])["_names"])

    return run


@pytest.fixture
def alive(session: Session) -> Iterator[None]:
    """Afterwards the same session answers as if nothing had been."""
    yield
    session.run("def probe(x): return x + 1")
    assert session.fetch(["probe"])["probe"](1) == 2
