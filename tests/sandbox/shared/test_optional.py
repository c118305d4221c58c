"""Optional packages: those that the grader works without."""

from __future__ import annotations

import sys

import pytest

from autograder.sandbox.shared.optional import OPTIONAL, installed


@pytest.mark.parametrize("package", OPTIONAL)
def test_a_package_that_cannot_be_found_is_not_installed(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [])
    assert not installed(package)


def test_a_package_that_is_here_is_installed() -> None:
    assert installed("matplotlib")  # of this repository's environment


def test_other_packages_are_not_optional() -> None:
    with pytest.raises(AssertionError):
        installed("numpy")
