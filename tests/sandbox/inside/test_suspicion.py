"""Attempts at what is forbidden are seen where a cell makes them, and nothing that an honest notebook does is one."""

from __future__ import annotations

import contextlib
import time

import pytest
from machine import suspicions

from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared import limits
from autograder.sandbox.shared.outcome import SandboxStopped

s = "autograder.sandbox.inside.suspicion"

ATTEMPTS = {
    "a file": ("open('/etc/passwd')", "tried to open `/etc/passwd`"),
    "a file upward": ("open('../../solutions/a.py')", "tried to open `../../solutions/a.py`"),
    "a file by its number": ("import os; os.open('/etc/shadow', os.O_RDONLY)", "tried to open `/etc/shadow`"),
    "a file in bytes": ("import io; io.FileIO(b'/etc/passwd')", "tried to open `/etc/passwd`"),
    "a file by pathlib": ("import pathlib; pathlib.Path('/etc/a/b').read_text()", "tried to open `/etc/a/b`"),
    "a file by NumPy": ("import numpy as np; np.load('/etc/a/b.npy')", "tried to open `/etc/a/b.npy`"),
    "a file in exec": ("exec(\"open('/etc/passwd')\")", "tried to open `/etc/passwd`"),
    "the memory": ("open('/proc/self/mem', 'rb')", "tried to open `/proc/self/mem`"),
    "a database": ("import sqlite3; sqlite3.connect('/srv/a/gradebook.db')", "tried to open `/srv/a/gradebook.db`"),
    "a folder": ("import os; list(os.walk('/home'))", "tried to list `/home`"),
    "files to find": ("import glob; glob.glob('/home/*/*.ipynb')", "tried to list `/home`"),
    "a file to delete": ("import os; os.remove('/etc/a')", "tried to delete `/etc/a`"),
    "a folder to delete": ("import shutil; shutil.rmtree('..', ignore_errors=True)", "tried to delete `..`"),
    "a file of Python's own, to be written": ("import os; open(os.__file__, 'a')", "tried to write `/"),
    "a file of Python's own, to be deleted": ("import os; os.remove(os.__file__)", "tried to delete `/"),
    "a time": ("import os; os.utime('/etc/passwd')", "tried to change `/etc/passwd`"),
    "a limit": ("import resource as r; r.setrlimit(r.RLIMIT_AS, (1 << 40, 1 << 40))", "tried to change a limit"),
    "a priority": ("import os\nos.nice(-1)", "tried something that the system forbids (`line 2`)"),
    "a file in memory": ("import os\nos.memfd_create('x')", "tried something that the system forbids (`line 2`)"),
    "a handle": ("import os\nos.pidfd_open(1)", "tried something that the system forbids (`line 2`)"),
    "a letter typed": (
        "import fcntl\nfcntl.ioctl(0, 0x5412, b'x')",
        "tried something that the system forbids (`line 2`)",
    ),
    "a link": ("import os; os.symlink('/etc/a', 'b')", "tried to link `/etc/a`"),
    "a process": ("import os; os.fork()", "tried to start a process (`os.fork`)"),
    "a program": ("import subprocess; subprocess.run(['ls', '-l'])", "tried to start a process (`subprocess.Popen`)"),
    "a command": ("import os; os.system('ls')", "tried to start a process (`os.system`)"),
    "another program": ("import os; os.execv('/bin/sh', ['sh'])", "tried to start a process (`os.exec`)"),
    "the network": ("import socket; socket.socket()", "tried to use the network (`socket.__new__`)"),
    "an address": ("import urllib.request; urllib.request.urlopen('http://example.invalid')", "tried to use the network"),
    "C": ("import ctypes; ctypes.CDLL(None).getpid()", "tried to call C code (`ctypes.dlopen`)"),
    "the collector": ("import gc; gc.get_objects()", "tried to search the memory (`gc.get_objects`)"),
    "a signal": ("import os; os.kill(os.getppid(), 0)", "tried to signal another process (`os.kill`)"),
    "a thread": (
        "import threading\nt = threading.Thread(target=lambda: open('/etc/passwd')); t.start(); t.join()",
        "tried to open `/etc/passwd`",
    ),
}


@pytest.mark.parametrize(("cell", "clause"), ATTEMPTS.values(), ids=ATTEMPTS)
def test_an_attempt_is_seen(session: Session, cell: str, clause: str) -> None:
    session.run(cell)
    assert [seen for seen in suspicions(session) if seen.startswith(clause)], suspicions(session)


def test_it_is_seen_at_each_level(level_process: WarmProcess) -> None:
    session = Session(level_process)
    session.run("open('/etc/passwd')")
    session.close()
    assert suspicions(session) == ["tried to open `/etc/passwd`"]


def test_an_attempt_in_a_function_is_seen_when_it_is_called(session: Session) -> None:
    session.run("def f(): open('/etc/passwd')")
    assert not session.suspicious
    session.fetch(["f"])["f"].call_many([((), {})])
    assert suspicions(session) == ["tried to open `/etc/passwd`"]


def test_an_attempt_is_seen_even_if_the_process_then_ends(session: Session) -> None:
    session.run("try: open('/etc/passwd')\nexcept OSError: pass\nimport os\nos._exit(0)")
    assert suspicions(session) == ["tried to open `/etc/passwd`"]


def test_attempts_in_a_spare_sandbox_are_seen(session: Session) -> None:
    session.run("def f(): open('/etc/passwd')")
    session.fetch(["f"])["f"].with_helpers({"g": lambda: 1}).call_many([((), {})])
    assert suspicions(session) == ["tried to open `/etc/passwd`"]


HONEST = {
    "a file of Colab": "try: open('/content/drive/MyDrive/train.h5')\nexcept OSError: pass",
    "files of Kaggle": (
        "import os, glob\nlist(os.walk('/kaggle/input'))\nglob.glob('/kaggle/input/*/*.csv')\nglob.glob('../input/a/*.csv')"
    ),
    "a file of Windows": (
        "try: open(r'C:\\Users\\ann\\train.csv')\nexcept OSError: pass\ntry: open('D:/data/a.csv')\nexcept OSError: pass"
    ),
    "a file of a Mac": (
        "import os\ntry: os.chdir('/Users/ann/Desktop')\nexcept OSError: pass\n"
        "try: open('/Users/ann/a.csv', 'w')\nexcept OSError: pass"
    ),
    "a file of another home": "try: open('/home/no-such-person/work/train.h5')\nexcept OSError: pass",
    "a file by its full name": "import os; open(os.path.abspath('poem.txt')).read()",
    "a file of one's own, by its full name": (
        "import os\ntry: open(os.path.abspath('mine.txt'), 'w').write('x')\nexcept OSError: pass\n"
        "try: os.remove(os.path.abspath('mine.txt'))\nexcept OSError: pass"
    ),
    "a copy, with its times": "import shutil\ntry: shutil.copy2('poem.txt', 'again.txt')\nexcept OSError: pass",
    "data": "from sklearn.datasets import load_digits\nload_digits().data.mean()",
    "a model": (
        "from sklearn.model_selection import GridSearchCV\nfrom sklearn.linear_model import LogisticRegression\n"
        "import numpy as np\nX = np.arange(20.0)[:, None]\n"
        "try: GridSearchCV(LogisticRegression(), {'C': [1, 2]}, n_jobs=2, cv=2).fit(X, X[:, 0] > 9)\nexcept Exception: pass"
    ),
    "a figure": (
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title(r'$\\alpha$ 中')\n"
        "plt.savefig('a.png')\nplt.show()"
    ),
    "a picture": "import matplotlib.pyplot as plt, matplotlib.cbook as c\nplt.imread(c.get_sample_data('grace_hopper.jpg'))",
    "magics": "%timeit 1 + 1\n%time 1 + 1\n%who\n%pwd\n%config InlineBackend.figure_format = 'png'\n%lsmagic\n%history",
    "more magics": (
        "%load_ext autoreload\n%autoreload 2\n%precision 3\n%prun sum(range(9))\n%env\n%conda list\n%pip install numpy"
    ),
    "a timed cell": "%%time\nsum(range(9))",
    "a captured cell": "%%capture out\nprint(1)",
    "a shell's line": "!ls ~\n!pip install numpy\nx = !pwd",
    "a file of one's own": (
        "open('a.txt', 'w').write('1')\nopen('a.txt').read()\nimport os; os.listdir(); os.remove('a.txt')"
    ),
    "a written file": "%%writefile helper.py\nx = 1",
    "NumPy's files": (
        "import numpy as np\nnp.savez('a.npz', x=np.ones(3))\nnp.load('a.npz')['x']\nnp.savetxt('b.txt', np.ones(3))"
    ),
    "a temporary file": "import tempfile\nwith tempfile.TemporaryFile() as f: f.write(b'1')",
    "late imports": "import pandas, scipy.optimize, sqlite3, multiprocessing, subprocess, socket, ctypes, http.client, uuid",
    "a table": "import pandas as pd\npd.DataFrame({'a': [1, 2]})",
    "a traceback": (
        "import traceback, logging, warnings\nwarnings.warn('a')\nlogging.warning('b')\n"
        "try: 1 / 0\nexcept Exception: traceback.print_exc()"
    ),
    "an error in a library": "import numpy as np\nnp.linalg.inv(np.zeros((2, 2)))",
    "classes": (
        "from dataclasses import dataclass\nfrom collections import namedtuple\nP = namedtuple('P', 'x')\n"
        "@dataclass\nclass A: x: int = 1"
    ),
    "source and help": "import inspect, numpy as np\ndef f(): return 1\ninspect.getsource(f)\nnp.linalg.norm?\nhelp(np.dot)",
    "time and chance": (
        "import time, random, os, secrets\ntime.sleep(0)\nrandom.random()\nos.urandom(4)\nsecrets.token_hex()\nos.getpid()"
    ),
    "awaiting": "import asyncio\nawait asyncio.sleep(0)",
    "its own end": "import os, signal\nos.kill(os.getpid(), signal.SIGTERM)",
    "the number of processors": "try: open('/sys/fs/cgroup/cpu.max').read()\nexcept OSError: pass",
    "nowhere": "import os\nopen(os.devnull, 'w').write('x')",
}


@pytest.mark.parametrize("cell", HONEST.values(), ids=HONEST)
def test_an_honest_cell_is_not(level_process: WarmProcess, cell: str) -> None:
    session = Session(level_process)
    session.run(cell)
    session.close()
    assert suspicions(session) == []


# --- what this side sees by itself ---


FORGED = {
    "ahead": ("threading.Timer(0.1, os.write, (4, b'x')).start()", "sent a reply before the request"),
    "an impossible size": ("os.write(4, b'\\xff' * 12)", "sent more than 64 MB"),
    "nonsense": ("os.write(4, struct.pack('<IQ', 4, 0) + b'abcd')", "sent something unreadable"),
    "another nonce": (
        "os.write(4, (lambda b: struct.pack('<IQ', len(b), 0) + b)(b'\\x94\\xa7fetched\\xa1x\\x90\\x90'))",
        "sent a reply to another request",
    ),
}


@pytest.mark.parametrize(("attempt", "clause"), FORGED.values(), ids=FORGED)
def test_forged_replies_are_seen_and_cannot_be_silenced(session: Session, attempt: str, clause: str) -> None:
    silence = "import autograder.sandbox.inside.suspicion as s\ns._noted.update(dict.fromkeys(range(20)))"
    session.run(f"{silence}\nimport os, struct, threading\ndef f(): {attempt}")
    f = session.fetch(["f"])["f"]
    calls = [lambda: f.call_many([((), {})]), lambda: time.sleep(0.3), lambda: f.call_many([((), {})])]
    with pytest.raises(SandboxStopped):
        [call() for call in calls]
    assert [seen for seen in suspicions(session) if seen.startswith(clause)], suspicions(session)


@pytest.mark.parametrize(
    "body",
    [
        "return list(range(300_000))",
        "import decimal; return decimal.Decimal('1e99999')",
        "return set(range(9000))",
        "import numpy as np; return np.zeros((1,) * 20)",
        "import numpy as np; return np.zeros(10**8)",
        "import os; os._exit(1)",
        "while True: pass",
        "get_ipython().run_cell('a = 1')",
    ],
)
def test_what_is_only_too_much_is_not_suspicious(session: Session, body: str) -> None:
    session.run(f"def f():\n    {body}")
    with contextlib.suppress(SandboxStopped):
        session.fetch(["f"])["f"].call_many([((), {})])
    assert suspicions(session) == []


def test_reports_are_bounded_and_plain_text(session: Session) -> None:
    session.run("for i in range(99): \n    try: open(f'/etc/x{i}\\x1b[1m\\n' + 'y' * 999)\n    except OSError: pass")
    session.run(f"import {s}\n{s}._unsent += [('open', 'z' * 10**6) for _ in range(999)]")
    assert len(suspicions(session)) == limits.MOST
    assert all(len(clause.values["what"]) <= limits.LENGTH for clause in session.suspicious)
    assert all(seen.isprintable() for seen in suspicions(session))
