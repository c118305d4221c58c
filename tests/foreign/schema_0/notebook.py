# schema: 0

# %% [solution] add
def add(a, b):
    ### BEGIN SOLUTION
    return a + b
    ### END SOLUTION

# %% [test] test_add 1
assert add(1, 2) == 3
### BEGIN HIDDEN TESTS
assert add("a", "b") == "ab"
### END HIDDEN TESTS

# %% [manual] why 2
Because.

# ==== starter: none

# ==== sum: full
# %% add
def add(a, b):
    import operator
    return operator.add(a, b)

# ==== numbers only: test_add 0
# %% add
def add(a, b):
    return sum([a, b])
