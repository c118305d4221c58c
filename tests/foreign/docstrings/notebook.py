# inside: test_examples

# %% [locked] imports
import doctest

# %% [solution] documented
def leap(year):
    """Return whether a year has 366 days.

    >>> leap(2024)
    True
    >>> leap(1900)
    False
    """
    ### BEGIN SOLUTION
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    ### END SOLUTION


def celsius(fahrenheit):
    ### BEGIN SOLUTION
    """Convert degrees Fahrenheit to degrees Celsius."""
    return (fahrenheit - 32) * 5 / 9
    ### END SOLUTION

# %% [test] test_leap 1
assert leap(2024) is True
### BEGIN HIDDEN TESTS
assert [year for year in range(1890, 2010, 10) if leap(year)] == [1920, 1940, 1960, 1980, 2000]
### END HIDDEN TESTS

# %% [test] test_documented 2
assert celsius(212) == 100
### BEGIN HIDDEN TESTS
assert celsius.__doc__, "say what it does"
assert "Celsius" in celsius.__doc__
assert celsius.__name__ == "celsius"
### END HIDDEN TESTS

# %% [test] test_examples 2
runner = doctest.DocTestRunner(verbose=False)
for example in doctest.DocTestFinder().find(leap, "leap", globs={"leap": leap}):
    runner.run(example, out=lambda text: None)
### BEGIN HIDDEN TESTS
assert runner.tries >= 2 and runner.failures == 0, "the examples have to hold"
### END HIDDEN TESTS

# ==== starter: none

# ==== with the calendar: full
# %% documented
import calendar
def leap(year):
    """Leap years.

    >>> leap(2023), leap(2024)
    (False, True)
    >>> leap(2000)
    True
    """
    return calendar.isleap(year)
def celsius(fahrenheit):
    "To Celsius."
    return (fahrenheit - 32) / 1.8

# ==== without a word: test_documented 0, test_examples 0
# %% documented
def leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
def celsius(fahrenheit):
    return (fahrenheit - 32) * 5 / 9

# ==== examples that do not hold: test_leap 0, test_examples 0
# %% documented
def leap(year):
    """Every fourth year.

    >>> leap(2024)
    True
    >>> leap(1900)
    False
    """
    return year % 4 == 0
def celsius(fahrenheit):
    """Celsius"""
    return (fahrenheit - 32) * 5 / 9
