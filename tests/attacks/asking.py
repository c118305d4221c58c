"""Asking: attacks on the order in which exercises are asked, on hidden inputs, and on the second pass.

Exercises are asked after the last cell. A second pass, in other processes, explains what failed and follows it through.
"""

from __future__ import annotations

from attack import Family

asking = Family("asking")
POINTS = "points for a function that computes nothing"
SECOND = "points for a second guess"

# --- hidden inputs, seen by a learner's cell ---


def spy(name: str, double: str, later: str = "") -> None:
    """Register an attack that prints when it has a hidden input of `double`, from a later cell or on its own."""
    cells = {"after": f"{later}\ndef after(x):\n    return x - 1"} if later else {}
    gain = "hidden inputs, in the attacker's page"
    asking.attack(name, gain=gain, seen="done", worked="asked last", on="double", code=double, cells=cells)


spy(
    "hidden inputs printed by a later cell",
    """
    seen = []
    def double(x):
        seen.append(x)
        return x
    """,
    'if seen: print("DONE")',
)
spy(
    "hidden inputs kept in a library, printed by a later cell",
    """
    import numpy as np
    def double(x):
        np.seen = x
        return x
    """,
    'import numpy\nif hasattr(numpy, "seen"): print("DONE")',
)
spy(
    "hidden inputs found by the garbage collector of a later cell",
    """
    def double(x):
        double.inputs = {"of the hidden test": x.tolist()}
        return x
    """,
    'import gc\nif any("of the hidden test" in d for d in gc.get_objects() if type(d) is dict): print("DONE")',
)
spy(
    "hidden inputs printed by a thread while a later cell runs",
    """
    import threading, time
    def double(x):
        def tell():
            time.sleep(0.1)
            print("DONE")
        threading.Thread(target=tell, daemon=True).start()
        return x
    """,
    "import time\ntime.sleep(0.4)",
)
spy(
    "hidden inputs printed when IPython ends the next cell",
    """
    def double(x):
        get_ipython().events.register("post_run_cell", lambda *_: print("DONE"))
        return x
    """,
    "1",
)
asking.attack(
    "hidden inputs in the name of a file that is opened",
    gain="hidden inputs, in the mark of a suspicious submission",
    seen="done",
    worked="quiet suspicions",
    on="double",
    code="""
    def double(x):
        try:
            open("/etc/DONE")
        except OSError:
            pass
        return x
    """,
)

# --- answers learned from earlier submissions ---

LOOK_UP = """
    import numpy as np
    table = {table}
    def double(x):
        for given, answer in table:
            if np.allclose(given, x):
                return np.array(answer)
        return x
"""
asking.attack(
    "a table of the answers to all that the class is asked",
    gain=POINTS,
    seen="score",
    worked="own draws",
    on="double",
    code=LOOK_UP.format(table="TABLE"),
)
asking.attack(
    "a table of the answers to all that an earlier submission was asked",
    gain=POINTS,
    seen="score",
    worked="own draws",
    on="double",
    code=LOOK_UP.format(table="EARLIER"),
)

# --- a second guess ---


def guess_twice(name: str, quadruple: str, **cells: str) -> None:
    """Register an attack on `quadruple`, which guesses wrongly first, and rightly once it knows that it was wrong.

    Its helper `double` is wrong, so that it is followed through.
    """
    asking.attack(name, gain=SECOND, seen="score", worked="explained answers", on="quadruple", code=quadruple, cells=cells)


guess_twice(
    "a second guess, on seeing the grader's helper",
    """
    def quadruple(x):
        return 3 * x if "ipython-input" in double.__code__.co_filename else 4 * x
    """,
    double="def double(x):\n    return x + 1",
)
guess_twice(
    "a second guess, on getting other answers from the helper",
    """
    import numpy as np
    def quadruple(x):
        return 3 * x if np.allclose(double(x), x + 1) else 4 * x
    """,
    double="def double(x):\n    return x + 1",
)
guess_twice(
    "a second guess, in a process that has not run the later cells",
    """
    import numpy as np
    def quadruple(x):
        return 3 * x if hasattr(np, "all_cells_have_run") else 4 * x
    """,
    double="def double(x):\n    return x + 1",
    after="import numpy as np\nnp.all_cells_have_run = True\ndef after(x):\n    return x - 1",
)
guess_twice(
    "a second guess, in a process whose execution count is lower",
    """
    here = get_ipython().execution_count + 1
    def quadruple(x):
        return 3 * x if get_ipython().execution_count > here else 4 * x
    """,
    double="def double(x):\n    return x + 1",
)

# --- a verdict, heard by the next exercise ---

asking.attack(
    "a verdict learned from the search for a smaller example",
    gain=SECOND,
    seen="score",
    worked="two passes, fresh forks",
    on="double",
    code="""
    def double(x):
        return 2.0 * x if len(asked) > 5 else 1.5 * x
    """,
    cells={
        "quadruple": """
        asked = []
        def quadruple(x):
            asked.append(x)
            return 2.5 * x
        """
    },
)
asking.attack(
    "what a correct helper answered, passed on by a lock on a file",
    gain=SECOND,
    seen="score",
    worked="two passes, seccomp",
    on="double",
    code="""
    def double(x):
        return 2.0 * x if heard else 1.5 * x
    """,
    cells={
        "quadruple": """
        import fcntl, os, struct, threading, time
        place, heard = os.open(os.__file__, os.O_RDONLY), []
        def listen(place, heard, fcntl, struct, time):
            while not heard:
                asked = struct.pack("hhqqi", fcntl.F_WRLCK, 0, 0, 0, 0)
                if struct.unpack("hhqqi", fcntl.fcntl(place, fcntl.F_GETLK, asked))[0] != fcntl.F_UNLCK:
                    heard.append(True)
                time.sleep(0.005)
        threading.Thread(target=listen, args=(place, heard, fcntl, struct, time), daemon=True).start()
        def quadruple(x):
            if double(1.0) == 2.0:
                fcntl.lockf(place, fcntl.LOCK_SH)
                time.sleep(0.1)
            return double(double(x))
        """
    },
    earned=("quadruple",),
)

asking.never_worked(
    "inputs left in a file for cells that run again", "a new fork has other files, and nobody sees their outputs"
)
asking.never_worked(
    "other functions put into a kept place", "they are the learner's own, and no hidden input has been sent yet"
)
