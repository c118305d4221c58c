# config: c.IncludeHeaderFooter.header = "header.ipynb"
# config: c.IncludeHeaderFooter.footer = "footer.ipynb"

# %% [solution] mean
def mean(x):
    ### BEGIN SOLUTION
    return np.sum(x) / np.size(x)
    ### END SOLUTION

# %% [test] test_mean 2
expect(mean([1, 2]), 1.5)
### BEGIN HIDDEN TESTS
expect(mean(np.arange(11)), 5)
### END HIDDEN TESTS

# #### header

# %% [markdown]
# # The header of this course

# %% [locked] header_imports
import numpy as np


def expect(value, expected):
    assert np.isclose(value, expected), f"{value} is not {expected}"

# #### footer

# %% [solution] feedback
# How long did it take, in hours?
### BEGIN SOLUTION
hours = 2
### END SOLUTION

# %% [test] test_hours 1
assert isinstance(hours, (int, float))
### BEGIN HIDDEN TESTS
assert 0 < hours < 1000, "in hours, please"
### END HIDDEN TESTS

# ==== starter: none

# ==== in no time: full
# %% mean
def mean(x):
    return np.asarray(x).mean()
# %% feedback
hours = 0.5

# ==== the median, a text: test_mean 0, test_hours 0
# %% mean
def mean(x):
    return sorted(x)[0]
# %% feedback
hours = "two"
