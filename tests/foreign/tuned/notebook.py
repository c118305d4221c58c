# secrets: 0.9375

# %% [solution] descend
def descend(x, steps, rate):
    """Return x after some steps of gradient descent on x ** 2, each with half the rate of the one before."""
    ### BEGIN SOLUTION
    for _ in range(steps):
        x, rate = x - 2 * rate * x, rate / 2
    return x
    ### END SOLUTION


# the settings that you found; the tests use them, too
settings = {"steps": 1, "rates": [0.5]}
### BEGIN SOLUTION
settings = {"steps": 2, "rates": [0.25, 0.125]}
### END SOLUTION

# %% [test] test_own_settings 1
assert descend(1.0, settings["steps"], settings["rates"][0]) == 0.375
### BEGIN HIDDEN TESTS
settings["steps"] = 1
settings["rates"].append(0.03125)
### END HIDDEN TESTS

# %% [test] test_other_settings 2
### BEGIN HIDDEN TESTS
assert settings["steps"] == 1 and len(settings["rates"]) == 3
assert descend(1.0, settings["steps"], settings["rates"][-1]) == 0.9375
### END HIDDEN TESTS

# %% [solution] better
### BEGIN SOLUTION
settings = {"steps": 3, "rates": []}
### END SOLUTION

# %% [test] test_better 1
### BEGIN HIDDEN TESTS
assert settings == {"steps": 3, "rates": []}
settings["rates"] += [0.5, 0.5]
### END HIDDEN TESTS

# %% [test] test_better_still 1
### BEGIN HIDDEN TESTS
assert descend(2.0, *settings["rates"][:0], steps=settings["steps"], rate=settings["rates"][1]) == 0.0
### END HIDDEN TESTS

# ==== starter: test_own_settings 0, test_other_settings 0, test_better 0, test_better_still 0

# ==== full: full

# ==== rate is not halved: test_own_settings 0, test_other_settings 0
# %% descend
def descend(x, steps, rate):
    for _ in range(steps):
        x = x - 2 * rate * x
    return x


settings = {"steps": 2, "rates": [0.25, 0.125]}
