"""A second assignment to attack: foreign test cells that do something with what learners return, or believe what they say.

`EXERCISES` holds its exercises: name -> the reference, and the test, whose hidden part begins at `# hidden`.
"""

from __future__ import annotations

from typing import Any

from courses import cell, notebook

FROM_A_SOLUTION = "from pickle import loads as read"
EXERCISES: dict[str, tuple[str, str]] = {
    # --- tests that run a learner's text, by ways that a list of names does not know ---
    "formula": ("def formula():\n    return '1 + 2'", "calc = eval\nassert calc(formula()) == 3"),
    "body": (
        "def body():\n    return 'result = 6 * 7'",
        "import builtins\nrun = vars(builtins)['exec']\nrun(body())\nassert result == 42",
    ),
    "command": ("def command():\n    return 'true'", "from os import system as shell\nassert shell(command()) == 0"),
    "timed": (
        "def timed():\n    return 'sum(range(9))'",
        "import timeit\nassert timeit.timeit(timed(), number=1) < 1",
    ),
    "typed": (
        "def typed():\n    return '1 + 2'",
        "import codeop\ncode = codeop.compile_command(typed(), symbol='eval')\nassert eval.__call__(code) == 3",
    ),
    "session": (
        "def session():\n    return 'total = 3'",
        "import code\nknown = {}\ncode.InteractiveInterpreter(known).runsource(session())\nassert known['total'] == 3",
    ),
    "schema": (
        "def schema():\n    return 'create table t (x); insert into t values (3);'",
        "import sqlite3\ndb = sqlite3.connect(':memory:')\ndb.executescript(schema())\n"
        "assert db.execute('select x from t').fetchall() == [(3,)]",
    ),
    "symbol": (
        "def symbol():\n    return 'strlen', 'four!'",
        "import ctypes\nname, text = symbol()\nassert getattr(ctypes.CDLL(None), name)(text.encode()) == 5",
    ),
    "stored": (
        "import io\nimport numpy as np\ndef stored():\n    file = io.BytesIO()\n    np.save(file, np.arange(3))\n"
        "    return file.getvalue()",
        "import io\nimport numpy as np\nassert np.load(io.BytesIO(stored()), allow_pickle=True).sum() == 3",
    ),
    "dumped": (
        "import io\nimport joblib\ndef dumped():\n    file = io.BytesIO()\n    joblib.dump({'a': 1}, file)\n"
        "    return file.getvalue()",
        "import io, joblib\nassert joblib.load(io.BytesIO(dumped())) == {'a': 1}",
    ),
    "saved": (
        f"import pickle\n{FROM_A_SOLUTION}\ndef saved():\n    return pickle.dumps([1, 2])",
        "assert read(saved()) == [1, 2]",
    ),
    "page": (
        "def page():\n    return 'Hello {{ name }}!'",
        "from jinja2 import Template\nassert Template(page()).render(name='Ada') == 'Hello Ada!'",
    ),
    "module": (
        "def module():\n    return 'value = 7'",
        "from pathlib import Path\nPath('written.py').write_text(module())\nimport written\nassert written.value == 7",
    ),
    "located": (
        "def located():\n    return 'math.sqrt', 16",
        "import pydoc\nname, value = located()\nassert pydoc.locate(name)(value) == 4",
    ),
    "named": (
        "def named():\n    return 'out.txt'",
        "with open(named(), 'a') as file:\n    file.write('# changed')\nassert open(named()).read() == '# changed'",
    ),
    # --- tests that believe a learner's numbers and objects ---
    "roll": ("import numpy as np\ndef roll(n):\n    return np.random.rand(n)", "assert len(roll(2)) == 2"),
    "shift": (
        "def shift(x):\n    return x + 1",
        "import numpy as np\nnp.random.seed(5)\nroll(2)\nnoise = np.random.randn()\nassert shift(noise) == noise + 1",
    ),
    "toss": ("import random\ndef toss():\n    return random.random()", "assert 0 <= toss() < 1"),
    "lift": (
        "def lift(x):\n    return x + 2",
        "import random\nrandom.seed(5)\ntoss()\nnoise = random.gauss(0, 1)\nassert lift(noise) == noise + 2",
    ),
    "accuracy": ("def accuracy(right, total):\n    return right / total", "2 * accuracy(8, 8)"),
    "box": (
        "class Box:\n    def __init__(self, size):\n        self.size = size\n    def grown(self, by):\n"
        "        return Box(self.size + by)\n    def equals(self, other):\n        return self.size == other.size\n"
        "    def distance(self, other):\n        return abs(self.size - other.size)\n"
        "    def __lt__(self, other):\n        return self.size < other.size\n"
        "    def most(self, other):\n        return max(self.size, other)",
        "assert Box(3).grown(1).equals(Box(4))",
    ),
    "near": ("", "assert Box(3).grown(2).distance(Box(5)) < 1e-9"),
    "order": ("", "assert Box(3).grown(2) < Box(6)"),
    "most": ("", "assert Box(3).grown(2).most(9) == 9"),
    "same": (
        "def same(box, other):\n    return box.size == other.size",
        "assert same(Box(3).grown(3), Box(6))",
    ),
    "sums": ("def sums(n):\n    return n * 2", "assert sum(range(sums(4))) == 28"),
}


TOGETHER = {  # exercise -> the one whose notebook it is in; every other has a notebook for itself
    "shift": "roll",
    "lift": "toss",
    **dict.fromkeys(("near", "order", "most", "same"), "box"),
}


def sources() -> dict[str, dict[str, Any]]:
    """Return notebook -> its source; a notebook has the name of its first exercise."""
    cells: dict[str, list[dict[str, Any]]] = {}
    for name, (reference, test) in EXERCISES.items():
        found = cells.setdefault(TOGETHER.get(name, name), [])
        if reference:
            found.append(cell(f"### BEGIN SOLUTION\n{reference}\n### END SOLUTION", name, solution=True))
        hidden = f"# graded: {name}\n### BEGIN HIDDEN TESTS\n{test}\n### END HIDDEN TESTS"
        found.append(cell(hidden, f"test_{name}", grade=True, locked=True, points=2))
    return {name: notebook(*found) for name, found in cells.items()}
