# inside: test_count test_written

# %% [locked] imports
import os

# %% [solution] files
def count_lines(path):
    ### BEGIN SOLUTION
    with open(path) as file:
        return sum(1 for line in file)
    ### END SOLUTION


def note(path, text):
    """Add a line of text to a file."""
    ### BEGIN SOLUTION
    with open(path, "a") as file:
        file.write(text + "\n")
    ### END SOLUTION


def extension(path):
    ### BEGIN SOLUTION
    return os.path.splitext(path)[1]
    ### END SOLUTION

# %% [test] test_count 1
with open("three.txt", "w") as file:
    file.write("a\nb\nc\n")
assert count_lines("three.txt") == 3
### BEGIN HIDDEN TESTS
open("none.txt", "w").close()
assert count_lines("none.txt") == 0
### END HIDDEN TESTS

# %% [test] test_written 1
note("diary.txt", "first")
note("diary.txt", "second")
### BEGIN HIDDEN TESTS
assert open("diary.txt").read() == "first\nsecond\n"
os.remove("diary.txt")
### END HIDDEN TESTS

# %% [test] test_extension 1
assert extension("a.txt") == ".txt"
### BEGIN HIDDEN TESTS
assert extension("archive.tar.gz") == ".gz" and extension("README") == ""
### END HIDDEN TESTS

# ==== starter: none

# ==== pathlib: full
# %% files
from pathlib import Path
def count_lines(path):
    return len(Path(path).read_text().splitlines())
def note(path, text):
    path = Path(path)
    before = path.read_text() if path.exists() else ""
    path.write_text(before + text + "\n")
def extension(path):
    return Path(path).suffix

# ==== overwrites, counts one more: test_count 0, test_written 0, test_extension 0
# %% files
def count_lines(path):
    return open(path).read().count("\n") + 1
def note(path, text):
    with open(path, "w") as file:
        file.write(text + "\n")
def extension(path):
    return "." + path.split(".")[1]
