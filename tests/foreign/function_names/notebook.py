# secrets: 4.75
# inside:
# %% [solution] twice
### BEGIN SOLUTION
import functools


def twice(function):
    @functools.wraps(function)
    def inner(x):
        return 2 * function(x)

    return inner
### END SOLUTION
# %% [solution] inc
### BEGIN SOLUTION
@twice
def inc(x):
    """Add one, twice."""
    return x + 1
### END SOLUTION
# %% [test] test_value 1
assert inc(1) == 4
### BEGIN HIDDEN TESTS
assert inc(1.375) == 4.75
### END HIDDEN TESTS
# %% [test] test_name 2
assert inc.__name__ == "inc"
assert inc.__qualname__.endswith("inc")
# %% [test] test_doc 1
assert inc.__doc__ == "Add one, twice."
# %% [test] test_wrapped 1
assert inc.__wrapped__(1) == 2
# %% [solution] scaled
### BEGIN SOLUTION
def scaled(x: float, factor: int = 3, *, shift=(0, 1)) -> float:
    """Scale."""
    return factor * x + shift[0]
### END SOLUTION
# %% [test] test_signature 2
import inspect

found = inspect.signature(scaled)
assert list(found.parameters) == ["x", "factor", "shift"]
assert found.parameters["factor"].default == 3
assert found.parameters["shift"].default == (0, 1)
assert found.parameters["x"].annotation is float and found.return_annotation is float
# %% [test] test_hints 1
assert scaled.__annotations__ == {"x": float, "factor": int, "return": float}
assert scaled.__defaults__ == (3,)
# %% [solution] bag
### BEGIN SOLUTION
class Bag:
    """Holds things."""

    def __init__(self):
        self.things = []

    def __len__(self):
        return len(self.things)
### END SOLUTION
# %% [test] test_bag 2
assert Bag.__doc__ == "Holds things."
assert hasattr(Bag(), "__len__") and len(Bag()) == 0
assert not hasattr(Bag(), "__add__")
# ==== full:
# ==== starter: none
# ==== no wraps: test_name 0, test_doc 0, test_wrapped 0
# %% twice
def twice(function):
    def inner(x):
        return 2 * function(x)
    return inner
# ==== other defaults: test_signature 0, test_hints 0
# %% scaled
def scaled(x: float, factor: int = 4, *, shift=(0, 1)) -> float:
    return 3 * x
# ==== no length: test_bag 0
# %% bag
class Bag:
    """Holds things."""
