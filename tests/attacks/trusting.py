"""Trusting: attacks on the trusted process of a foreign course, by what its tests do with a learner's values.

Some of these tests run text that a learner returns; others believe what a learner's object says of the expected value. The
exercises are those of `sinks.EXERCISES`.
"""

from __future__ import annotations

from attack import Family

trusting = Family("trusting")
CODE = "the attacker's code, run with the instructor's rights"
POINTS = "full points for a function that computes nothing"
FILE = "COURSE/solutions/attacked.py"
CHANGE = f"open('{FILE}', 'a').write('# changed')"
BOTH = "auditing, second wall"


def run(name: str, on: str, code: str) -> None:
    """Register an attack that changes a file of the course, if the trusted process runs what it returns."""
    trusting.attack(name, gain=CODE, seen="file", worked=BOTH, code=code, on=on, assignment="sinks")


def forge(name: str, on: str, code: str, worked: str = "in-process", **more: object) -> None:
    """Register an attack that earns points, if the test believes it."""
    trusting.attack(name, gain=POINTS, seen="score", worked=worked, code=code, on=on, assignment="sinks", **more)


def returning(name: str, text: str) -> str:
    """Return a function that returns a text."""
    return f"def {name}():\n    return {text!r}"


# --- a learner's text is run ---

run("eval under another name", "formula", returning("formula", CHANGE))
run("exec found in the builtins", "body", returning("body", CHANGE))
run("os.system under another name", "command", returning("command", f"echo '# changed' >> {FILE}"))
run("timeit", "timed", returning("timed", CHANGE))
run("code compiled by codeop", "typed", returning("typed", CHANGE))
run("an interactive interpreter", "session", returning("session", CHANGE))
run("SQL that attaches a file", "schema", returning("schema", "attach 'COURSE/new.db' as n; create table n.t (x);"))
run(
    "a function of the C library",
    "symbol",
    f"""
    def symbol():
        return "system", "echo '# changed' >> {FILE}"
    """,
)
PICKLED = f"""
    class Change:
        def __reduce__(self):
            return eval, ("{CHANGE}",)
"""
run(
    "np.load of a pickle, where the reference returns none",
    "stored",
    f"""
    import io
    import numpy as np
    {PICKLED}
    def stored():
        file = io.BytesIO()
        np.save(file, np.array([Change()], dtype=object), allow_pickle=True)
        return file.getvalue()
    """,
)
run(
    "joblib.load",
    "dumped",
    f"""
    import io, joblib
    {PICKLED}
    def dumped():
        file = io.BytesIO()
        joblib.dump(Change(), file)
        return file.getvalue()
    """,
)
run(
    "pickle, which a solution cell imports",
    "saved",
    f"""
    import pickle
    from pickle import loads as read
    {PICKLED}
    def saved():
        return pickle.dumps(Change())
    """,
)
run(
    "a template",
    "page",
    returning("page", "{{ cycler.__init__.__globals__.os.system(\"echo '# changed' >> " + FILE + '") }}'),
)
run("a module that the test writes and imports", "module", returning("module", CHANGE))
run(
    "a function that the learner names",
    "located",
    f"""
    def located():
        return "os.system", "echo '# changed' >> {FILE}"
    """,
)
run("a file that the learner names", "named", returning("named", FILE))

# --- a learner's numbers and objects are believed ---

forge(
    "a normal number kept by NumPy's generator",
    "roll",
    """
    import numpy as np
    def roll(n):
        kind, key, position, *_ = np.random.get_state()
        np.random.set_state((kind, key, position, 1, 0.25))
        return [0] * n
    """,
    "state check",
    cells={"shift": "def shift(x):\n    return 1.25"},
    earned=("roll",),
)
forge(
    "a normal number kept by Python's generator",
    "toss",
    """
    import random
    def toss():
        version, state, _ = random.getstate()
        random.setstate((version, state, 0.25))
        return 0.5
    """,
    "state check",
    cells={"lift": "def lift(x):\n    return 2.25"},
    earned=("toss",),
)
for what, value in (("NaN", "float('nan')"), ("a negative number", "-1"), ("a text", "'100 %'"), ("an array", "[1.0]")):
    forge(f"{what} as partial credit", "accuracy", f"def accuracy(right, total):\n    return {value}")
FALSE_BOX = """
    class Box:
        def __init__(self, size):
            pass
        def grown(self, by):
            return self
"""
forge("a method that always says yes", "box", FALSE_BOX + "        def equals(self, other):\n            return True")
forge("a method that always returns zero", "box", FALSE_BOX + "        def distance(self, other):\n            return 0")
forge("an order that always holds", "box", FALSE_BOX + "        def __lt__(self, other):\n            return True")
forge(
    "a method that returns what it is given", "box", FALSE_BOX + "        def most(self, other):\n            return other"
)
forge(
    "a function that compares objects, and always says yes",
    "same",
    "def same(box, other):\n    return True",
    cells={"box": FALSE_BOX},
)

# --- time ---

trusting.attack(
    "a number that makes C code of the test run without end",
    gain="the grader's time, while the class waits",
    seen="time",
    worked="in-process",
    code="def sums(n):\n    return 10 ** 12",
    on="sums",
    assignment="sinks",
)
