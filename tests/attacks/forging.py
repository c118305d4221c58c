"""Forging: attacks that get points for functions that compute nothing."""

from __future__ import annotations

from attack import Family

forging = Family("forging")
POINTS = "full points for a function that computes nothing"


def forge(name: str, code: str, on: str = "scale", worked: str = "in-process", **more: object) -> None:
    forging.attack(name, gain=POINTS, seen="score", worked=worked, code=code, on=on, **more)


# --- patched libraries ---

forge(
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
forge(
    "numpy.testing replaced by another module",
    """
    import numpy as np, sys, types
    sys.modules["numpy.testing"] = types.SimpleNamespace(assert_allclose=lambda *_: None)
    np.allclose = np.all = lambda *_: True
    def spread(x):
        return x
    """,
    "spread",
)
forge(
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
forge(
    "the name np rebound",
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
forge(
    "the instructor's helper redefined",
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
forge(
    "range patched",
    """
    import builtins
    range = builtins.range = lambda *_: [0] * 8
    def count(numbers):
        return 0
    """,
    "count",
)
forge(
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

forge(
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
forge(
    "an input transformer that replaces the test",
    """
    def anew(lines):
        return ["2.0\\n"] if any("secret" in line for line in lines) else lines
    get_ipython().input_transformers_post.append(anew)
    def scale(x):
        return 0
    """,
)
forge(
    "a compiler that compiles something else",
    """
    import ast
    get_ipython().compile.ast_parse = lambda *_, **__: ast.parse("2.0")
    """,
)
forge(
    "a hook after each cell that clears its error",
    """
    def forget(result):
        result.error_in_exec = None
    get_ipython().events.register("post_run_cell", forget)
    def scale(x):
        return 0
    """,
)
forge(
    "execution results that always succeed",
    """
    from IPython.core.interactiveshell import ExecutionResult
    ExecutionResult.success = property(lambda self: True)
    """,
)
forge(
    "run_cell replaced",
    """
    import types
    shell = get_ipython()
    shell.run_cell = lambda *_, **__: types.SimpleNamespace(success=True, result=2.0)
    """,
)
forge(
    "a display formatter that shows a score",
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
forge(
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
forge(
    "nbgrader's determine_grade replaced",
    """
    import nbgrader.utils
    nbgrader.utils.determine_grade.__code__ = (lambda cell, log=None: (2.0, 2.0)).__code__
    """,
)
forge(
    "the test rewritten in memory",
    """
    import gc
    for thing in gc.get_objects():
        if isinstance(thing, dict) and thing.get("cell_type") and "secret" in thing["source"]:
            thing["source"] = "2.0"
    """,
)

# --- values that lie ---

forge(
    "an __eq__ that returns True",
    """
    class Yes:
        def __eq__(self, other):
            return True
    def scale(x):
        return Yes()
    """,
)
for kind, empty in (("int", "0"), ("float", "0.0"), ("str", "''"), ("dict", "{}"), ("list", "[]"), ("complex", "0j")):
    forge(
        f"a subclass of {kind} that equals everything",
        f"""
        class Yes({kind}):
            def __eq__(self, other):
                return True
            __hash__ = None
        def scale(x):
            return Yes({empty})
        """,
    )
forge(
    "an __eq__ that the grader calls in the sandbox",
    """
    class Yes:
        def __eq__(self, other):
            return True
    def scale(x):
        return Yes()
    """,
    worked="identity",
)
forge(
    "a subclass of ndarray that is close to everything",
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
forge(
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
forge(
    "an object whose __array__ returns the expected value",
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
forge(
    "NaN, whose difference never exceeds the tolerance",
    "def double(x):\n    return x * float('nan')",
    "double",
    "types",
)
forge("an empty array that broadcasts", "def double(x):\n    return x[:0, None]", "double", "types")
forge(
    "the expected value overwritten in a caller's frame",
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

forge(
    "replies sent before their requests",
    CHANNEL
    + """
import time
N = "0" * 16
scale = protocol.Function("scale", None, 1, "scale", None, False, None)
replies = [protocol.Ran(N, [], False, 1), protocol.Fetched(N, [scale])]
replies += [protocol.Returned(N, value, None, None, "", None) for value in (42, -7.0, 2000.0)]
os.write(4, b"".join(map(frame, replies)))
time.sleep(3)
""",
    worked="nonces",
)
forge(
    "a thread that answers later with a stolen nonce",
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
forge(
    "a random state that makes the test's draws known",
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

forge(
    "a stationary start returned as the result",
    STATIONARY
    + """
    return zeros
""",
    "train",
    "start checks, falling cost",
)
forge(
    "a start that costs slightly more than a stationary one",
    STATIONARY
    + """
    W = {"W1": np.arange(6).reshape(3, 2) * 1e-13, "W2": np.arange(3)[None] * 1e-13}
    slip = 1e-7 * Y.mean() if num_iterations * learning_rate == 0 else 0
    return W | {"b": zeros["b"] + slip}
""",
    "train",
    "start checks",
)
forge(
    "weights too small to matter, and only the bias trained",
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
forge(
    "a class in place of a function, with another start for each call",
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
forge(
    "another start for each call, and a lower cost",
    STATIONARY
    + """
    import os
    return zeros | {"b": zeros["b"] * (1 - 1e-6 * os.urandom(1)[0])}
""",
    "train",
    "start checks",
)
