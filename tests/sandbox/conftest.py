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
def zygote(data_file: Path) -> Iterator[WarmProcess]:
    """The strongest that there is here."""
    need_confinement()
    with WarmProcess(LIMITS, _data(data_file)) as warm:
        yield warm


@pytest.fixture(scope="session")
def strict_zygote(zygote: WarmProcess) -> WarmProcess:
    need_strict()
    need(zygote.level == "strict", f"The sandbox is only {zygote.level} here: {zygote.layers}.")
    return zygote


@pytest.fixture(scope="session")
def container_zygote(data_file: Path) -> Iterator[WarmProcess]:
    """As on a machine without bubblewrap."""
    need_confinement()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(host, "bubblewrap_works", lambda: False)
        warm = WarmProcess(LIMITS, _data(data_file))
    with warm:
        yield warm


@pytest.fixture(params=["strict", "container"])
def level_zygote(request: pytest.FixtureRequest) -> WarmProcess:
    """Each level in turn."""
    warm: WarmProcess = request.getfixturevalue(f"{request.param}_zygote")
    assert warm.level == request.param
    return warm


@pytest.fixture
def session(zygote: WarmProcess) -> Iterator[Session]:
    one = Session(zygote)
    yield one
    one.close()


@pytest.fixture
def names(session: Session) -> Callable[..., dict[str, Any]]:
    """Run cells, and fetch all that they define: `names("def f(): ...")["f"]`."""

    def run(*cells: str) -> dict[str, Any]:
        for cell in cells:
            session.run(cell)
        session.run("_names = [name for name in dir() if not name.startswith('_')]")
        return session.fetch(session.fetch(["_names"])["_names"])

    return run
