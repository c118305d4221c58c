# %% [locked] question
# How many days does a common year have, and each of its months, in order?

# %% [solution] calendar
### BEGIN SOLUTION
days = 365
months = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
### END SOLUTION


class Month:
    def __init__(self, number):
        ### BEGIN SOLUTION
        self.number = number
        self.days = months[number - 1]
        ### END SOLUTION

# %% [test] test_days 1
### HASHED AUTOTEST days
### BEGIN HIDDEN TESTS
assert days < 366 and isinstance(days, int)
### END HIDDEN TESTS

# %% [test] test_months 2
### HASHED AUTOTEST months; sum(months)
### BEGIN HIDDEN TESTS
### HASHED AUTOTEST Month(2).days
### END HIDDEN TESTS

# ==== starter: none

# ==== computed: full
# %% calendar
import calendar
months = [calendar.monthrange(2023, m)[1] for m in range(1, 13)]
days = sum(months)
class Month:
    def __init__(self, number):
        self.number = number
    days = property(lambda self: months[self.number - 1])

# ==== a leap year, as text: test_days 0, test_months 0
# %% calendar
days = "366"
months = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
class Month:
    def __init__(self, number):
        self.days = months[number]

# ==== months from zero: test_months 0
# %% calendar
days = 365
months = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
class Month:
    def __init__(self, number):
        self.days = months[number]
