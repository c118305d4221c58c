"""Reading: attacks on the secrecy of hidden tests, expected values, the course's files and other people's work."""

from __future__ import annotations

from attack import Family

reading = Family("reading")
TESTS = "the text of a hidden test, printed into the attacker's feedback"


def read_in_process(name: str, code: str, on: str = "scale") -> None:
    """Register an attack that reads a hidden test in the process that runs it."""
    reading.attack(name, gain=TESTS, seen="leak", worked="in-process", code=code, on=on)


def steal(name: str, what: str, code: str, worked: str = "landlock") -> None:
    """Register an attack that reads `what`, which is elsewhere on the machine."""
    reading.attack(name, gain=f"{what}, printed into the attacker's feedback", seen="leak", worked=worked, code=code)


SHOW = "print([text for text in found if 'secret' in text])"

read_in_process(
    "all objects that the garbage collector tracks",
    f"""
    import gc
    def scale(x):
        frames = [o for o in gc.get_objects() if isinstance(o, dict)]
        found = {{repr(d["secret"]) + " secret" for d in frames if isinstance(d.get("secret"), str)}}
        {SHOW}
    """,
)
read_in_process(
    "the caller's frame",
    """
    import sys
    def scale(x):
        frame = sys._getframe(1)
        while frame:
            print(frame.f_globals.get("secret"), frame.f_locals.get("secret"), frame.f_code.co_consts)
            frame = frame.f_back
    """,
)
read_in_process(
    "inspect.stack",
    """
    import inspect
    def scale(x):
        for frame in inspect.stack():
            print(frame.frame.f_code.co_consts, frame.frame.f_globals.get("secret"))
    """,
)
read_in_process(
    "the frames of a traceback",
    """
    import sys
    def scale(x):
        try:
            1 / 0
        except ZeroDivisionError:
            frame = sys.exc_info()[2].tb_frame
            while frame:
                print(frame.f_code.co_consts)
                frame = frame.f_back
    """,
)
read_in_process(
    "a trace function",
    """
    import sys
    def spy(frame, event, argument):
        print(frame.f_code.co_consts)
    sys.settrace(spy)
    def scale(x):
        return x
    """,
)
read_in_process(
    "a profiler",
    """
    import sys
    sys.setprofile(lambda frame, event, argument: print(frame.f_code.co_consts) if event == "call" else None)
    def scale(x):
        return x
    """,
)
read_in_process(
    "an audit hook",
    """
    import sys
    def spy(event, arguments):
        if event == "compile":
            print(arguments[0])
        if event == "exec":
            print(arguments[0].co_consts)
    sys.addaudithook(spy)
    """,
)
read_in_process(
    "a hook before each cell",
    "get_ipython().events.register('pre_run_cell', lambda info: print(info.raw_cell))",
)
read_in_process(
    "an input transformer",
    """
    def spy(lines):
        print(*lines)
        return lines
    get_ipython().input_transformers_cleanup.append(spy)
    """,
)
read_in_process(
    "an AST transformer",
    """
    import ast
    class Spy(ast.NodeTransformer):
        def visit(self, node):
            print(ast.unparse(node))
            return node
    get_ipython().ast_transformers.append(Spy())
    """,
)
read_in_process(
    "a replaced compiler",
    """
    shell = get_ipython()
    compiled = shell.compile.ast_parse
    def spy(source, *arguments, **more):
        print(source)
        return compiled(source, *arguments, **more)
    shell.compile.ast_parse = spy
    """,
)
read_in_process(
    "the lines that linecache keeps",
    """
    import linecache
    def scale(x):
        for entry in list(linecache.cache.values()):
            print(*(entry[2] or []) if len(entry) > 2 else "")
    """,
)
read_in_process(
    "a patched comparison that prints the expected value",
    """
    import numpy as np, sys
    def spread(x):
        return x
    def spy(*arguments, **more):
        print(arguments, sys._getframe(1).f_globals["secret"])
    np.testing.assert_allclose = spy
    """,
    on="spread",
)
read_in_process(
    "an __eq__ that inspects its caller",
    """
    import sys
    class Spy:
        def __eq__(self, other):
            print("expected", other, sys._getframe(1).f_globals.get("secret"))
            return True
    def scale(x):
        return Spy()
    """,
)

SOURCE = "the hidden tests and the reference, as the instructor wrote them"
steal("the source notebook", SOURCE, 'print(open("COURSE/source/attacked/attacked.ipynb").read())', "in-process")
steal("the reference", "the reference", 'print(open("COURSE/solutions/attacked.py").read())', "in-process")
steal(
    "the reference, imported",
    "the reference",
    """
    import sys, inspect
    sys.path.insert(0, "COURSE/solutions")
    import attacked
    print(inspect.getsource(attacked))
    from attacked import *
    """,
    "in-process",
)
steal(
    "the file of hidden inputs and known mistakes",
    "hidden inputs and known mistakes",
    'print(open("COURSE/tests/hidden/attacked/double.py").read())',
    "in-process",
)
steal(
    "the course's secret",
    "all hidden inputs",
    'print(open("COURSE/.autograder-secret").read())',
    "in-process",
)
steal(
    "the gradebook, as a file",
    "everyone's marks and comments",
    'print(open("COURSE/gradebook.db", "rb").read())',
    "in-process",
)
steal(
    "the gradebook, by SQL",
    "everyone's marks and comments",
    """
    import sqlite3
    book = sqlite3.connect("file:COURSE/gradebook.db?mode=ro&immutable=1", uri=True)
    print(book.execute("SELECT * FROM grade").fetchall())
    """,
    "in-process",
)
steal(
    "a classmate's work",
    "somebody else's answers",
    'print(open("COURSE/submitted/classmate/attacked/attacked.ipynb").read())',
    "in-process",
)
steal("the git repository", "every commit of the course", 'print(open("COURSE/.git/config").read())', "in-process")
steal("the instructor's home folder", "the instructor's keys", 'print(open("COURSE/home/.ssh/id").read())', "in-process")
steal("the environment", "the grader's environment variables", "import os\nprint(os.environ)", "in-process")
steal(
    "the environment, by /proc",
    "the grader's environment variables",
    'print(open("/proc/self/environ").read(), open("/proc/1/environ").read())',
    "in-process",
)
steal(
    "every file below the course's folder",
    "any file of the course",
    """
    import os
    for folder, _, files in os.walk("COURSE"):
        for name in files:
            print(open(os.path.join(folder, name), "rb").read())
    """,
)
steal(
    "np.fromfile",
    "the reference",
    'import numpy as np\nprint(np.fromfile("COURSE/solutions/attacked.py", "S1").tobytes())',
)
steal(
    "np.memmap",
    "the reference",
    'import numpy as np\nprint(bytes(np.memmap("COURSE/solutions/attacked.py", "u1", "r")))',
)
steal(
    "np.loadtxt",
    "the course's secret",
    'import numpy as np\nprint(*np.loadtxt("COURSE/.autograder-secret", str))',
)
steal(
    "linecache",
    "the reference",
    'import linecache\nprint(linecache.getlines("COURSE/solutions/attacked.py"))',
)
steal(
    "runpy",
    "the reference",
    """
    import inspect, runpy
    print(inspect.getsource(runpy.run_path("COURSE/solutions/attacked.py")["scale"].__code__))
    print(open("COURSE/solutions/attacked.py").readline())
    """,
)
steal(
    "the magic %load",
    "the reference",
    """
    get_ipython().run_line_magic("load", "COURSE/solutions/attacked.py")
    print(get_ipython().payload_manager.read_payload())
    print(get_ipython().find_user_code("COURSE/solutions/attacked.py"))
    """,
)
steal(
    "%run",
    "the reference",
    "%run COURSE/solutions/attacked.py\nprint(get_ipython().find_user_code('COURSE/solutions/attacked.py'))",
)
steal(
    "open and read, called in C",
    "the reference",
    """
    import ctypes
    libc = ctypes.CDLL(None)
    room = ctypes.create_string_buffer(4096)
    libc.read(libc.open(b"COURSE/solutions/attacked.py", 0), room, 4095)
    print(room.value)
    """,
)
steal(
    "a raw openat",
    "the reference",
    """
    import ctypes, os
    descriptor = ctypes.CDLL(None).syscall(SYS_openat, -100, b"COURSE/solutions/attacked.py", 0)
    print(os.read(descriptor, 4096))
    """,
)
steal(
    "openat2",
    "the reference",
    """
    import ctypes, os
    how = (ctypes.c_uint64 * 3)()
    print(os.read(ctypes.CDLL(None).syscall(SYS_openat2, -100, b"COURSE/solutions/attacked.py", how, 24), 4096))
    """,
    "landlock, seccomp",
)
steal(
    "sendfile",
    "the reference",
    """
    import os
    reader, writer = os.pipe()
    os.sendfile(writer, os.open("COURSE/solutions/attacked.py", os.O_RDONLY), 0, 4096)
    print(os.read(reader, 4096))
    """,
    "landlock, seccomp",
)
steal(
    "a path through /proc/self/root",
    "the reference",
    'print(open("/proc/self/root/COURSE/solutions/attacked.py").read())',
)
steal(
    "a relative path out of the working folder",
    "the reference",
    'import os\nprint(open(os.path.relpath("COURSE/solutions/attacked.py")).read())',
)
steal(
    "another process's command line",
    "arguments of other programs",
    'print(open("/proc/PID/cmdline").read())',
)
steal("another process's environment", "environment variables of other programs", 'print(open("/proc/PID/environ").read())')
steal(
    "another process's memory, by /proc",
    "another program's memory",
    """
    with open("/proc/PID/maps") as maps, open("/proc/PID/mem", "rb") as memory:
        for line in maps:
            if "[stack]" in line:
                first, last = (int(end, 16) for end in line.split()[0].split("-"))
                memory.seek(first)
                stack = memory.read(last - first)
                at = stack.find(b"what nobody " b"is to know")
                print(stack[at:at + 40])
    """,
    "landlock",
)
steal(
    "another process's memory, by process_vm_readv",
    "another program's memory",
    """
    import ctypes
    for line in open("/proc/PID/maps"):
        if "[stack]" in line:
            first, last = (int(end, 16) for end in line.split()[0].split("-"))
            room = ctypes.create_string_buffer(last - first)
            class Piece(ctypes.Structure):
                _fields_ = [("at", ctypes.c_void_p), ("size", ctypes.c_size_t)]
            here, there = Piece(ctypes.addressof(room), last - first), Piece(first, last - first)
            ctypes.CDLL(None).process_vm_readv(PID, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
            at = room.raw.find(b"what nobody " b"is to know")
            print(room.raw[at:at + 40])
    """,
    "landlock, seccomp",
)
steal(
    "shared memory of System V",
    "memory that other programs share",
    """
    import ctypes
    libc = ctypes.CDLL(None)
    libc.shmat.restype = ctypes.c_void_p
    print(ctypes.string_at(libc.shmat(libc.shmget(0x5EC2E7, 4096, 0), None, 0o10000), 40))
    """,
    "seccomp",
)
reading.never_worked("descriptors left open", "a sandbox has no descriptors but its two pipes and /dev/null")
reading.never_worked("the warm process's memory", "it is not dumpable, and holds nothing of a course")
reading.never_worked("keys in the kernel's keyring", "the neighbour of these tests has none")
