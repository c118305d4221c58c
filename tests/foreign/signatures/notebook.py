# inside:

# %% [locked] imports
import inspect
from functools import lru_cache

# %% [solution] several
def power(base, exponent=2, *, modulus=None):
    ### BEGIN SOLUTION
    return pow(base, exponent, modulus)
    ### END SOLUTION


def merge(*mappings, **extra):
    """Return one dict of all mappings; later ones win, and keywords come last."""
    ### BEGIN SOLUTION
    return {key: value for mapping in (*mappings, extra) for key, value in mapping.items()}
    ### END SOLUTION


@lru_cache(maxsize=None)
def paths(rows, columns):
    """Return the number of ways through a grid by steps to the right and down."""
    ### BEGIN SOLUTION
    return 1 if rows == 0 or columns == 0 else paths(rows - 1, columns) + paths(rows, columns - 1)
    ### END SOLUTION


square = lambda x: power(x)

# %% [test] test_power 2
assert power(3) == 9 and power(2, 5) == 32
### BEGIN HIDDEN TESTS
assert power(7, 3, modulus=10) == 3
try:
    power(7, 3, 10)
    assert False, "modulus is to be named"
except TypeError:
    pass
assert list(inspect.signature(power).parameters) == ["base", "exponent", "modulus"]
### END HIDDEN TESTS

# %% [test] test_defaults 1
### BEGIN HIDDEN TESTS
assert inspect.signature(power).parameters["exponent"].default == 2
assert power.__kwdefaults__ == {"modulus": None}
### END HIDDEN TESTS

# %% [test] test_merge 1
assert merge({"a": 1}, {"a": 2}, b=3) == {"a": 2, "b": 3}
### BEGIN HIDDEN TESTS
assert merge() == {} and merge(x=1) == {"x": 1}
kept = {"a": 1}
merge(kept, b=2)
assert kept == {"a": 1}
### END HIDDEN TESTS

# %% [test] test_paths 1
assert paths(2, 2) == 6 and square(4) == 16
### BEGIN HIDDEN TESTS
assert paths(10, 10) == 184756
assert paths.cache_info().misses > 0
### END HIDDEN TESTS

# ==== starter: none, test_defaults 1

# ==== operators: full
# %% several
def power(base, exponent=2, *, modulus=None):
    value = base ** exponent
    return value if modulus is None else value % modulus
def merge(*mappings, **extra):
    out = {}
    for m in mappings:
        out |= m
    out.update(extra)
    return out
from functools import cache
@cache
def paths(rows, columns):
    from math import comb
    return comb(rows + columns, rows)
def square(x):
    return power(x)

# ==== everything by position, the first wins: test_power 0, test_defaults 0, test_merge 0, test_paths 0
# %% several
def power(base, exponent=2, modulus=None):
    return pow(base, exponent, modulus)
def merge(*mappings, **extra):
    first = mappings[0]
    first.update(extra)
    return first
def paths(rows, columns):
    return 1 if rows == 0 or columns == 0 else paths(rows - 1, columns) + paths(rows, columns - 1)
square = lambda x: power(x, 2)
