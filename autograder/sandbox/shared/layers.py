"""The layers of confinement, and the level that they add up to."""

from __future__ import annotations

from collections.abc import Iterable

NOBODY = 65534  # the unprivileged group that root becomes, and the user where no other is possible
LEVELS = ("strict", "container", "weak")
LAYERS = ("bubblewrap", "namespaces", "landlock", "seccomp")  # that may be missing on a machine


def level_of(layers: Iterable[str]) -> str:
    """Return the level of these layers.

    strict:    all layers hold.
    container: there are no namespaces, or bubblewrap does not hide files.
    weak:      Landlock or seccomp is missing.
    """
    held = set(layers)
    if not {"landlock", "seccomp"} <= held:
        return "weak"
    return "strict" if {"bubblewrap", "namespaces"} <= held else "container"
