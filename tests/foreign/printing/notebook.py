# %% [locked] imports
import contextlib
import io
import sys

# %% [locked] capture
def output_of(function, *args):
    """Return the text that a call prints."""
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        function(*args)
    return text.getvalue()

# %% [solution] prints
def countdown(n):
    """Print n, n - 1, …, 1 and "lift off", each on its own line; return nothing."""
    ### BEGIN SOLUTION
    for i in range(n, 0, -1):
        print(i)
    print("lift off")
    ### END SOLUTION


def table(rows):
    """Print rows of numbers, right-aligned in columns of width 6, and return the number of lines."""
    ### BEGIN SOLUTION
    for row in rows:
        print("".join(f"{value:6}" for value in row))
    return len(rows)
    ### END SOLUTION

# %% [locked] look
countdown(2)

# %% [test] test_countdown 2
assert output_of(countdown, 2) == "2\n1\nlift off\n"
### BEGIN HIDDEN TESTS
assert output_of(countdown, 0).strip() == "lift off"
with contextlib.redirect_stdout(io.StringIO()) as caught:
    assert countdown(3) is None
assert caught.getvalue().split() == ["3", "2", "1", "lift", "off"]
### END HIDDEN TESTS

# %% [test] test_table 2
# text that the test itself prints does no harm
print("now the table")
assert table([[1, 2], [3, 4]]) == 2
### BEGIN HIDDEN TESTS
old, sys.stdout = sys.stdout, io.StringIO()
try:
    table([[10, 200]])
    printed = sys.stdout.getvalue()
finally:
    sys.stdout = old
assert printed == "    10   200\n", repr(printed)
print("done")
### END HIDDEN TESTS

# ==== starter: none

# ==== joined: full
# %% prints
def countdown(n):
    print(*range(n, 0, -1), "lift off", sep="\n")
def table(rows):
    lines = ["".join(str(v).rjust(6) for v in row) for row in rows]
    sys.stdout.write("\n".join(lines) + "\n")
    return len(lines)

# ==== returns instead of printing: test_countdown 0, test_table 0
# %% prints
def countdown(n):
    return "\n".join(map(str, range(n, 0, -1))) + "\nlift off"
def table(rows):
    return "\n".join("".join(f"{v:6}" for v in row) for row in rows)

# ==== chatty on stderr: test_table 0
# %% prints
def countdown(n):
    while n:
        print(n)
        n -= 1
    print("lift off")
def table(rows):
    print("rows:", len(rows))
    for row in rows:
        print("".join(f"{value:6}" for value in row))
    return len(rows)
