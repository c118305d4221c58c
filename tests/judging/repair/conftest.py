"""A function of one exercise, and what its edits make of it."""

from __future__ import annotations

import pytest

from autograder.judging.repair.search import edits_of


@pytest.fixture
def made():
    """Return the texts that edits make of a body: `made("return a + b")` holds "return (a - b)"."""

    def texts(body: str, parameters: str = "a, b", callables: tuple[str, ...] = ()) -> dict[str, str]:
        text = f"def f({parameters}):\n" + "".join(f"    {line}\n" for line in body.splitlines())
        found = {}
        for edit in edits_of(text, callables):
            changed = edit.applied(text)
            compile(changed, "<edit>", "exec")  # every edit leaves a program
            body_of = "\n".join(line[4:] for line in changed.splitlines()[1:])
            found.setdefault(body_of, edit.kind)
        return found

    return texts
