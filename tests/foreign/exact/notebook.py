# secrets: "355/226"

# %% [locked] imports
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

# %% [solution] exact
def half(x):
    """Return half of x, as a Fraction."""
    ### BEGIN SOLUTION
    return Fraction(x) / 2
    ### END SOLUTION


def price(text, percent):
    """Return a price with tax, as a Decimal with two decimal places."""
    ### BEGIN SOLUTION
    return (Decimal(text) * (100 + percent) / 100).quantize(Decimal("0.01"))
    ### END SOLUTION


def next_friday(day):
    """Return the first Friday after a date."""
    ### BEGIN SOLUTION
    return day + timedelta(days=(4 - day.weekday() - 1) % 7 + 1)
    ### END SOLUTION


def kind(value):
    """Return the type of a value: the class itself, not its name."""
    ### BEGIN SOLUTION
    return type(value)
    ### END SOLUTION

# %% [test] test_half 1
assert half(3) == Fraction(3, 2)
### BEGIN HIDDEN TESTS
assert half(Fraction(355, 113)) == Fraction(355, 226)
assert isinstance(half(1), Fraction)
assert half(half(1)).denominator == 4
### END HIDDEN TESTS

# %% [test] test_price 1
assert price("10.00", 19) == Decimal("11.90")
### BEGIN HIDDEN TESTS
assert str(price("0.99", 7)) == "1.06"
assert sum(price("0.10", 0) for _ in range(3)) == Decimal("0.3")
### END HIDDEN TESTS

# %% [test] test_friday 1
assert next_friday(date(2024, 2, 28)) == date(2024, 3, 1)
### BEGIN HIDDEN TESTS
assert next_friday(date(2024, 3, 1)) == date(2024, 3, 8), "after, not on"
assert next_friday(datetime(2024, 12, 31, 10)) - datetime(2024, 12, 31, 10) == timedelta(days=3)
### END HIDDEN TESTS

# %% [test] test_kind 1
assert kind(3) is int and kind("a") == str
### BEGIN HIDDEN TESTS
assert kind(2.5) is float and kind(float) is not float
assert kind([]) in (list, tuple) and issubclass(kind(True), int)
### END HIDDEN TESTS

# ==== starter: none

# ==== step by step: full
# %% exact
def half(x):
    return Fraction(1, 2) * x
def price(text, percent):
    return round(Decimal(text) * (1 + Decimal(percent) / 100), 2)
def next_friday(day):
    day += timedelta(1)
    while day.strftime("%w") != "5":
        day += timedelta(1)
    return day
def kind(value):
    return value.__class__

# ==== floats, on the day, names: test_half 0, test_price 0, test_friday 0, test_kind 0
# %% exact
def half(x):
    return x / 2
def price(text, percent):
    return float(text) * (100 + percent) / 100
def next_friday(day):
    return day + timedelta(days=(4 - day.weekday()) % 7)
def kind(value):
    return type(value).__name__
