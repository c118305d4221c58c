# inside: test_bootstrap

# %% [locked] imports
import numpy as np

# %% [solution] sampling
def bootstrap(data, rng, times=200):
    """Return the means of `times` samples with replacement, drawn by rng.integers."""
    ### BEGIN SOLUTION
    data = np.asarray(data)
    return np.array([data[rng.integers(0, len(data), len(data))].mean() for _ in range(times)])
    ### END SOLUTION


def shuffled(values, seed):
    """Return the values as a new list in random order, the same for the same seed."""
    ### BEGIN SOLUTION
    return list(np.random.default_rng(seed).permutation(values))
    ### END SOLUTION

# %% [test] test_bootstrap 2
rng = np.random.default_rng(5)
means = bootstrap([1.0, 2.0, 3.0], rng)
assert means.shape == (200,)
### BEGIN HIDDEN TESTS
again = bootstrap([1.0, 2.0, 3.0], np.random.default_rng(5))
assert np.array_equal(means, again), "draw from the generator that is given"
assert abs(means.mean() - 2) < 0.2 and means.std() > 0.3
### END HIDDEN TESTS

# %% [test] test_shuffled 2
deck = list(range(30))
assert sorted(shuffled(deck, 1)) == deck
### BEGIN HIDDEN TESTS
assert shuffled(deck, 1) == shuffled(deck, 1)
assert shuffled(deck, 1) != shuffled(deck, 2)
assert deck == list(range(30)), "the deck stays as it is"
assert shuffled(deck, 3) is not deck
### END HIDDEN TESTS

# ==== starter: none

# ==== choice, Python's own: full
# %% sampling
import random
def bootstrap(data, rng, times=200):
    index = rng.integers(len(data), size=(times, len(data)))
    return np.array(data)[index].mean(axis=1)
def shuffled(values, seed):
    return random.Random(seed).sample(values, len(values))

# ==== a generator of its own, in place: test_bootstrap 0, test_shuffled 0
# %% sampling
import random
def bootstrap(data, rng, times=200):
    return np.array([np.random.choice(data, len(data)).mean() for _ in range(times)])
def shuffled(values, seed):
    random.Random(seed).shuffle(values)
    return values

# ==== never the same twice: test_shuffled 0
# %% sampling
import random
def bootstrap(data, rng, times=200):
    return np.array([rng.choice(data, len(data)).mean() for _ in range(times)])
def shuffled(values, seed):
    return random.sample(values, len(values))
