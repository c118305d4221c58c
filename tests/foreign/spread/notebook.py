# secrets: 1.685, 12.5

# %% [markdown]
# # The spread of data
# Write the functions below without `np.mean`, `np.var` and the like.

# %% [locked] setup
# %matplotlib inline
import numpy as np
import matplotlib.pyplot as plt
from numpy.testing import assert_allclose

# %% [locked] heights
heights = np.array([1.62, 1.75, 1.80, 1.58, 1.91])
weights = [3, 1, 1, 2, 1]

# %% [solution] averages
def mean(values):
    """Return the arithmetic mean of a sequence of numbers."""
    ### BEGIN SOLUTION
    return sum(values) / len(values)
    ### END SOLUTION


def weighted_mean(values, weights=None):
    """Return the weighted mean; if no weights are given, all are 1."""
    ### BEGIN SOLUTION
    if weights is None:
        weights = [1] * len(values)
    return sum(v * w for v, w in zip(values, weights)) / sum(weights)
    ### END SOLUTION

# %% [locked] look
plt.plot(heights, "o")
plt.axhline(mean(heights))
plt.show()

# %% [test] test_mean 2
assert mean([1, 2, 3]) == 2
assert abs(mean(heights) - 1.732) < 1e-9
### BEGIN HIDDEN TESTS
assert mean([0.5]) == 0.5
assert mean((4, -4)) == 0, "the mean of 4 and -4 is 0"
assert mean(range(101)) == 50
### END HIDDEN TESTS

# %% [test] test_weighted_mean 2
assert weighted_mean([1, 3]) == 2
### BEGIN HIDDEN TESTS
np.testing.assert_almost_equal(weighted_mean(heights, weights), 1.685)
np.testing.assert_almost_equal(weighted_mean([10.0, 20.0], weights=[3, 1]), 12.5)
### END HIDDEN TESTS

# %% [solution] variance
def variance(values, ddof=0):
    ### BEGIN SOLUTION
    m = mean(values)
    return sum((v - m) ** 2 for v in values) / (len(values) - ddof)
    ### END SOLUTION

# %% [test] test_variance 3
# partial credit: one point for each of the three
points = 0
points += abs(variance([1, 2, 3, 4]) - 1.25) < 1e-12
### BEGIN HIDDEN TESTS
points += abs(variance([1, 2, 3, 4], ddof=1) - 5 / 3) < 1e-12
points += variance([7.5, 7.5]) == 0
### END HIDDEN TESTS
float(points)

# %% [solution] standardise
def standardise(table):
    """Shift and scale each column in place to mean 0 and variance 1; return nothing."""
    ### BEGIN SOLUTION
    table -= table.mean(axis=0)
    table /= table.std(axis=0)
    ### END SOLUTION


def sorted_copy(values):
    """Return a sorted list; leave the values as they are."""
    ### BEGIN SOLUTION
    return sorted(values)
    ### END SOLUTION

# %% [test] test_in_place 3
table = np.array([[1.0, 10.0], [2.0, 20.0], [6.0, 60.0]])
assert standardise(table) is None
assert_allclose(table.mean(axis=0), 0, atol=1e-12)
### BEGIN HIDDEN TESTS
assert_allclose(table.std(axis=0), 1)
assert_allclose(table[:, 0], table[:, 1])
numbers = [3, 1, 2]
assert sorted_copy(numbers) == [1, 2, 3]
assert numbers == [3, 1, 2], "the argument was changed"
### END HIDDEN TESTS

# ==== starter: none

# ==== with numpy and loops: full
# %% averages
def mean(values):
    total, n = 0.0, 0
    for v in values:
        total += v
        n += 1
    return total / n

def weighted_mean(values, weights=None):
    return np.average(np.asarray(values), weights=weights)
# %% variance
def variance(values, ddof=0):
    return np.var(values, ddof=ddof)
# %% standardise
def standardise(table):
    for j in range(table.shape[1]):
        column = table[:, j]
        table[:, j] = (column - column.mean()) / column.std()

def sorted_copy(values):
    values = list(values)
    values.sort()
    return values

# ==== forgets ddof: test_variance 2
# %% variance
def variance(values, ddof=0):
    return sum((v - mean(values)) ** 2 for v in values) / len(values)

# ==== new table, and sorts the argument: test_in_place 0
# %% standardise
def standardise(table):
    table = (table - table.mean(axis=0)) / table.std(axis=0)

def sorted_copy(values):
    values.sort()
    return values

# ==== returns the table as well: test_in_place 0
# %% standardise
def standardise(table):
    table -= table.mean(axis=0)
    table /= table.std(axis=0)
    return table

sorted_copy = sorted

# ==== rounds, and knows no weights: test_mean 0, test_weighted_mean 0, test_variance 0
# %% averages
def mean(values):
    return sum(values) // len(values)

def weighted_mean(values):
    return mean(values)
