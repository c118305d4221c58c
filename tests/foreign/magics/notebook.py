# %% [locked] imports
# %matplotlib inline
# %config InlineBackend.figure_format = "retina"
import numpy as np

# %% [solution] primes
# %%time
def primes(n):
    """Return the primes below n."""
    ### BEGIN SOLUTION
    sieve = np.ones(n, dtype=bool)
    sieve[:2] = False
    for i in range(2, int(n**0.5) + 1):
        sieve[i * i :: i] = False
    return np.flatnonzero(sieve).tolist()
    ### END SOLUTION

# %% [locked] timed
# %timeit -n 1 -r 1 primes(100)
# !echo done

# %% [test] test_primes 2
# %precision 3
assert primes(10) == [2, 3, 5, 7]
### BEGIN HIDDEN TESTS
# %time hundred = primes(100)
found = primes(100)
assert len(found) == 25 and found[-1] == 97
assert primes(0) == [] or primes(2) == []
### END HIDDEN TESTS

# %% [test] test_counts 1
# %%time
counts = [len(primes(n)) for n in (10, 20, 30)]
### BEGIN HIDDEN TESTS
assert counts == [4, 8, 10]
### END HIDDEN TESTS

# ==== starter: none

# ==== trial division: full
# %% primes
# %load_ext autoreload
def primes(n):
    return [k for k in range(2, n) if all(k % d for d in range(2, int(k**0.5) + 1))]
# %whos

# ==== with one: test_primes 0, test_counts 0
# %% primes
def primes(n):
    return [k for k in range(1, n) if all(k % d for d in range(2, k))]
