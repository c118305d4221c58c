"""The layers of confinement, and the level that they add up to."""

from __future__ import annotations

from collections.abc import Iterable

NOBODY = 65534  # the unprivileged group, and where it may be no other the user, that root becomes

LEVELS = ("strict", "container", "weak")

LAYERS = ("bubblewrap", "namespaces", "landlock", "seccomp")  # that may be missing; the rest is everywhere


def level_of(layers: Iterable[str]) -> str:
    """strict: all layers; container: no namespaces, or nothing hides the files; weak: Landlock or seccomp is missing."""
    held = set(layers)
    if not {"landlock", "seccomp"} <= held:
        return "weak"
    return "strict" if {"bubblewrap", "namespaces"} <= held else "container"
