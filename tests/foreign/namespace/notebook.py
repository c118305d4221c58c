# inside: test_names test_hidden_helper

# %% [solution] names
### BEGIN SOLUTION
def _helper(x):
    return x + 1


def public(x):
    return 2 * _helper(x)


UPPER = 10
### END SOLUTION

# %% [test] test_public 1
assert public(1) == 4
### BEGIN HIDDEN TESTS
assert [public(i) for i in (0, UPPER)] == [2, 22]
### END HIDDEN TESTS

# %% [test] test_names 1
assert "public" in globals(), "write a function public"
### BEGIN HIDDEN TESTS
assert callable(globals()["public"])
assert "private" not in globals()
### END HIDDEN TESTS

# %% [test] test_hidden_helper 1
### BEGIN HIDDEN TESTS
assert "_helper" in public.__code__.co_names, "use the helper"
### END HIDDEN TESTS

# ==== starter: none

# ==== a helper that doubles too: full
# %% names
def _helper(x):
    return 2 * x + 2
def public(x):
    return _helper(x)
UPPER = 5 + 5

# ==== no helper, one name too many: test_names 0, test_hidden_helper 0
# %% names
def public(x):
    return 2 * x + 2
private = public
UPPER = 10
