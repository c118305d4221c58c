"""Levels of confinement."""

from __future__ import annotations

import pytest

from autograder.sandbox.shared import layers


@pytest.mark.parametrize(
    ("held", "level"),
    [
        ("bubblewrap namespaces landlock seccomp", "strict"),
        ("bubblewrap landlock seccomp", "container"),
        ("namespaces landlock seccomp", "container"),
        ("landlock seccomp", "container"),
        ("bubblewrap namespaces seccomp", "weak"),
        ("bubblewrap namespaces landlock", "weak"),
        ("", "weak"),
    ],
)
def test_a_level_is_named_by_the_layers_that_hold(held: str, level: str) -> None:
    assert layers.level_of(held.split()) == level
