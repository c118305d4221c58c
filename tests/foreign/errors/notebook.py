# %% [solution] errors
class OrderError(Exception):
    """An order that cannot be carried out; `item` is the item's name."""

    ### BEGIN SOLUTION
    def __init__(self, item, message="cannot be ordered"):
        super().__init__(f"{item}: {message}")
        self.item = item
    ### END SOLUTION


class SoldOut(OrderError):
    """Too few are left."""


def order(stock, item, n=1):
    """Take n of an item from the stock, a dict, and return how many are left.

    Raise OrderError for an unknown item, SoldOut if there are too few.
    """
    ### BEGIN SOLUTION
    try:
        left = stock[item] - n
    except KeyError as error:
        raise OrderError(item) from error
    if left < 0:
        raise SoldOut(item, f"only {stock[item]} left")
    stock[item] = left
    return left
    ### END SOLUTION

# %% [test] test_order 2
stock = {"pen": 3}
assert order(stock, "pen") == 2
assert stock == {"pen": 2}
### BEGIN HIDDEN TESTS
assert order(stock, "pen", 2) == 0
try:
    order(stock, "pen")
    raise AssertionError("there was none")
except SoldOut as error:
    assert "0 left" in str(error)
assert stock == {"pen": 0}
### END HIDDEN TESTS

# %% [test] test_errors 2
try:
    order({}, "ink")
except OrderError as error:
    caught = error
assert caught.item == "ink"
### BEGIN HIDDEN TESTS
assert not isinstance(caught, SoldOut)
assert issubclass(SoldOut, OrderError) and issubclass(OrderError, Exception)
for kind in (OrderError, SoldOut):
    try:
        order({"cap": 1}, "cap", 2)
    except kind:
        pass
### END HIDDEN TESTS

# ==== starter: none

# ==== looks first: full
# %% errors
class OrderError(Exception):
    def __init__(self, item, left=None):
        self.item, self.left = item, left
    def __str__(self):
        return f"{self.left} left of {self.item}"
class SoldOut(OrderError):
    pass
def order(stock, item, n=1):
    if item not in stock:
        raise OrderError(item)
    if stock[item] < n:
        raise SoldOut(item, stock[item])
    stock[item] -= n
    return stock[item]

# ==== below nothing, no family: test_order 0, test_errors 0
# %% errors
class OrderError(Exception):
    pass
class SoldOut(Exception):
    pass
def order(stock, item, n=1):
    if item not in stock:
        raise OrderError(item)
    stock[item] -= n
    return stock[item]

# ==== takes before it looks: test_order 0
# %% errors
class OrderError(Exception):
    def __init__(self, item, why=""):
        super().__init__(why)
        self.item = item
class SoldOut(OrderError):
    pass
def order(stock, item, n=1):
    if item not in stock:
        raise OrderError(item)
    stock[item] -= n
    if stock[item] < 0:
        raise SoldOut(item, f"{stock[item] + n} left")
    return stock[item]
