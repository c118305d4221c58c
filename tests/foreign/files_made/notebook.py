# secrets:
# inside: test_squares test_lines test_copied test_temporary
# %% [solution] save
### BEGIN SOLUTION
with open("squares.txt", "w") as file:
    file.write("1 4 9")
### END SOLUTION
# %% [test] test_squares 2
with open("squares.txt") as file:
    assert file.read() == "1 4 9"
# %% [solution] lines
def lines_in(path):
    ### BEGIN SOLUTION
    with open(path) as file:
        return len(file.readlines())
    ### END SOLUTION
# %% [test] test_lines 2
import tempfile
from pathlib import Path

with tempfile.TemporaryDirectory() as folder:
    made = Path(folder) / "a.txt"
    made.write_text("x\ny\n")
    assert lines_in(made) == 2
# %% [solution] copied
### BEGIN SOLUTION
import shutil

shutil.copy("data/rows.txt", "copied.txt")
### END SOLUTION
# %% [test] test_copied 1
assert open("copied.txt").read().split() == ["a", "b", "c"]
# %% [solution] temporary
### BEGIN SOLUTION
import tempfile

place = tempfile.TemporaryDirectory()
with open(place.name + "/mine.txt", "w") as file:
    file.write("mine")
### END SOLUTION
# %% [test] test_temporary 1
assert open(place.name + "/mine.txt").read() == "mine"
# %% [solution] rows
### BEGIN SOLUTION
# %cd data
rows = open("rows.txt").read().split()
# %cd ..
### END SOLUTION
# %% [test] test_rows 1
assert rows == ["a", "b", "c"]
# %% [solution] tools
### BEGIN SOLUTION
# %run tools.py
### END SOLUTION
loud = shout("x")
# %% [test] test_tools 1
assert loud == "X"
# ==== full:
# ==== starter: none, test_squares 2
# ==== wrong: test_squares 0, test_lines 0
# %% save
with open("squares.txt", "w") as file:
    file.write("1 2 3")
# %% lines
def lines_in(path):
    return 1
# ==== nothing written: test_squares 2, test_copied 0, test_temporary 0
# %% save
pass
# %% copied
pass
# %% temporary
pass
