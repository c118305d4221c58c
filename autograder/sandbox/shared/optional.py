"""Packages that the grader works without."""

from __future__ import annotations

from importlib.util import find_spec

# Package -> what is lost without it. All other packages that the grader imports are dependencies in `pyproject.toml`.
# Packages that only a course's notebooks import are the course's matter.
OPTIONAL = {"matplotlib": "figures in graded notebooks"}


def installed(package: str) -> bool:
    """Return whether a package of OPTIONAL can be imported. The package itself is not imported."""
    assert package in OPTIONAL, package
    return find_spec(package) is not None
