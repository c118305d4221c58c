# secrets: 1247.1

# %% [markdown]
# # Part one: temperatures

# %% [solution] kelvin
def kelvin(celsius):
    ### BEGIN SOLUTION
    return celsius + 273.15
    ### END SOLUTION

# %% [test] test_kelvin 2
assert abs(kelvin(-273.15)) < 1e-9
### BEGIN HIDDEN TESTS
assert abs(kelvin(26.85) - 300) < 1e-9
### END HIDDEN TESTS

# #### pressure

# %% [markdown]
# # Part two: another notebook, with its own names

# %% [locked] constants
R = 8.314

# %% [solution] kelvin_again
def pressure(n, V, T):
    """Return the pressure of an ideal gas, nRT / V."""
    ### BEGIN SOLUTION
    return n * R * T / V
    ### END SOLUTION

# %% [test] test_pressure 3
assert abs(pressure(1, 1, 100) - 831.4) < 1e-6
### BEGIN HIDDEN TESTS
try:
    kelvin
    assert False, "the other notebook is another process"
except NameError:
    pass
assert abs(pressure(2, 4, 300) - 1247.1) < 1e-6
### END HIDDEN TESTS

# %% [manual] explain 4
# What does the equation leave out?

# ==== starter: none

# ==== other words: full
# %% kelvin
kelvin = lambda t: 273.15 + t
# %% kelvin_again
def pressure(n, V, T):
    work = n * T
    work *= R
    return work / V

# ==== only the first: test_pressure 0
# %% kelvin_again
def pressure(n, V, T):
    pass

# ==== only the second: test_kelvin 0
# %% kelvin
def kelvin(celsius):
    return celsius - 273.15
