"""Call a learner's function wherever it runs: a proxy asks its sandbox, a plain function is called in this process.

Both return Outcomes, and an exception of the learner's code is part of the Outcome.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from types import FunctionType
from typing import Any

from autograder.judging.fitting import Arguments
from autograder.sandbox.outside.cleaning import cleaned
from autograder.sandbox.shared import steps
from autograder.sandbox.shared.arrays import Watch
from autograder.sandbox.shared.failure import Budget, PrintedText, learner_error, limited
from autograder.sandbox.shared.outcome import LearnerError, Outcome, SandboxStopped
from autograder.sandbox.shared.wire import MAX_DEPTH, plainly
from autograder.words import say


def call_many(function: Callable[..., Any], calls: Sequence[Arguments], rng_state: Any = None) -> list[Outcome]:
    """Call `function` once for each (args, kwargs), in order.

    Each call gets its own copy of its arguments; the Outcome holds them as the call left them.

    rng_state: of NumPy's legacy generator before each call, as `np.random.get_state()` returns it; None: as it is.

    Raises SandboxStopped, for a proxy, when the learner's process was stopped or died.
    """
    if hasattr(type(function), "call_many"):
        return list(function.call_many(list(calls), rng_state))  # type: ignore[attr-defined]
    return [_call_here(function, call, rng_state) for call in calls]


def _call_here(function: Callable[..., Any], call: Arguments, rng_state: Any) -> Outcome:
    args, kwargs = arguments = copy.deepcopy(call)
    watch = Watch(arguments)
    value, error, printed = None, None, PrintedText(say("sandbox.notice.output_cut"))
    with contextlib.redirect_stdout(printed), _legacy_draws(rng_state):
        try:
            value = _plain(function(*args, **kwargs))
        except SandboxStopped:
            raise
        except (Exception, SystemExit) as raised:  # the learner's code may raise anything; Ctrl-C is the instructor's
            error = _learner_error(raised, function)
    return Outcome(value=value, error=error, arguments=arguments, printed=printed.text(), altered=tuple(watch.altered()))


def _plain(given: Any, depth: int = 0, known: dict[int, Any] | None = None) -> Any:
    """Return a value as it would leave a sandbox: objects of derived classes as those of their base, at any depth.

    known: what was made of the containers so far, by their ids. A value may hold one of them many times, even itself. The
           ids are those of `given`, which lives as long as the value; one of a list made here would be used again.
    """
    known = {} if known is None else known
    if id(given) in known:
        return known[id(given)]
    value = plainly(given)
    if depth >= MAX_DEPTH or not isinstance(value, list | tuple | dict):
        return value
    known[id(given)] = value
    known[id(given)] = _plain_container(value, depth, known)
    return known[id(given)]


def _plain_container(value: Any, depth: int, known: dict[int, Any]) -> Any:
    if type(value) in (list, tuple):
        parts = [_plain(part, depth + 1, known) for part in value]
        same = all(part is old for part, old in zip(parts, value, strict=True))
        return value if same else type(value)(parts)
    if issubclass(type(value), dict):
        pairs = {key: _plain(part, depth + 1, known) for key, part in dict.items(value)}
        same = type(value) is dict and all(part is value[key] for key, part in pairs.items())
        return value if same else pairs
    return value


@contextlib.contextmanager
def _legacy_draws(rng_state: Any) -> Any:
    """Put NumPy's legacy generator into this state, and back into its own afterwards."""
    if rng_state is None:
        yield
        return
    import numpy as np

    before = np.random.get_state()
    np.random.set_state(rng_state)
    try:
        yield
    finally:
        np.random.set_state(before)


def _learner_error(raised: BaseException, function: Callable[..., Any]) -> LearnerError:
    if type(known := getattr(raised, "learner_error", None)) is LearnerError:
        return known  # it came out of a sandbox
    code, world = getattr(function, "__code__", None), getattr(function, "__globals__", {})
    homes = [file for file in (getattr(code, "co_filename", None), world.get("__file__")) if file]
    return cleaned(learner_error(raised, homes))


def with_helpers(
    function: Callable[..., Any], helpers: Mapping[str, Callable[..., Any]], budget: int | Budget
) -> Callable[..., Any]:
    """Return the function with these helpers in place of globals of these names.

    All helpers together answer `budget` calls; a further call raises RecursionError in the learner's code, in this process
    and through a sandbox. A proxy answers from a fresh process. A plain function is rebuilt over a copy of its globals,
    together with the learner's other functions in them, because a function that it calls must see the helpers, too.
    Anything else that can be called is returned as it is.
    """
    if isolated(function):
        return function.with_helpers(dict(helpers), budget)  # type: ignore[attr-defined, no-any-return]
    if not isinstance(function, FunctionType):
        return function
    old = function.__globals__
    world = dict(old)

    def moved(original: FunctionType) -> FunctionType:
        copied = FunctionType(original.__code__, world, original.__name__, original.__defaults__, original.__closure__)
        copied.__kwdefaults__ = original.__kwdefaults__
        copied.__dict__.update(original.__dict__)
        return copied

    for name, value in old.items():
        if isinstance(value, FunctionType) and value.__globals__ is old:
            world[name] = moved(value)
    world.update(limited(helpers, budget, say("sandbox.called_too_often")))
    made = moved(function)
    if isinstance(budget, Budget):
        made.__dict__["_budget"] = budget
    return made


def lend(
    function: Callable[..., Any], helpers: Mapping[str, Callable[..., Any]], budget: int | Budget
) -> Callable[..., Any]:
    """Return the function as `with_helpers` does, but a proxy answers from the process that it has now."""
    if isolated(function):
        return function.with_helpers(dict(helpers), budget, fresh=False)  # type: ignore[attr-defined, no-any-return]
    return with_helpers(function, helpers, budget)


def beside(function: Callable[..., Any], names: Collection[str]) -> dict[str, Any]:
    """Return the learner's other globals of these names, as far as there are any; of a proxy, from a fresh process."""
    if isolated(function):
        return dict(function.beside(list(names)))  # type: ignore[attr-defined]
    world = getattr(function, "__globals__", {})
    return {name: world[name] for name in names if name in world}


def budget_of(function: Callable[..., Any]) -> Budget | None:
    """Return the budget of the helpers of a function that `with_helpers` made; None if it has none."""
    budget = getattr(function, "_budget", None) if isinstance(function, FunctionType) or isolated(function) else None
    return budget if isinstance(budget, Budget) else None


def attempt(
    function: Callable[..., Any], texts: Sequence[str], calls: Sequence[Arguments], *, least: int = steps.LEAST
) -> list[list[Outcome]]:
    """Build the function from each of these texts, make all calls with it, and return its outcomes in order.

    A text is run where the function runs, in a copy of the names that it sees. Its outcomes are errors where it cannot be
    run, and where a call takes more than ten times the steps of the function as it is.

    texts:  each defines the function under its own name.
    least:  steps that an attempt may take in any case.
    Raises TypeError for anything but a function.
    Raises SandboxStopped, for a proxy, when the learner's process was stopped or died.
    """
    if isolated(function):
        return list(function.attempt(list(texts), list(calls), least=least))  # type: ignore[attr-defined]
    if not isinstance(function, FunctionType):
        raise TypeError(type(function).__name__)
    limits: list[int] = []
    found = []
    for text in texts:
        outcomes = []
        try:
            built = steps.rebuilt(text, function.__name__, function.__globals__)
        except Exception as raised:
            outcomes = [Outcome(error=_learner_error(raised, function), arguments=call) for call in calls]
        for number, call in enumerate(calls if not outcomes else ()):
            if len(limits) <= number:
                limits.append(steps.allowed(_steps_of(function, call), least))
            bounded = functools.partial(_bounded, built, limits[number])
            outcomes.append(_call_here(bounded, call, None))
        found.append(outcomes)
    return found


def _steps_of(function: Callable[..., Any], call: Arguments) -> int:
    args, kwargs = copy.deepcopy(call)
    with contextlib.redirect_stdout(PrintedText("")):
        return steps.steps_of(lambda: function(*args, **kwargs))


def _bounded(function: Callable[..., Any], limit: int, /, *args: Any, **kwargs: Any) -> Any:
    """Call a function with a bound on its steps. Raises RecursionError where it takes more."""
    try:
        return steps.within(limit, lambda: function(*args, **kwargs))
    except steps.TooManySteps:
        raise RecursionError from None


def isolated(function: Callable[..., Any]) -> bool:
    """Return whether the function is a proxy, which runs in a sandbox.

    `with_helpers(function, {}, 0)` is then the same function in a fresh process: one that has drawn no random number since
    its cells ran. All such processes draw the same numbers.
    """
    return hasattr(type(function), "with_helpers")


def tolerant(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function with a wrapper that drops arguments for which it has no parameter.

    Learners' code may pass a helper more than the reference takes, as some published versions of the exercises do.
    """
    parameters = inspect.signature(function).parameters.values()
    kinds = {p.kind for p in parameters}
    positions = sum(p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD) for p in parameters)
    names = {p.name for p in parameters}

    @functools.wraps(function)
    def answer(*args: Any, **kwargs: Any) -> Any:
        if inspect.Parameter.VAR_POSITIONAL not in kinds:
            args = args[:positions]
        if inspect.Parameter.VAR_KEYWORD not in kinds:
            kwargs = {name: value for name, value in kwargs.items() if name in names}
        return function(*args, **kwargs)

    return answer
