# %% [locked] note
# The last test gives no points; extra credit is entered by hand.

# %% [solution] first
def first(items, default=None):
    ### BEGIN SOLUTION
    for item in items:
        return item
    return default
    ### END SOLUTION

# %% [test] test_first 0.5
assert first([3, 4]) == 3
### BEGIN HIDDEN TESTS
assert first(iter("xyz")) == "x"
### END HIDDEN TESTS

# %% [test] test_default 1.25
assert first([], 0) == 0
### BEGIN HIDDEN TESTS
assert first(()) is None
### END HIDDEN TESTS

# %% [test] test_for_nothing 0
### BEGIN HIDDEN TESTS
assert first([None], 5) is None
### END HIDDEN TESTS

# ==== starter: none

# ==== next: full
# %% first
def first(items, default=None):
    return next(iter(items), default)

# ==== subscripts: test_first 0, test_default 0
# %% first
def first(items, default=None):
    return items[0]

# ==== or: test_first 0.5, test_default 1.25
# %% first
def first(items, default=None):
    return next(iter(items), None) or default
