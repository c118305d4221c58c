"""Share what was found for one learner with those who have equal code: the place of a slip, and the inputs of an example.

Equal means an equal digest of all the code that a function depends on (`Definition.digest`). Only places in a text that this
process has read, and inputs that this process has drawn, are shared: no value and no text that came from a sandbox.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from autograder.judging.marking import Exam, Marking
from autograder.judging.shrinking import shrink
from autograder.judging.verdict import Verdict
from autograder.notebook.definition import Definition
from autograder.sandbox.shared.outcome import SandboxStopped

Function = Callable[..., Any]


def key_of(definition: Definition | None, lent: Collection[str]) -> str:
    """Return under which key the findings on a function are shared; "" for none. lent: the helpers that it is asked with."""
    if definition is None or not definition.digest:
        return ""
    return " ".join([definition.digest, *sorted(lent)])


def example_of(
    exam: Exam, fresh: Callable[[], Function], marking: Marking, *, seconds: float, key: str = ""
) -> Verdict | None:
    """Return a failing verdict to show; None where there is none. What was found for equal code is asked again first.

    fresh:   returns the function in a process that has received no scored input.
    seconds: how long the search may take, wall-clock.
    """
    try:
        known = exam.shared.get(("example", key))
        if known is not None:
            (verdict,) = exam.judge(fresh(), [known])
            if verdict.difference or verdict.changed:
                return verdict
        found = shrink(exam, fresh(), marking, seconds)
    except SandboxStopped:
        return None
    if key and found is not None:
        exam.shared["example", key] = found.case
    return found
