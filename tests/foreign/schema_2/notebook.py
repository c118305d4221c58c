# schema: 2

# %% [solution] inverse
def inverse(mapping):
    """Return the dictionary value -> key."""
    ### BEGIN SOLUTION
    return {value: key for key, value in mapping.items()}
    ### END SOLUTION

# %% [test] test_inverse 2
assert inverse({"a": 1}) == {1: "a"}
### BEGIN HIDDEN TESTS
assert inverse({}) == {}
original = {1: "x", 2: "y"}
assert inverse(inverse(original)) == original
### END HIDDEN TESTS

# ==== starter: none

# ==== zip: full
# %% inverse
def inverse(mapping):
    return dict(zip(mapping.values(), mapping))

# ==== pairs: test_inverse 0
# %% inverse
def inverse(mapping):
    return [(v, k) for k, v in mapping.items()]
