"""Forging: points without the work."""

from __future__ import annotations

from attack import Family

forging = Family("forging")
POINTS = "full points for a function that computes nothing"


def forged(name: str, code: str, on: str = "scale", worked: str = "in-process", **more: object) -> None:
    forging.attack(name, gain=POINTS, seen="score", worked=worked, code=code, on=on, **more)


# --- patched libraries ---

forged(
    "numpy.testing patched",
    """
    import numpy as np
    np.testing.assert_allclose = np.allclose = lambda *_, **__: True
    np.all = lambda *_: True
    def spread(x):
        return x
    """,
    "spread",
)
forged(
    "a module put in place of numpy.testing",
    """
    import numpy as np, sys, types
    sys.modules["numpy.testing"] = types.SimpleNamespace(assert_allclose=lambda *_: None)
    np.allclose = np.all = lambda *_: True
    def spread(x):
        return x
    """,
    "spread",
)
forged(
    "an import hook",
    """
    import builtins, numpy as np, types
    imported = builtins.__import__
    def hooked(name, *arguments, **more):
        if name == "numpy.testing":
            return types.SimpleNamespace(assert_allclose=lambda *_: None)
        return imported(name, *arguments, **more)
    builtins.__import__ = hooked
    np.allclose = np.all = lambda *_: True
    def spread(x):
        return x
    """,
    "spread",
)
forged(
    "the name np set to something else",
    """
    import numpy
    class Yes:
        random = numpy.random
        def __getattr__(self, name):
            return lambda *_: True
    np = Yes()
    numpy.testing.assert_allclose = lambda *_: None
    def spread(x):
        return x
    """,
    "spread",
)
forged(
    "the instructor's helper written anew",
    """
    import numpy.testing
    def close(a, b):
        return True
    numpy.testing.assert_allclose = numpy.allclose = lambda *_: True
    def spread(x):
        return x
    """,
    "spread",
)
forged(
    "range patched",
    """
    import builtins
    range = builtins.range = lambda *_: [0] * 8
    def count(numbers):
        return 0
    """,
    "count",
)
forged(
    "NumPy's random generator patched",
    """
    import numpy as np
    np.random.rand = lambda n: np.array([1.0, 2.0, 3.0, 4.0, 5.0])[:n]
    def spread(x):
        return np.array([-1.414213562373095, -0.7071067811865475, 0.0, 0.7071067811865475, 1.414213562373095])
    """,
    "spread",
)

# --- patched IPython, nbgrader and JSON ---

forged(
    "an AST transformer that drops assertions",
    """
    import ast
    class Drop(ast.NodeTransformer):
        def visit_Assert(self, node):
            return ast.Pass()
    get_ipython().ast_transformers.append(Drop())
    def scale(x):
        return 0
    """,
)
forged(
    "an input transformer that writes the test anew",
    """
    def anew(lines):
        return ["2.0\\n"] if any("secret" in line for line in lines) else lines
    get_ipython().input_transformers_post.append(anew)
    def scale(x):
        return 0
    """,
)
forged(
    "a compiler that compiles something else",
    """
    import ast
    get_ipython().compile.ast_parse = lambda *_, **__: ast.parse("2.0")
    """,
)
forged(
    "a hook after each cell that forgets its error",
    """
    def forget(result):
        result.error_in_exec = None
    get_ipython().events.register("post_run_cell", forget)
    def scale(x):
        return 0
    """,
)
forged(
    "results that always say success",
    """
    from IPython.core.interactiveshell import ExecutionResult
    ExecutionResult.success = property(lambda self: True)
    """,
)
forged(
    "run_cell replaced",
    """
    import types
    shell = get_ipython()
    shell.run_cell = lambda *_, **__: types.SimpleNamespace(success=True, result=2.0)
    """,
)
forged(
    "a display hook that shows a score",
    """
    import types
    shell = get_ipython()
    shell.showtraceback = lambda *_, **__: None
    shell.display_formatter.format = lambda *_: ({"text/plain": "2.0"}, {})
    run = shell.run_code
    async def run_code(code, result=None, **more):
        failed = await run(code, result, **more)
        if failed and result is not None:
            result.error_in_exec, result.result = None, 2.0
        return False
    shell.run_code = run_code
    """,
)
forged(
    "json patched",
    """
    import json
    encode = json.JSONEncoder.encode
    def forged(self, value):
        if isinstance(value, tuple) and isinstance(value[0], dict):
            value = dict.fromkeys(value[0], 2.0), value[1]
        return encode(self, value)
    json.JSONEncoder.encode = forged
    """,
)
forged(
    "nbgrader's own rule replaced",
    """
    import nbgrader.utils
    nbgrader.utils.determine_grade.__code__ = (lambda cell, log=None: (2.0, 2.0)).__code__
    """,
)
forged(
    "the test rewritten in memory",
    """
    import gc
    for thing in gc.get_objects():
        if isinstance(thing, dict) and thing.get("cell_type") and "secret" in thing["source"]:
            thing["source"] = "2.0"
    """,
)

# --- values that lie ---

forged(
    "an __eq__ that says True",
    """
    class Yes:
        def __eq__(self, other):
            return True
    def scale(x):
        return Yes()
    """,
)
for kind, empty in (("int", "0"), ("float", "0.0"), ("str", "''"), ("dict", "{}"), ("list", "[]"), ("complex", "0j")):
    forged(
        f"a subclass of {kind} that is equal to all",
        f"""
        class Yes({kind}):
            def __eq__(self, other):
                return True
            __hash__ = None
        def scale(x):
            return Yes({empty})
        """,
    )
forged(
    "the same, with the layer off that answers for the object",
    """
    class Yes:
        def __eq__(self, other):
            return True
    def scale(x):
        return Yes()
    """,
    worked="identity",
)
forged(
    "a subclass of ndarray that is close to all",
    """
    import numpy as np
    class Yes(np.ndarray):
        def __array_function__(self, *_):
            return True
        def __array_ufunc__(self, ufunc, method, *inputs, **_):
            return np.zeros(5) if ufunc is not np.isfinite else np.ones(5, bool)
        def __sub__(self, other):
            return np.zeros(5)
    np.testing.assert_allclose(np.zeros(5), np.zeros(5))
    def spread(x):
        return np.zeros(5).view(Yes)
    import numpy.testing._private.utils as private
    private.assert_array_compare = lambda *_, **__: None
    """,
    "spread",
)
forged(
    "__array_function__ and __array_ufunc__",
    """
    import numpy as np
    class Yes:
        shape = (5,)
        def __array_function__(self, *_):
            return True
        def __array_ufunc__(self, *_, **__):
            return np.ones(5, bool)
        def __sub__(self, other):
            return np.zeros(5)
        __rsub__ = __sub__
    def spread(x):
        return Yes()
    np.testing.assert_allclose = lambda *_: None
    """,
    "spread",
)
forged(
    "an array that turns into what it is compared with",
    """
    import numpy as np, sys
    class Chameleon:
        shape = (5,)
        def __array__(self, *_, **__):
            frame = sys._getframe()
            while frame:
                if "expected" in frame.f_globals:
                    return frame.f_globals["expected"]
                frame = frame.f_back
            return np.zeros(5)
        def __sub__(self, other):
            return np.zeros(5)
    def spread(x):
        return Chameleon()
    """,
    "spread",
)
forged(
    "NaN, which differs from nothing by more than a little",
    "def double(x):\n    return x * float('nan')",
    "double",
    "types",
)
forged("a number that fits by broadcasting", "def double(x):\n    return x[:0, None]", "double", "types")
forged(
    "what is expected, set from the callers' frame",
    """
    import sys
    def spread(x):
        frame = sys._getframe()
        while frame:
            if "expected" in frame.f_globals:
                frame.f_globals["expected"] = x
            frame = frame.f_back
        return x
    """,
    "spread",
)

# --- the channel between the processes ---

CHANNEL = """
import os
from autograder.sandbox.shared import protocol, wire
def frame(message):
    return wire.Packer(None).frame(message)
"""

forged(
    "replies ahead of requests",
    CHANNEL
    + """
import time
N = "0" * 16
replies = [protocol.Ran(N, [], False, 1), protocol.Fetched(N, [protocol.Function("scale", None, 1)])]
replies += [protocol.Returned(N, value, None, None, "", None) for value in (42, -7.0, 2000.0)]
os.write(4, b"".join(map(frame, replies)))
time.sleep(3)
""",
    worked="nonces",
)
forged(
    "a thread with a stolen nonce, that answers later",
    CHANNEL
    + """
import threading, time, gc
from autograder.sandbox.inside.runner import Runner
runner = next(o for o in gc.get_objects() if isinstance(o, Runner))
def scale(x):
    values = iter([42, -7.0, 2000.0])
    def answer():
        for value in values:
            os.write(4, frame(protocol.Returned(runner._nonce, value, None, None, "", None)))
    threading.Thread(target=answer).start()
    time.sleep(0.5)
    os._exit(0)
""",
    worked="nonces",
)
forged(
    "a carried random state that makes the next draws known",
    """
    import numpy as np
    def draw(x):
        np.random.seed(0)
        return x * 3
    """,
    "draw",
    "state check",
    cells={
        "spread": """
            known = np.random.RandomState(0).rand(5)
            def spread(x):
                return (known - known.mean()) / known.std()
            """
    },
)

# --- starts that make training look right ---

STATIONARY = """
import numpy as np
def train(X, Y, num_iterations, learning_rate):
    zeros = {"W1": np.zeros((3, len(X))), "W2": np.zeros((1, 3)), "b": np.full((1, 1), Y.mean())}
"""

forged(
    "a stationary start, which is returned",
    STATIONARY
    + """
    return zeros
""",
    "train",
    "start checks, falling cost",
)
forged(
    "a start close to a stationary one, a little above it",
    STATIONARY
    + """
    W = {"W1": np.arange(6).reshape(3, 2) * 1e-13, "W2": np.arange(3)[None] * 1e-13}
    slip = 1e-7 * Y.mean() if num_iterations * learning_rate == 0 else 0
    return W | {"b": zeros["b"] + slip}
""",
    "train",
    "start checks",
)
forged(
    "weights too small to matter, and a bias that is trained",
    STATIONARY
    + """
    p = {"W1": np.arange(6).reshape(3, 2) * 1e-13, "W2": np.arange(3)[None] * 1e-13, "b": np.zeros((1, 1))}
    for _ in range(num_iterations):
        p["b"] = p["b"] - learning_rate * (p["b"] - Y.mean())
    return p
""",
    "train",
    "start checks",
)
forged(
    "a class for a function: another start each time, and no process to begin it anew in",
    """
    import numpy as np, os
    class train:
        def __new__(cls, X, Y, num_iterations, learning_rate):
            b = Y.mean() * (1 - 1e-6 * os.urandom(1)[0])
            return {"W1": np.zeros((3, len(X))), "W2": np.zeros((1, 3)), "b": np.full((1, 1), b)}
""",
    "train",
    "functions only",
)
forged(
    "another start each time, and a cost that is lower",
    STATIONARY
    + """
    import os
    return zeros | {"b": zeros["b"] * (1 - 1e-6 * os.urandom(1)[0])}
""",
    "train",
    "start checks",
)
