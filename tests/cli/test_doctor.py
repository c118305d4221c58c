"""The doctor: what it says of a layer is what was found by trying it."""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Callable

import pytest

from autograder.cli import doctor, tables
from autograder.cli.doctor import Layer, examine
from autograder.sandbox.outside import warm_process as host
from autograder.sandbox.outside.syscalls import compile_filter
from autograder.sandbox.shared.layers import LAYERS, level_of
from autograder.words import sentence

EVERYWHERE = {"rlimits", "wall clock", "caps"}
linux = pytest.mark.skipif(sys.platform != "linux", reason="The layers are Linux's.")


def by_name(layers: list[Layer]) -> dict[str, Layer]:
    return {layer.name: layer for layer in layers}


@pytest.fixture(scope="module")
def here() -> tuple[str, list[Layer]]:
    """This machine as it is."""
    return examine(rounds=3)


def test_this_machine(here: tuple[str, list[Layer]]) -> None:
    level, layers = here
    found = by_name(layers)
    assert list(found) == [*LAYERS, "rlimits", "wall clock", "caps"]
    assert level == level_of(name for name, layer in found.items() if layer.holds)
    assert all(found[name].holds for name in EVERYWHERE)
    for layer in layers:
        assert (layer.remedy is None) == layer.holds
        assert (layer.cost is not None) == (layer.holds and layer.name not in EVERYWHERE)


@linux
@pytest.mark.parametrize(
    ("lacking", "without", "level", "remedies"),
    [
        ("bubblewrap", {"bubblewrap", "namespaces"}, "container", ("install bubblewrap", "needs bubblewrap")),
        ("user namespaces", {"bubblewrap", "namespaces"}, "container", ("unprivileged_userns", "needs bubblewrap")),
        ("Landlock", {"landlock"}, "weak", ("Linux 5.13",)),
        ("libseccomp", {"seccomp"}, "weak", ("install libseccomp2",)),
    ],
)
def test_a_machine_that_lacks_something_says_what_and_how_to_get_it(
    lacking: str,
    without: set[str],
    level: str,
    remedies: tuple[str, ...],
    here: tuple[str, list[Layer]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = {layer.name for layer in here[1] if layer.holds}
    if lacking in ("bubblewrap", "user namespaces"):
        for module in (host, doctor):
            monkeypatch.setattr(module, "bubblewrap_works", lambda: False)
        there = None if lacking == "bubblewrap" else "/usr/bin/bwrap"
        monkeypatch.setattr(doctor.shutil, "which", lambda name: there)
    elif lacking == "libseccomp":
        monkeypatch.setattr(host, "compile_filter", lambda: b"")
    else:  # the warm process asks the kernel itself: have it leave the layer off
        original: Callable[..., list[str]] = host.WarmProcess._command

        def command(self: host.WarmProcess, *arguments: object) -> list[str]:
            self._without |= {"landlock"}
            return original(self, *arguments)

        monkeypatch.setattr(host.WarmProcess, "_command", command)
    found_level, layers = examine(rounds=1)
    found = by_name(layers)
    assert found_level == (level if before >= {"landlock", "seccomp"} else "weak")
    assert {name for name, layer in found.items() if layer.holds} == before - without
    said = " ".join(str(layer.remedy) for layer in layers)
    assert all(remedy in said for remedy in remedies)


@linux
def test_the_library_is_looked_for_once_though_zygotes_start_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    """An import that fails leaves half a module to a thread that imports it meanwhile."""

    def find(name: str) -> str | None:
        return None if name == "seccomp" else found(name)

    found = ctypes.util.find_library
    monkeypatch.setattr(ctypes.util, "find_library", find)
    monkeypatch.delitem(sys.modules, "pyseccomp", raising=False)
    compile_filter.cache_clear()
    try:
        layers = by_name(examine(rounds=1)[1])
    finally:
        compile_filter.cache_clear()
    assert str(layers["seccomp"].remedy) == "install libseccomp2 (libseccomp)"


def test_limits_that_do_not_hold_are_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_SHORT", doctor.Limits(cell_seconds=1.0, memory_mb=64_000, output_kb=4096))
    found = by_name(examine(rounds=1)[1])
    assert not found["rlimits"].holds and not found["caps"].holds and found["wall clock"].holds


def test_the_table_has_a_line_for_each_and_remedies_below() -> None:
    layers = [
        Layer("landlock", True, sentence("cli.landlock.files"), 0.25, None),
        Layer("bubblewrap", False, sentence("cli.against.bubblewrap"), None, sentence("cli.remedy.bubblewrap")),
    ]
    with tables.out.capture() as capture:
        tables.show_layers("container", layers)
    lines = [" ".join(line.split()) for line in capture.get().splitlines()]
    assert "landlock yes 0.2 files" in lines and "bubblewrap no reading file names; the network" in lines
    assert lines[-2:] == ["bubblewrap: install bubblewrap", "sandbox: container"]
