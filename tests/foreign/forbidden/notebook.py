# inside: test_mean test_ask test_norm test_largest

# %% [locked] imports
import numpy as np
from unittest.mock import patch

# %% [solution] functions
def mean(values):
    """Return the mean, without np.mean and np.average."""
    ### BEGIN SOLUTION
    return np.sum(values) / np.size(values)
    ### END SOLUTION


def norm(v):
    """Return the length of a vector, without np.linalg."""
    ### BEGIN SOLUTION
    return np.sqrt(np.dot(v, v))
    ### END SOLUTION


def ask_age():
    """Ask until the answer is a number, and return it as an int."""
    ### BEGIN SOLUTION
    while True:
        answer = input("Your age? ")
        if answer.isdigit():
            return int(answer)
    ### END SOLUTION


def largest(values):
    """Return the largest value, without `max` and `sorted`."""
    ### BEGIN SOLUTION
    best = values[0]
    for value in values:
        if value > best:
            best = value
    return best
    ### END SOLUTION

# %% [test] test_mean 2
assert mean([1, 2, 6]) == 3
### BEGIN HIDDEN TESTS
def banned(*args, **kwargs):
    raise RuntimeError("not this one")

kept = np.mean, np.average
np.mean = np.average = banned
try:
    assert mean([4.0, 8.0]) == 6
finally:
    np.mean, np.average = kept
### END HIDDEN TESTS

# %% [test] test_norm 1
with patch("numpy.linalg.norm", side_effect=RuntimeError):
    assert norm(np.array([3.0, 4.0])) == 5
### BEGIN HIDDEN TESTS
assert norm(np.zeros(3)) == 0
### END HIDDEN TESTS

# %% [test] test_ask 2
with patch("builtins.input", return_value="42"):
    assert ask_age() == 42
### BEGIN HIDDEN TESTS
with patch("builtins.input", side_effect=["old", "", "7"]) as asked:
    assert ask_age() == 7
assert asked.call_count == 3
### END HIDDEN TESTS

# %% [test] test_largest 1
assert largest([2, 9, 4]) == 9
### BEGIN HIDDEN TESTS
def max(*args, **kwargs):
    raise AssertionError("write it yourself")

def sorted(*args, **kwargs):
    raise AssertionError("write it yourself")

assert largest([-3, -1, -2]) == -1
del max, sorted
### END HIDDEN TESTS

# ==== starter: none

# ==== other means: full
# %% functions
from functools import reduce
def mean(values):
    return sum(values) / len(values)
def norm(v):
    return (v**2).sum() ** 0.5
def ask_age():
    answer = ""
    while not answer.isdigit():
        answer = input()
    return int(answer)
def largest(values):
    return reduce(lambda a, b: a if a > b else b, values)

# ==== uses what it must not: test_mean 0, test_norm 0, test_ask 0, test_largest 0
# %% functions
def mean(values):
    return np.mean(values)
def norm(v):
    return np.linalg.norm(v)
def ask_age():
    return int(input("Your age? "))
def largest(values):
    return max(values)

# ==== sorts: test_largest 0
# %% functions
def mean(values):
    total = 0
    for v in values: total += v
    return total / len(values)
def norm(v):
    return sum(x * x for x in v) ** 0.5
def ask_age():
    try:
        return int(input("Your age? "))
    except ValueError:
        return ask_age()
def largest(values):
    return sorted(values)[-1]
