# %% [locked] imports
import random
import numpy as np
from random import Random

# %% [solution] roll
def roll(n):
    """Return n throws of a die, drawn by Python's own `random`."""
    ### BEGIN SOLUTION
    return [random.randint(1, 6) for _ in range(n)]
    ### END SOLUTION

# %% [test] test_roll 2
random.seed(8)
throws = roll(60)
assert len(throws) == 60
assert set(throws) == {1, 2, 3, 4, 5, 6}
### BEGIN HIDDEN TESTS
random.seed(8)
assert throws == [random.randint(1, 6) for _ in range(60)], "draw once a throw, with randint"
assert roll(0) == []
### END HIDDEN TESTS

# %% [solution] walk
def walk(steps):
    """Return the positions of a walker on a line, from 0 on, after steps of -1 or 1 drawn by `np.random.choice`."""
    ### BEGIN SOLUTION
    return np.concatenate([[0], np.cumsum(np.random.choice([-1, 1], size=steps))])
    ### END SOLUTION


def noisy(values, sigma):
    """Return the values plus noise drawn by `np.random.normal`."""
    ### BEGIN SOLUTION
    return values + np.random.normal(0, sigma, size=len(values))
    ### END SOLUTION

# %% [test] test_walk 3
np.random.seed(12)
path = walk(50)
assert path.shape == (51,) and path[0] == 0
assert np.all(np.abs(np.diff(path)) == 1)
### BEGIN HIDDEN TESTS
np.random.seed(12)
np.testing.assert_array_equal(np.diff(path), np.random.choice([-1, 1], size=50))
first, second = walk(40), walk(40)
assert not np.array_equal(first, second), "two walks must differ"
### END HIDDEN TESTS

# %% [test] test_noisy 2
np.random.seed(3)
reference_noise = np.random.normal(0, 0.1, size=5)
np.random.seed(3)
np.testing.assert_allclose(noisy(np.zeros(5), 0.1), reference_noise)
### BEGIN HIDDEN TESTS
# the next draw continues where the learner's draws ended
after_ours = np.random.rand()
np.random.seed(3)
np.random.normal(0, 0.1, size=5)
assert np.random.rand() == after_ours
### END HIDDEN TESTS

# %% [solution] estimate
def estimate_pi(n, seed):
    """Return 4 times the share of n random points of the unit square in the quarter circle; use a separate generator."""
    ### BEGIN SOLUTION
    generator = Random(seed)
    inside = sum(generator.random() ** 2 + generator.random() ** 2 < 1 for _ in range(n))
    return 4 * inside / n
    ### END SOLUTION

# %% [test] test_estimate 2
assert abs(estimate_pi(4000, seed=1) - 3.14159) < 0.1
### BEGIN HIDDEN TESTS
assert estimate_pi(100, 5) == estimate_pi(100, 5)
random.seed(99)
untouched = random.random()
random.seed(99)
estimate_pi(10, 0)
assert random.random() == untouched, "the global generator was used"
### END HIDDEN TESTS

# ==== starter: none

# ==== loops, and other ways to the same draws: full
# %% roll
def roll(n):
    throws = []
    while len(throws) < n:
        throws.append(random.randrange(1, 7))
    return throws
# %% walk
def walk(steps):
    path = np.zeros(steps + 1, dtype=int)
    for i, step in enumerate(np.random.choice([-1, 1], steps)):
        path[i + 1] = path[i] + step
    return path

def noisy(values, sigma):
    return np.array([v + sigma * np.random.randn() for v in values])
# %% estimate
def estimate_pi(n, seed):
    import random as r
    own = r.Random(seed)
    hits = 0
    for _ in range(n):
        hits += own.random() ** 2 + own.random() ** 2 < 1
    return 4 * hits / n

# ==== a seed of its own in each walk: test_walk 0, test_noisy 0
# %% walk
def walk(steps):
    np.random.seed(0)
    return np.concatenate([[0], np.cumsum(np.random.choice([-1, 1], size=steps))])

def noisy(values, sigma):
    np.random.seed(1)
    return values + np.random.normal(0, sigma, size=len(values))

# ==== draws once too often: test_noisy 0
# %% walk
def walk(steps):
    return np.concatenate([[0], np.cumsum(np.random.choice([-1, 1], size=steps))])

def noisy(values, sigma):
    noise = np.random.normal(0, sigma, size=len(values))
    np.random.rand()
    return values + noise
