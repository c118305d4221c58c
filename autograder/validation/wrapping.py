"""Prove that the public check and the hidden test accept the same forms of the returned value."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.exercise.alternatives import Alternative
from autograder.judging.marking import Exam, mark
from autograder.validation.forms import FORMS, NEARLY_EQUAL
from autograder.validation.proof import Proof
from autograder.validation.public import PublicCheck
from autograder.words import sentence

_WRAPPED = """
import functools as _functools
from autograder.validation.forms import FORMS as _forms
_inner = {name}

@_functools.wraps(_inner)
def {name}(*args, **kwargs):
    return _forms[{form!r}](_inner(*args, **kwargs))
"""


def compare_with_public_check(exam: Exam, public: PublicCheck, proof: Proof) -> None:
    """Add to the proof each form of the reference's values that one of the two accepts alone.

    The public check may not accept what loses points, nor refuse what loses none.
    """
    if not public.exists:
        return
    name = exam.exercise.name
    module = Path(str(exam.reference.module.__file__)).read_text("utf-8")
    for form in FORMS:
        if form == NEARLY_EQUAL and exam.exercise.training:  # it would train from other parameters
            continue
        function: Any = exam.reference.variation(Alternative(form, code=module + _WRAPPED.format(name=name, form=form)))
        accepted, earned = public.passes(function), mark(exam, function).fraction
        if accepted != (earned == 1):
            code = "form_costs" if accepted else "form_refused"
            proof.add(code, form=sentence(f"validation.form.{form}"), earned=earned)
