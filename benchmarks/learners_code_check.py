"""Check the functions of `learners_code/`: wrong ones are wrong, right ones agree with the reference.

    .venv/bin/python benchmarks/learners_code_check.py [development | held_out | right] [--only ASSIGNMENT/EXERCISE]

Each function runs in this process beside the reference of `solutions/`, on arguments that `learners_code/inputs.py` draws
from the docstrings. No grader and no hidden test is involved. The script prints what each half holds, then a line for each
entry that is not what its head says, and ends with status 1 if there is any: wrong in less than a tenth of the draws, other
parts wrong than named, a mark or a kind missing. Without arguments it also finds exercises that have too few entries, and
entries of both halves that have one key or one source.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import inspect
import io
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from learners_code.entries import HALVES, KINDS, Entry, Right, Wrong, load_right, load_wrong
from learners_code.inputs import DRAWS, digit_images

ROOT = Path(__file__).resolve().parents[1]
CASES = 9
ENOUGH = 0.1  # of the cases have to show that a wrong function is wrong
SEVERAL = 3  # wrong functions an exercise, at least
NO_SINGLE_EDIT = 0.4  # of the wrong functions, at least
MOST_PARTS = 4  # more are not listed one by one

# What the parts of a returned tuple are called.
PARTS = {
    "fit_line": ("weight", "bias"),
    "propagate_loop": ("grads", "cost"),
    "propagate": ("grads", "cost"),
    "optimize": ("params", "grads", "costs"),
    "initialize_with_zeros": ("w", "b"),
    "layer_sizes": ("n_x", "n_h", "n_y"),
    "forward_propagation": ("A2", "cache"),
    "collapse_linear": ("W", "b"),
    "sigmoid": ("A", "cache"),
    "relu": ("A", "cache"),
    "linear_forward": ("Z", "cache"),
    "linear_activation_forward": ("A", "cache"),
    "run_blocks": ("A", "dX"),
    "L_model_forward": ("AL", "caches"),
    "linear_backward": ("dA_prev", "dW", "db"),
    "linear_activation_backward": ("dA_prev", "dW", "db"),
    "L_model_train": ("parameters", "costs"),
    "two_layer_model": ("parameters", "costs"),
    "L_layer_model": ("parameters", "costs"),
    "update_parameters_with_momentum": ("parameters", "v"),
    "l2_penalty": ("penalty", "grads"),
    "update_parameters_with_adam": ("parameters", "v", "s"),
}
TRAINING = {"two_layer_model", "L_layer_model"}  # (parameters, costs), or the parameters alone
ROUGH = {"numerical_derivative", "gradient_check_network", "gradient_check"}  # measured slopes are no exact numbers
ROUGHER = {"numerical_second_derivative", "numerical_gradient_network", "numerical_gradients"}


class Start:
    """Draw first parameters by a lesson's function, from numbers of its own: a seed that a learner sets changes nothing.

    Training is judged from the same start. A second call draws other numbers.
    """

    case = 0

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.begin()

    def begin(self) -> None:
        """Go back to the first draw of the case."""
        self.state = np.random.RandomState(self.case).get_state()

    def __call__(self, *arguments: Any) -> Any:
        others = np.random.get_state()
        np.random.set_state(self.state)
        value = self.function(*arguments)
        self.state = np.random.get_state()
        np.random.set_state(others)
        return value


STARTS: list[Start] = []


@cache
def references(assignment: str) -> dict[str, Any]:
    """Return the names of the solved assignment."""
    names: dict[str, Any] = {"copy": copy, "__name__": assignment}
    exec(compile((ROOT / "solutions" / f"{assignment}.py").read_text(), f"solutions/{assignment}.py", "exec"), names)
    for name in names.keys() & {"initialize_parameters", "initialize_parameters_deep"}:
        names[name] = Start(names[name])
        STARTS.append(names[name])
    return names


def exercises() -> list[str]:
    """Return every exercise, as "assignment/exercise": the functions of `solutions/` whose docstring says what they return.

    Those that a lesson gives have one line.
    """
    found = []
    for path in sorted((ROOT / "solutions").glob("*.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and "\n" in (ast.get_docstring(node) or ""):
                found.append(f"{path.stem}/{node.name}")
    return found


def by_name(function: Callable[..., Any], reference: Callable[..., Any]) -> Callable[..., Any]:
    """Call a function of a learner with the reference's arguments, by name where its names are those of the reference.

    The public course's `compute_cost` has a third argument, `parameters`, which it does not use.
    """
    try:
        asked = inspect.signature(function).parameters
    except ValueError:  # a function of NumPy itself
        return function
    names = list(inspect.signature(reference).parameters)
    extra = {"parameters": None} if "parameters" in asked and "parameters" not in names and len(asked) > len(names) else {}

    def call(*arguments: Any) -> Any:
        given = dict(zip(names, arguments, strict=False))
        return function(**given, **extra) if given.keys() <= asked.keys() else function(*arguments)

    return call


class Outcome:
    """What a call gave: a value or an error, and whether it changed an array that was handed in."""

    def __init__(self, function: Callable[..., Any], arguments: tuple[Any, ...], seed: int) -> None:
        mine = copy.deepcopy(arguments)
        arrays = list(_arrays(mine))
        before = [array.copy() for array in arrays]
        np.random.seed(seed)
        Start.case = seed
        for start in STARTS:
            start.begin()
        self.error: BaseException | None = None
        self.value: Any = None
        try:
            with np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
                self.value = copy.deepcopy(function(*mine))
        except Exception as error:
            self.error = error
        self.changed = not all(np.array_equal(one, other) for one, other in zip(arrays, before, strict=True))


def _arrays(value: Any) -> Iterator[np.ndarray]:
    """Yield the arrays in nested containers."""
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _arrays(part)


def same(expected: Any, value: Any, tolerance: float) -> bool:
    """Tell whether two values are equal: containers by their entries, arrays by shape and numbers."""
    if isinstance(expected, dict):
        return isinstance(value, dict) and all(
            key in value and same(expected[key], value[key], tolerance) for key in expected
        )
    if isinstance(expected, tuple | list):
        if isinstance(value, np.ndarray) and isinstance(expected, list):
            value = list(value)
        return (
            isinstance(value, tuple | list)
            and len(value) == len(expected)
            and all(same(one, other, tolerance) for one, other in zip(expected, value, strict=True))
        )
    if expected is None or isinstance(expected, str):
        return value is expected or value == expected
    if isinstance(expected, np.ndarray) and expected.shape and not isinstance(value, np.ndarray):
        return False
    try:
        value = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        return False
    return value.shape == np.shape(expected) and np.allclose(value, expected, rtol=tolerance, atol=tolerance * 1e-2)


def wrong_parts(exercise: str, expected: Any, value: Any, tolerance: float) -> set[str]:
    """Return the names of the parts that differ; {""} stands for the whole."""
    names = PARTS.get(exercise)
    parts = [("", expected, value)]
    if isinstance(expected, tuple) and names:
        if not isinstance(value, tuple | list) or len(value) != len(expected):
            return {""}
        parts = list(zip(names, expected, value, strict=True))
    wrong, right = set(), set()
    for name, one, other in parts:
        if not isinstance(one, dict) or not isinstance(other, dict):
            (right if same(one, other, tolerance) else wrong).add(name)
            continue
        bad = {key for key in one if key not in other or not same(one[key], other[key], tolerance)}
        whole = name and len(bad) == len(one) > 2  # such as all of `parameters`
        wrong |= {name} if whole else by_letter({str(key) for key in bad}, {str(key) for key in one})
        right |= {str(key) for key in one.keys() - bad}
    return wrong if right or not wrong else {""}


def named(shown: list[set[str]]) -> str:
    """Return the wrong parts of all cases as one text, or "" where the whole is wrong or layers differ from case to case."""
    wrong = set().union(*shown)
    numbered = any(name[-1:].isdigit() for name in wrong) and any(parts != wrong for parts in shown)
    return "" if "" in wrong or numbered or len(wrong) > MOST_PARTS else ", ".join(sorted(wrong))


def by_letter(bad: set[str], names: set[str]) -> set[str]:
    """Write "dW" for "dW1, dW2, dW3" where these are all layers: how many there are differs from case to case."""
    letters = {name.rstrip("0123456789") for name in names}
    whole = {letter for letter in letters if (layers := _layers(names, letter)) <= bad and len(layers) > 2}
    return whole | {name for name in bad if name.rstrip("0123456789") not in whole}


def _layers(names: set[str], letter: str) -> set[str]:
    return {name for name in names if name.rstrip("0123456789") == letter != name}


class Findings:
    """What the cases show about a function.

    Attributes:
        share: of the cases that show that it is wrong, 0 to 1
        part: the wrong parts of what it returns, such as "dw, db", where others are right; else ""
    """

    def __init__(self, entry: Entry) -> None:
        given = dict(references(entry.assignment))
        names = dict(given)
        exec(compile(entry.source, entry.key, "exec"), names)
        function, reference = names[entry.exercise], given[entry.exercise]
        tolerance = 1e-4 if entry.exercise in ROUGH else 1e-3 if entry.exercise in ROUGHER else 1e-6
        if isinstance(entry, Right) and "float32" in entry.style:
            tolerance = 1e-4
        shown: list[set[str]] = []
        if judge := JUDGES.get(entry.exercise):
            cases = 1 if entry.exercise == "design" else 3 if entry.exercise.startswith("initialize") else 3 * CASES
        else:
            cases = CASES
        for case in range(cases):
            drawn = DRAWS[f"{entry.assignment}/{entry.exercise}"](np.random.default_rng(case), given)
            got = Outcome(by_name(function, reference), drawn, seed=case)
            if judge:
                parts = judge(entry, got, drawn)
            else:
                right = Outcome(reference, drawn, seed=case)
                if right.error or right.changed:
                    raise RuntimeError(f"{entry.key}: the reference fails: {right.error}")
                expected = right.value
                if entry.exercise in TRAINING and isinstance(got.value, dict):
                    expected = expected[0]
                if got.error or got.changed:
                    parts = {""}
                else:
                    parts = wrong_parts(entry.exercise, expected, got.value, tolerance)
            shown += [parts] if parts else []
        self.share = len(shown) / cases
        self.part = named(shown)


# ---------------------------------------------------------------- exercises that have no single right value


def judge_refusal(entry: Entry, got: Outcome, drawn: tuple[Any, ...]) -> set[str]:
    """A check of shapes has to refuse what the reference refuses, and to name the same array or layer."""
    right = Outcome(references(entry.assignment)[entry.exercise], drawn, seed=0)
    pattern = r"\b(w|b|Y)\b" if entry.exercise == "check_shapes" else r"layer (\d+)"

    def refused(outcome: Outcome) -> str | None:
        if outcome.error is None:
            return None if outcome.value is None else "a value"
        if not isinstance(outcome.error, AssertionError | ValueError):
            return "another error"
        found = re.search(pattern, str(outcome.error))
        return found[1] if found else "nothing"

    return set() if refused(right) == refused(got) else {""}


def judge_start(entry: Entry, got: Outcome, drawn: tuple[Any, ...]) -> set[str]:
    """First parameters are judged by shape, by zeros, by spread and by sign."""
    he = entry.exercise.endswith("_he")
    dims = drawn if entry.exercise == "initialize_parameters" else drawn[0]
    if got.error or not isinstance(got.value, dict):
        return {""}
    wrong = set()
    for l in range(1, len(dims)):
        W, b = got.value.get(f"W{l}"), got.value.get(f"b{l}")
        n, n_prev = dims[l], dims[l - 1]
        if not isinstance(b, np.ndarray) or b.shape != (n, 1) or b.any():
            wrong.add(f"b{l}")
        if not isinstance(W, np.ndarray) or W.shape != (n, n_prev):
            wrong.add(f"W{l}")
            continue
        spread, best = W.std(), np.sqrt(2 / n_prev)
        low, high = (0.9 * best, 1.1 * best) if he else (1e-4, 0.2 if len(dims) == 3 else 1.1 * best)
        if not low < spread < high or abs(W.mean()) > 0.3 * spread or len(np.unique(W)) < W.size / 2:
            wrong.add(f"W{l}")
    wrong = by_letter(wrong, {f"{letter}{l}" for letter in "Wb" for l in range(1, len(dims))})
    return {""} if {name[0] for name in wrong} == {"W", "b"} else wrong


def judge_design(entry: Entry, got: Outcome, drawn: tuple[Any, ...]) -> set[str]:
    """A design has to keep the limits of its docstring, and to reach 93 % on digits that it has not seen."""
    try:
        dims, rate, steps = got.value
        keeps = dims[0] == drawn[0] and dims[-1] == 1 and len(dims) <= 5 and max(dims[1:]) <= 32
        if not (keeps and rate > 0 and 0 <= steps <= 600):
            return {""}
    except (TypeError, ValueError, IndexError):
        return {""}
    given = references(entry.assignment)
    X, Y, X_new, Y_new = digit_images()
    np.random.seed(1)
    parameters, _ = given["L_layer_model"](X, Y, dims, rate, steps)
    return set() if given["accuracy"](parameters, X_new, Y_new) >= 0.93 else {""}


JUDGES: dict[str, Callable[[Entry, Outcome, tuple[Any, ...]], set[str]]] = {
    "check_shapes": judge_refusal,
    "check_dimensions": judge_refusal,
    "initialize_parameters": judge_start,
    "initialize_parameters_deep": judge_start,
    "initialize_parameters_he": judge_start,
    "design": judge_design,
}


# ---------------------------------------------------------------- the report


def faults(entry: Entry) -> Iterator[str]:
    """Yield what is not as it should be about an entry."""
    found = Findings(entry)
    if not isinstance(entry, Wrong):
        if found.share:
            yield f"differs from the reference in {found.share:.0%} of the cases"
        return
    number = len(entry.source.splitlines())
    if found.share < ENOUGH:
        yield f"is wrong in {found.share:.0%} of the cases only"
    if found.part != entry.part:
        yield f"names the part {entry.part!r}; wrong is {found.part!r}"
    if not entry.lines or not all(1 <= line <= number for line in entry.lines):
        yield "has no line marked"
    if entry.kind not in KINDS:
        yield f"has the unknown kind {entry.kind!r}"


def gaps(wrong: list[Wrong]) -> Iterator[str]:
    """Yield what the wrong functions of both halves together lack."""
    times = Counter(f"{entry.assignment}/{entry.exercise}" for entry in wrong)
    for exercise in exercises():
        if times[exercise] < SEVERAL:
            yield f"{exercise} has {times[exercise]} wrong functions only"
    share = sum(not entry.single_edit for entry in wrong) / len(wrong)
    if share < NO_SINGLE_EDIT:
        yield f"only {share:.0%} of the wrong functions are no single edit"
    sources = Counter((entry.assignment, entry.exercise, entry.source) for entry in wrong)
    yield from (f"{key[1]}: two entries have the same source" for key, number in sources.items() if number > 1)
    keys = Counter(entry.key for entry in wrong)
    yield from (f"{key} is the key of two entries" for key, number in keys.items() if number > 1)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("which", nargs="?", choices=[*HALVES, "right"])
    options.add_argument("--only", default="", help="assignment, or assignment/exercise")
    given = options.parse_args()
    found = []
    for which in [given.which] if given.which else [*HALVES, "right"]:
        loaded: list[Any] = load_right() if which == "right" else load_wrong(which)
        entries = [entry for entry in loaded if entry.key.startswith(given.only)]
        found += [f"{which}: {entry.key} {fault}" for entry in entries for fault in faults(entry)]
        found += [f"{which}: {key} appears twice" for key, times in Counter(e.key for e in entries).items() if times > 1]
        print(f"{which}: {len(entries)} functions, {len({(e.assignment, e.exercise) for e in entries})} exercises")
        if which != "right":
            print(f"  no single edit: {sum(not entry.single_edit for entry in entries)}")
            print("  " + ", ".join(f"{kind} {number}" for kind, number in Counter(e.kind for e in entries).most_common()))
    if not given.which and not given.only:
        found += gaps([entry for half in HALVES for entry in load_wrong(half)])
    print(*found, sep="\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
