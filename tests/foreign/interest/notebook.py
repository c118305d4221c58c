# secrets: 222.5

# %% [markdown]
# # Savings
# Your functions read `RATE` and `FEES` below; the tests change them.

# %% [locked] constants
RATE = 0.02
FEES = {"opening": 5.0, "yearly": 1.0}
MONTHS = 12

# %% [solution] grow
def grow(amount, years):
    """Return the amount after some years at RATE, compounded yearly, less the yearly fee at the end of each year."""
    ### BEGIN SOLUTION
    for _ in range(years):
        amount = amount * (1 + RATE) - FEES["yearly"]
    return amount
    ### END SOLUTION


def monthly(rate=None):
    """Return the rate of one month; the yearly rate is RATE unless one is given."""
    ### BEGIN SOLUTION
    return (RATE if rate is None else rate) / MONTHS
    ### END SOLUTION

# %% [locked] tools
def schedule(amount, years):
    """Return the amounts after 0, 1, …, `years` years, computed by your function."""
    return [round(grow(amount, year), 2) for year in range(years + 1)]

# %% [test] test_grow 2
assert abs(grow(100, 1) - 101) < 1e-9
RATE = 0.5
### BEGIN HIDDEN TESTS
assert abs(grow(100, 1) - 149) < 1e-9, "use the global RATE, which may change"
expected_end = 222.5
assert abs(grow(100, 2) - expected_end) < 1e-9
### END HIDDEN TESTS
RATE = 0.02

# %% [test] test_monthly 1
assert abs(monthly(0.12) - 0.01) < 1e-12
### BEGIN HIDDEN TESTS
for RATE in (0.6, 0.36):
    assert abs(monthly() - RATE / 12) < 1e-12
RATE = 0.02
assert monthly(0) == 0
### END HIDDEN TESTS

# %% [test] test_schedule 2
assert schedule(100, 2) == [100, 101, 102.02]
### BEGIN HIDDEN TESTS
FEES = {"opening": 0.0, "yearly": 0.0}
assert schedule(1000, 2) == [1000, 1020, 1040.4]
FEES["yearly"] = 20.0
assert schedule(1000, 3) == [1000, 1000, 1000, 1000]
### END HIDDEN TESTS

# %% [solution] ledger
ledger = []
balance = 0.0


def deposit(amount):
    """Add to the global balance, append ("deposit", amount) to the ledger, and return the new balance."""
    ### BEGIN SOLUTION
    global balance
    if amount <= 0:
        raise ValueError("deposit something")
    balance += amount
    ledger.append(("deposit", amount))
    return balance
    ### END SOLUTION

# %% [test] test_deposit 2
assert deposit(50) == 50
assert deposit(25) == 75
### BEGIN HIDDEN TESTS
for wrong in (0, -3):
    try:
        deposit(wrong)
    except ValueError:
        continue
    assert False, wrong
assert deposit(0.5) == 75.5
### END HIDDEN TESTS

# %% [test] test_ledger 1
# checks the state that the calls in the cell above left
### BEGIN HIDDEN TESTS
assert ledger == [("deposit", 50), ("deposit", 25), ("deposit", 0.5)]
assert balance == 75.5
### END HIDDEN TESTS

# %% [solution] portfolio
# A dictionary name -> amount of at least three entries that add up to 1000; and the name with the largest amount.
### BEGIN SOLUTION
portfolio = {"bonds": 500, "shares": 400, "cash": 100}
largest = max(portfolio, key=portfolio.get)
### END SOLUTION

# %% [test] test_portfolio 2
assert len(portfolio) >= 3
assert sum(portfolio.values()) == 1000
### BEGIN HIDDEN TESTS
assert portfolio[largest] == max(portfolio.values())
assert all(isinstance(name, str) for name in portfolio)
### END HIDDEN TESTS

# ==== starter: test_grow 0, test_monthly 0, test_schedule 0, test_deposit 0, test_ledger 0, test_portfolio 0

# ==== closed form where there is no fee, other data: full
# %% grow
def grow(amount, years):
    q = 1 + RATE
    fee = FEES["yearly"]
    paid = fee * sum(q**k for k in range(years))
    return amount * q**years - paid

def monthly(rate=None):
    if rate is None:
        rate = globals()["RATE"]
    return rate / 12
# %% ledger
ledger, balance = [], 0

def deposit(amount):
    global balance, ledger
    if not amount > 0:
        raise ValueError
    balance = balance + amount
    ledger = ledger + [("deposit", amount)]
    return balance
# %% portfolio
import numpy as np
shares = np.array([250, 250, 300, 200])
portfolio = {name: int(n) for name, n in zip("abcd", shares)}
largest = "c"

# ==== rate frozen in a default: test_grow 0, test_monthly 0
# %% grow
def grow(amount, years, rate=RATE):
    for _ in range(years):
        amount = amount * (1 + rate) - FEES["yearly"]
    return amount

def monthly(rate=RATE):
    return rate / MONTHS

# ==== fee first, simple interest: test_grow 0, test_schedule 0
# %% grow
def grow(amount, years):
    return amount * (1 + RATE * years) - FEES["yearly"] * years

def monthly(rate=None):
    return (rate or (RATE if rate is None else 0)) / MONTHS

# ==== forgets the ledger, and that zero is nothing: test_deposit 0, test_ledger 0
# %% ledger
ledger = []
balance = 0.0

def deposit(amount):
    global balance
    if amount < 0:
        raise ValueError
    balance += amount
    return balance

# ==== a portfolio of two, as a list: test_portfolio 0
# %% portfolio
portfolio = [("bonds", 600), ("cash", 400)]
largest = "bonds"
