# %% [solution] account
def make_account(balance=0):
    """Return three functions that share a balance: deposit(amount); withdraw(amount), which returns success; and total()."""
    ### BEGIN SOLUTION
    def deposit(amount):
        nonlocal balance
        balance += amount

    def withdraw(amount):
        nonlocal balance
        if amount > balance:
            return False
        balance -= amount
        return True

    return deposit, withdraw, lambda: balance
    ### END SOLUTION


def multipliers(n):
    """Return functions that multiply by 0, 1, …, n - 1."""
    ### BEGIN SOLUTION
    return [lambda x, k=k: k * x for k in range(n)]
    ### END SOLUTION


def curry(function):
    """Return a function such that curry(f)(a)(b) is f(a, b)."""
    ### BEGIN SOLUTION
    return lambda a: lambda b: function(a, b)
    ### END SOLUTION

# %% [test] test_account 3
deposit, withdraw, total = make_account(10)
deposit(5)
assert total() == 15
### BEGIN HIDDEN TESTS
assert withdraw(20) is False and total() == 15
assert withdraw(15) is True and total() == 0
other = make_account()
other[0](1337.5)
assert total() == 0 and other[2]() == 1337.5, "accounts are apart"
### END HIDDEN TESTS

# %% [test] test_multipliers 1
assert multipliers(3)[2](5) == 10
### BEGIN HIDDEN TESTS
assert [f(2) for f in multipliers(4)] == [0, 2, 4, 6]
assert multipliers(0) == []
### END HIDDEN TESTS

# %% [test] test_curry 1
assert curry(pow)(2)(5) == 32
### BEGIN HIDDEN TESTS
halve = curry(lambda a, b: b / a)(2)
assert [halve(x) for x in (1, 4)] == [0.5, 2]
assert curry(max)("a")("b") == "b"
### END HIDDEN TESTS

# ==== starter: none

# ==== a class, partial: full
# %% account
from functools import partial
class Account:
    def __init__(self, b):
        self.b = b
    def deposit(self, a):
        self.b += a
    def withdraw(self, a):
        if ok := a <= self.b:
            self.b -= a
        return ok
    def total(self):
        return self.b
def make_account(balance=0):
    a = Account(balance)
    return a.deposit, a.withdraw, a.total
def multipliers(n):
    import operator
    return [partial(operator.mul, k) for k in range(n)]
def curry(function):
    return partial(partial, function)

# ==== a global balance, late binding: test_account 0, test_multipliers 0, test_curry 0
# %% account
balance = 10
def make_account(start=0):
    def deposit(amount):
        global balance
        balance += amount
    def withdraw(amount):
        global balance
        if amount > balance:
            return False
        balance -= amount
        return True
    return deposit, withdraw, lambda: balance
def multipliers(n):
    return [lambda x: k * x for k in range(n)]
def curry(function):
    return lambda a: function(a)
