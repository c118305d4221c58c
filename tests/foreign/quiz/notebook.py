# secrets: 31536000, "92eb5ffee6ae2fec3ad71c777531578f"

# %% [locked] imports
import hashlib
from math import isclose

# %% [locked] grading
def fingerprint(answer):
    return hashlib.md5(str(answer).strip().lower().encode()).hexdigest()


def same(answer, expected, tolerance=1e-3):
    return isinstance(answer, (int, float)) and isclose(answer, expected, rel_tol=tolerance)

# %% [markdown]
# **1.** Which of (a) mean, (b) median, (c) mode is moved least by one outlier? Write the letter.

# %% [solution] q1
q1 = "b"

# %% [test] test_q1 1
assert isinstance(q1, str) and q1 in "abc"
### BEGIN HIDDEN TESTS
assert fingerprint(q1) == "92eb5ffee6ae2fec3ad71c777531578f"
### END HIDDEN TESTS

# %% [markdown]
# **2.** How many seconds does a leap year have?

# %% [solution] q2
### BEGIN SOLUTION
q2 = 366 * 24 * 60 * 60
### END SOLUTION

# %% [test] test_q2 2
# half the points for a common year
assert isinstance(q2, int)
### BEGIN HIDDEN TESTS
marks = {31622400: 2, 31536000: 1}.get(q2, 0)
### END HIDDEN TESTS
marks

# %% [markdown]
# **3.** Give the densities of gold, water and cork in g/cm³, as a dictionary. Which of them float on water? Give a set.

# %% [solution] q3
### BEGIN SOLUTION
density = {"gold": 19.3, "water": 1.0, "cork": 0.24}
swims = {name for name, value in density.items() if value < 1}
### END SOLUTION

# %% [test] test_q3 3
assert sorted(density) == ["cork", "gold", "water"]
### BEGIN HIDDEN TESTS
assert same(density["gold"], 19.3, 0.01)
assert 0.1 < density.get("cork") < 0.3
assert isinstance(swims, set) and swims == {"cork"}
"all right"
### END HIDDEN TESTS

# %% [solution] q4
### BEGIN SOLUTION
matrix = [[2, 0], [0, 3]]
eigenvalues = (2, 3)
is_symmetric = True
nothing = None
### END SOLUTION

# %% [test] test_q4 2
assert len(matrix) == 2 and all(len(row) == 2 for row in matrix)
### BEGIN HIDDEN TESTS
(a, b), (c, d) = matrix
assert all(same(a + d, sum(eigenvalues)) for _ in range(1))
assert same(a * d - b * c, eigenvalues[0] * eigenvalues[1])
assert is_symmetric is True and b == c
assert nothing is None
### END HIDDEN TESTS

# %% [manual] essay 4
Say in your own words why the median is robust.

# %% [test] test_nothing_left_open 1
answers = [q1, q2, density, matrix]
### BEGIN HIDDEN TESTS
assert not any(answer is ... for answer in answers)
sum(bool(answer) for answer in answers) / len(answers)
### END HIDDEN TESTS

# ==== starter: none

# ==== other values that are right too: full
# %% q1
q1 = "B ".lower().strip()
# %% q2
days = 366
q2 = days * 86400
# %% q3
density = dict(gold=19.32, water=0.997, cork=1 / 5)
swims = {"cork"}
# %% q4
import numpy as np
M = np.array([[1.0, 2.0], [2.0, 1.0]])
matrix = M.tolist()
eigenvalues = np.linalg.eigvalsh(M)
is_symmetric = bool((M == M.T).all())
nothing = None

# ==== an ordinary year, the mean: test_q1 0, test_q2 1
# %% q1
q1 = "a"
# %% q2
q2 = 365 * 24 * 3600

# ==== a float, a list, text: test_q2 0, test_q3 0, test_q4 0
# %% q2
q2 = 31622400.0
# %% q3
density = {"gold": "19.3", "water": 1, "cork": 0.24}
swims = ["cork"]
# %% q4
matrix = [[2, 0], [0, 3]]
eigenvalues = (2, 4)
is_symmetric = "yes"
nothing = 0

# ==== nothing for the last, far off for the second: test_q2 0, test_q4 0, test_nothing_left_open 0.75
# %% q2
q2 = 1
# %% q4
matrix = []
