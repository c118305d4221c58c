# secrets: 4711

# %% [locked] imports
import numpy as np

# %% [solution] copies
def doubled(values):
    """Return a new list of the doubled values."""
    ### BEGIN SOLUTION
    return [2 * value for value in values]
    ### END SOLUTION


def double_all(values):
    """Double the values of a list in place, and return that list."""
    ### BEGIN SOLUTION
    for i, value in enumerate(values):
        values[i] = 2 * value
    return values
    ### END SOLUTION


def deep_copy(table):
    """Return a copy of a list of lists that shares nothing with it."""
    ### BEGIN SOLUTION
    return [row[:] for row in table]
    ### END SOLUTION


def identity_if_positive(array):
    """Return the array itself if all entries are positive, else a copy with zeros in place of the others."""
    ### BEGIN SOLUTION
    return array if (array > 0).all() else np.where(array > 0, array, 0)
    ### END SOLUTION

# %% [test] test_doubled 1
numbers = [1, 2]
assert doubled(numbers) == [2, 4]
### BEGIN HIDDEN TESTS
assert doubled(numbers) is not numbers and numbers == [1, 2]
empty = []
assert doubled(empty) is not empty, "a new list, even of nothing"
### END HIDDEN TESTS

# %% [test] test_double_all 1
numbers = [1, 2]
assert double_all(numbers) is numbers
### BEGIN HIDDEN TESTS
assert numbers == [2, 4]
double_all(numbers).append(4711)
assert numbers == [4, 8, 4711]
### END HIDDEN TESTS

# %% [test] test_deep_copy 2
table = [[1, 2], [3]]
assert deep_copy(table) == table
### BEGIN HIDDEN TESTS
other = deep_copy(table)
other[0][0] = 99
other.append([])
assert table == [[1, 2], [3]], "the rows are shared"
### END HIDDEN TESTS

# %% [test] test_identity 1
positive = np.array([1.0, 2.0])
assert identity_if_positive(positive) is positive
### BEGIN HIDDEN TESTS
mixed = np.array([-1.0, 1.0])
other = identity_if_positive(mixed)
assert other is not mixed and mixed[0] == -1 and other[0] == 0
### END HIDDEN TESTS

# ==== starter: none

# ==== the copy module: full
# %% copies
from copy import deepcopy as deep_copy
def doubled(values):
    new = list(values)
    for i in range(len(new)):
        new[i] += new[i]
    return new
def double_all(values):
    values[:] = [v + v for v in values]
    return values
def identity_if_positive(array):
    if (array <= 0).any():
        array = array.copy()
        array[array <= 0] = 0
    return array

# ==== in place what should not, and the other way round: test_doubled 0, test_double_all 0, test_deep_copy 0, test_identity 0
# %% copies
def doubled(values):
    for i in range(len(values)):
        values[i] *= 2
    return values
def double_all(values):
    return [2 * v for v in values]
def deep_copy(table):
    return table.copy()
def identity_if_positive(array):
    array = array.copy()
    array[array < 0] = 0
    return array

# ==== itself: test_doubled 0, test_deep_copy 0
# %% copies
def doubled(values):
    return values if not values else [v * 2 for v in values]
def double_all(values):
    values *= 1
    for i in range(len(values)):
        values[i] = values[i] * 2
    return values
def deep_copy(table):
    return table
def identity_if_positive(array):
    return array if min(array) > 0 else np.maximum(array, 0)
