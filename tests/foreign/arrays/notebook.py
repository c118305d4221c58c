# secrets: 0.3989422804014327

# %% [locked] imports
import numpy as np
import numpy.testing as npt

# %% [solution] arrays
def normal(x, mu=0.0, sigma=1.0):
    """Return the density of the normal distribution, elementwise."""
    ### BEGIN SOLUTION
    return np.exp(-((x - mu) ** 2) / (2 * sigma**2)) / (sigma * np.sqrt(2 * np.pi))
    ### END SOLUTION


def one_hot(labels, k):
    """Return an array of integers of shape (m, k), with a single one in each row."""
    ### BEGIN SOLUTION
    return (np.asarray(labels)[:, None] == np.arange(k)).astype(int)
    ### END SOLUTION


def moving_average(x, n):
    ### BEGIN SOLUTION
    if n > len(x):
        raise ValueError("the window is longer than the data")
    return np.convolve(x, np.ones(n) / n, mode="valid")
    ### END SOLUTION

# %% [test] test_normal 1
npt.assert_almost_equal(normal(0), 0.3989422804014327)
### BEGIN HIDDEN TESTS
x = np.linspace(-5, 5, 1001)
npt.assert_allclose(normal(x).sum() * 0.01, 1, rtol=1e-3)
npt.assert_allclose(normal(x, mu=1, sigma=2), normal((x - 1) / 2) / 2)
### END HIDDEN TESTS

# %% [test] test_one_hot 2
npt.assert_array_equal(one_hot([1, 0], 3), [[0, 1, 0], [1, 0, 0]])
### BEGIN HIDDEN TESTS
encoded = one_hot(np.array([2, 2, 0, 1]), 3)
npt.assert_equal(encoded.shape, (4, 3))
assert np.issubdtype(encoded.dtype, np.integer), "integers, please"
npt.assert_array_equal(encoded.argmax(axis=1), [2, 2, 0, 1])
npt.assert_array_less(encoded, 2)
### END HIDDEN TESTS

# %% [test] test_moving_average 2
npt.assert_allclose(moving_average(np.arange(4.0), 2), [0.5, 1.5, 2.5])
### BEGIN HIDDEN TESTS
npt.assert_raises(ValueError, moving_average, np.ones(2), 3)
with npt.assert_raises_regex(ValueError, "longer"):
    moving_average([1.0], 2)
npt.assert_allclose(moving_average([1, 2, 3], 3), 2)
### END HIDDEN TESTS

# ==== starter: none

# ==== step by step: full
# %% arrays
def normal(x, mu=0.0, sigma=1.0):
    z = (np.asarray(x) - mu) / sigma
    return (2 * np.pi) ** -0.5 / sigma * np.exp(-z * z / 2)
def one_hot(labels, k):
    m = len(labels)
    out = np.zeros((m, k), dtype="int64")
    out[np.arange(m), labels] = 1
    return out
def moving_average(x, n):
    if len(x) < n:
        raise ValueError("longer than x")
    c = np.cumsum([0, *x])
    return (c[n:] - c[:-n]) / n

# ==== floats, no check of the window: test_one_hot 0, test_moving_average 0
# %% arrays
def normal(x, mu=0.0, sigma=1.0):
    return np.exp(-0.5 * ((x - mu) / sigma) ** 2) / np.sqrt(2 * np.pi * sigma**2)
def one_hot(labels, k):
    return np.eye(k)[labels]
def moving_average(x, n):
    return np.array([np.mean(x[i:i + n]) for i in range(len(x) - n + 1)])

# ==== sigma forgotten: test_normal 0, test_moving_average 0
# %% arrays
def normal(x, mu=0.0, sigma=1.0):
    return np.exp(-((x - mu) ** 2) / 2) / np.sqrt(2 * np.pi)
def one_hot(labels, k):
    return np.eye(k, dtype=int)[np.array(labels)]
def moving_average(x, n):
    return np.convolve(x, np.ones(n) / n)
